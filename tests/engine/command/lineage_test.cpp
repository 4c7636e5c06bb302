// Streams that go on where another one stood: folded, remembered, replayed, verified.

#include "engine/command/lineage.hpp"

#include "engine/event/leaf.hpp"
#include "engine/ledger/vkey.hpp"
#include "engine/replay/history.hpp"
#include "engine/replay/scrub.hpp"
#include "engine/replay/verify.hpp"
#include "tests/engine/command/notebook_world.hpp"

#include <algorithm>

#include <gmock/gmock.h>

namespace gozin::tests {
namespace {

using notebook::Book;
using notebook::BookContinued;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

class LineageTest : public NotebookWorld {
 protected:
  LineageTest() {
    open_log();
    first_ = open_book("one");
    for (auto const* text : {"a", "b", "c"}) write_line(first_, text);
    EXPECT_TRUE(perform("CloseBook", first_));
  }

  void write_line(StreamId const& book, std::string text) {
    ASSERT_TRUE(perform("WriteLine", book, {{"text", std::move(text)}}));
  }
  Outcome go_on(StreamId const& from, std::int64_t through, json::object more = {}) {
    more["from"] = from.text;
    more["through"] = through;
    return perform("ContinueBook", {}, std::move(more));
  }
  StreamId continued(StreamId const& from, std::int64_t through) {
    return go_on(from, through).value().events.at(0).stream;
  }
  Book read(StreamId const& book, Snapshots* snapshots = nullptr) {
    auto const store = store_.view();
    StoredView view{catalog_, *store, snapshots};
    return *view.find<Book>(book);
  }
  StoredEvent event_at(std::int64_t seq) { return log().at(static_cast<std::size_t>(seq)); }

  /// In the place of an event another one that says otherwise, with hashes that fit it.
  void forge(std::int64_t seq, Event const& event, std::int64_t rev = 0) {
    auto const stored = event_at(seq);
    auto at = parse_leaf(stored.body)->at;
    at.rev = rev;
    auto changed = std::make_shared<MemoryStore::Contents>(*store_.contents());
    auto other = stored;
    other.rev = rev;
    other.type = std::string{event.type().name};
    other.body = leaf_bytes("notebook.example/log", at, event).value();
    other.leaf = leaf_hash(other.body);
    changed->events.at(static_cast<std::size_t>(seq)) =
        std::make_shared<StoredEvent const>(std::move(other));
    store_.replace(changed);
  }
  VerifyReport verified() {
    auto const view = store_.view();
    return verify(catalog_, *view, {.key = parse_vkey(pipeline_.vkey()).value()});
  }
  static std::vector<std::string> wrong_lineages(std::vector<Fault> const& faults) {
    std::vector<std::string> places;
    for (auto const& fault : faults)
      if (fault.finding == VerifyFinding::lineage_wrong) places.push_back(fault.place);
    return places;
  }
  std::vector<Fault> scrubbed() {
    Scrubber scrubber{{.catalog = catalog_,
                       .store = store_,
                       .clock = clock_,
                       .key = parse_vkey(pipeline_.vkey()).value()}};
    while (!scrubber.step()) {
    }
    return scrubber.state().damage;
  }

  StreamId first_;
};

TEST_F(LineageTest, GoesOnWhereTheOtherStood) {
  auto const second = continued(first_, 2);

  EXPECT_EQ(read(second).lines, 2);
  EXPECT_EQ(read(second).last, "b");
  EXPECT_FALSE(read(second).is_closed);
  EXPECT_TRUE(read(first_).is_closed);
  EXPECT_EQ(read(first_).lines, 3);
  auto const leaf = parse_leaf(log().back().body);
  EXPECT_EQ(leaf->at.rev, 0);
  EXPECT_FALSE(leaf->at.prev) << "it is the first of its own stream";

  write_line(second, "other");
  EXPECT_EQ(read(second).lines, 3);
  EXPECT_EQ(parse_leaf(log().back().body)->data.at("number").as_int64(), 2);
  EXPECT_EQ(parse_leaf(log().back().body)->at.rev, 1);
}

TEST_F(LineageTest, DoesNotGoOnWhereTheChartEnds) {
  EXPECT_EQ(reason_of(go_on(first_, 4)), "phase_must_allow_event") << "the book was closed by then";
  EXPECT_EQ(log().size(), 6U);
}

TEST_F(LineageTest, IsFoldedByTheSameBatchUponWhatItHasJustRecorded) {
  auto const book = open_book("two");
  auto const outcomes =
      write(pipeline_,
            {request("WriteLine", book, {{"text", "x"}}), request("CloseBook", book),
             request("ContinueBook", {}, {{"from", book.text}, {"through", 1}, {"line", "y"}})});

  ASSERT_TRUE(outcomes[2]);
  auto const second = outcomes[2]->events.at(0).stream;
  EXPECT_EQ(read(second).lines, 2);
  EXPECT_EQ(read(second).last, "y");
  EXPECT_EQ(rows().size(), 1U) << "of two books one is closed";
}

TEST_F(LineageTest, IsTheSameForEveryReader) {
  auto const second = continued(first_, 2);
  RecentSnapshots snapshots{4};
  EXPECT_EQ(read(second, &snapshots).lines, 2);
  write_line(second, "d");
  EXPECT_EQ(read(second, &snapshots).lines, 3) << "continued from the snapshot";

  Pipeline other{catalog_, ports_, "notebook.example/log", {.streams_cached = 1}};
  ASSERT_TRUE(write(other, {request("WriteLine", second, {{"text", "e"}})})[0]);
  EXPECT_EQ(parse_leaf(log().back().body)->data.at("number").as_int64(), 3);
  write_line(second, "f");
  EXPECT_EQ(parse_leaf(log().back().body)->data.at("number").as_int64(), 4);
}

TEST_F(LineageTest, IsKnownAsItWasAtAnyRevision) {
  auto const second = continued(first_, 2);
  write_line(second, "d");
  auto const store = store_.view();
  StoredView view{catalog_, *store};

  auto const lines = [&](StreamId const& book, std::int64_t rev) {
    auto const folded = view.folded_through(book, rev);
    return folded ? static_cast<Book const*>(folded->state.get())->lines : -1;
  };
  EXPECT_EQ(lines(first_, 0), 0);
  EXPECT_EQ(lines(first_, 2), 2);
  EXPECT_EQ(lines(second, 0), 2);
  EXPECT_EQ(lines(second, 1), 3);
  EXPECT_EQ(lines(second, 2), -1);
  EXPECT_EQ(lines(second, -1), -1);
  EXPECT_EQ(lines(StreamId{"book/none"}, 0), -1);
}

TEST_F(LineageTest, LeadsThroughSeveralStreamsUpToABound) {
  auto book = first_;
  for (int i = 0; i < kGenerationsMax; ++i) {
    book = continued(book, book == first_ ? 2 : 0);
    write_line(book, "more");
  }
  EXPECT_EQ(read(book).lines, 2 + 1) << "each begins before the line of the one before";
  auto const size = log().size();

  EXPECT_EQ(reason_of(go_on(book, 1)), "lineage_must_not_be_too_long");
  EXPECT_EQ(log().size(), size);
  EXPECT_THAT(verified().damage, IsEmpty());
}

TEST_F(LineageTest, IsRecordedOnlyAsItIs) {
  auto const size = log().size();
  EXPECT_THROW((void)go_on(first_, 2, {{"leaf", to_hex(event_at(1).leaf)}}), std::logic_error);
  EXPECT_THROW((void)go_on(first_, 9), std::logic_error);
  EXPECT_THROW((void)go_on(StreamId{"book/none"}, 0), std::logic_error);
  EXPECT_THROW((void)go_on(notebook::log_stream(), 0, {{"leaf", to_hex(event_at(0).leaf)}}),
               std::logic_error);
  EXPECT_EQ(log().size(), size);
  EXPECT_TRUE(go_on(first_, 2));
}

TEST_F(LineageTest, IsReplayedFromItsVeryBeginning) {
  auto const second = continued(first_, 2);
  write_line(second, "d");
  auto const view = store_.view();

  auto const whole = replay(catalog_, *view, second);
  std::vector<std::int64_t> seqs;
  for (auto const& step : whole.steps) seqs.push_back(step.recorded.at.seq);
  EXPECT_THAT(seqs, ElementsAre(1, 2, 3, 6, 7));
  EXPECT_EQ(whole.steps[2].recorded.at.stream, first_);
  EXPECT_EQ(whole.steps[3].recorded.at.stream, second);
  EXPECT_THAT(differences(*view, second, whole.end.folded, catalog_.tables()), IsEmpty());

  auto const then = replay(catalog_, *view, second, {.seq = 2});
  EXPECT_EQ(then.steps.size(), 2U);
  EXPECT_EQ(static_cast<Book const*>(then.end.folded.state.get())->lines, 1);
}

TEST_F(LineageTest, YieldsItsRowsAnew) {
  auto const second = continued(first_, 2);
  auto const all = project_all(catalog_, *store_.view());
  ASSERT_EQ(all.at("book").size(), 1U);
  EXPECT_EQ(all.at("book").front().row, rows().front());
  EXPECT_EQ(std::get<std::string>(rows().front().at(0)), second.text);
  EXPECT_EQ(std::get<std::int64_t>(rows().front().at(2)), 2);
}

TEST_F(LineageTest, HoldsWhenALogIsVerified) {
  write_line(continued(first_, 2), "d");
  (void)pipeline_.checkpoint();
  EXPECT_THAT(verified().damage, IsEmpty());
  EXPECT_THAT(scrubbed(), IsEmpty());
}

TEST_F(LineageTest, IsFoundWhereItWasForged) {
  auto const second = continued(first_, 2);
  auto const other = open_book("two");
  auto const whole = store_.contents();
  auto const two = event_at(3);
  auto const later = event_at(7);
  std::vector<std::pair<std::string, Lineage>> const forgeries{
      {"another hash", {first_, 2, event_at(2).leaf}},
      {"another revision", {first_, 1, two.leaf}},
      {"a revision that is not there", {first_, 12, two.leaf}},
      {"nothing at all", {first_, -1, Hash{}}},
      {"nothing, of nobody", {StreamId{"book/none"}, -1, Hash{}}},
      {"another stream", {StreamId{"book/none"}, 2, two.leaf}},
      {"a stream of another kind", {notebook::log_stream(), 0, event_at(0).leaf}},
      {"what was recorded later", {other, 0, later.leaf}},
      {"itself", {second, 0, event_at(6).leaf}}};
  for (auto const& [what, lineage] : forgeries) {
    store_.replace(whole);
    forge(6, event_of(BookContinued{lineage, {"one"}}));
    EXPECT_THAT(wrong_lineages(verified().damage), ElementsAre("event 6")) << what;
    EXPECT_THAT(wrong_lineages(scrubbed()), ElementsAre("event 6")) << what;
    EXPECT_THROW((void)replay(catalog_, *store_.view(), second), LineageWrong) << what;
  }
}

TEST_F(LineageTest, IsNothingForAnEventInTheMiddle) {
  auto const second = continued(first_, 2);
  write_line(second, "d");
  forge(7, event_of(BookContinued{{first_, 2, event_at(3).leaf}, {"one"}}), 1);

  EXPECT_THAT(wrong_lineages(verified().damage), ElementsAre("event 7"));
  EXPECT_THROW((void)read(second), LineageWrong);
}

TEST_F(LineageTest, IsNotReadPastAGap) {
  auto const second = continued(first_, 2);
  auto changed = std::make_shared<MemoryStore::Contents>(*store_.contents());
  std::erase(changed->streams.at(first_), 3U);
  store_.replace(changed);

  EXPECT_THROW((void)read(second), LineageWrong);
  EXPECT_THAT(wrong_lineages(verified().damage), ElementsAre("event 6"));
}

}  // namespace
}  // namespace gozin::tests
