#include "engine/event/json.hpp"
#include "engine/scoring/lot.hpp"
#include "tests/workflows/appointment/elections_begun.hpp"
#include "tests/workflows/appointment/preparing.hpp"
#include "workflows/appointment/commands/transcribing.hpp"
#include "workflows/appointment/tasks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// A body that elects one of several by papers with one name each (domain.md E20; T14, T16, T29).
namespace gozin::appointment {
namespace {

using judge::find;
using judge::hidden;
using judge::reason_of;
using judge::types_of;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

std::vector<NomineeId> standing(Council& council) {
  return council.state().review->ballot->standing;
}

TEST(Election, IsOverWhenOneNameHasTheMajority) {
  auto council = electing();
  EXPECT_THAT(standing(*council),
              ElementsAre(nominee("arash"), nominee("bahar"), nominee("kaveh")));
  cast(*council, kBallot, {{"bahar", 7}, {"arash", 4}, {"-", 2}});

  auto const closed = close(*council);

  EXPECT_THAT(types_of(closed), ElementsAre("ElectionRoundClosed", "BodyElected", "GatesPassed"));
  auto const& round = *find<ElectionRoundClosed>(closed);
  EXPECT_EQ(round.majority, (Threshold{7, 7, true}));
  EXPECT_EQ(round.roll, 13);
  EXPECT_EQ(round.abstain, 2);
  EXPECT_THAT(round.votes, ElementsAre(Pair(nominee("arash"), 4), Pair(nominee("bahar"), 7),
                                       Pair(nominee("kaveh"), 0)));
  EXPECT_EQ(find<BodyElected>(closed)->nominee, nominee("bahar"));
}

// Whom the body elected is the only one a decree can be about, whatever the ranking says.
TEST(Election, LeavesNobodyElseToChoose) {
  auto rules = electing_rules();
  rules.choice.chooser = rules::Chooser::rank_order;
  auto council = electing(rules);
  cast(*council, kBallot, {{"bahar", 13}});
  close(*council).value();

  EXPECT_EQ(gate_lacking(council->state(), rules, nominee("arash")), Code{"election"});
  EXPECT_EQ(gate_lacking(council->state(), rules, nominee("bahar")), std::nullopt);
}

// A seat that bars one of them keeps nobody else from being elected.
TEST(Election, IsHeldWithoutWhoSitsOnTheBody) {
  auto rules = electing_rules();
  ballot_rule(rules).members_may_stand = false;
  auto council = deliberating(rules);
  council->state().nominees[nominee("bahar")].person = member(3);
  council->act(by_secretary(), election()).value();
  EXPECT_THAT(standing(*council), ElementsAre(nominee("arash"), nominee("kaveh")));
}

TEST(Election, NarrowsRoundByRoundToARelativeMajority) {
  auto council = after_one_round();
  auto const& first = council->state().ballots.back();
  EXPECT_EQ(first.election, ElectionOutcome::next_round);
  EXPECT_THAT(first.who, ElementsAre(nominee("arash"), nominee("bahar")));

  Code const second{"b-2"};
  council->act(by_secretary(), election(second)).value();
  EXPECT_EQ(council->state().review->ballot->round, 2);
  EXPECT_THAT(standing(*council), ElementsAre(nominee("arash"), nominee("bahar")));
  cast(*council, second, {{"bahar", 6}, {"arash", 5}, {"-", 2}});
  auto const closed = close(*council, second);

  EXPECT_TRUE(find<ElectionRoundClosed>(closed)->by_relative_majority);
  EXPECT_EQ(find<BodyElected>(closed)->nominee, nominee("bahar"));
}

TEST(Election, FailsWhenTheLastRoundGivesNoMajority) {
  auto rules = electing_rules();
  ballot_rule(rules).rule.rounds = ballot::Rounds{};
  auto council = electing(rules);
  cast(*council, kBallot, {{"arash", 6}, {"bahar", 4}, {"kaveh", 3}});

  auto const closed = close(*council);

  EXPECT_EQ(find<ElectionRoundClosed>(closed)->outcome, ElectionOutcome::failed);
  EXPECT_EQ(find<BodyRejected>(closed)->nominee, std::nullopt);
  EXPECT_EQ(find<CaseUnfilled>(closed)->cause, UnfilledCause::nobody_acceptable);
}

TEST(Election, GoesOnWithoutWhoHasLeftTheRunning) {
  auto council = after_one_round();
  council->state().nominees[nominee("arash")].standing = Standing::withdrawn;
  EXPECT_THAT(coming_round(council->state(), electing_rules()).standing,
              ElementsAre(nominee("bahar")));

  council->state().nominees[nominee("bahar")].standing = Standing::withdrawn;
  EXPECT_EQ(coming_round(council->state(), electing_rules()).number, 1);
  EXPECT_THAT(coming_round(council->state(), electing_rules()).standing,
              ElementsAre(nominee("kaveh")));
}

// T6: an interest in one of those who stand keeps a member from the whole election.
TEST(Election, IsHeldWithoutWhoHasAnInterestInOneWhoStands) {
  auto council = deliberating(electing_rules());
  council->act(by_member(5), RecuseMember{.nominee = nominee("kaveh"), .reason = hidden("why")})
      .value();

  council->act(by_secretary(), election()).value();

  EXPECT_THAT(council->state().review->ballot->recused, ElementsAre(member(5)));
  EXPECT_EQ(reason_of(council->judged(by_member(5), vote_for("arash"))),
            "voter_must_not_be_recused");
}

TEST(Election, IsWrittenDownByTheSecretaryConfirmedByAnotherAndClosedByAnother) {
  auto council = electing();
  cast(*council, kBallot, {{"arash", 12}});
  auto hands = by_secretary();
  hands.behalf = member(13);
  hands.channel = Code{"clerk"};
  auto const written = council->act(hands, vote_for("bahar"));

  EXPECT_EQ(find<BallotCast>(written)->voted_for, nominee("bahar"));
  EXPECT_EQ(reason_of(close(*council)), "count_must_be_confirmed_by_another_person");
  CloseBallot const by_another{.ballot = kBallot};
  EXPECT_EQ(reason_of(council->judged(by_chair(), by_another)),
            "transcription_must_be_confirmed_first");
  auto const hand = council->state().transcribed.begin()->first;
  council->act(by_member(2), ConfirmTranscription{.acts = {hand}, .scan = sha256("sheet")}).value();
  auto const closed = council->act(by_chair(), by_another);
  EXPECT_EQ(find<BodyElected>(closed)->nominee, nominee("arash"));
}

// --- secret ---

TEST(SecretElection, IsCountedFromTheBoxWhichIsThenDestroyed) {
  auto council = electing(secret_electing_rules());
  cast(*council, kBallot, {{"kaveh", 8}, {"arash", 3}, {"-", 2}});

  auto const closed = council->judged(by_secretary(), CloseBallot{.ballot = kBallot});

  EXPECT_EQ(find<ElectionRoundClosed>(closed)->votes.at(nominee("kaveh")), 8);
  EXPECT_EQ(find<ElectionRoundClosed>(closed)->abstain, 2);
  EXPECT_THAT(closed->opened_boxes, ElementsAre("b-1"));
}

// T14: as in a ballot of yes and no.
TEST(SecretElection, StaysUnreadWhenItsQuorumIsLost) {
  auto council = electing(secret_electing_rules());
  cast(*council, kBallot, {{"kaveh", 8}});
  for (int number = 9; number <= 13; ++number) council->leave(member(number));
  council->judge.facts.boxes["b-1"] = {"unreadable"};

  auto const closed = council->act(by_secretary(), CloseBallot{.ballot = kBallot});

  auto const& round = *find<ElectionRoundClosed>(closed);
  EXPECT_EQ(round.roll, 8);
  EXPECT_EQ(round.votes.at(nominee("kaveh")), 0);
  EXPECT_EQ(round.outcome, ElectionOutcome::inquorate);
  EXPECT_THAT(closed->opened_boxes, ElementsAre("b-1"));
}

// One vote of thirteen elects nobody, not in the last round by relative majority either.
TEST(Election, IsClosedOverSilentMembersOnlyWithAQuorumOfVotes) {
  auto council = after_one_round();
  council->act(by_secretary(), election(Code{"b-2"})).value();
  cast(*council, Code{"b-2"}, {{"arash", 1}});
  CloseBallot const close{.ballot = Code{"b-2"}, .reason = judge::hidden("why")};
  EXPECT_EQ(reason_of(council->judged(by_chair(), close)), "unfinished_vote_must_have_its_quorum");

  for (int number = 2; number <= 9; ++number)
    council->act(by_member(number), vote_for("arash", Code{"b-2"})).value();

  auto const closed = council->act(by_chair(), close);
  EXPECT_EQ(find<ElectionRoundClosed>(closed)->silent, 4);
  EXPECT_EQ(find<ElectionRoundClosed>(closed)->reason, close.reason);
}

// T14: a paper with a name that does not stand is none.
TEST(SecretElection, IsNotCountedWithAPaperTooManyOrUnreadable) {
  for (auto const* paper : {"n-dorsa", "n-arash"}) {
    auto council = electing(secret_electing_rules());
    cast(*council, kBallot, {{"kaveh", 13}});
    auto& box = council->judge.facts.boxes["b-1"];
    if (paper == std::string_view{"n-dorsa"}) box.pop_back();
    box.emplace_back(paper);
    EXPECT_EQ(reason_of(council->judged(by_secretary(), CloseBallot{.ballot = kBallot})),
              "papers_must_equal_roll");
  }
}

TEST(SecretElection, LeavesNoNameWithAMemberAnywhere) {
  auto council = electing(secret_electing_rules());

  auto const submission =
      prepared_as<CastElectionBallot>(council->judge.view, council->stream, by_member(4),
                                      {{"ballot", "b-1"}, {"nominee", "n-bahar"}});

  ASSERT_TRUE(submission);
  EXPECT_EQ(to_canonical(submission->input), R"({"ballot":"b-1","boxed":true})");
  ASSERT_EQ(submission->papers.size(), 1U);
  auto const cast = council->act(by_member(4), *decode<CastElectionBallot>(submission->input));
  EXPECT_EQ(to_canonical(cast->events[0].event.data()), R"({"ballot":"b-1","voter":"m-04"})");
  EXPECT_THAT(council->state().review->ballot->names, IsEmpty());
}

TEST(SecretElection, AsksAgainForAVoteThatWasPreparedTooEarly) {
  auto council = electing(secret_electing_rules());
  EXPECT_EQ(reason_of(council->judged(by_member(4), CastElectionBallot{.ballot = kBallot})),
            "stream_must_be_unchanged");
}

TEST(SecretElection, PutsNoPaperOfAnotherKindIntoTheBox) {
  auto council = electing(secret_electing_rules());
  auto const submission = prepared_as<CastBallot>(
      council->judge.view, council->stream, by_member(4), {{"ballot", "b-1"}, {"choice", "yes"}});
  ASSERT_TRUE(submission);
  EXPECT_THAT(submission->papers, IsEmpty());
  EXPECT_FALSE(submission->input.contains("choice"));
}

// --- on paper ---

TEST(ElectionOnPaper, IsCountedByTwoTellersAndConfirmedByTheChair) {
  auto council = counting_papers();
  for (auto const& teller : {by_member(2), by_clerk()}) council->act(teller, counted(8, 4)).value();

  auto const confirmation = council->act(by_chair(), confirmed());

  auto const& round = *find<ElectionRoundClosed>(confirmation);
  EXPECT_EQ(round.spoiled, 1);
  EXPECT_THAT(round.tellers, ElementsAre(member(2), PersonId{"t-1"}));
  EXPECT_EQ(round.count_sheet, sha256("signed sheet"));
  EXPECT_EQ(find<BodyElected>(confirmation)->nominee, nominee("arash"));
}

TEST(ElectionOnPaper, IsVoidWhenPapersAreMoreOrFewerThanTheRoll) {
  auto council = counting_papers();
  for (auto const& teller : {by_member(2), by_clerk()}) council->act(teller, counted(8, 5)).value();

  EXPECT_THAT(types_of(council->act(by_chair(), confirmed())), ElementsAre("BallotVoided"));
  EXPECT_EQ(coming_round(council->state(), electing_rules()).number, 1);
}

TEST(ElectionOnPaper, IsConfirmedOnlyWhenTheTellersAgreeAboutEveryName) {
  auto council = counting_papers();
  council->act(by_member(2), counted(8, 4)).value();
  council->act(by_clerk(), counted(7, 5)).value();

  EXPECT_EQ(reason_of(council->judged(by_chair(), confirmed())), "tellers_must_agree");
}

// --- ties ---

TEST(TiedElection, IsSettledByTheChairWhoNamesOneOfThem) {
  auto council = level(ballot::TieRule::chair);
  EXPECT_TRUE(awaits_tie_break(council->state()));
  EXPECT_EQ(reason_of(council->judged(by_secretary(), election(Code{"b-2"}))),
            "tie_must_be_settled_first");

  EXPECT_EQ(reason_of(council->judged(
                by_chair(), SettleElectionTie{.ballot = kBallot, .names = {nominee("kaveh")}})),
            "chosen_must_be_tied");
  auto const settled =
      council->act(by_chair(), SettleElectionTie{.ballot = kBallot, .names = {nominee("bahar")}});

  EXPECT_THAT(types_of(settled), ElementsAre("ElectionTieBroken", "BodyElected", "GatesPassed"));
  EXPECT_EQ(find<BodyElected>(settled)->nominee, nominee("bahar"));
}

// T29
TEST(TiedElection, IsDrawnByALotThatAnybodyCanDrawAgain) {
  auto council = level(ballot::TieRule::lot);
  auto const root = council->judge.facts.root;
  council->act(by_chair(), lot_for_tomorrow()).value();
  council->judge.facts.root = sha256("a later root, known with the value");
  auto tomorrow = by_secretary();
  tomorrow.now = lot_for_tomorrow().draws_at;

  auto const settled = council->act(
      tomorrow, SettleElectionTie{.ballot = kBallot, .names = {}, .announced = Label{"4711"}});

  auto const& event = *find<ElectionTieBroken>(settled);
  EXPECT_EQ(event.lot_seed, scoring::lot_seed(root, "4711"));
  auto const first = scoring::draw(*event.lot_seed, {"n-arash", "n-bahar"}).front();
  EXPECT_EQ(event.who, std::vector{NomineeId{first}});
  EXPECT_EQ(find<BodyElected>(settled)->nominee, NomineeId{first});
}

TEST(TiedElection, IsHeldAgainAmongTheTiedWhereTheRulesSaySo) {
  auto council = level(ballot::TieRule::second_round);
  EXPECT_FALSE(awaits_tie_break(council->state()));
  Code const again{"b-2"};
  council->act(by_secretary(), election(again)).value();
  EXPECT_THAT(standing(*council), ElementsAre(nominee("arash"), nominee("bahar")));
  cast(*council, again, {{"arash", 5}, {"bahar", 4}, {"-", 3}});

  EXPECT_EQ(find<BodyElected>(close(*council, again))->nominee, nominee("arash"));
}

// --- whom it waits for ---

std::vector<std::string> tasks(Council& council, std::string const& state) {
  std::vector<std::string> lines;
  for (auto const& task : tasks_of(council.state(), {"Case", "Running", "Reviewing", state}))
    if (task.role != "administrative_affairs")
      lines.push_back(std::string{task.command} + " " + std::string{task.role});
  return lines;
}

TEST(Election, WaitsForWhomItIsTheTurnOf) {
  auto council = deliberating(electing_rules(), 9);
  EXPECT_THAT(tasks(*council, "Deliberating"),
              ElementsAre("declare_interest_as_member body_member", "open_ballot body_secretary"));
  council->act(by_secretary(), election()).value();
  cast(*council, kBallot, {{"arash", 8}});
  EXPECT_THAT(tasks(*council, "Balloting"), ElementsAre("cast_election_ballot body_member"));
  EXPECT_THAT(
      tasks(*level(ballot::TieRule::chair), "Deliberating"),
      ElementsAre("declare_interest_as_member body_member", "settle_election_tie body_chair"));
  EXPECT_THAT(tasks(*counting_papers(), "Balloting"),
              ElementsAre("enter_election_count body_member", "enter_election_count clerk"));
}

}  // namespace
}  // namespace gozin::appointment
