#include "tests/adapters/store/contract.hpp"

#include <stdexcept>
#include <thread>

#include <gmock/gmock.h>

namespace gozin::tests {
namespace {

StreamId const kCase{"case/a"};
StreamId const kOther{"case/b"};

class LogContract : public StoreContract {};

std::vector<std::int64_t> seqs_of(std::vector<StoredEvent> const& events) {
  std::vector<std::int64_t> seqs;
  for (auto const& event : events) seqs.push_back(event.seq);
  return seqs;
}

TEST_P(LogContract, BeginsEmpty) {
  auto const view = store().view();

  EXPECT_EQ(view->head().size, 0);
  EXPECT_EQ(view->head().frontier, "");
  EXPECT_TRUE(log_of(*view).empty());
  EXPECT_FALSE(view->last_checkpoint());
}

TEST_P(LogContract, GivesBackEveryMemberOfAnEventAndOfTheHead) {
  auto batch = batch_with_events(kCase, 1);
  batch.head.frontier = "1 " + to_hex(sha256("frontier"));
  batch.events[0].recorded = Instant{9'007'199'254'740'991};  // 2^53 - 1
  batch.events[0].body =
      "{\"n\":9007199254740992,\"t\":\"پیشنهاد «شهردار» 🏛 it's \\\"ok\\\" :x "
      "?1\"}";
  commit(batch);

  auto const view = store().view();
  auto const log = log_of(*view);

  ASSERT_EQ(log.size(), 1u);
  EXPECT_EQ(log[0].seq, 0);
  EXPECT_EQ(log[0].stream, kCase);
  EXPECT_EQ(log[0].rev, 0);
  EXPECT_EQ(log[0].type, "Written");
  EXPECT_EQ(log[0].recorded, batch.events[0].recorded);
  EXPECT_EQ(log[0].body, batch.events[0].body);
  EXPECT_EQ(log[0].leaf, batch.events[0].leaf);
  EXPECT_EQ(view->head().size, 1);
  EXPECT_EQ(view->head().frontier, batch.head.frontier);
  EXPECT_EQ(view->head().recorded, batch.head.recorded);
}

TEST_P(LogContract, KeepsALeafOfTheGreatestLengthAndEveryBatchAsItIs) {
  auto long_one = batch_with_events(kCase, 1);
  long_one.events[0].body = std::string(65'535 - 12, 'x') + "\\\"'🏛 ی\n{";
  long_one.events[0].leaf = sha256(long_one.events[0].body);
  commit(long_one);
  // A bulk statement that is kept prepared must take the rows of each batch anew.
  auto second = batch_with_events(kCase, 2);
  auto third = [&] {
    commit(second);
    return batch_with_events(kOther, 2);
  }();
  commit(third);

  auto const log = log_of(*store().view());
  ASSERT_EQ(log.size(), 5u);
  EXPECT_EQ(log[0].body, long_one.events[0].body);
  EXPECT_EQ(log[0].leaf, long_one.events[0].leaf);
  for (std::size_t i = 1; i < 5; ++i) EXPECT_EQ(log[i].body, "{\"seq\":" + std::to_string(i) + "}");
}

TEST_P(LogContract, TextWithANulByteIsNeitherWrittenNorFound) {
  std::string const cut{"case/a\0b", 8};
  commit(batch_with_events(kCase, 1));

  auto body = batch_with_events(kCase, 1);
  body.events[0].body = cut;
  EXPECT_THROW(commit(body), std::logic_error);
  auto row = batch_with_events(kCase, 1);
  row.rows.upserts = {{&paper_table(), {cut, std::string{"1"}, {}, {}, {}}}};
  EXPECT_THROW(commit(row), std::logic_error);

  auto const view = store().view();
  EXPECT_EQ(view->head().size, 1);
  view->read_stream(StreamId{cut}, 0, [](StoredEvent const&) { FAIL(); });
  EXPECT_FALSE(view->answered(cut));
  EXPECT_TRUE(view->select({.table = &paper_table(), .where = {{"stream", cut}}}).empty());
}

TEST_P(LogContract, KeepsNothingOfWhatWasNotCommitted) {
  commit(batch_with_events(kCase, 2));
  {
    auto batch = batch_with_events(kCase, 3);
    batch.keys = {{VaultKeyId{"person/p"}, "d3JhcHBlZA=="}};
    batch.rows.upserts = {{&paper_table(), {"case/a", "1", "open", std::int64_t{1}, {}}}};
    auto const transaction = store().begin();
    transaction->write(batch);
    EXPECT_EQ(transaction->head().size, 5);
  }

  auto const view = store().view();
  EXPECT_EQ(view->head().size, 2);
  EXPECT_EQ(log_of(*view).size(), 2u);
  EXPECT_FALSE(view->wrapped_key(VaultKeyId{"person/p"}));
  EXPECT_TRUE(view->select({.table = &paper_table()}).empty());
  EXPECT_EQ(store().begin()->head().size, 2);
}

TEST_P(LogContract, RefusesAGapATakenRevisionAndAHeadBesideTheEndAsBugs) {
  commit(batch_with_events(kCase, 2));

  auto gap = batch_with_events(kCase, 2);
  gap.events.erase(gap.events.begin());
  EXPECT_THROW(commit(gap), std::logic_error);
  auto taken = batch_with_events(kCase, 1);
  taken.events[0].rev = 1;
  EXPECT_THROW(commit(taken), std::logic_error);
  auto beside = batch_with_events(kCase, 1);
  beside.head.size = 2;
  EXPECT_THROW(commit(beside), std::logic_error);

  EXPECT_EQ(store().view()->head().size, 2);
  commit(batch_with_events(kCase, 1));
  EXPECT_EQ(seqs_of(log_of(*store().view())), (std::vector<std::int64_t>{0, 1, 2}));
}

TEST_P(LogContract, WritesOnceATransactionAndIsOverAfterTheCommit) {
  auto const transaction = store().begin();
  auto const batch = batch_with_events(kCase, 1);
  transaction->write(batch);
  EXPECT_THROW(transaction->write(batch), std::logic_error);
  transaction->commit();

  EXPECT_THROW(transaction->commit(), std::logic_error);
  EXPECT_THROW((void)transaction->head(), std::logic_error);
  // Who hears of the commit may take the head while the old transaction is still there.
  EXPECT_EQ(store().begin()->head().size, 1);
}

TEST_P(LogContract, ReadsStreamsAndRangesInOrder) {
  commit(batch_with_events(kCase, 3));
  commit(batch_with_events(kOther, 2));
  commit(batch_with_events(kCase, 2));
  auto const view = store().view();

  std::vector<StoredEvent> stream;
  view->read_stream(kCase, 2, [&](StoredEvent const& event) { stream.push_back(event); });
  std::vector<StoredEvent> range;
  view->read_log(2, 3, [&](StoredEvent const& event) { range.push_back(event); });
  std::vector<StoredEvent> none;
  view->read_stream(StreamId{"case/"}, 0, [&](StoredEvent const& event) { none.push_back(event); });

  EXPECT_EQ(seqs_of(stream), (std::vector<std::int64_t>{2, 5, 6}));
  EXPECT_EQ(stream[0].rev, 2);
  EXPECT_EQ(seqs_of(range), (std::vector<std::int64_t>{2, 3, 4}));
  EXPECT_TRUE(none.empty());
}

TEST_P(LogContract, ReadsAllStreamsOfAKindAndOfNoOther) {
  commit(batch_with_events(kOther, 2));
  commit(batch_with_events(StreamId{"case"}, 1));
  commit(batch_with_events(StreamId{"casebook/a"}, 1));
  commit(batch_with_events(kCase, 1));
  commit(batch_with_events(StreamId{"case/پ"}, 1));
  commit(batch_with_events(kOther, 1));
  commit(batch_with_events(StreamId{"cas/e"}, 1));
  auto const view = store().view();

  std::vector<StoredEvent> all;
  view->read_kind("case", [&](StoredEvent const& event) { all.push_back(event); });
  std::vector<StoredEvent> none;
  view->read_kind("person", [&](StoredEvent const& event) { none.push_back(event); });

  EXPECT_EQ(seqs_of(all), (std::vector<std::int64_t>{4, 0, 1, 6, 5}));
  EXPECT_TRUE(none.empty());
}

TEST_P(LogContract, LetsAVisitorAskMoreAndThrow) {
  commit(batch_with_events(kCase, 3));
  auto const view = store().view();

  std::size_t inner = 0;
  view->read_log(0, 3, [&](StoredEvent const& event) {
    (void)view->vault_of(event.seq);
    view->read_stream(kCase, event.rev, [&](StoredEvent const&) { ++inner; });
  });
  EXPECT_EQ(inner, 6u);
  EXPECT_THROW(view->read_log(0, 3, [](StoredEvent const&) { throw std::runtime_error("enough"); }),
               std::runtime_error);
  EXPECT_EQ(log_of(*view).size(), 3u);
}

TEST_P(LogContract, ViewStaysAsOfItsMoment) {
  commit(batch_with_events(kCase, 1));
  auto const before = store().view();

  auto batch = batch_with_events(kCase, 1);
  batch.rows.upserts = {{&paper_table(), {"case/a", "1", "open", std::int64_t{1}, {}}}};
  commit(batch);

  EXPECT_EQ(before->head().size, 1);
  EXPECT_EQ(log_of(*before).size(), 1u);
  EXPECT_TRUE(before->select({.table = &paper_table()}).empty());
  EXPECT_EQ(store().view()->head().size, 2);
  EXPECT_EQ(store().view()->select({.table = &paper_table()}).size(), 1u);
}

TEST_P(LogContract, ViewDoesNotSeeWhatIsNotCommitted) {
  auto const transaction = store().begin();
  transaction->write(batch_with_events(kCase, 1));
  auto const during = store().view();
  transaction->commit();

  EXPECT_EQ(during->head().size, 0);
}

TEST_P(LogContract, HeadIsHeldByOneAtATimeAndOthersWait) {
  constexpr int kThreads = 4;
  constexpr int kBatches = 25;
  std::vector<std::thread> writers;
  for (int i = 0; i < kThreads; ++i)
    writers.emplace_back([this, i] {
      StreamId const own{"case/" + std::to_string(i)};
      for (int n = 0; n < kBatches; ++n) {
        auto const transaction = store().begin();
        Batch batch;
        batch.events = events_behind(*transaction, own, 1);
        batch.head = {.size = transaction->head().size + 1, .frontier = {}, .recorded = {}};
        transaction->write(batch);
        transaction->commit();
      }
    });
  for (auto& writer : writers) writer.join();

  auto const log = log_of(*store().view());
  ASSERT_EQ(log.size(), std::size_t{kThreads * kBatches});
  for (std::size_t i = 0; i < log.size(); ++i) EXPECT_EQ(log[i].seq, static_cast<std::int64_t>(i));
}

TEST_P(LogContract, KeepsOneCheckpointASize) {
  auto batch = batch_with_events(kCase, 3);
  batch.checkpoints = {{1, "note one\n"}, {3, "note three\n"}};
  commit(batch);
  auto again = batch_at_head();
  again.checkpoints = {{3, "note three\n"}};
  commit(again);
  auto other = batch_at_head();
  other.checkpoints = {{3, "another history\n"}};
  EXPECT_THROW(commit(other), StoreFailed);

  auto const view = store().view();
  EXPECT_EQ(view->last_checkpoint()->note, "note three\n");
  ASSERT_EQ(view->checkpoints(0, 10).size(), 2u);
  EXPECT_EQ(view->checkpoints(0, 1)[0].size, 1);
  EXPECT_EQ(view->checkpoints(2, 10)[0].size, 3);
}

TEST_P(LogContract, KeepsTheFirstCheckpointOfATreeAndRefusesOneOfAnother) {
  auto batch = batch_with_events(kCase, 3);
  batch.checkpoints = {{3, "log\n3\nroot\n\nby both keys\n"}};
  commit(batch);
  auto again = batch_at_head();
  again.checkpoints = {{3, "log\n3\nroot\n\nby one key\n"}};
  commit(again);
  auto other = batch_at_head();
  other.checkpoints = {{3, "log\n3\nanother root\n\nby both keys\n"}};

  EXPECT_THROW(commit(other), StoreFailed);
  EXPECT_EQ(store().view()->last_checkpoint()->note, "log\n3\nroot\n\nby both keys\n");
}

TEST_P(LogContract, ShowsCheckpointsWithTheirCosignatures) {
  auto batch = batch_with_events(kCase, 3);
  batch.checkpoints = {{1, "one\n"}, {2, "two\n"}, {3, "three\n"}};
  commit(batch);
  auto said = batch_at_head();
  said.cosignatures = {
      {3, "court", "court 3\n"}, {1, "court", "court 1\n"}, {1, "arbiter", "arbiter 1\n"}};
  commit(said);
  auto again = batch_at_head();
  again.cosignatures = {{3, "court", "court 3, later\n"}};
  // What is stored of a checkpoint is its log's own words, whoever has signed them since.
  again.checkpoints = {{3, "three\n"}};
  commit(again);

  auto const view = store().view();
  EXPECT_EQ(view->last_checkpoint()->note, "three\ncourt 3, later\n");
  auto const all = view->checkpoints(1, 10);
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].note, "one\narbiter 1\ncourt 1\n");
  EXPECT_EQ(all[1].note, "two\n");
  EXPECT_EQ(view->checkpoints(2, 1)[0].note, "two\n");
  EXPECT_EQ(view->cosignatures(1, 2), (std::vector<StoredCosignature>{{1, "arbiter", "arbiter 1\n"},
                                                                      {1, "court", "court 1\n"}}));
  EXPECT_EQ(view->last_cosignature("court"), (StoredCosignature{3, "court", "court 3, later\n"}));
  EXPECT_EQ(view->last_cosignature("stranger"), std::nullopt);
}

TEST_P(LogContract, KeepsHowItStandsWithEachWitness) {
  auto batch = batch_at_head();
  batch.standings = {{"court", "unreachable", 0, Instant{5}}, {"arbiter", "cosigning", 7, {}}};
  commit(batch);
  auto later = batch_at_head();
  later.standings = {{"court", "contradicting", 9, Instant{6}}};
  commit(later);

  EXPECT_EQ(store().view()->witness_standings(),
            (std::vector<WitnessStanding>{{"arbiter", "cosigning", 7, Instant{}},
                                          {"court", "contradicting", 9, Instant{6}}}));
}

TEST_P(LogContract, KeepsTheAccessJournalInItsOrder) {
  EXPECT_EQ(store().view()->accesses_end(), 0);
  auto batch = batch_at_head();
  batch.accesses = {{0, "{\"reader\":\"arash\"}"}, {1, "{\"reader\":\"bahar\"}"}};
  commit(batch);
  auto later = batch_at_head();
  later.accesses = {{2, "{}"}};
  commit(later);

  auto const view = store().view();
  EXPECT_EQ(view->accesses_end(), 3);
  EXPECT_EQ(view->accesses(1, 1), (std::vector<AccessEntry>{{1, "{\"reader\":\"bahar\"}"}}));
  EXPECT_EQ(view->accesses(1, 10).size(), 2u);
}

TEST_P(LogContract, TakesNoNumberOfTheAccessJournalTwice) {
  auto batch = batch_at_head();
  batch.accesses = {{0, "{}"}};
  commit(batch);
  EXPECT_ANY_THROW(commit(batch));
  EXPECT_EQ(store().view()->accesses_end(), 1);
}

TEST_P(LogContract, KeepsWhatEachNodeSaidLastUntilItIsForgotten) {
  auto batch = batch_at_head();
  batch.states = {{"scrubber/a", "{}", Instant{5}}, {"scrubber/b", "{}", Instant{5}}};
  commit(batch);
  auto later = batch_at_head();
  later.states = {{"scrubber/a", "{\"rounds\":1}", Instant{6}}};
  commit(later);
  EXPECT_EQ(store().view()->node_states(),
            (std::vector<NodeState>{{"scrubber/a", "{\"rounds\":1}", Instant{6}},
                                    {"scrubber/b", "{}", Instant{5}}}));

  auto last = batch_at_head();
  last.forgotten_states = {"scrubber/a", "nobody"};
  commit(last);
  EXPECT_EQ(store().view()->node_states(),
            (std::vector<NodeState>{{"scrubber/b", "{}", Instant{5}}}));
}

INSTANTIATE_TEST_SUITE_P(Stores, LogContract, testing::ValuesIn(store_kinds()), name_of_store);

}  // namespace
}  // namespace gozin::tests
