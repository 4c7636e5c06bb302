#include "tests/support/city.hpp"
#include "workflows/registry/decrees.hpp"

#include <gtest/gtest.h>

namespace gozin::registry {
namespace {

using judge::at;
using judge::empty_city;

Code const kFinance{"finance"};
std::optional<Code> const kWholeCity{};

StreamId const kArash{"person/arash"};

Person const& arash_in(judge::Judge& city) { return *city.view.find<Person>(kArash); }

TEST(RegistryFold, KeepsWhatTheLogIsForAndItsCalendars) {
  auto city = empty_city();

  auto const& log = *city.view.find<Log>(log_stream());

  EXPECT_EQ(log.purpose, Purpose::demonstration);
  EXPECT_EQ(log.city, "Demo");
  ASSERT_TRUE(log.calendars.contains(Code{"plain"}));
  EXPECT_EQ(log.calendars.at(Code{"plain"})->offset, std::chrono::minutes{210});
}

TEST(RegistryFold, MovesPeople) {
  auto city = empty_city();
  judge::register_person(city, "arash", "parks");
  EXPECT_EQ(arash_in(city).unit, Code{"parks"});

  city.view.record(kArash, PersonMoved{.unit = Code{"roads"}});

  EXPECT_EQ(arash_in(city).unit, Code{"roads"});
}

TEST(RegistryFold, HoldsARoleFromItsFirstInstantUntilBeforeItsLast) {
  auto city = empty_city();
  judge::register_person(city, "arash");
  auto const from = at("2026-03-01T00:00:00Z");
  auto const until = at("2026-04-01T00:00:00Z");

  city.view.record(kArash,
                   RoleGranted{.role = kFinance, .scope = {}, .from = from, .until = until});

  EXPECT_FALSE(holds_role(arash_in(city), kFinance, kWholeCity, Instant{from.ms - 1}));
  EXPECT_TRUE(holds_role(arash_in(city), kFinance, kWholeCity, from));
  EXPECT_TRUE(holds_role(arash_in(city), kFinance, kWholeCity, Instant{until.ms - 1}));
  EXPECT_FALSE(holds_role(arash_in(city), kFinance, kWholeCity, until));
  EXPECT_FALSE(holds_role(arash_in(city), Code{"mayor"}, kWholeCity, from));
}

TEST(RegistryFold, KeepsAScopedRoleToItsScope) {
  auto city = empty_city();
  judge::register_person(city, "arash");
  auto const now = at("2026-03-01T00:00:00Z");

  judge::grant(city, PersonId{"arash"}, "finance", Code{"parks"});

  EXPECT_TRUE(holds_role(arash_in(city), kFinance, Code{"parks"}, now));
  EXPECT_FALSE(holds_role(arash_in(city), kFinance, Code{"park"}, now));
  EXPECT_TRUE(holds_role(arash_in(city), kFinance, kWholeCity, now));
  judge::grant(city, PersonId{"arash"}, "mayor");
  EXPECT_TRUE(holds_role(arash_in(city), Code{"mayor"}, Code{"parks"}, now));
}

TEST(RegistryFold, EndsWhatRunsTakesBackWhatHasNotBegunAndKeepsWhatIsOver) {
  auto city = empty_city();
  judge::register_person(city, "arash");
  auto const grant = [&](std::string_view from, std::optional<Instant> until) {
    city.view.record(kArash,
                     RoleGranted{.role = kFinance, .scope = {}, .from = at(from), .until = until});
  };
  grant("2026-01-01T00:00:00Z", at("2026-02-01T00:00:00Z"));
  grant("2026-03-01T00:00:00Z", std::nullopt);
  grant("2026-09-01T00:00:00Z", std::nullopt);
  judge::grant(city, PersonId{"arash"}, "finance", Code{"parks"});
  auto const ended = at("2026-05-01T00:00:00Z");

  city.view.record(kArash, RoleEnded{.role = kFinance, .scope = {}},
                   judge::call("dorsa", "administrator", ended));

  auto const& grants = arash_in(city).grants;
  ASSERT_EQ(grants.size(), 3U);
  EXPECT_EQ(grants[0].until, at("2026-02-01T00:00:00Z"));
  EXPECT_EQ(grants[1].until, ended);
  EXPECT_EQ(grants[2].scope, Code{"parks"});
  EXPECT_FALSE(grants[2].until);
}

TEST(RegistryFold, CountsCreditOnceWhetherReservedOrUsed) {
  auto city = empty_city();
  StreamId const line{"budget/parks"};
  StreamId const first{"case/a"};
  StreamId const second{"case/b"};
  city.view.record(line,
                   BudgetLineOpened{.code = Code{"parks"}, .title = {"Parks"}, .amount = 100});
  auto const left = [&] { return available(*city.view.find<BudgetLine>(line)); };

  city.view.record(line, CreditReserved{.by = first, .amount = 30});
  city.view.record(line, CreditReserved{.by = second, .amount = 20});
  EXPECT_EQ(left(), 50);
  city.view.record(line, CreditUsed{.by = first});
  EXPECT_EQ(left(), 50);
  city.view.record(line, CreditReleased{.by = second});
  EXPECT_EQ(left(), 70);
  // An appointment that is struck down gives back what it used.
  city.view.record(line, CreditReleased{.by = first});
  EXPECT_EQ(left(), 100);
  city.view.record(line, BudgetLineChanged{.amount = 40, .reason = {}});
  EXPECT_EQ(left(), 40);
}

TEST(RegistryFold, GivesTheSecretaryNoVote) {
  auto city = empty_city();
  auto const stream = judge::form_body(
      city, "council", 3,
      {{"arash", Office::chair}, {"bahar", Office::member}, {"kaveh", Office::secretary}});
  auto const& body = *city.view.find<Body>(stream);

  EXPECT_EQ(voters(body), (std::vector<PersonId>{PersonId{"arash"}, PersonId{"bahar"}}));
  EXPECT_FALSE(has_vote(body, PersonId{"kaveh"}));
  EXPECT_TRUE(holds_office(body, PersonId{"kaveh"}, Office::secretary));

  city.view.record(stream, MemberLeft{.person = PersonId{"arash"}});
  EXPECT_EQ(voters(body), std::vector<PersonId>{PersonId{"bahar"}});
}

TEST(RegistryFold, GoesOnAfterTheLastDecreeNumber) {
  auto city = empty_city();
  city.view.record(city_decrees(), DecreeSeriesOpened{.last = {"1405/16"}, .next = 17});
  auto const& series = *city.view.find<DecreeSeries>(city_decrees());
  EXPECT_EQ(series.next, 17);

  city.view.record(city_decrees(),
                   DecreeNumberTaken{.number = {"1405/17"}, .count = 17, .by = StreamId{"case/a"}});

  EXPECT_EQ(next_count(series, "1405/"), 18);
  EXPECT_EQ(series.taken.at("1405/17"), StreamId{"case/a"});

  city.view.record(
      city_decrees(),
      DecreeNumberTaken{.number = {"1405/900"}, .count = std::nullopt, .by = StreamId{"case/b"}});

  EXPECT_EQ(next_count(series, "1405/"), 18);
  EXPECT_EQ(series.taken.at("1405/900"), StreamId{"case/b"});
}

// Registers on paper are kept in Persian digits, and a city can write its numbers in several ways.
TEST(RegistryFold, CountsDecreesByWhatStandsBeforeTheCount) {
  auto city = empty_city();
  city.view.record(city_decrees(), DecreeSeriesOpened{.last = {"ب/۱۴۰۲/۱۱۷"}, .next = 118});
  city.view.record(city_decrees(),
                   DecreeNumberTaken{.number = {"ک/1402/1"}, .count = 1, .by = StreamId{"case/a"}});
  auto const& series = *city.view.find<DecreeSeries>(city_decrees());

  EXPECT_EQ(next_count(series, "ب/1402/"), 118);
  EXPECT_EQ(next_count(series, "ک/1402/"), 2);
  EXPECT_EQ(next_count(series, "ب/1403/"), std::nullopt);
}

TEST(RegistryFold, HoldsEveryNumberGivenOnPaperToBeTaken) {
  auto city = empty_city();
  city.view.record(city_decrees(), DecreeSeriesOpened{.last = {"ب/۱۴۰۲/۱۱۷"}, .next = 118});
  auto const& series = *city.view.find<DecreeSeries>(city_decrees());

  for (auto const* taken : {"ب/۱۴۰۲/۱۱۷", "ب/1402/117", "ب/1402/1", "ب/١٤٠٢/٠٤٠"})
    EXPECT_TRUE(is_taken(series, {taken})) << taken;
  for (auto const* free : {"ب/1402/118", "ب/1403/117", "ک/1402/117", "ب/1402/", "ب/1402/11/7", ""})
    EXPECT_FALSE(is_taken(series, {free})) << free;
}

TEST(RegistryFold, ReadsACountBehindAPrefixThatEndsInDigits) {
  EXPECT_EQ(counted({"۱۴۰۵۱۷"}, 18).stem, "1405");
  EXPECT_EQ(counted({"none"}, 1).count, std::nullopt);
  EXPECT_EQ(counted({"x/9999999999999999999999"}, std::nullopt).count, 999999999999999999);
}

}  // namespace
}  // namespace gozin::registry
