#include "tests/workflows/appointment/ballots_begun.hpp"
#include "workflows/appointment/commands/transcribing.hpp"
#include "workflows/appointment/tasks_at_any_time.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

using judge::find;
using judge::hidden;
using judge::reason_of;
using judge::types_of;
using testing::ElementsAre;
using testing::IsEmpty;
using transcription::Word;

/// Whoever writes down what a member does: the secretary, or the clerk t-1 in the member's role.
Call for_member(int number, bool by_secretary_himself = true) {
  auto call = by_secretary_himself ? by_secretary() : by_member(number);
  if (!by_secretary_himself) call.actor = PersonId{"t-1"};
  call.behalf = member(number);
  call.channel = Code{"clerk"};
  call.request = "r-" + std::to_string(number);
  return call;
}

/// Twelve vote themselves; the hand of the thirteenth is written down by the secretary.
std::unique_ptr<Council> with_a_hand(Choice choice = Choice::yes) {
  auto council = balloting();
  vote(*council, kBallot, {8, 4});
  auto command = yes();
  command.choice = choice;
  council->act(for_member(13), command).value();
  return council;
}

std::vector<std::int64_t> awaited(Council& council) {
  std::vector<std::int64_t> acts;
  for (auto const& [number, act] : council.state().transcribed)
    if (act.word == Word::awaited) acts.push_back(number);
  return acts;
}

ConfirmTranscription confirmation(Council& council) {
  return {.acts = awaited(council), .scan = sha256("sheet of hands")};
}

DisputeTranscription dispute(Council& council) {
  return {.act = awaited(council).front(), .reason = hidden("the sheet says no")};
}

Result<Decision> close(Council& council) {
  return council.judged(by_chair(), CloseBallot{.ballot = kBallot});
}

// T16: a hand that one person wrote down is looked at by another.
TEST(TranscribedVote, WaitsForASecondPersonBeforeTheBallotIsClosed) {
  auto council = with_a_hand();
  EXPECT_EQ(reason_of(close(*council)), "transcription_must_be_confirmed_first");

  auto const confirmed = council->act(by_chair(), confirmation(*council));

  EXPECT_EQ(find<TranscriptionConfirmed>(confirmed)->scan, sha256("sheet of hands"));
  EXPECT_EQ(find<BallotClosed>(close(*council))->yes, 9);
}

TEST(TranscribedVote, IsConfirmedWithAllOthersOfItsSheet) {
  auto council = balloting();
  for (int number = 2; number <= 13; ++number) council->act(for_member(number), yes()).value();
  ASSERT_EQ(awaited(*council).size(), 12U);
  auto command = confirmation(*council);
  command.acts.push_back(command.acts.front());

  auto const confirmed = council->act(by_chair(), command);

  EXPECT_EQ(find<TranscriptionConfirmed>(confirmed)->acts.size(), 12U);
  EXPECT_THAT(awaited(*council), IsEmpty());
}

TEST(TranscribedVote, ThatWasNeverGivenCanOnlyBeVoided) {
  auto council = with_a_hand();

  council->act(by_member(5), dispute(*council)).value();

  EXPECT_EQ(reason_of(close(*council)), "ballot_must_be_voided_for_a_disputed_vote");
  council->act(by_secretary(), VoidBallot{.ballot = kBallot, .reason = hidden("why")}).value();
  council->act(by_secretary(), OpenBallot{.ballot = Code{"b-2"}}).value();
  vote(*council, Code{"b-2"}, {9, 4});
  EXPECT_EQ(types_of(council->act(by_secretary(), CloseBallot{.ballot = Code{"b-2"}})).front(),
            "BallotClosed");
}

TEST(TranscribedVote, IsATaskOfTheMembersWhereTheSecretaryWroteItDown) {
  auto council = with_a_hand();

  auto const tasks = second_persons(council->state());

  ASSERT_EQ(tasks.size(), 1U);
  EXPECT_EQ(tasks.front().command, "confirm_transcription");
  EXPECT_EQ(tasks.front().role, "body_member");
  EXPECT_EQ(tasks.front().scope, "body/council");
  EXPECT_EQ(tasks.front().subject, std::to_string(awaited(*council).front()));
}

TEST(TranscribedVote, OfAClerkIsATaskOfTheSecretary) {
  auto council = balloting();
  council->act(for_member(13, false), yes()).value();

  EXPECT_EQ(second_persons(council->state()).front().role, "body_secretary");
}

TEST(TranscribedInterest, WaitsBeforeABallotIsOpened) {
  auto council = proposed();
  council
      ->act(for_member(4, false),
            DeclareInterestAsMember{.interests = {{nominee("arash"), Interest::kinship},
                                                  {nominee("bahar"), Interest::none},
                                                  {nominee("kaveh"), Interest::none}},
                                    .detail = std::nullopt})
      .value();
  ASSERT_EQ(awaited(*council).size(), 1U);
  EXPECT_EQ(reason_of(council->judged(by_secretary(), OpenBallot{.ballot = kBallot})),
            "transcription_must_be_confirmed_first");

  council->act(by_chair(), dispute(*council)).value();

  auto const opened = council->judged(by_secretary(), OpenBallot{.ballot = kBallot});
  EXPECT_THAT(find<BallotOpened>(opened)->recused, IsEmpty());
}

TEST(TranscribedRecusal, ThatNobodyMadeKeepsNobodyFromVoting) {
  auto council = proposed();
  council
      ->act(for_member(4, false),
            RecuseMember{.nominee = nominee("arash"), .reason = hidden("why")})
      .value();

  council->act(by_secretary(), dispute(*council)).value();

  auto const opened = council->judged(by_secretary(), OpenBallot{.ballot = kBallot});
  EXPECT_THAT(find<BallotOpened>(opened)->recused, IsEmpty());
}

TEST(TranscribedRecusal, ThatIsConfirmedHolds) {
  auto council = proposed();
  council
      ->act(for_member(4, false),
            RecuseMember{.nominee = nominee("arash"), .reason = hidden("why")})
      .value();

  council->act(by_secretary(), confirmation(*council)).value();

  auto const opened = council->judged(by_secretary(), OpenBallot{.ballot = kBallot});
  EXPECT_THAT(find<BallotOpened>(opened)->recused, ElementsAre(member(4)));
}

/// What the mayor is written down as having done waits with everything else before the decree.
std::unique_ptr<Council> chosen_through_a_clerk() {
  auto council = decreeing();
  auto call = by_mayor();
  call.behalf = call.actor;
  call.actor = PersonId{"t-1"};
  call.channel = Code{"clerk"};
  council
      ->act(call,
            SelectPerson{
                .nominee = nominee("arash"), .person = person("arash"), .reason = hidden("best")})
      .value();
  return council;
}

DraftDecree draft() {
  return {.term_from = judge::day("2027-01-01"), .number = std::nullopt, .dated = std::nullopt};
}

TEST(TranscribedChoice, IsMadeAnewOnceItIsDisputed) {
  auto council = chosen_through_a_clerk();
  auto const affairs = by_affairs();
  EXPECT_EQ(reason_of(council->judged(affairs, draft())), "transcription_must_be_confirmed_first");

  council->act(affairs, dispute(*council)).value();

  EXPECT_EQ(reason_of(council->judged(affairs, draft())), "person_must_be_selected");
}

constexpr std::string_view kReasons[] = {GOZIN_TRANSCRIPTION_REASONS(GOZIN_ENUMERATOR_NAME)};

std::vector<Refusal> refusals_of_second_persons() {
  return {
      {"transcription_must_be_named",
       [] { return with_a_hand()->judged(by_chair(), ConfirmTranscription{}); }},
      {"transcription_must_be_known",
       [] {
         return with_a_hand()->judged(by_chair(), ConfirmTranscription{.acts = {1}, .scan = {}});
       }},
      {"transcription_must_be_confirmed_once",
       [] {
         auto council = with_a_hand();
         auto const again = confirmation(*council);
         council->act(by_chair(), again).value();
         return council->judged(by_chair(), again);
       }},
      {"transcription_must_be_confirmed_once",
       [] {
         auto council = with_a_hand();
         auto const confirmed = confirmation(*council);
         council->act(by_chair(), dispute(*council)).value();
         return council->judged(by_chair(), confirmed);
       }},
      {"transcription_must_be_confirmed_in_person",
       [] {
         auto council = with_a_hand();
         auto through_clerk = by_chair();
         through_clerk.behalf = through_clerk.actor;
         through_clerk.actor = PersonId{"t-1"};
         through_clerk.channel = Code{"clerk"};
         return council->judged(through_clerk, confirmation(*council));
       }},
  };
}

std::vector<Refusal> refusals_of_people() {
  return {
      {"transcription_must_be_confirmed_by_another_person",
       [] {
         auto council = with_a_hand();
         return council->judged(by_secretary(), confirmation(*council));
       }},
      {"transcription_must_be_confirmed_by_another_person",
       [] {
         auto council = with_a_hand();
         return council->judged(by_member(13), confirmation(*council));
       }},
      {"transcription_must_be_confirmed_by_its_office",
       [] {
         auto council = with_a_hand();
         return council->judged(by_affairs(), confirmation(*council));
       }},
      {"transcription_must_be_confirmed_by_somebody_neutral",
       [] {
         auto council = with_a_hand();
         return council->judged(judge::call("p-arash", "clerk"), confirmation(*council));
       }},
      {"transcription_must_be_confirmed_by_somebody_neutral",
       [] {
         auto council = proposed();
         council
             ->act(by_member(5), RecuseMember{.nominee = nominee("arash"), .reason = hidden("why")})
             .value();
         council->act(by_secretary(), OpenBallot{.ballot = kBallot}).value();
         council->act(for_member(13), yes()).value();
         return council->judged(by_member(5), confirmation(*council));
       }},
  };
}

std::vector<Refusal> refusals_of_what_waits() {
  return {
      {"transcription_must_be_confirmed_first", [] { return close(*with_a_hand()); }},
      {"transcription_must_be_confirmed_first",
       [] { return chosen_through_a_clerk()->judged(by_affairs(), draft()); }},
      {"ballot_must_be_voided_for_a_disputed_vote",
       [] {
         auto council = with_a_hand();
         council->act(by_chair(), dispute(*council)).value();
         return close(*council);
       }},
      {"decree_must_not_rest_on_a_disputed_act",
       [] {
         auto council = decreeing();
         council
             ->act(by_mayor(), SelectPerson{.nominee = nominee("arash"),
                                            .person = person("arash"),
                                            .reason = hidden("best")})
             .value();
         council->state().transcribed[7] = {.type = Code{"BudgetConfirmed"},
                                            .clerk = PersonId{"t-1"},
                                            .behalf = PersonId{"f-1"},
                                            .role = Code{"finance"},
                                            .decides = true,
                                            .word = Word::disputed};
         return council->judged(by_affairs(), draft());
       }},
  };
}

TEST(Transcribing, RefusesByName) {
  std::set<std::string, std::less<>> rows;
  for (auto const& table :
       {refusals_of_second_persons(), refusals_of_people(), refusals_of_what_waits()})
    for (auto const& row : table) {
      rows.emplace(row.reason);
      EXPECT_EQ(reason_of(row.act()), row.reason);
    }
  EXPECT_THAT(judge::without_row(kReasons, rows), IsEmpty());
}

}  // namespace
}  // namespace gozin::appointment
