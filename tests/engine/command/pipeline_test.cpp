#include "engine/command/pipeline.hpp"

#include "engine/command/prepare.hpp"
#include "engine/event/json.hpp"
#include "engine/event/leaf.hpp"
#include "engine/ledger/checkpoint.hpp"
#include "tests/engine/command/notebook_world.hpp"

namespace gozin::tests {
namespace {

class PipelineTest : public NotebookWorld {
 protected:
  PipelineTest() { open_log(); }
};

TEST_F(NotebookWorld, NothingComesBeforeTheOpeningOfTheLog) {
  EXPECT_EQ(reason_of(perform("OpenBook", {}, {{"title", "T"}, {"owner", "bahar"}})),
            "log_must_be_open");
  EXPECT_EQ(store_.view()->head().size, 0);
}

TEST_F(PipelineTest, RecordsTheLeafTheHeadAndTheRowOfOneCommand) {
  clock_.advance(5);
  auto const book = open_book("دفتر «یک»");

  auto const events = log();
  ASSERT_EQ(events.size(), 2u);
  auto const leaf = parse_leaf(events[1].body);
  ASSERT_TRUE(leaf);
  EXPECT_EQ(leaf->origin, "notebook.example/log");
  EXPECT_EQ(leaf->at.seq, 1);
  EXPECT_EQ(leaf->at.stream, book);
  EXPECT_EQ(leaf->at.rev, 0);
  EXPECT_EQ(leaf->at.recorded, clock_.now());
  EXPECT_EQ(leaf->at.occurred, clock_.now());
  EXPECT_EQ(leaf->at.actor, PersonId{"arash"});
  EXPECT_EQ(leaf->at.cause, "request-1");
  EXPECT_FALSE(leaf->at.prev);
  EXPECT_EQ(events[1].leaf, leaf_hash(events[1].body));
  EXPECT_EQ(store_.view()->head().recorded, clock_.now());
  EXPECT_EQ(rows(), (std::vector<Row>{{book.text, std::string{"دفتر «یک»"}, std::int64_t{0},
                                       std::string{}, clock_.now().ms}}));
}

// T20, T21: a standby that was promoted without the end of the log, alone or with another end.
TEST_F(PipelineTest, RecordsNothingOnAStoreThatHasLostWhatItHasSeen) {
  auto const before = store_.contents();
  open_book("one");
  store_.replace(before);

  EXPECT_THROW(open_book("two"), StoreFailed);
  EXPECT_EQ(log().size(), 1U);

  Pipeline other{catalog_, ports_, "notebook.example/log"};
  ASSERT_TRUE(write(other, {request("OpenBook", {}, {{"title", "T"}, {"owner", "bahar"}})})[0]);
  EXPECT_THROW(open_book("two"), StoreFailed);
  EXPECT_EQ(log().size(), 2U);
}

TEST_F(PipelineTest, SecondCommandOfABatchSeesTheFirst) {
  auto const book = open_book("one");

  auto const outcomes =
      write(pipeline_, {request("WriteLine", book, {{"text", "a"}}),
                        request("WriteLine", book, {{"text", "b"}}), request("CloseBook", book),
                        request("WriteLine", book, {{"text", "c"}})});

  ASSERT_EQ(outcomes.size(), 4u);
  EXPECT_TRUE(outcomes[0] && outcomes[1] && outcomes[2]);
  EXPECT_EQ(reason_of(outcomes[3]), "phase_must_allow_event");
  auto const events = log();
  ASSERT_EQ(events.size(), 5u);
  EXPECT_EQ(parse_leaf(events[3].body)->data.at("number").as_int64(), 1);
  EXPECT_EQ(parse_leaf(events[3].body)->at.prev, events[2].leaf);
  EXPECT_TRUE(rows().empty());
}

TEST_F(PipelineTest, RefusedCommandWritesNothingAndCostsNobodyElseAnything) {
  auto const book = open_book("one");
  auto const before = store_.view()->head();
  auto keyed = request("WriteLine", book, {{"text", "x"}, {"times", notebook::kLinesMax + 1}});
  keyed.idempotency_key = "arash/1";

  EXPECT_EQ(reason_of(pipeline_.perform(keyed)), "book_must_have_room");
  EXPECT_EQ(store_.view()->head().size, before.size);
  EXPECT_FALSE(store_.view()->answered("arash/1"));

  auto const outcomes = write(pipeline_, {keyed, request("WriteLine", book, {{"text", "a"}})});
  EXPECT_EQ(reason_of(outcomes[0]), "book_must_have_room");
  EXPECT_TRUE(outcomes[1]);
  EXPECT_EQ(store_.view()->head().size, before.size + 1);
}

TEST_F(PipelineTest, RefusesByNameWhoMayNotOrWhatIsNotThere) {
  auto const book = open_book("one");
  auto const line = json::object{{"text", "a"}};

  auto by_reader = request("WriteLine", book, line);
  by_reader.role = Code{"reader"};
  EXPECT_EQ(reason_of(pipeline_.perform(by_reader)), "role_must_permit_command");
  auto in_future = request("WriteLine", book, line);
  in_future.occurred = Instant{clock_.now().ms + 1};
  EXPECT_EQ(reason_of(pipeline_.perform(in_future)), "occurred_must_not_be_later_than_recorded");
  EXPECT_EQ(reason_of(perform("OpenLog", notebook::log_stream(), {{"city", "Karaj"}})),
            "stream_must_be_new");
  EXPECT_EQ(reason_of(perform("WriteLine", StreamId{"book/none"}, line)), "stream_must_exist");
  EXPECT_EQ(reason_of(perform("WriteLine", notebook::log_stream(), line)), "stream_must_exist");
  EXPECT_EQ(reason_of(perform("BurnBook", book)), "command_must_be_known");
  EXPECT_EQ(reason_of(perform("WriteLine", book, {{"text", "a"}, {"colour", "red"}})),
            "field_must_be_known");
  EXPECT_EQ(reason_of(perform("WriteLine", book)), "field_must_be_given");
  EXPECT_EQ(log().size(), 2u);
}

TEST_F(PipelineTest, CommandForTwoStreamsIsRecordedWholeOrNotAtAll) {
  auto const one = open_book("one");
  auto const two = open_book("two");

  ASSERT_TRUE(perform("WriteLine", one, {{"text", "a"}, {"also", two.text}}));
  ASSERT_TRUE(perform("CloseBook", two));
  auto const size = log().size();
  EXPECT_EQ(reason_of(perform("WriteLine", one, {{"text", "b"}, {"also", two.text}})),
            "phase_must_allow_event");
  EXPECT_EQ(log().size(), size);
  ASSERT_TRUE(perform("WriteLine", one, {{"text", "c"}}));
  EXPECT_EQ(parse_leaf(log().back().body)->data.at("number").as_int64(), 1);
}

TEST_F(PipelineTest, RequestRepeatedUnderItsKeyGetsItsFirstAnswer) {
  auto const book = open_book("one");
  auto keyed = request("WriteLine", book, {{"text", "a"}});
  keyed.idempotency_key = "arash/1";

  auto const first = pipeline_.perform(keyed);
  auto const again = pipeline_.perform(keyed);
  auto other = keyed;
  other.input["text"] = "b";

  ASSERT_TRUE(first && again);
  EXPECT_FALSE(first->replayed);
  EXPECT_TRUE(again->replayed);
  ASSERT_EQ(again->events.size(), 1u);
  EXPECT_EQ(again->events[0].seq, first->events[0].seq);
  EXPECT_EQ(again->events[0].stream, book);
  EXPECT_EQ(again->events[0].type, "LineWritten");
  EXPECT_EQ(reason_of(pipeline_.perform(other)), "request_must_keep_its_content");
  EXPECT_EQ(log().size(), 3u);
}

/// What earlier programs recorded has to be known again.
TEST_F(PipelineTest, FingerprintIsOfTheCanonicalRequestWithoutItsSecrets) {
  auto const& catalog = pipeline_.catalog();
  StreamId const book{"book/یک"};
  json::object const line{{"times", 2}, {"text", "a\"b"}};
  json::object const paper{{"choice", "yes"}};

  EXPECT_EQ(
      fingerprint_text(*catalog.find_command("WriteLine"), book, line),
      to_canonical(json::object{{"command", "WriteLine"}, {"stream", book.text}, {"input", line}}));
  EXPECT_EQ(fingerprint_text(*catalog.find_command("CastPaper"), book, paper),
            R"({"command":"CastPaper","input":{},"stream":"book/یک"})");
}

TEST_F(PipelineTest, RequestRepeatedWithinABatchIsDoneOnce) {
  auto const book = open_book("one");
  auto keyed = request("WriteLine", book, {{"text", "a"}});
  keyed.idempotency_key = "arash/1";
  auto other = keyed;
  other.input["text"] = "b";

  auto const outcomes = write(pipeline_, {keyed, keyed, other});

  EXPECT_FALSE(outcomes[0]->replayed);
  EXPECT_TRUE(outcomes[1]->replayed);
  EXPECT_EQ(reason_of(outcomes[2]), "request_must_keep_its_content");
  EXPECT_EQ(log().size(), 3u);
}

TEST_F(PipelineTest, RepeatedRequestIsNotPreparedAnew) {
  auto const book = open_book("one");
  auto keyed = request("AddReader", book, {{"reader", "dorsa"}, {"number", "0012345678"}});
  keyed.idempotency_key = "arash/1";

  ASSERT_TRUE(pipeline_.perform(keyed));
  // Its preparation would refuse it by now: the number is registered.
  auto const again = pipeline_.perform(keyed);
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->replayed);
}

TEST_F(PipelineTest, NumberIsRegisteredOnceInTheStoreAndWithinABatch) {
  auto const book = open_book("one");
  auto const dorsa = request("AddReader", book, {{"reader", "dorsa"}, {"number", "0012345678"}});
  auto const kaveh = request("AddReader", book, {{"reader", "kaveh"}, {"number", "0012345678"}});

  auto const outcomes = write(pipeline_, {dorsa, kaveh});
  EXPECT_TRUE(outcomes[0]);
  EXPECT_EQ(reason_of(outcomes[1]), "person_must_not_be_registered_twice");
  EXPECT_EQ(reason_of(pipeline_.perform(kaveh)), "person_must_not_be_registered_twice");
  EXPECT_EQ(store_.view()->look_up(keys_.lookup_digest("0012345678")), PersonId{"dorsa"});
}

// Who may not give the command must not learn from it who is registered.
TEST_F(PipelineTest, NumberThatIsTakenIsNotToldToOthers) {
  auto const book = open_book("one");
  auto dorsa = request("AddReader", book, {{"reader", "dorsa"}, {"number", "0012345678"}});
  ASSERT_TRUE(pipeline_.perform(dorsa));

  dorsa.role = Code{"reader"};

  EXPECT_EQ(reason_of(pipeline_.perform(dorsa)), "role_must_permit_command");
}

TEST_F(PipelineTest, ClockThatJumpsAheadStopsTheLogUntilItIsBack) {
  auto const book = open_book("one");
  auto const line = request("WriteLine", book, {{"text", "a"}});
  clock_.run(1'000);
  ASSERT_TRUE(pipeline_.perform(line));

  clock_.advance(3'600'001);
  EXPECT_EQ(reason_of(pipeline_.perform(line)), "clock_must_not_jump");
  EXPECT_EQ(reason_of(pipeline_.perform(line)), "clock_must_not_jump");
  clock_.advance(-3'600'001);

  EXPECT_TRUE(pipeline_.perform(line));
  clock_.run(7 * 86'400'000LL);
  EXPECT_TRUE(pipeline_.perform(line)) << "time that passes is no jump";
}

TEST_F(PipelineTest, ClockThatJumpsAheadHidesNoAnswerThatWasGiven) {
  auto const book = open_book("one");
  auto line = request("WriteLine", book, {{"text", "a"}});
  line.idempotency_key = "k-1";
  clock_.run(1'000);
  auto const first = pipeline_.perform(line);
  ASSERT_TRUE(first);

  clock_.advance(3'600'001);

  auto const again = pipeline_.perform(line);
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->replayed);
  EXPECT_EQ(again->events.front().seq, first->events.front().seq);
  line.idempotency_key = "k-2";
  EXPECT_EQ(reason_of(pipeline_.perform(line)), "clock_must_not_jump");
}

TEST_F(PipelineTest, ClockThatJumpsBeforeTheFirstCommandStopsTheLogToo) {
  auto const book = open_book("one");
  clock_.run(1'000);
  Pipeline other{catalog_, ports_, "notebook.example/log"};

  clock_.advance(3'600'001);

  EXPECT_EQ(reason_of(other.perform(request("WriteLine", book, {{"text", "a"}}))),
            "clock_must_not_jump");
}

TEST_F(PipelineTest, FailedCommitFailsItsBatchAndTheNextBatchIsRight) {
  auto const book = open_book("one", "kept");
  auto const before = store_.view()->head();

  store_.fail_next_commit();
  std::vector<Request> const batch{request("WriteLine", book, {{"text", "lost"}, {"times", 3}}),
                                   request("OpenBook", {}, {{"title", "lost"}, {"owner", "x"}}),
                                   request("CloseBook", book)};
  EXPECT_THROW((void)write(pipeline_, batch), StoreFailed);
  EXPECT_EQ(store_.view()->head().size, before.size);

  ASSERT_TRUE(perform("WriteLine", book, {{"text", "a"}}));
  auto const last = parse_leaf(log().back().body);
  EXPECT_EQ(last->at.seq, before.size);
  EXPECT_EQ(last->at.rev, 1);
  EXPECT_EQ(last->data.at("number").as_int64(), 0);
  ASSERT_EQ(rows().size(), 1u);
  EXPECT_EQ(rows()[0][2], Value{std::int64_t{1}});
  EXPECT_TRUE(perform("ReadRemark", book));
}

TEST_F(PipelineTest, RecordedNeverGoesBackWhenTheClockDoes) {
  auto const book = open_book("one");
  auto const before = store_.view()->head().recorded;
  clock_.advance(-60'000);

  ASSERT_TRUE(perform("WriteLine", book, {{"text", "a"}}));
  EXPECT_EQ(store_.view()->head().recorded, before);
  EXPECT_EQ(log().back().recorded, before);
}

TEST_F(PipelineTest, SignsACheckpointOfEachBatchThatVerifies) {
  auto const book = open_book("one");
  (void)write(pipeline_, {request("WriteLine", book, {{"text", "a"}}),
                          request("WriteLine", book, {{"text", "b"}})});
  auto const last = pipeline_.checkpoint();

  auto const key = parse_vkey(pipeline_.vkey());
  ASSERT_TRUE(key);
  std::vector<Hash> leaves;
  for (auto const& event : log()) leaves.push_back(event.leaf);
  std::vector<std::int64_t> sizes;
  for (auto const& stored : store_.view()->checkpoints(0, 100)) {
    auto const opened = open_checkpoint(stored.note, *key);
    ASSERT_TRUE(opened);
    EXPECT_EQ(static_cast<std::int64_t>(opened->tree.size), stored.size);
    EXPECT_EQ(opened->tree.root, root_of(std::span{leaves}.first(opened->tree.size)));
    sizes.push_back(stored.size);
  }
  EXPECT_EQ(sizes, (std::vector<std::int64_t>{1, 2, 4}));
  EXPECT_EQ(last.size, 4);
  EXPECT_EQ(pipeline_.checkpoint().note, last.note);
}

TEST_F(PipelineTest, TwoPipelinesOnOneStoreSeeWhatTheOtherWrote) {
  Pipeline other{catalog_, ports_, "notebook.example/log"};
  auto const book = open_book("one");
  auto const line = [&](std::string text) {
    return request("WriteLine", book, {{"text", std::move(text)}});
  };

  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(pipeline_.perform(line("a")));
    ASSERT_TRUE(other.perform(line("b")));
  }
  ASSERT_TRUE(other.perform(request("CloseBook", book)));
  EXPECT_EQ(reason_of(pipeline_.perform(line("c"))), "phase_must_allow_event");

  auto const events = log();
  ASSERT_EQ(events.size(), 9u);
  for (std::size_t i = 2; i < 8; ++i)
    EXPECT_EQ(parse_leaf(events[i].body)->data.at("number").as_int64(),
              static_cast<std::int64_t>(i) - 2);
  EXPECT_EQ(other.checkpoint().note, pipeline_.checkpoint().note);
}

TEST_F(PipelineTest, ForgettingStreamsChangesNothing) {
  Pipeline forgetful{catalog_, ports_, "notebook.example/log", {.streams_cached = 1}};
  std::vector<StreamId> books;
  for (int i = 0; i < 3; ++i) books.push_back(open_book("book"));

  for (int round = 0; round < 3; ++round)
    for (auto const& book : books)
      ASSERT_TRUE(forgetful.perform(request("WriteLine", book, {{"text", "a"}, {"times", 2}})));

  for (auto const& row : rows()) EXPECT_EQ(row[2], Value{std::int64_t{6}});
}

}  // namespace
}  // namespace gozin::tests
