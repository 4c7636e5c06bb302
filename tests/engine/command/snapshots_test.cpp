#include "engine/command/streams.hpp"
#include "tests/engine/command/notebook_world.hpp"

#include <gtest/gtest.h>

namespace gozin::tests {
namespace {

class SharedSnapshots : public NotebookWorld {
 protected:
  std::int64_t lines(StoreView& store, StreamId const& book) {
    StoredView view{catalog_, store, &snapshots_};
    return view.find<notebook::Book>(book)->lines;
  }
  void write_line(StreamId const& book) {
    ASSERT_TRUE(perform("WriteLine", book, {{"text", "a line"}}));
  }

  RecentSnapshots snapshots_{2};
};

TEST_F(SharedSnapshots, AreContinuedWithWhatIsNew) {
  open_log();
  auto const book = open_book("one");
  write_line(book);
  ASSERT_EQ(lines(*store_.view(), book), 1);
  auto const first = snapshots_.find(book);

  write_line(book);

  EXPECT_EQ(lines(*store_.view(), book), 2);
  EXPECT_GT(snapshots_.find(book).last_seq, first.last_seq);
  EXPECT_EQ(static_cast<notebook::Book const*>(first.folded->state.get())->lines, 1)
      << "who still reads the earlier one reads it as it was";
}

TEST_F(SharedSnapshots, SpareReadingWhatTheyHold) {
  open_log();
  auto const book = open_book("one");
  (void)lines(*store_.view(), book);
  auto held = snapshots_.find(book);
  auto other = std::make_shared<Folded>(*held.folded);
  auto const state = std::make_shared<notebook::Book>();
  state->lines = 100;
  other->state = state;
  RecentSnapshots planted{1};
  planted.put(book, {.folded = std::move(other), .last_seq = held.last_seq});
  write_line(book);

  auto const view = store_.view();
  StoredView continued{catalog_, *view, &planted};

  EXPECT_EQ(continued.find<notebook::Book>(book)->lines, 101);
}

TEST_F(SharedSnapshots, AreReadNoFurtherWhereNothingWasAppendedSince) {
  open_log();
  auto const book = open_book("one");
  (void)lines(*store_.view(), book);
  auto held = snapshots_.find(book);
  EXPECT_EQ(held.as_of, store_.view()->head().size);
  write_line(book);
  auto const view = store_.view();
  auto const lines_from = [&](std::int64_t as_of) {
    held.as_of = as_of;
    RecentSnapshots planted{1};
    planted.put(book, held);
    StoredView continued{catalog_, *view, &planted};
    return continued.find<notebook::Book>(book)->lines;
  };

  EXPECT_EQ(lines_from(view->head().size), 0) << "what it says of itself is taken as it is";
  EXPECT_EQ(lines_from(view->head().size - 1), 1);
}

TEST_F(SharedSnapshots, AreKnownToBeOfALongerLogOnceItWasRead) {
  open_log();
  auto const book = open_book("one");
  auto const other = open_book("two");
  (void)lines(*store_.view(), book);
  write_line(other);

  (void)lines(*store_.view(), book);

  EXPECT_EQ(snapshots_.find(book).as_of, store_.view()->head().size);
}

TEST_F(SharedSnapshots, AreNotReadWhereTheyAreYounger) {
  open_log();
  auto const book = open_book("one");
  auto const before = store_.view();
  write_line(book);
  ASSERT_EQ(lines(*store_.view(), book), 1);

  EXPECT_EQ(lines(*before, book), 0);
  EXPECT_EQ(lines(*store_.view(), book), 1) << "an older reader leaves nothing older behind";
}

TEST_F(SharedSnapshots, AreForgottenWhenTheyAreTooMany) {
  open_log();
  auto const first = open_book("one");
  auto const second = open_book("two");
  auto const third = open_book("three");
  for (auto const& book : {first, second, first, third}) (void)lines(*store_.view(), book);

  EXPECT_TRUE(snapshots_.find(first).folded);
  EXPECT_FALSE(snapshots_.find(second).folded);
  EXPECT_TRUE(snapshots_.find(third).folded);
}

TEST_F(SharedSnapshots, HoldNoStreamThatDoesNotExist) {
  open_log();
  auto const view = store_.view();
  StoredView stored{catalog_, *view, &snapshots_};

  EXPECT_EQ(stored.folded(StreamId{"book/none"}), nullptr);
  EXPECT_EQ(stored.folded(StreamId{"nothing/none"}), nullptr);
  EXPECT_FALSE(snapshots_.find(StreamId{"book/none"}).folded);
}

}  // namespace
}  // namespace gozin::tests
