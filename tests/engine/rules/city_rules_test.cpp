#include "engine/core/fraction.hpp"
#include "engine/core/solar_hijri.hpp"
#include "engine/rules/calendar.hpp"
#include "engine/rules/parse.hpp"
#include "tests/engine/rules/yaml_document.hpp"

#include <string>
#include <tuple>

#include <gtest/gtest.h>

namespace gozin::rules {
namespace {

class CityRules : public testing::TestWithParam<std::string> {};

TEST_P(CityRules, AreAcceptedWithoutProblemsOrWarnings) {
  auto const document = yaml_document("rules/" + GetParam() + ".yaml");

  for (auto const& problem : check(document))
    ADD_FAILURE() << name_of(problem.reason) << " " << problem.pointer << " " << problem.expected;
  auto const rules = parse_rule_set(document);
  ASSERT_TRUE(rules.has_value()) << rules.error().detail;
  for (auto const& warning : warnings(*rules))
    ADD_FAILURE() << name_of(warning.concern) << " " << warning.subject.text;
}

TEST_P(CityRules, WeighThreeFamiliesToExactlyOne) {
  auto const rules = parse_rule_set(yaml_document("rules/" + GetParam() + ".yaml")).value();

  Fraction sum = 0;
  for (auto const& criterion : rules.criteria) sum += parse_fraction(criterion.weight.text).value();

  EXPECT_EQ(sum, 1);
  EXPECT_EQ(rules.families.size(), 3U);
}

INSTANTIATE_TEST_SUITE_P(Cities, CityRules,
                         testing::Values("karaj", "baqershahr", "mayor-election"),
                         [](auto const& row) {
                           auto name = row.param;
                           std::erase(name, '-');
                           return name;
                         });

TEST(MayorElection, IsByTheCouncilInRoundsWithALot) {
  auto const rules = parse_rule_set(yaml_document("rules/mayor-election.yaml")).value();
  auto const* council = find_ballot_rule(rules, Code{"city_council"});
  ASSERT_NE(council, nullptr);

  EXPECT_EQ(rules.deciding_role, Code{"minister"});
  EXPECT_EQ(rules.choice.chooser, Chooser::rank_order);
  ASSERT_EQ(rules.gates.size(), 1U);
  EXPECT_EQ(rules.gates[0].kind, GateKind::election);
  EXPECT_EQ(council->rule.values, ballot::Values::choose_one);
  EXPECT_EQ(council->rule.rounds,
            (ballot::Rounds{.keep = {3, 2}, .last = ballot::LastRound::relative}));
  EXPECT_EQ(council->rule.tie, ballot::TieRule::lot);
  EXPECT_EQ(rules.rounds[1].scored_by, Code{"programme_commission"});
}

// E20: 13 seats, quorum of two thirds of all seats, absolute majority of those present.
TEST(Karaj, DecidesWithNineOfThirteenAndAMajorityOfThePresent) {
  auto const rules = karaj();
  auto const* council = find_ballot_rule(rules, Code{"city_council"});
  ASSERT_NE(council, nullptr);

  auto const verdict =
      ballot::decide(
          council->rule,
          {.seats = council->seats, .opening = {.present = 13, .recused = 0}, .yes = 11, .no = 2})
          .value();

  EXPECT_EQ(verdict.quorum.needed, 9);
  EXPECT_EQ(verdict.majority.needed, 7);
  EXPECT_EQ(verdict.outcome, ballot::Outcome::carried);
}

// E26: 13 members with at most 3 names each make at most 39.
TEST(Karaj, LetsEachMemberNameThree) {
  auto const rules = karaj();

  auto const& limits = rules.nomination.channels.at(Channel::body_member);
  EXPECT_EQ(limits.names_per_nominator, 3);
  EXPECT_EQ(limits.names_in_all, 3 * find_ballot_rule(rules, Code{"city_council"})->seats);
}

TEST(Karaj, LetsTheMayorChooseAmongTheFirstThreeAfterAdvice) {
  auto const rules = karaj();

  EXPECT_EQ(rules.deciding_role, Code{"mayor"});
  EXPECT_EQ(rules.choice.n, 3);
  EXPECT_EQ(rules.choice.chooser, Chooser::decider);
  ASSERT_EQ(rules.gates.size(), 2U);
  EXPECT_EQ(rules.gates[0].body, Code{"urban_services_commission"});
  for (auto const& gate : rules.gates) EXPECT_EQ(gate.kind, GateKind::advisory);
  EXPECT_EQ(rules.gates[1].binds_after->length, (Period{14, DayCount::calendar_days}));
}

TEST(Karaj, WeighsTheFamiliesAsWritten) {
  auto const rules = karaj();

  EXPECT_EQ(find_criterion(rules, Code{"professional_knowledge"})->weight, ExactText{"1/5"});
  EXPECT_EQ(find_criterion(rules, Code{"city_operations"})->weight, ExactText{"7/100"});
  EXPECT_EQ(find_criterion(rules, Code{"integrity"})->weight, ExactText{"3/20"});
  EXPECT_EQ(find_criterion(rules, Code{"obedience"}), nullptr);
}

TEST(IranCalendar, IsAcceptedAndHoldsTenSolarHolidaysAYear) {
  auto const document = yaml_document("calendars/iran.yaml");
  for (auto const& problem : check_calendar(document))
    ADD_FAILURE() << name_of(problem.reason) << " " << problem.pointer << " " << problem.expected;
  auto const calendar = parse_calendar(document).value();

  EXPECT_EQ(calendar.offset, std::chrono::minutes{210});
  for (int year = 1401; year <= 1406; ++year)
    for (auto const& [month, day] : {std::pair{1, 1},
                                     {1, 2},
                                     {1, 3},
                                     {1, 4},
                                     {1, 12},
                                     {1, 13},
                                     {3, 14},
                                     {3, 15},
                                     {11, 22},
                                     {12, 29}})
      EXPECT_TRUE(calendar.holidays.contains(from_solar_hijri({year, month, day}).value()))
          << year << "-" << month << "-" << day;
  // Lunar days as they were observed: the lists that calendars/iran.yaml names.
  for (auto const& [year, month, day] : {std::tuple{1401, 2, 13},
                                         {1401, 7, 13},
                                         {1401, 11, 29},
                                         {1402, 2, 2},
                                         {1402, 6, 15},
                                         {1402, 12, 6},
                                         {1403, 1, 22},
                                         {1403, 6, 31},
                                         {1404, 1, 11},
                                         {1404, 10, 27}})
    EXPECT_TRUE(calendar.holidays.contains(from_solar_hijri({year, month, day}).value()))
        << year << "-" << month << "-" << day;
  // 25 Shawwal 1443 was printed for 5 Khordad; the month began a day later.
  EXPECT_FALSE(calendar.holidays.contains(from_solar_hijri({1401, 3, 5}).value()));
  for (auto const* nowruz :
       {"2022-03-21", "2023-03-21", "2024-03-20", "2025-03-21", "2026-03-21", "2027-03-21"})
    EXPECT_TRUE(calendar.holidays.contains(*parse_iso_date(nowruz))) << nowruz;
}

}  // namespace
}  // namespace gozin::rules
