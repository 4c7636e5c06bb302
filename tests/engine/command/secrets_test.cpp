// What must not be read in the log: remarks in the vault, papers in the box.

#include "engine/event/json.hpp"
#include "engine/event/leaf.hpp"
#include "tests/engine/command/notebook_world.hpp"

namespace gozin::tests {
namespace {

VaultKeyId const kBahar{"person/bahar"};

class SecretsTest : public NotebookWorld {
 protected:
  SecretsTest() { open_log(); }

  /// Everything that rests in the clear: leaves, answers, rows, papers.
  bool stands_anywhere(std::string const& text) {
    for (auto const& event : log())
      if (event.body.find(text) != std::string::npos) return true;
    for (auto const& row : rows())
      for (auto const& value : row)
        if (auto const* words = std::get_if<std::string>(&value))
          if (words->find(text) != std::string::npos) return true;
    return false;
  }
  Request cast(StreamId const& book, std::string_view choice) {
    return request("CastPaper", book, {{"choice", choice}});
  }
};

TEST_F(SecretsTest, RemarkStandsInTheVaultAndNotInTheLog) {
  auto const book = open_book("one", "گزارشی درباره بهار");

  EXPECT_FALSE(stands_anywhere("گزارشی"));
  auto const records = store_.view()->vault_of(1);
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].key, kBahar);
  EXPECT_NE(log()[1].body.find(records[0].bound), std::string::npos);
  EXPECT_TRUE(store_.view()->wrapped_key(kBahar));
}

TEST_F(SecretsTest, RemarkIsReadBackLaterAndWithinItsBatch) {
  auto const book = open_book("one", "remark");
  ASSERT_TRUE(perform("ReadRemark", book));
  EXPECT_EQ(parse_leaf(log().back().body)->data.at("bytes").as_int64(), 6);

  auto opening = pipeline_.prepare(
      request("OpenBook", {}, {{"title", "two"}, {"owner", "kaveh"}, {"remark", "longer remark"}}));
  ASSERT_TRUE(opening);
  auto reading = pipeline_.prepare(request("ReadRemark", opening->stream));
  std::vector<Submission> batch{std::move(*opening), std::move(*reading)};
  auto const outcomes = pipeline_.write(batch);
  ASSERT_TRUE(outcomes[0] && outcomes[1]);
  EXPECT_EQ(parse_leaf(log().back().body)->data.at("bytes").as_int64(), 13);
}

// T23: what was said about somebody can be forgotten; the log stays whole.
TEST_F(SecretsTest, RemarkIsGoneWithItsKey) {
  auto const book = open_book("one", "remark");
  {
    Batch batch;
    batch.head = store_.view()->head();
    batch.destroyed_keys = {kBahar};
    auto const transaction = store_.begin();
    transaction->write(batch);
    transaction->commit();
  }
  Pipeline fresh{catalog_, ports_, "notebook.example/log"};
  EXPECT_EQ(reason_of(fresh.perform(request("ReadRemark", book))), "remark_must_be_kept");
}

TEST_F(SecretsTest, ListenersHearEventsInOrderWithWhatTheyKeep) {
  using Heard = std::vector<std::pair<std::int64_t, std::string>>;
  auto const into = [](Heard& heard) {
    return [&heard](Recorded const& recorded, std::vector<Opened> const& kept) {
      heard.emplace_back(recorded.at.seq, kept.empty() ? "" : kept[0].values.begin()->second);
    };
  };
  Heard live;
  pipeline_.on_recorded(into(live));
  Pipeline other{catalog_, ports_, "notebook.example/log"};
  Heard elsewhere;
  other.on_recorded(into(elsewhere));

  auto const book = open_book("one", "remark");
  ASSERT_TRUE(perform("WriteLine", book, {{"text", "a"}, {"aside", "whispered"}}));
  ASSERT_TRUE(other.perform(request("WriteLine", book, {{"text", "b"}})));

  EXPECT_EQ(live, (Heard{{1, "remark"}, {2, "whispered"}}));
  EXPECT_EQ(elsewhere, (Heard{{1, "remark"}, {2, "whispered"}, {3, ""}}));
}

TEST_F(SecretsTest, PapersAreCountedAndDestroyedWithTheirKey) {
  auto const book = open_book("one");
  VaultKeyId const box_key{"box/" + book.text};
  ASSERT_TRUE(pipeline_.perform(cast(book, "in_favour")));
  ASSERT_TRUE(pipeline_.perform(cast(book, "against")));
  auto const papers = store_.view()->box_of(book.text);
  ASSERT_EQ(papers.size(), 2u);
  EXPECT_EQ(papers[0].sealed.size(), papers[1].sealed.size());
  EXPECT_TRUE(store_.view()->wrapped_key(box_key));
  EXPECT_FALSE(stands_anywhere("in_favour"));

  // The last is cast in the batch that counts.
  auto const outcomes = write(pipeline_, {cast(book, "in_favour"), request("CountPapers", book)});
  ASSERT_TRUE(outcomes[0] && outcomes[1]);
  auto const counted = parse_leaf(log().back().body);
  EXPECT_EQ(counted->data.at("in_favour").as_int64(), 2);
  EXPECT_EQ(counted->data.at("against").as_int64(), 1);
  EXPECT_TRUE(store_.view()->box_of(book.text).empty());
  EXPECT_FALSE(store_.view()->wrapped_key(box_key));
}

TEST_F(SecretsTest, ChoiceIsInNoAnswerAndChangesNoFingerprint) {
  auto const book = open_book("one");
  auto first = cast(book, "in_favour");
  first.idempotency_key = "arash/ballot";
  auto second = cast(book, "against");
  second.idempotency_key = "arash/ballot";

  ASSERT_TRUE(pipeline_.perform(first));
  // Told apart, the two would show which choice was made.
  auto const again = pipeline_.perform(second);
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->replayed);
  EXPECT_EQ(store_.view()->answered("arash/ballot")->answer.find("favour"), std::string::npos);
  EXPECT_EQ(store_.view()->box_of(book.text).size(), 1u);
}

TEST_F(SecretsTest, KeyMadeForARefusedCommandIsNotBelievedToBeStored) {
  auto const closed = open_book("one");
  auto const open = open_book("two");
  ASSERT_TRUE(perform("CloseBook", closed));

  EXPECT_EQ(reason_of(perform("AddPage", closed, {{"text", "page"}})), "phase_must_allow_event");
  EXPECT_FALSE(store_.view()->wrapped_key(kBahar));
  ASSERT_TRUE(perform("AddPage", open, {{"text", "page"}}));

  auto const wrapped = store_.view()->wrapped_key(kBahar);
  ASSERT_TRUE(wrapped);
  auto const key = keys_.unwrap(kBahar, *parse_base64(wrapped->wrapped));
  auto const page = store_.view()->document(sha256("page"));
  ASSERT_TRUE(key && page);
  EXPECT_EQ(keys_.open(*key, to_hex(page->hash), *parse_base64(page->content)), "page");
}

}  // namespace
}  // namespace gozin::tests
