#include "engine/event/json.hpp"
#include "tests/workflows/appointment/ballots_begun.hpp"
#include "tests/workflows/appointment/preparing.hpp"
#include "workflows/appointment/ballots.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

using judge::find;
using judge::reason_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(SecretBallot, IsCountedFromTheBoxWhichIsThenDestroyed) {
  auto council = balloting(secret_rules());
  vote(*council, kBallot, {8, 3, 2});

  auto const closed = council->judged(by_secretary(), CloseBallot{.ballot = kBallot});

  EXPECT_EQ(find<BallotClosed>(closed)->yes, 8);
  EXPECT_EQ(find<BallotClosed>(closed)->abstain, 2);
  EXPECT_THAT(closed->opened_boxes, ElementsAre("b-1"));
}

// T14: what decides nothing and is voted on again tells nobody how it would have gone.
TEST(SecretBallot, StaysUnreadWhenItsQuorumIsLost) {
  auto council = balloting(secret_rules());
  vote(*council, kBallot, {5, 3, 0});
  for (int number = 9; number <= 13; ++number) council->leave(member(number));
  // Whoever looked into it would be found out: these are no papers.
  council->judge.facts.boxes["b-1"] = {"unreadable"};

  auto const closed = council->act(by_secretary(), CloseBallot{.ballot = kBallot});

  auto const& event = *find<BallotClosed>(closed);
  EXPECT_EQ(event.roll, 8);
  EXPECT_EQ(event.yes + event.no + event.abstain, 0);
  EXPECT_EQ(event.outcome, BallotOutcome::inquorate);
  EXPECT_THAT(closed->opened_boxes, ElementsAre("b-1"));
  EXPECT_TRUE(is_unread(council->state().ballots.back()));
}

TEST(SecretBallot, IsReadWhereItDecides) {
  auto council = balloting(secret_rules());
  vote(*council, kBallot, {0, 13, 0});

  council->act(by_secretary(), CloseBallot{.ballot = kBallot}).value();

  EXPECT_FALSE(is_unread(council->state().ballots.back()));
}

// T14: nobody can show how they voted, so nobody can sell it.
TEST(SecretBallot, LeavesNoChoiceWithAMemberAnywhere) {
  auto council = balloting(secret_rules());
  auto& view = council->judge.view;

  auto const submission = prepared_as<CastBallot>(view, council->stream, by_member(4),
                                                  {{"ballot", "b-1"}, {"choice", "abstain"}});

  ASSERT_TRUE(submission);
  EXPECT_EQ(to_canonical(submission->input), R"({"ballot":"b-1","boxed":true})");
  EXPECT_THAT(submission->drafts, IsEmpty());
  ASSERT_EQ(submission->papers.size(), 1U);
  EXPECT_EQ(submission->papers[0].ballot, "b-1");
  EXPECT_THAT(submission->papers[0].id, Not(HasSubstr("m-04")));
  auto const command = decode<CastBallot>(submission->input);
  ASSERT_TRUE(command);
  auto const cast = council->act(by_member(4), *command);
  EXPECT_EQ(to_canonical(cast->events[0].event.data()), R"({"ballot":"b-1","voter":"m-04"})");
  EXPECT_EQ(council->state().review->ballot->roll.at(member(4)), std::nullopt);
}

TEST(SecretBallot, PutsNothingIntoTheBoxForSomebodyElseOrAnotherBallot) {
  auto council = balloting(secret_rules());
  auto& view = council->judge.view;
  auto on_behalf = by_secretary();
  on_behalf.behalf = member(2);

  for (auto const& [call, ballot] : {std::pair{on_behalf, "b-1"}, std::pair{by_member(4), "b-2"}}) {
    auto const submission = prepared_as<CastBallot>(view, council->stream, call,
                                                    {{"ballot", ballot}, {"choice", "yes"}});
    ASSERT_TRUE(submission);
    EXPECT_THAT(submission->papers, IsEmpty());
    EXPECT_FALSE(submission->input.contains("choice"));
  }
}

TEST(SecretBallot, AsksAgainForAVoteThatWasPreparedTooEarly) {
  auto council = balloting(secret_rules());

  auto const refused = council->judged(
      by_member(4), CastBallot{.ballot = kBallot, .choice = std::nullopt, .boxed = false});

  EXPECT_EQ(reason_of(refused), "stream_must_be_unchanged");
}

TEST(SecretBallot, TakesKnownChoicesOnly) {
  auto council = balloting(secret_rules());

  EXPECT_EQ(reason_of(prepared_as<CastBallot>(council->judge.view, council->stream, by_member(4),
                                              {{"ballot", "b-1"}, {"choice", "maybe"}})),
            "field_must_have_its_type");
  EXPECT_EQ(reason_of(prepared_as<CastBallot>(council->judge.view, council->stream, by_member(4),
                                              {{"ballot", "b-1"}})),
            "field_must_be_given");
}

TEST(SecretBallot, GetsAKeyOfItsOwn) {
  auto secret = proposed(secret_rules());
  auto open = proposed();

  auto const with_box =
      prepared_as<OpenBallot>(secret->judge.view, secret->stream, by_secretary(), {});
  auto const without = prepared_as<OpenBallot>(open->judge.view, open->stream, by_secretary(), {});

  Code const code{std::string{with_box->input.at("ballot").as_string()}};
  EXPECT_THAT(with_box->new_keys, ElementsAre(box_key(code)));
  EXPECT_THAT(without->new_keys, IsEmpty());
}

TEST(OpenVote, KeepsItsChoiceInTheRoll) {
  auto council = balloting();

  auto const submission = prepared_as<CastBallot>(
      council->judge.view, council->stream, by_member(4), {{"ballot", "b-1"}, {"choice", "no"}});

  EXPECT_THAT(submission->papers, IsEmpty());
  EXPECT_EQ(decode<CastBallot>(submission->input)->choice, Choice::no);
}

}  // namespace
}  // namespace gozin::appointment
