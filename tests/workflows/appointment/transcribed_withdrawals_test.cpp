#include "tests/workflows/appointment/ballots_begun.hpp"
#include "tests/workflows/appointment/decrees_begun.hpp"
#include "workflows/appointment/commands/running.hpp"
#include "workflows/appointment/commands/transcribing.hpp"
#include "workflows/appointment/transcribing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// A letter by which somebody withdraws holds what rests on them, and voids nothing before a second
// person has found it to be theirs.
namespace gozin::appointment {
namespace {

using judge::hidden;
using judge::reason_of;
using judge::types_of;
using testing::ElementsAre;
using testing::IsEmpty;
using transcription::Word;

Call by_letter(std::string_view name) {
  auto call = by_affairs();
  call.actor = PersonId{"t-1"};
  call.role = Code{"nominee"};
  call.behalf = person(name);
  call.channel = Code{"clerk"};
  call.request = "r-letter";
  return call;
}

void withdraw(Council& council, std::string_view name) {
  auto const written =
      council.act(by_letter(name), WithdrawNomination{.nominee = nominee(name), .reason = {}});
  EXPECT_THAT(types_of(written), ElementsAre("NominationWithdrawn"));
}

std::vector<std::int64_t> awaited(Council& council) {
  std::vector<std::int64_t> acts;
  for (auto const& [number, act] : council.state().transcribed)
    if (act.word == Word::awaited) acts.push_back(number);
  return acts;
}

Result<Decision> confirm(Council& council) {
  return council.act(by_affairs(),
                     ConfirmTranscription{.acts = awaited(council), .scan = sha256("letter")});
}

void dispute(Council& council) {
  council
      .act(by_affairs(), DisputeTranscription{.act = awaited(council).front(),
                                              .reason = hidden("no such letter")})
      .value();
}

TEST(WrittenWithdrawal, HoldsTheBallotOpenUntilItIsDisputed) {
  auto council = balloting();
  vote(*council, kBallot, {9, 4});

  withdraw(*council, "arash");

  CloseBallot const close{.ballot = kBallot};
  EXPECT_EQ(reason_of(council->judged(by_chair(), close)), "transcription_must_be_confirmed_first");
  dispute(*council);
  EXPECT_EQ(council->state().review->candidate, nominee("arash"));
  EXPECT_EQ(types_of(council->judged(by_chair(), close)).front(), "BallotClosed");
}

TEST(WrittenWithdrawal, VoidsTheBallotOnceItIsConfirmed) {
  auto council = balloting();
  withdraw(*council, "arash");

  EXPECT_THAT(types_of(confirm(*council)), ElementsAre("TranscriptionConfirmed", "BallotVoided"));
}

TEST(WrittenWithdrawal, FromTheShortlistVoidsTheVoteOnItOnceItIsConfirmed) {
  auto council = deliberating(advised());
  council->act(by_secretary(), OpenBallot{.ballot = kBallot, .question = Question::shortlist})
      .value();
  withdraw(*council, "bahar");

  EXPECT_THAT(types_of(confirm(*council)), ElementsAre("TranscriptionConfirmed", "BallotVoided"));
}

TEST(WrittenWithdrawal, OfSomebodyElseLeavesTheBallotAsItIs) {
  auto council = balloting();
  withdraw(*council, "kaveh");

  EXPECT_THAT(types_of(confirm(*council)), ElementsAre("TranscriptionConfirmed"));
}

TEST(WrittenWithdrawal, HoldsTheDecreeAndItsNumberUntilItIsDisputed) {
  auto council = drafted();
  auto const sign = signature(*council);

  withdraw(*council, "arash");

  EXPECT_NE(current_decree(council->state()), nullptr);
  EXPECT_EQ(reason_of(council->judged(by_mayor(), sign)), "transcription_must_be_confirmed_first");
  dispute(*council);
  EXPECT_EQ(council->state().selected, nominee("arash"));
  EXPECT_EQ(council->state().selected_person, person("arash"));
  EXPECT_EQ(types_of(council->judged(by_mayor(), sign)).front(), "DecreeSigned");
}

TEST(WrittenWithdrawal, IsNoRegisteringOfTheDecreeWhileItWaits) {
  auto council = signed_by_mayor();
  withdraw(*council, "arash");

  EXPECT_EQ(reason_of(council->judged(by_affairs(), RegisterDecree{.entry = Label{"7"}})),
            "transcription_must_be_confirmed_first");
}

TEST(WrittenWithdrawal, VoidsTheDecreeAndItsNumberOnceItIsConfirmed) {
  auto unsigned_one = drafted();
  auto signed_one = signed_by_mayor();
  for (auto* council : {unsigned_one.get(), signed_one.get()}) withdraw(*council, "arash");

  EXPECT_THAT(types_of(confirm(*unsigned_one)),
              ElementsAre("TranscriptionConfirmed", "DecreeNumberVoided"));
  EXPECT_THAT(types_of(confirm(*signed_one)),
              ElementsAre("TranscriptionConfirmed", "DecreeReturnedToDraft", "DecreeNumberVoided"));
}

TEST(WrittenWithdrawal, IsNoReasonToCancelWhatWasDecided) {
  auto council = selected();
  CancelCase const cancel{.reason = hidden("nobody left")};
  EXPECT_EQ(reason_of(council->judged(by_affairs(), cancel)), "case_must_not_be_decided");

  withdraw(*council, "arash");

  EXPECT_FALSE(council->judged(by_affairs(), cancel));
}

TEST(WrittenWithdrawal, KeepsNoNumberBeforeTheDecreeIsDrafted) {
  auto council = selected();
  withdraw(*council, "arash");
  EXPECT_EQ(reason_of(council->judged(by_affairs(), from("2026-11-25"))),
            "transcription_must_be_confirmed_first");

  dispute(*council);

  EXPECT_THAT(awaited(*council), IsEmpty());
  EXPECT_TRUE(council->judged(by_affairs(), from("2026-11-25")));
}

}  // namespace
}  // namespace gozin::appointment
