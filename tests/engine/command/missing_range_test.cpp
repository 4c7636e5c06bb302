// Commands beside one that needs a range of the log whose file is missing.

#include "engine/event/leaf.hpp"
#include "tests/engine/command/notebook_world.hpp"

namespace gozin::tests {
namespace {

constexpr std::string_view kRefusal = "range_must_be_readable";

class MissingRangeTest : public NotebookWorld {
 protected:
  MissingRangeTest() {
    open_log();
    gone_ = open_book("gone");
    live_ = open_book("live");
    EXPECT_TRUE(perform("WriteLine", gone_, {{"text", "a"}}));
  }

  void set_unreadable(std::set<StreamId> streams) {
    auto changed = std::make_shared<MemoryStore::Contents>(*store_.contents());
    changed->unreadable = std::move(streams);
    store_.replace(changed);
  }
  Submission prepared(std::string command, StreamId stream, json::object input = {}) {
    return other_.prepare(request(std::move(command), std::move(stream), std::move(input))).value();
  }
  Submission line(StreamId const& book) { return prepared("WriteLine", book, {{"text", "b"}}); }

  StreamId gone_;
  StreamId live_;
  // Of a node that holds none of the books.
  Pipeline other_{catalog_, ports_, "notebook.example/log", {.streams_cached = 0}};
};

TEST_F(MissingRangeTest, CommandThatNeedsItIsRefusedAndItsNeighboursAreRecorded) {
  std::vector<Submission> batch;
  batch.push_back(line(live_));
  batch.push_back(line(gone_));
  batch.push_back(prepared("ContinueBook", {}, {{"from", gone_.text}, {"through", 1}}));
  batch.push_back(line(live_));
  set_unreadable({gone_});
  auto const before = store_.view()->head().size;

  auto const outcomes = other_.write(batch);
  ASSERT_EQ(outcomes.size(), 4u);
  EXPECT_EQ(reason_of(outcomes[1]), kRefusal);
  EXPECT_EQ(reason_of(outcomes[2]), kRefusal);
  ASSERT_TRUE(outcomes[0] && outcomes[3]);
  EXPECT_EQ(outcomes[0]->events.at(0).seq, before);
  EXPECT_EQ(outcomes[3]->events.at(0).seq, before + 1);
  EXPECT_EQ(store_.view()->head().size, before + 2);
}

TEST_F(MissingRangeTest, OfWhatWasRefusedNothingStaysBehindWhenTheFileIsBack) {
  std::vector<Submission> batch;
  batch.push_back(prepared("ContinueBook", {}, {{"from", gone_.text}, {"through", 1}}));
  batch.push_back(line(live_));
  auto const continued = batch.front().stream;
  set_unreadable({gone_});
  (void)other_.write(batch);
  set_unreadable({});

  EXPECT_EQ(reason_of(other_.perform(request("WriteLine", continued, {{"text", "c"}}))),
            "stream_must_exist");
  ASSERT_TRUE(other_.perform(request("WriteLine", gone_, {{"text", "c"}})));
  auto const last = parse_leaf(log().back().body);
  EXPECT_EQ(last->at.stream, gone_);
  EXPECT_EQ(last->at.rev, 2);
}

/// In preparation, too, CloseBook asks for its book.
Catalog catalog_that_prepares() {
  auto workflow = notebook::notebook_workflow();
  for (auto& command : workflow.commands)
    if (command.name == "CloseBook")
      command.prepare = [](Preparation& preparation) -> Result<void> {
        (void)preparation.view().find<notebook::Book>(preparation.stream());
        return {};
      };
  return Catalog{{std::move(workflow)}};
}

TEST_F(MissingRangeTest, CommandIsRefusedAsItIsPrepared) {
  auto const catalog = catalog_that_prepares();
  Pipeline preparing{catalog, ports_, "notebook.example/log"};
  set_unreadable({gone_});
  auto const refused = preparing.prepare(request("CloseBook", gone_));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason.name(), kRefusal);
  EXPECT_TRUE(preparing.prepare(request("CloseBook", live_)));
}

}  // namespace
}  // namespace gozin::tests
