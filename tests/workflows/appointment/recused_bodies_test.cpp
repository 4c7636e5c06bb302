#include "tests/workflows/appointment/ballots_begun.hpp"
#include "tests/workflows/appointment/reviews_begun.hpp"
#include "workflows/appointment/gates.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// T17: a body all of whose members are recused decides nothing, and one that only advises blocks
// nothing.
namespace gozin::appointment {
namespace {

using judge::find;
using judge::reason_of;
using judge::types_of;
using rules::GateKind;
using testing::ElementsAre;
using testing::SizeIs;

rules::RuleSet advising() { return with_gates({gate("advice", GateKind::advisory)}); }

std::string_view refusal_of_opening(Council& council) {
  return reason_of(council.judged(by_secretary(), OpenBallot{.ballot = kBallot}));
}

std::string_view refusal_of_going_on(Council& council) {
  return reason_of(council.judged(by_secretary(), ReferToFallbackBody{}));
}

/// Kinship of all thirteen with these.
void recuse_all(Council& council, std::initializer_list<std::string_view> names) {
  auto kinship = none_declared(council);
  for (auto const name : names) kinship.interests[nominee(name)] = Interest::kinship;
  for (int number = 1; number <= 13; ++number) council.act(by_member(number), kinship).value();
}

TEST(RecusedBody, IsGoneOnWithoutWhereItOnlyAdvises) {
  auto council = proposed(advising());
  recuse_all(*council, {"arash", "bahar", "kaveh"});
  EXPECT_EQ(refusal_of_opening(*council), "ballot_must_have_voters");

  auto const gone_on = council->act(by_secretary(), ReferToFallbackBody{});

  ASSERT_THAT(types_of(gone_on), ElementsAre("BodyNotified", "GatesPassed"));
  EXPECT_EQ(find<BodyNotified>(gone_on)->gate, Code{"advice"});
  EXPECT_THAT(find<BodyNotified>(gone_on)->recused.value(), SizeIs(13));
  EXPECT_FALSE(gate_lacking(council->state(), advising(), nominee("arash")));
  EXPECT_TRUE(council->stands("DecreePending"));
}

// Rules may let nobody count for a quorum who is recused, and name nobody in the body's place.
TEST(RecusedBody, IsGoneOnWithoutWhereItsQuorumIsOutOfReach) {
  auto rules = fallback_rules(rules::Fallback::none);
  rules.gates = advising().gates;
  auto council = proposed(rules);
  recuse_all(*council, {"arash", "bahar", "kaveh"});

  EXPECT_THAT(types_of(council->act(by_secretary(), ReferToFallbackBody{})),
              ElementsAre("BodyNotified", "GatesPassed"));
}

TEST(RecusedBody, AdvisesFirstAboutWhomItCan) {
  auto council = all_recused(advising());
  EXPECT_EQ(refusal_of_opening(*council), "ballot_must_have_voters");
  EXPECT_EQ(refusal_of_going_on(*council), "fallback_must_be_needed");

  decide_on(*council, "bahar", "b-1", {9, 4}).value();
  EXPECT_EQ(council->state().review->candidate, nominee("arash"));
  EXPECT_EQ(refusal_of_going_on(*council), "fallback_must_be_needed");
  decide_on(*council, "kaveh", "b-2", {9, 4}).value();

  EXPECT_THAT(types_of(council->act(by_secretary(), ReferToFallbackBody{})),
              ElementsAre("BodyNotified", "GatesPassed"));
}

// By the order of the ranking it cannot turn to the others first.
TEST(RecusedBody, HoldsUpNobodyWhoComesFirstByRank) {
  auto rules = advising();
  rules.choice.chooser = rules::Chooser::rank_order;
  auto council = all_recused(rules);

  EXPECT_THAT(types_of(council->act(by_secretary(), ReferToFallbackBody{})),
              ElementsAre("BodyNotified", "GatesPassed"));
}

TEST(RecusedBody, IsAskedInItsSession) {
  auto council = proposed(advising());
  recuse_all(*council, {"arash", "bahar", "kaveh"});
  council->judge.view.move(council->session, {"Closed"});

  EXPECT_EQ(refusal_of_going_on(*council), "fallback_must_be_needed");
}

TEST(RecusedBody, BindsUntilOthersSitOnIt) {
  auto council = all_recused(council_rules());

  EXPECT_EQ(refusal_of_going_on(*council), "fallback_must_be_needed");
}

TEST(RecusedBody, HandsItsQuestionToTheBodyNamedBeforehand) {
  auto council = all_recused(referring_rules());

  EXPECT_EQ(find<CaseReferred>(council->act(by_secretary(), ReferToFallbackBody{}))->body,
            StreamId{"body/province"});
}

// Whoever has a vote and stays away is waited for.
TEST(RecusedBody, KeepsItsQuestionWhileSomebodyElsewhereHasAVote) {
  auto council = all_recused(referring_rules(), 12);
  council->leave(member(13));

  EXPECT_EQ(refusal_of_opening(*council), "ballot_must_have_voters");
  EXPECT_EQ(refusal_of_going_on(*council), "fallback_must_be_needed");
}

}  // namespace
}  // namespace gozin::appointment
