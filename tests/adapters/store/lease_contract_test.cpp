// What every kind of store holds to about leases, and about what is written under one.

#include "tests/adapters/store/contract.hpp"

#include <gtest/gtest.h>

namespace gozin::tests {
namespace {

class LeaseContract : public StoreContract {};

TEST_P(LeaseContract, KeepsWhoHoldsALeaseAndTellsItUnderTheHead) {
  EXPECT_EQ(store().view()->lease("relay"), std::nullopt);
  auto batch = batch_at_head();
  batch.leases = {{{"relay", "first", 1, 0}, {}}, {{"timers", "first", 7, 3}, {}}};
  commit(batch);
  EXPECT_EQ(store().view()->lease("timers"), (Lease{"timers", "first", 7, 3}));
  EXPECT_TRUE(is_held({"relay", "first", 1}, *store().begin()));

  auto later = batch_at_head();
  later.leases = {{{"relay", "second", 2, 0}, Lease{"relay", "first", 1, 0}},
                  {{"timers", "", 7, 3}, Lease{"timers", "first", 7, 3}}};
  commit(later);
  auto const transaction = store().begin();
  EXPECT_FALSE(is_held({"relay", "first", 1}, *transaction));
  EXPECT_FALSE(is_held({"relay", "first", 2}, *transaction));
  EXPECT_FALSE(is_held({"relay", "second", 1}, *transaction));
  EXPECT_TRUE(is_held({"relay", "second", 2}, *transaction));
  EXPECT_FALSE(is_held({"timers", "", 7}, *transaction));
}

TEST_P(LeaseContract, ChangesALeaseOnlyFromWhereItStood) {
  Lease const first{"relay", "first", 1, 0};
  Lease const renewed{"relay", "first", 1, 1};
  Lease const second{"relay", "second", 2, 0};
  auto const change = [this](LeaseChange const& wanted) {
    auto batch = batch_at_head();
    batch.leases = {wanted};
    commit(batch);
  };
  EXPECT_THROW(change({second, first}), LeaseLost);
  change({first, {}});
  EXPECT_THROW(change({second, {}}), LeaseLost);
  EXPECT_THROW(change({second, renewed}), LeaseLost);
  EXPECT_EQ(store().view()->lease("relay"), first);
  // Twice, as whoever has lost the connection does.
  for (int i = 0; i < 2; ++i) change({renewed, first});
  EXPECT_EQ(store().view()->lease("relay"), renewed);
  change({second, renewed});
  EXPECT_THROW(change({renewed, first}), LeaseLost);
  EXPECT_EQ(store().view()->lease("relay"), second);
}

TEST_P(LeaseContract, WritesNothingOfABatchUnderALeaseThatIsAnothers) {
  auto batch = batch_at_head();
  batch.leases = {{{"relay", "second", 2, 0}, {}}, {{"timers", "first", 1, 0}, {}}};
  commit(batch);

  auto late = batch_with_events(StreamId{"case/a"}, 2);
  late.states = {{"late", "{}", Instant{5}}};
  late.under = {{"timers", "first", 1}, {"relay", "first", 1}};
  EXPECT_THROW(commit(late), LeaseLost);
  EXPECT_EQ(store().view()->head().size, 0);
  EXPECT_TRUE(store().view()->node_states().empty());

  late.under.back() = {"relay", "second", 2};
  commit(late);
  EXPECT_EQ(store().view()->head().size, 2);
}

INSTANTIATE_TEST_SUITE_P(Stores, LeaseContract, testing::ValuesIn(store_kinds()), name_of_store);

}  // namespace
}  // namespace gozin::tests
