#include "engine/duty/duty.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gozin::duty {
namespace {

PersonId const kArash{"arash"};
PersonId const kBahar{"bahar"};
PersonId const kKaveh{"kaveh"};
Code const kNominator{"nominator"};
Code const kAssessor{"assessor"};
Code const kFinance{"finance"};

std::vector<Pair> pairs() {
  return {{kNominator, kAssessor}, {Code{"department_officer"}, kFinance}};
}

Duties after(std::vector<Act> const& acts) {
  Duties duties;
  for (auto const& act : acts) apply(act, duties);
  return duties;
}

// T24, AC2.4: a panel member who nominates in the same case.
TEST(Conflict, KeepsNominatorAndAssessorApartInEitherOrder) {
  auto const assessor = after({{.duty = kAssessor, .by = kArash}});
  auto const nominator = after({{.duty = kNominator, .by = kArash}});

  EXPECT_EQ(conflict(pairs(), assessor, {.duty = kNominator, .by = kArash}),
            (Conflict{kArash, kAssessor, kNominator}));
  EXPECT_EQ(conflict(pairs(), nominator, {.duty = kAssessor, .by = kArash}),
            (Conflict{kArash, kNominator, kAssessor}));
}

TEST(Conflict, LeavesOtherPersonsAndOtherDutiesAlone) {
  auto const duties = after({{.duty = kAssessor, .by = kArash}});

  EXPECT_EQ(conflict(pairs(), duties, {.duty = kNominator, .by = kBahar}), std::nullopt);
  EXPECT_EQ(conflict(pairs(), duties, {.duty = kFinance, .by = kArash}), std::nullopt);
  EXPECT_EQ(conflict(pairs(), duties, {.duty = kAssessor, .by = kArash}), std::nullopt);
}

TEST(Conflict, FollowsDelegationToBothPersons) {
  auto const duties = after({{.duty = kAssessor, .by = kBahar, .on_behalf = kArash}});

  EXPECT_TRUE(conflict(pairs(), duties, {.duty = kNominator, .by = kArash}));
  EXPECT_TRUE(conflict(pairs(), duties, {.duty = kNominator, .by = kBahar}));
  EXPECT_EQ(
      conflict(pairs(), duties, {.duty = kNominator, .by = kKaveh, .on_behalf = kArash})->person,
      kArash);
  EXPECT_EQ(
      conflict(pairs(), duties, {.duty = kNominator, .by = kBahar, .on_behalf = kKaveh})->person,
      kBahar);
}

TEST(Conflict, DoesNotMakeAClerkOfNominationsANominator) {
  Act const walk_in{.duty = kNominator, .by = kBahar, .on_behalf = kArash, .transcribed = true};
  auto const duties = after({walk_in, walk_in});

  EXPECT_EQ(duties.done.at(kBahar), std::set<Code>{clerk_duty()});
  EXPECT_EQ(conflict(pairs(), duties, {.duty = kAssessor, .by = kBahar}), std::nullopt);
  EXPECT_TRUE(conflict(pairs(), duties, {.duty = kAssessor, .by = kArash}));
}

Act arbitrary_act() {
  auto const person = [] { return PersonId{std::string(1, *rc::gen::element('a', 'b', 'c'))}; };
  auto const duty = *rc::gen::element<std::string>("nominator", "assessor", "finance",
                                                   "department_officer", "observer");
  Act act{.duty = Code{duty}, .by = person()};
  if (*rc::gen::arbitrary<bool>()) act.on_behalf = person();
  return act;
}

// "One person in two excluding duties of one case" must never come about, in no order of acts.
RC_GTEST_PROP(DutyProperty, NoOrderOfPermittedActsJoinsExcludingDuties, ()) {
  Duties duties;
  for (int i = 0; i < 30; ++i) {
    auto const act = arbitrary_act();
    if (!conflict(pairs(), duties, act)) apply(act, duties);
  }

  for (auto const& [person, held] : duties.done)
    for (auto const& pair : pairs())
      RC_ASSERT(!(held.contains(pair.first) && held.contains(pair.second)));
}

}  // namespace
}  // namespace gozin::duty
