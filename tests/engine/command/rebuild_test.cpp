// Read tables that are made anew while others go on writing.

#include "engine/replay/rebuild.hpp"

#include "engine/ledger/vkey.hpp"
#include "engine/replay/verify.hpp"
#include "tests/engine/command/notebook_world.hpp"

#include <functional>

#include <gmock/gmock.h>

namespace gozin::tests {
namespace {

/// A store in whose pauses others come to their turn.
class SharedStore final : public EventStore, public ReadTables {
 public:
  SharedStore(MemoryStore& store, std::function<void()> others)
      : store_{store}, others_{std::move(others)} {}

  [[nodiscard]] std::unique_ptr<WriteTransaction> begin() override {
    others_();
    return store_.begin();
  }
  [[nodiscard]] std::unique_ptr<StoreView> view() override { return store_.view(); }
  [[nodiscard]] std::vector<ReadTable const*> needs_rebuild() override { return {}; }
  [[nodiscard]] std::unique_ptr<Rebuild> rebuild() override {
    others_();
    return store_.rebuild();
  }

 private:
  MemoryStore& store_;
  std::function<void()> others_;
};

class RebuildTest : public NotebookWorld {
 protected:
  RebuildTest() {
    open_log();
    for (auto const* title : {"one", "two", "three", "four", "five", "six"})
      books_.push_back(open_book(title));
  }

  void write_in(StreamId const& book) {
    ASSERT_TRUE(perform("WriteLine", book, {{"text", "a line"}}));
  }

  /// As by a program that does not know the table.
  void change_rows(std::function<void(std::map<Row, Row>&)> const& change) {
    auto changed = std::make_shared<MemoryStore::Contents>(*store_.contents());
    change(changed->tables["book"]);
    store_.replace(changed);
  }

  [[nodiscard]] std::vector<Fault> faults() {
    auto const view = store_.view();
    auto const key = parse_vkey(pipeline_.vkey()).value();
    return verify(catalog_, *view, {.keys = &keys_, .key = key}).damage;
  }

  std::vector<StreamId> books_;
};

TEST_F(RebuildTest, SetsRightWhatIsWrongMissingAndForeign) {
  auto const before = rows();
  change_rows([](auto& book) {
    book.erase(book.begin());
    book.begin()->second.back() = std::int64_t{77};
    auto foreign = book.rbegin()->second;
    foreign.front() = std::string{"book/of-nobody"};
    book.emplace(Row{foreign.front()}, foreign);
  });
  EXPECT_EQ(faults().size(), 3u);
  int turns = 0;
  SharedStore shared{store_, [&] { ++turns; }};

  rebuild(catalog_, shared, shared, {.rows = 1, .streams = 1});

  EXPECT_EQ(rows(), before);
  EXPECT_THAT(faults(), testing::IsEmpty());
  EXPECT_EQ(turns, 3 + 2);  // a piece a row, nothing that others touched, and the end
}

TEST_F(RebuildTest, ComesToAnEndWhileOthersWriteWithoutEnd) {
  change_rows([](auto& book) { book.clear(); });
  int turns = 0;
  SharedStore shared{store_, [&] {
                       ++turns;
                       // Half of them know the table, and the others do not.
                       for (auto const& book : books_) write_in(book);
                       books_.push_back(open_book("more " + std::to_string(turns)));
                       if (turns % 2 == 0)
                         change_rows([&](auto& book) { book.erase(Row{books_.back().text}); });
                     }};

  rebuild(catalog_, shared, shared, {.rows = 1, .streams = 1});

  EXPECT_GT(turns, 3);
  EXPECT_THAT(faults(), testing::IsEmpty());
}

TEST_F(RebuildTest, TurnForWhichTheStoreIsTooBusyIsTriedAgain) {
  auto const before = rows();
  change_rows([](auto& book) { book.clear(); });
  int turns = 0;
  SharedStore shared{store_, [&] {
                       if (++turns % 3 != 0) throw StoreBusy{"the head did not come in time"};
                     }};

  rebuild(catalog_, shared, shared, {.rows = 2, .streams = 1});

  EXPECT_EQ(rows(), before);
}

TEST_F(RebuildTest, StoreThatLosesEventsMeanwhileIsNotBuiltOn) {
  auto const shorter = store_.contents();
  write_in(books_.front());
  change_rows([](auto& book) { book.clear(); });
  int turns = 0;
  SharedStore shared{store_, [&] {
                       if (++turns == 2) store_.replace(shorter);
                     }};

  EXPECT_THROW(rebuild(catalog_, shared, shared, {.rows = 1, .streams = 1}), StoreFailed);
}

TEST_F(RebuildTest, BreakingOffInBetweenLeavesRowsThatAreRightOrAsTheyWere) {
  auto const before = rows();
  change_rows([](auto& book) {
    for (auto& [key, row] : book) row.back() = std::int64_t{77};
  });
  int turns = 0;
  SharedStore shared{store_, [&] {
                       if (++turns > 3) throw StoreBusy{"the head did not come in time"};
                     }};

  EXPECT_THROW(rebuild(catalog_, shared, shared, {.rows = 1, .streams = 1}), StoreBusy);

  EXPECT_EQ(faults().size(), before.size() - 3);
  rebuild(catalog_, store_, store_);
  EXPECT_EQ(rows(), before);
}

}  // namespace
}  // namespace gozin::tests
