#include "engine/command/streams.hpp"
#include "tests/adapters/app/played_city.hpp"
#include "workflows/appointment/case.hpp"
#include "workflows/appointment/tables.hpp"

#include <future>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::app {
namespace {

constexpr std::size_t kMembers = 13;

/// Ends a story where the test has seen what it wanted.
struct Enough {};

/// The ballot that is open in a case; nothing where none is.
std::optional<appointment::BallotUnderWay> open_ballot(City& city, StreamId const& stream) {
  auto const store = city.store().view();
  StoredView view{catalog(), *store, &city.snapshots()};
  auto const* state = view.find<appointment::Case>(stream);
  return state && state->review ? state->review->ballot : std::nullopt;
}

/// The same vote of everybody present, prepared at the same time on as many threads, and written by
/// the one that writes.
std::vector<Outcome> vote_at_once(City& city, Request const& first,
                                  std::vector<PersonId> const& members, std::string const& id) {
  std::vector<std::future<Result<Submission>>> preparing;
  for (auto const& member : members) {
    auto request = first;
    request.actor = member;
    request.id = id + member.text;
    preparing.push_back(std::async(std::launch::async, [&city, request]() mutable {
      return city.pipeline().prepare(std::move(request));
    }));
  }
  std::vector<Submission> batch;
  for (auto& one : preparing) batch.push_back(one.get().value());
  return city.pipeline().write(batch);
}

TEST(MembersOfACouncil, VotingInTheSameMomentGiveAsManyBallots) {
  PlayedCity played{"karaj-1401"};
  auto& city = played.city();
  auto const at_the_first_vote = [&](Request const& request) {
    if (request.command != "cast_ballot") return;
    auto const ballot = open_ballot(city, request.stream);
    if (!ballot || ballot->present.size() < kMembers) return;

    std::set<std::int64_t> places;
    for (auto const& outcome : vote_at_once(city, request, ballot->present, "first-")) {
      ASSERT_TRUE(outcome) << outcome.error().reason.name();
      places.insert(outcome->events.front().seq);
    }
    EXPECT_EQ(places.size(), kMembers);
    EXPECT_EQ(open_ballot(city, request.stream)->roll.size(), kMembers);
    for (auto const& outcome : vote_at_once(city, request, ballot->present, "again-"))
      EXPECT_EQ(outcome.error().reason.name(), "voter_must_not_have_voted");
    EXPECT_EQ(open_ballot(city, request.stream)->roll.size(), kMembers);
    throw Enough{};
  };

  EXPECT_THROW(played.play(at_the_first_vote), Enough);
}

// T28: no case is missing from the list that everybody reads.
TEST(CaseList, HasEveryCaseOfTheLog) {
  PlayedCity played{"court-stay"};
  played.play([](Request const&) {});
  auto const store = played.city().store().view();

  std::set<std::string> recorded;
  store->read_log(0, store->head().size, [&](StoredEvent const& stored) {
    if (stored.stream.kind() == appointment::Case::kKind) recorded.insert(stored.stream.text);
  });
  std::set<std::string> listed;
  auto const& table = appointment::case_list();
  for (auto const& row : store->select({.table = &table, .order = table.key, .limit = 500}))
    listed.insert(std::get<std::string>(row.front()));

  EXPECT_EQ(recorded.size(), 2U);
  EXPECT_EQ(listed, recorded);
}

}  // namespace
}  // namespace gozin::app
