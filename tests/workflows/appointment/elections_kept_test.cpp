#include "tests/workflows/appointment/elections_begun.hpp"
#include "tests/workflows/appointment/reviews_begun.hpp"
#include "workflows/appointment/commands/running.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// What an election keeps from round to round while people leave, items are deferred and ballots
// are voided (T16, T17, T29).
namespace gozin::appointment {
namespace {

using judge::find;
using judge::hidden;
using judge::reason_of;
using testing::ElementsAre;
using testing::IsEmpty;

Code const kSecond{"b-2"};
Code const kThird{"b-3"};

void withdraw(Council& council, std::string_view name) {
  auto const call = judge::call(person(name).text, "nominee");
  council.act(call, WithdrawNomination{.nominee = nominee(name), .reason = hidden("why")}).value();
}

ElectionRound coming(Council& council, rules::RuleSet const& rules = electing_rules()) {
  return coming_round(council.state(), rules);
}

std::unique_ptr<Council> in_the_second_round() {
  auto council = after_one_round();
  council->act(by_secretary(), election(kSecond)).value();
  return council;
}

/// arash is sure of the second round, bahar and kaveh are level for the other place in it.
std::unique_ptr<Council> level_at_the_cut(ballot::TieRule tie) {
  auto council = electing(electing_rules(tie));
  cast(*council, kBallot, {{"arash", 5}, {"bahar", 4}, {"kaveh", 4}});
  close(*council).value();
  return council;
}

// --- rounds ---

TEST(ElectionRounds, AreHeldAgainWhenTheQuorumIsGoneAtTheClose) {
  auto council = in_the_second_round();
  cast(*council, kSecond, {{"arash", 13}});
  for (int number = 9; number <= 13; ++number) council->leave(member(number));

  auto const closed = close(*council, kSecond);

  EXPECT_EQ(find<ElectionRoundClosed>(closed)->outcome, ElectionOutcome::inquorate);
  EXPECT_EQ(coming(*council).number, 2);
  EXPECT_THAT(coming(*council).standing, ElementsAre(nominee("arash"), nominee("bahar")));
}

TEST(ElectionRounds, AreHeldAgainWhenTheyAreVoidedOrTheItemIsDeferred) {
  auto council = in_the_second_round();
  council->act(by_secretary(), VoidBallot{.ballot = kSecond, .reason = hidden("why")}).value();
  EXPECT_EQ(coming(*council).number, 2);

  council->act(by_secretary(), DeferReview{.reason = hidden("why")}).value();
  council->act(by_secretary(), PutCaseOnAgenda{.session = council->session});
  EXPECT_EQ(coming(*council).number, 2);
}

TEST(ElectionRounds, BeginAnewAfterAnObjectionToTheResolution) {
  auto rules = electing_rules();
  rules.gates.front().binds_after = binding_after_a_fortnight().gates.front().binds_after;
  auto council = after_one_round(rules);
  council->act(by_secretary(), election(kSecond)).value();
  cast(*council, kSecond, {{"arash", 9}, {"bahar", 4}});
  EXPECT_TRUE(find<ResolutionSent>(close(*council, kSecond)));

  council->act(by_board(), ObjectToResolution{.reason = hidden("why")}).value();

  EXPECT_EQ(coming(*council, rules).number, 1);
  EXPECT_EQ(coming(*council, rules).standing.size(), 3U);
}

TEST(ElectionRounds, AreNotVoidedBySomebodyWhoIsOutOfThem) {
  auto council = in_the_second_round();
  withdraw(*council, "kaveh");
  EXPECT_TRUE(council->state().review->ballot);

  withdraw(*council, "arash");
  EXPECT_FALSE(council->state().review->ballot);
  EXPECT_THAT(coming(*council).standing, ElementsAre(nominee("bahar")));
}

// Where nobody else stands, the body can still say no.
TEST(ElectionRounds, AskWhoStandsAloneForTheMajority) {
  for (int const votes : {1, 7}) {
    auto council = after_one_round();
    withdraw(*council, "arash");
    council->act(by_secretary(), election(kSecond)).value();
    cast(*council, kSecond, {{"bahar", votes}, {"-", 13 - votes}});

    auto const closed = close(*council, kSecond);

    EXPECT_EQ(find<ElectionRoundClosed>(closed)->outcome,
              votes == 7 ? ElectionOutcome::elected : ElectionOutcome::failed);
  }
}

// T17: naming the relatives of one's opponents keeps them out no longer than those stand.
TEST(ElectionRounds, KeepOutOnlyThoseWithAnInterestInWhoStands) {
  auto council = deliberating(electing_rules());
  council->act(by_member(5), RecuseMember{.nominee = nominee("kaveh"), .reason = hidden("why")})
      .value();
  council->act(by_secretary(), election()).value();
  EXPECT_THAT(council->state().review->ballot->recused, ElementsAre(member(5)));
  for (int number = 1; number <= 12; ++number) {
    int const voter = number < 5 ? number : number + 1;
    council->act(by_member(voter), vote_for(number <= 6 ? "arash" : "bahar")).value();
  }
  close(*council).value();

  council->act(by_secretary(), election(kSecond)).value();

  EXPECT_THAT(council->state().review->ballot->recused, IsEmpty());
}

// A body before this one has refused bahar and not been asked about kaveh.
TEST(ElectionRounds, AreStoodInByThoseWhoPassedTheGatesBefore) {
  auto rules = electing_rules();
  rules.gates.insert(rules.gates.begin(), gate("commission", rules::GateKind::consent, "province"));
  auto council = deliberating(electing_rules());
  auto& state = council->state();
  state.gates_passed.push_back(Code{"commission"});
  for (bool const in_favour : {true, false})
    state.gate_results.push_back({.gate = Code{"commission"},
                                  .kind = rules::GateKind::consent,
                                  .ballot = {},
                                  .nominee = nominee(in_favour ? "arash" : "bahar"),
                                  .in_favour = in_favour});

  EXPECT_THAT(coming(*council, rules).standing, ElementsAre(nominee("arash")));
}

// --- ties ---

TEST(TiedRound, IsSettledForThePlacesThereAreAndNoMore) {
  auto council = level_at_the_cut(ballot::TieRule::chair);
  auto const names = [](std::vector<NomineeId> all) {
    return SettleElectionTie{.ballot = kBallot, .names = std::move(all)};
  };
  EXPECT_EQ(reason_of(council->judged(by_chair(), names({nominee("kaveh"), nominee("bahar")}))),
            "chosen_must_be_tied");

  auto const settled = council->act(by_chair(), names({nominee("kaveh")}));

  EXPECT_EQ(find<ElectionTieBroken>(settled)->outcome, ElectionOutcome::next_round);
  EXPECT_THAT(coming(*council).standing, ElementsAre(nominee("arash"), nominee("kaveh")));
  EXPECT_EQ(coming(*council).number, 2);
}

// Then there are places for both.
TEST(TiedRound, IsHeldAgainWhenSomebodyAboveTheTiedLeaves) {
  auto council = level_at_the_cut(ballot::TieRule::chair);

  withdraw(*council, "arash");

  EXPECT_FALSE(awaits_tie_break(council->state()));
  EXPECT_EQ(coming(*council).number, 1);
  EXPECT_THAT(coming(*council).standing, ElementsAre(nominee("bahar"), nominee("kaveh")));
}

TEST(TiedRound, IsNoTieAnyMoreWhenTheRoundHeldForItIsVoided) {
  auto council = level(ballot::TieRule::chair);
  withdraw(*council, "arash");
  council->act(by_secretary(), election(kSecond)).value();
  council->act(by_secretary(), VoidBallot{.ballot = kSecond, .reason = hidden("why")}).value();

  EXPECT_FALSE(awaits_tie_break(council->state()));
  EXPECT_TRUE(council->act(by_secretary(), election(kThird)));
}

// T29: whoever can compute what the lot will say cannot undo it by leaving.
TEST(TiedRound, StaysWithTheLotOnceItIsAnnounced) {
  auto council = level(ballot::TieRule::lot);
  council->act(by_chair(), lot_for_tomorrow()).value();
  withdraw(*council, "arash");
  EXPECT_TRUE(awaits_tie_break(council->state()));
  auto tomorrow = by_secretary();
  tomorrow.now = lot_for_tomorrow().draws_at;

  auto const settled = council->act(
      tomorrow, SettleElectionTie{.ballot = kBallot, .names = {}, .announced = Label{"4711"}});

  EXPECT_EQ(find<BodyElected>(settled)->nominee, nominee("bahar"));
}

TEST(TiedRound, LosesItsLotWhenAllWhoWereTiedHaveLeft) {
  auto council = level(ballot::TieRule::lot);
  council->act(by_chair(), lot_for_tomorrow()).value();
  withdraw(*council, "arash");
  withdraw(*council, "bahar");

  EXPECT_FALSE(council->state().lot);
  EXPECT_THAT(coming(*council).standing, ElementsAre(nominee("kaveh")));
}

}  // namespace
}  // namespace gozin::appointment
