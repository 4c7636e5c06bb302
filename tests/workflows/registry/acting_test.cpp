#include "workflows/registry/acting.hpp"

#include "tests/support/judge.hpp"

#include <gtest/gtest.h>

namespace gozin::registry {
namespace {

using judge::day;

ActingTenure tenure(std::string_view from, std::string_view until) {
  return {.by = StreamId{"case/a"},
          .person = PersonId{"arash"},
          .from = day(from),
          .until = day(until),
          .ends = {},
          .since = day(from)};
}

// T26: whatever the number of decrees, the days are those on which somebody acted.
TEST(ActingRun, CountsTheDaysOfAllTogether) {
  Post post;
  post.acting = {tenure("2026-01-01", "2026-01-10"), tenure("2026-01-11", "2026-01-20")};

  auto const run = acting_run(post, day("2026-01-21"), 180);

  EXPECT_EQ(run.days, 20);
  EXPECT_EQ(run.since, day("2026-01-01"));
}

TEST(ActingRun, CountsNoDayTwice) {
  Post post;
  post.acting = {tenure("2026-01-01", "2026-01-10"), tenure("2026-01-06", "2026-01-15")};

  EXPECT_EQ(acting_run(post, day("2026-02-01"), 180).days, 15);
}

TEST(ActingRun, EndsWhereSomebodyLeft) {
  Post post;
  post.acting = {tenure("2026-01-01", "2026-01-31")};
  post.acting[0].left = day("2026-01-06");

  EXPECT_EQ(acting_run(post, day("2026-02-01"), 180).days, 5);
}

TEST(ActingRun, LeavesOutWhatIsStillToCome) {
  Post post;
  post.acting = {tenure("2026-01-01", "2026-03-31")};

  EXPECT_EQ(acting_run(post, day("2026-01-11"), 180).days, 10);
}

// A pause shorter than the rules call a gap begins no new count.
TEST(ActingRun, BeginsAnewAfterAGap) {
  Post post;
  post.acting = {tenure("2026-01-01", "2026-01-10")};

  EXPECT_EQ(acting_run(post, day("2026-02-09"), 30).days, 10);
  EXPECT_EQ(acting_run(post, day("2026-02-10"), 30).days, 0);

  post.acting.push_back(tenure("2026-02-10", "2026-02-14"));
  auto const run = acting_run(post, day("2026-02-15"), 30);
  EXPECT_EQ(run.days, 5);
  EXPECT_EQ(run.since, day("2026-02-10"));
}

TEST(ActingRun, BeginsAnewAfterAnAppointment) {
  Post post;
  post.acting = {tenure("2026-01-01", "2026-01-10")};
  post.acting_counted_from = 1;

  EXPECT_EQ(acting_run(post, day("2026-01-11"), 180).days, 0);
  EXPECT_FALSE(find_tenure(post, PersonId{"arash"}));
  post.acting_counted_from = 0;
  EXPECT_EQ(find_tenure(post, PersonId{"arash"}), &post.acting[0]);
  EXPECT_FALSE(find_tenure(post, PersonId{"bahar"}));
}

// Whoever came into the post before this log came by no case: nobody owes anything for them.
TEST(LastActingCase, PassesOverWhoeverHeldThePostBeforeThisLog) {
  Post post;
  post.acting = {tenure("2026-01-01", "2026-01-10"), tenure("2026-01-11", "2026-01-20")};
  post.acting[1].by.reset();

  EXPECT_EQ(last_acting_case(post, 0), StreamId{"case/a"});
  EXPECT_FALSE(last_acting_case(post, 1));
}

}  // namespace
}  // namespace gozin::registry
