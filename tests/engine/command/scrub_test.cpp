// A store that is verified while it is used, a little at a time.

#include "engine/replay/scrub.hpp"

#include "engine/ledger/vkey.hpp"
#include "tests/engine/command/notebook_world.hpp"

#include <algorithm>

#include <gmock/gmock.h>

namespace gozin::tests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ScrubTest : public NotebookWorld {
 protected:
  using Contents = MemoryStore::Contents;

  ScrubTest() {
    open_log();
    (void)pipeline_.checkpoint();
    for (auto const* title : {"one", "two", "three", "four"})
      books_.push_back(open_book(title, "about somebody"));
    (void)pipeline_.checkpoint();
  }

  /// What goes on in the store behind the program's back.
  template <class Change>
  void tamper(Change const& change) {
    auto changed = std::make_shared<Contents>(*store_.contents());
    change(*changed);
    store_.replace(changed);
  }
  static void rewrite(Contents& contents, std::size_t seq, auto const& change) {
    auto event = *contents.events.at(seq);
    change(event);
    contents.events.at(seq) = std::make_shared<StoredEvent const>(std::move(event));
  }

  void finish_round() {
    for (int steps = 0; !scrubber_.step(); ++steps) ASSERT_LT(steps, 1'000);
  }
  std::vector<VerifyFinding> found() {
    finish_round();
    std::vector<VerifyFinding> findings;
    auto const state = scrubber_.state();
    for (auto const* faults : {&state.damage, &state.contradictions})
      for (auto const& fault : *faults) findings.push_back(fault.finding);
    return findings;
  }

  std::vector<StreamId> books_;
  // Smaller than the log in all, so that every kind of step is taken more than once.
  Scrubber scrubber_{{catalog_, store_, clock_, &keys_, parse_vkey(pipeline_.vkey()).value()},
                     {.events = 2, .streams = 1, .rows = 1}};
};

TEST_F(ScrubTest, FindsNothingInAWholeStoreAndSaysWhatItLookedAt) {
  EXPECT_THAT(found(), IsEmpty());

  auto const state = scrubber_.state();
  auto const view = store_.view();
  auto const report = verify(catalog_, *view, {.keys = &keys_});
  ASSERT_TRUE(state.last);
  EXPECT_EQ(state.rounds, 1);
  EXPECT_EQ(state.last->events, report.events);
  EXPECT_EQ(state.last->streams, report.streams);
  EXPECT_EQ(state.last->rows, report.rows);
  EXPECT_EQ(state.last->vault_records, report.vault_records);
  EXPECT_EQ(state.last->root, report.tree.root);
}

TEST_F(ScrubTest, TakesWhatIsWrittenMeanwhileIntoItsRound) {
  int written = 0;
  while (!scrubber_.step())
    if (written++ < 6) open_book("more " + std::to_string(written));

  auto const state = scrubber_.state();
  EXPECT_THAT(state.damage, IsEmpty());
  EXPECT_THAT(state.contradictions, IsEmpty());
  EXPECT_GT(state.last->events, 5);
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(ScrubTest, GoesOnAfterAnErasureBetweenTwoSteps) {
  ASSERT_FALSE(scrubber_.step());
  ASSERT_TRUE(perform("ForgetPerson", books_.front(), {{"person", "bahar"}}));
  EXPECT_THAT(found(), IsEmpty());
}

struct Tampering {
  std::string_view what;
  void (*change)(MemoryStore::Contents&);
  VerifyFinding finding;
};

class ScrubFinds : public ScrubTest, public testing::WithParamInterface<Tampering> {};

TEST_P(ScrubFinds, InTheRoundThatFollows) {
  finish_round();
  tamper(GetParam().change);
  EXPECT_THAT(found(), testing::Contains(GetParam().finding)) << GetParam().what;
}

void alter(MemoryStore::Contents& contents, std::size_t seq, void (*change)(StoredEvent&)) {
  auto event = *contents.events.at(seq);
  change(event);
  contents.events.at(seq) = std::make_shared<StoredEvent const>(std::move(event));
}

constexpr Tampering kTamperings[] = {
    {"a byte", [](auto& all) { alter(all, 2, [](auto& one) { one.body[9] ^= 1; }); },
     VerifyFinding::leaf_hash_differs},
    {"a column", [](auto& all) { alter(all, 2, [](auto& one) { one.recorded.ms += 1; }); },
     VerifyFinding::event_columns_differ},
    {"a value of the vault",
     [](auto& all) {
       std::swap(all.vault.begin()->second.sealed, all.vault.rbegin()->second.sealed);
     },
     VerifyFinding::vault_value_differs},
    {"a value that is gone", [](auto& all) { all.vault.erase(all.vault.begin()); },
     VerifyFinding::vault_record_missing},
    {"a row",
     [](auto& all) { all.tables.begin()->second.begin()->second.back() = std::string{"x"}; },
     VerifyFinding::row_differs},
    {"a checkpoint of a tree that never was",
     [](auto& all) {
       all.checkpoints.begin()->second.note = all.checkpoints.rbegin()->second.note;
     },
     VerifyFinding::checkpoint_size_differs},
    {"the last event",
     [](auto& all) {
       auto const& last = *all.events.back();
       all.streams.erase(last.stream);
       all.events.pop_back();
       all.head.size -= 1;
     },
     VerifyFinding::log_shorter_than_checkpoint},
};

INSTANTIATE_TEST_SUITE_P(Store, ScrubFinds, testing::ValuesIn(kTamperings));

TEST_F(ScrubTest, ForgetsWhatWasMended) {
  auto const whole = store_.contents();
  tamper([](Contents& all) { all.vault.erase(all.vault.begin()); });
  EXPECT_THAT(found(), ElementsAre(VerifyFinding::vault_record_missing));
  store_.replace(whole);
  EXPECT_THAT(found(), IsEmpty());
}

/// Two ranges of a log, of which something may be wrong.
class Archived final : public LogArchive {
 public:
  std::vector<std::string> of_rows;
  std::vector<std::string> of_second;

  [[nodiscard]] std::vector<StoredRange> ranges() override {
    return {{.range = {0, 256, {}}, .file = "first"}, {.range = {256, 256, {}}, .file = "second"}};
  }
  void detach(LogRange const&, Detaching const&) override { FAIL() << "a scrubber writes nothing"; }
  std::int64_t delete_some() override { return 0; }
  [[nodiscard]] std::vector<std::string> faults() override { return of_rows; }
  [[nodiscard]] std::vector<std::string> faults_of(LogRange const& range) override {
    return range.first == 256 ? of_second : std::vector<std::string>{};
  }
};

TEST_F(ScrubTest, LooksAtEveryDetachedRangeAndAtTheRowsThatTellOfThem) {
  Archived archive;
  Scrubber scrubber{{catalog_, store_, clock_, &keys_, {}, nullptr, &archive}};
  auto const places = [&] {
    for (int steps = 0; !scrubber.step(); ++steps) EXPECT_LT(steps, 1'000);
    std::vector<std::string> found;
    for (auto const& fault : scrubber.state().damage) {
      EXPECT_EQ(fault.finding, VerifyFinding::range_damaged);
      found.push_back(fault.place);
    }
    return found;
  };
  EXPECT_THAT(places(), IsEmpty());
  archive.of_rows = {"log_range 1"};
  archive.of_second = {"event 300"};
  EXPECT_THAT(places(), ElementsAre("log_range 1", "event 300"));
  archive.of_rows.clear();
  EXPECT_THAT(places(), ElementsAre("event 300"));
}

TEST_F(ScrubTest, TellsItsStateAsJson) {
  finish_round();
  auto const told = to_json(scrubber_.state());
  EXPECT_EQ(told.at("rounds").as_int64(), 1);
  EXPECT_EQ(told.at("checked"), told.at("of"));
  EXPECT_EQ(told.at("last").at("root").as_string(),
            json::string_view{to_base64(view_of(scrubber_.state().last->root))});
}

TEST_F(ScrubTest, FingerprintsTheRowsOfAllTables) {
  auto const before = fingerprint_of_tables(catalog_, *store_.view());
  EXPECT_EQ(before, fingerprint_of_tables(catalog_, *store_.view()));
  open_book("five");
  EXPECT_NE(before, fingerprint_of_tables(catalog_, *store_.view()));
}

}  // namespace
}  // namespace gozin::tests
