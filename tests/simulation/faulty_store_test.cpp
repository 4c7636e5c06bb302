#include "tests/simulation/faulty_store.hpp"

#include <gtest/gtest.h>

namespace gozin::simulation {
namespace {

struct FaultyStoreTest : testing::Test {
  /// An event of its own stream at the end of the log.
  Batch one_more() {
    auto const size = disk.contents.head.size;
    Batch batch;
    batch.events.push_back({.seq = size,
                            .stream = StreamId{"book/" + std::to_string(size)},
                            .rev = 0,
                            .type = "Written",
                            .recorded = {},
                            .body = "body",
                            .leaf = {}});
    batch.head.size = size + 1;
    return batch;
  }

  void write() {
    auto const transaction = store.begin();
    transaction->write(one_more());
    transaction->commit();
  }

  Disk disk;
  Fuse fuse;
  FaultyStore store{disk, fuse};
};

TEST_F(FaultyStoreTest, KeepsWhatIsCommittedAndNothingElse) {
  write();
  {
    auto const transaction = store.begin();
    transaction->write(one_more());
  }

  EXPECT_EQ(store.view()->head().size, 1);
  EXPECT_EQ(disk.fresh.size(), 1U);
}

TEST_F(FaultyStoreTest, FailsOnceAsItIsToldAndKeepsNothing) {
  store.arm(Fault::busy);
  EXPECT_THROW(write(), StoreBusy);
  for (auto const fault : {Fault::write_fails, Fault::commit_fails}) {
    store.arm(fault);
    EXPECT_THROW(write(), StoreFailed);
  }
  EXPECT_EQ(store.view()->head().size, 0);

  write();
  EXPECT_EQ(store.view()->head().size, 1);
}

TEST_F(FaultyStoreTest, KeepsABatchWhoseReplyIsLost) {
  store.arm(Fault::reply_lost);

  EXPECT_THROW(write(), StoreFailed);
  EXPECT_EQ(store.view()->head().size, 1);
}

TEST_F(FaultyStoreTest, WritesNothingWhileTheDiskIsFull) {
  disk.is_full = true;
  EXPECT_THROW(write(), StoreFailed);
  EXPECT_EQ(store.view()->head().size, 0);

  disk.is_full = false;
  write();
  EXPECT_EQ(store.view()->head().size, 1);
}

TEST_F(FaultyStoreTest, LosesTheBatchOfAFrozenNodeThatOthersHaveOvertaken) {
  Fuse other_fuse;
  FaultyStore other{disk, other_fuse};
  store.arm(Fault::frozen);
  store.while_frozen = [&] {
    auto const transaction = other.begin();
    transaction->write(one_more());
    transaction->commit();
  };

  EXPECT_THROW(write(), StoreBusy);
  EXPECT_EQ(store.view()->head().size, 1);
}

TEST_F(FaultyStoreTest, DiesAtTheCallAtWhichItsFuseBurnsDown) {
  // To begin, to write, before the commit, after it.
  for (int const calls : {1, 2, 3, 4}) {
    fuse.light(calls);
    EXPECT_THROW(write(), Crashed);
    EXPECT_FALSE(fuse.is_lit());
  }
  EXPECT_EQ(store.view()->head().size, 1);
}

TEST_F(FaultyStoreTest, TellsNothingThroughAViewThatIsOlderThanTheLastCommit) {
  auto const view = store.view();
  write();

  EXPECT_THROW((void)view->head(), std::logic_error);
}

}  // namespace
}  // namespace gozin::simulation
