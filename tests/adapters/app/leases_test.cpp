#include "adapters/app/leases.hpp"

#include "adapters/app/serving.hpp"
#include "tests/support/memory_store.hpp"

#include <gtest/gtest.h>

namespace gozin::app {
namespace {

constexpr std::string_view kRelay = "relay";
constexpr LeasePace kPace{.beat_ms = 2'000, .patience_ms = 8'000};

/// Two nodes on one store, each with a clock that has nothing to do with the other's.
class TwoNodesWithLeases : public testing::Test {
 protected:
  [[nodiscard]] bool holds(Leases const& node) const {
    auto const held = node.held(kRelay);
    return held && is_held(*held, *store_.view());
  }

  void pass(std::int64_t ms) {
    first_ms_ += ms;
    second_ms_ += ms;
  }

  [[nodiscard]] LeaseTaker taker(std::string holder, std::int64_t& clock_ms) const {
    return {.holder = std::move(holder),
            .works = {kRelay},
            .running_ms = [&clock_ms] { return clock_ms; },
            .pace = kPace};
  }

  [[nodiscard]] std::optional<Lease> stored() const {
    return store_.view()->lease(std::string{kRelay});
  }

  /// What a process that the tests do not know of writes.
  void store(Lease const& next) {
    auto const transaction = store_.begin();
    Batch batch;
    batch.head = transaction->head();
    batch.leases = {{next, transaction->lease(next.work)}};
    transaction->write(batch);
    transaction->commit();
  }

  tests::MemoryStore mutable store_;
  std::int64_t first_ms_ = 3'000'000;
  std::int64_t second_ms_ = 70'000;
  Leases first_{store_, taker("first", first_ms_)};
  Leases second_{store_, taker("second", second_ms_)};
};

TEST_F(TwoNodesWithLeases, FreeLeaseIsTakenAtOnceAndByOneOnly) {
  EXPECT_EQ(first_.held(kRelay), std::nullopt);
  first_.round();
  second_.round();
  EXPECT_TRUE(holds(first_));
  EXPECT_EQ(second_.held(kRelay), std::nullopt);
  EXPECT_EQ(stored(), (Lease{"relay", "first", 1, 0}));
}

TEST_F(TwoNodesWithLeases, RenewedLeaseIsKeptHoweverLongOthersWait) {
  for (std::int64_t beat = 0; beat < 20; ++beat) {
    first_.round();
    second_.round();
    EXPECT_TRUE(holds(first_));
    EXPECT_EQ(second_.held(kRelay), std::nullopt);
    pass(kPace.beat_ms);
  }
}

TEST_F(TwoNodesWithLeases, LeaseHandedBackNeedsNotBeWaitedFor) {
  first_.round();
  second_.round();
  first_.give_back();
  EXPECT_EQ(first_.held(kRelay), std::nullopt);
  second_.round();
  EXPECT_TRUE(holds(second_));
}

TEST_F(TwoNodesWithLeases, SilentHolderIsFollowedAfterThePatienceAndHasStoppedBelievingBefore) {
  first_.round();
  auto const former = first_.held(kRelay);
  std::int64_t waited = 0;
  // The waiting node first sees the lease in the same moment, which is the least it can do.
  for (second_.round(); !second_.held(kRelay); second_.round()) {
    EXPECT_EQ(first_.held(kRelay).has_value(), waited < kPace.patience_ms - kPace.beat_ms);
    pass(500);
    waited += 500;
  }
  EXPECT_EQ(waited, kPace.patience_ms);
  EXPECT_FALSE(is_held(*former, *store_.view()));
  EXPECT_TRUE(holds(second_));
}

TEST_F(TwoNodesWithLeases, SilenceCountsFromBehindTheReadingHoweverLongThatTook) {
  // The clock goes on while the store is read: each look at it is half the patience later.
  auto slow = taker("slow", second_ms_);
  slow.running_ms = [this] { return second_ms_ += kPace.patience_ms / 2; };
  Leases waiting{store_, slow};
  first_.round();
  waiting.round();
  // It asked half the patience after what it saw, and saw it half the patience after asking.
  waiting.round();
  EXPECT_EQ(stored()->holder, "first");
  waiting.round();
  EXPECT_EQ(stored()->holder, "slow");
}

TEST_F(TwoNodesWithLeases, NodeThatStoodStillFindsItsLeaseGoneAndTakesItNotBack) {
  first_.round();
  for (std::int64_t waited = 0; waited <= kPace.patience_ms; waited += 1'000) {
    second_.round();
    second_ms_ += 1'000;
  }
  ASSERT_EQ(stored()->holder, "second");
  // It wakes as if no time had passed.
  auto const believed = first_.held(kRelay);
  ASSERT_TRUE(believed);
  EXPECT_FALSE(is_held(*believed, *store_.view()));
  first_.round();
  EXPECT_EQ(first_.held(kRelay), std::nullopt);
  first_.give_back();
  EXPECT_EQ(stored()->holder, "second");
}

TEST_F(TwoNodesWithLeases, WriteUnderALeaseOfBeforeIsRefusedByTheStoreItself) {
  first_.round();
  auto const former = *first_.held(kRelay);
  store({"relay", "second", 2, 0});
  auto const transaction = store_.begin();
  Batch batch;
  batch.head = transaction->head();
  batch.states = {{"late", "{}", {}}};
  batch.under = {former};
  EXPECT_THROW(transaction->write(batch), LeaseLost);
}

TEST_F(TwoNodesWithLeases, FenceThatIsGivenOutTwiceBelongsToItsHolderAlone) {
  first_.round();
  auto const former = *first_.held(kRelay);
  // A standby was promoted that never heard of the first one, and gave the same fence out.
  store({"relay", "second", former.fence, 0});
  EXPECT_FALSE(is_held(former, *store_.view()));
  first_.round();
  EXPECT_EQ(first_.held(kRelay), std::nullopt);
  EXPECT_EQ(stored(), (Lease{"relay", "second", former.fence, 0}));
}

TEST_F(TwoNodesWithLeases, RenewalThatAStandbyLacksIsMadeAgainAndOthersWaitAnew) {
  first_.round();
  pass(kPace.beat_ms);
  first_.round();
  second_.round();
  pass(kPace.patience_ms - 1);
  store({"relay", "first", 1, 0});
  second_.round();
  pass(kPace.patience_ms - 1);
  second_.round();
  EXPECT_EQ(stored(), (Lease{"relay", "first", 1, 0}));
  first_.round();
  EXPECT_EQ(stored(), (Lease{"relay", "first", 1, 1}));
  EXPECT_TRUE(holds(first_));
}

TEST_F(TwoNodesWithLeases, FenceRisesWithEveryChangeOfHolder) {
  std::int64_t fence = 0;
  for (auto* node : {&first_, &second_, &first_, &second_}) {
    node->round();
    auto const held = node->held(kRelay);
    ASSERT_TRUE(held);
    EXPECT_GT(held->fence, fence);
    fence = held->fence;
    node->give_back();
  }
}

TEST_F(TwoNodesWithLeases, LeaseIsRenewedNoMoreOftenThanItBeats) {
  first_.round();
  pass(kPace.beat_ms - 1);
  first_.round();
  EXPECT_EQ(stored()->beat, 0);
  pass(1);
  first_.round();
  EXPECT_EQ(stored()->beat, 1);
}

TEST_F(TwoNodesWithLeases, LeaseWhoseTakingGotNoReplyIsKeptByWhoeverTookIt) {
  // It was written, and the node did not hear of that.
  store({"relay", "first", 4, 0});
  EXPECT_EQ(first_.held(kRelay), std::nullopt);
  first_.round();
  EXPECT_TRUE(holds(first_));
  EXPECT_EQ(stored(), (Lease{"relay", "first", 4, 1}));
  first_.give_back();
  EXPECT_EQ(stored()->holder, "");
}

TEST_F(TwoNodesWithLeases, LeaseThatComesBackFromBeforeOnesOwnTermIsWaitedForAnew) {
  first_.round();
  auto const former = *stored();
  second_.round();
  pass(kPace.patience_ms);
  second_.round();
  ASSERT_TRUE(holds(second_));
  // A standby was promoted that never heard of the second one.
  store(former);
  second_.round();
  EXPECT_EQ(stored(), former);
  pass(kPace.patience_ms);
  second_.round();
  EXPECT_TRUE(holds(second_));
}

TEST_F(TwoNodesWithLeases, ProcessThatStartsFollowsTheFormerOfItsNodeAtOnceAndOnlyThen) {
  Leases former{store_, taker("node/one 7h", first_ms_)};
  Leases started{store_, taker("node/one k2", second_ms_)};
  Leases other{store_, taker("node/two 7h", second_ms_)};
  former.round();
  other.round();
  EXPECT_FALSE(other.held(kRelay));
  started.round();
  EXPECT_TRUE(holds(started));
  // Of two that run under one name by mistake the former does not take it back.
  former.round();
  EXPECT_FALSE(former.held(kRelay));
  EXPECT_TRUE(holds(started));
}

TEST_F(TwoNodesWithLeases, LeaseThatCouldNotBeWrittenIsNotHeld) {
  store_.fail_next_commit();
  EXPECT_THROW(first_.round(), StoreFailed);
  EXPECT_EQ(first_.held(kRelay), std::nullopt);
}

TEST(NodeName, IsTakenAsSetWhereItCanBeStored) {
  http::Endpoint const endpoint{.host = "127.0.0.1", .port = 8080};
  EXPECT_EQ(node_name("گره یک", endpoint), "گره یک");
  EXPECT_EQ(node_name(std::string(100, 'n'), endpoint), std::string(100, 'n'));
  EXPECT_TRUE(node_name("", endpoint).ends_with("/127.0.0.1:8080"));
  for (auto const& name : {std::string(101, 'n'), std::string{"\xff"}, std::string{"a\nb"}})
    EXPECT_THROW((void)node_name(name, endpoint), std::runtime_error) << name;
}

}  // namespace
}  // namespace gozin::app
