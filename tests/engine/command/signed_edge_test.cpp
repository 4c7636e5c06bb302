#include "engine/replay/scrub.hpp"
#include "engine/replay/verify.hpp"
#include "tests/engine/command/notebook_world.hpp"

#include <gmock/gmock.h>

// T20: whoever can write to the database, and has no key, puts another log in the place of the
// city's own. What the key's folder keeps of the tree that was signed for last gives it away.
namespace gozin::tests {
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::ThrowsMessage;

class KeepingSigner final : public Signer {
 public:
  explicit KeepingSigner(std::string_view seed = "log") : signer_{seed} {}
  [[nodiscard]] std::string public_key() const override { return signer_.public_key(); }
  [[nodiscard]] std::string sign(std::string_view text) const override {
    return signer_.sign(text);
  }
  [[nodiscard]] std::string signed_edge() const override { return edge; }
  void keep_signed_edge(std::string_view kept) override {
    if (is_stuck) throw std::runtime_error("no room for it");
    edge = kept;
  }
  void expect_to_keep_edge() override {
    if (is_read_only) throw std::runtime_error("nothing can be written here");
  }

  std::string edge;
  bool is_stuck = false;
  bool is_read_only = false;

 private:
  FixedSigner signer_;
};

/// Another log of the same name, so many books long, in a store of its own.
class OtherWorld : public NotebookWorld {
 public:
  explicit OtherWorld(int books) {
    open_log();
    for (int i = 0; i < books; ++i) open_book("another");
  }
  [[nodiscard]] std::shared_ptr<MemoryStore::Contents const> contents() {
    return store_.contents();
  }
  void TestBody() override {}
};

class SignedEdge : public NotebookWorld {
 protected:
  SignedEdge() {
    open_log();
    auto const node = begin();
    for (auto const* title : {"one", "two", "three"}) write_book(*node, title);
  }
  /// A node that starts.
  std::unique_ptr<Pipeline> begin() {
    return std::make_unique<Pipeline>(catalog_,
                                      Ports{store_, clock_, random_, keys_, keeping_, directory_},
                                      "notebook.example/log");
  }
  void write_book(Pipeline& node, std::string title) {
    ASSERT_TRUE(
        write(node, {request("OpenBook", {}, {{"title", std::move(title)}, {"owner", "bahar"}})})
            .front());
  }
  VerifyReport verified() {
    VerifyOptions options{.keys = &keys_, .signer = &keeping_};
    options.signed_before = signed_before(keeping_);
    return verify(catalog_, *store_.view(), options);
  }

  KeepingSigner keeping_;
};

auto const refused = [](char const* why) { return ThrowsMessage<LogContradicted>(HasSubstr(why)); };

TEST_F(SignedEdge, IsThatOfTheLogAndIsGoneOnFrom) {
  EXPECT_EQ(keeping_.edge, store_.view()->head().frontier);
  write_book(*begin(), "four");
  EXPECT_EQ(keeping_.edge, store_.view()->head().frontier);
  EXPECT_THAT(verified().contradictions, IsEmpty());
}

TEST_F(SignedEdge, KeepsAnotherLogFromBeingSigned) {
  store_.replace(OtherWorld{5}.contents());

  auto const node = begin();

  EXPECT_THAT([&] { write_book(*node, "four"); }, refused("does not go on from the 4 events"));
  EXPECT_THAT([&] { (void)node->checkpoint(); }, refused("does not go on from the 4 events"));
  EXPECT_THAT(log(), SizeIs(6));
}

TEST_F(SignedEdge, KeepsAShorterLogFromBeingSigned) {
  store_.replace(OtherWorld{1}.contents());

  auto const node = begin();

  EXPECT_THAT([&] { write_book(*node, "four"); }, refused("was signed for up to 4"));
}

// Its checkpoints are cut off with its end, so that the last one that is left is of its last event.
TEST_F(SignedEdge, KeepsALogThatIsCutBackToACheckpointFromBeingShownAsWhole) {
  auto const node = begin();
  (void)node->checkpoint();
  auto const cut = store_.contents();
  EXPECT_NO_THROW((void)begin()->checkpoint());
  write_book(*node, "four");

  store_.replace(cut);

  EXPECT_THAT([&] { (void)begin()->checkpoint(); }, refused("was signed for up to 5"));
}

// What is committed when the program is killed was not signed for yet.
TEST_F(SignedEdge, IsBehindALogThatWasCommittedAndNotSignedFor) {
  auto const before = keeping_.edge;
  write_book(*begin(), "four");
  keeping_.edge = before;

  write_book(*begin(), "five");

  EXPECT_THAT(log(), SizeIs(6));
  EXPECT_EQ(keeping_.edge, store_.view()->head().frontier);
}

// What is committed is answered for, and heard of, whatever becomes of its signature: whoever is
// told that it failed asks again, and it is recorded twice.
TEST_F(SignedEdge, ThatCannotBeKeptMakesNoFailureOfWhatIsRecorded) {
  auto const node = begin();
  int heard = 0;
  node->on_recorded([&](Recorded const&, std::vector<Opened> const&) { ++heard; });
  write_book(*node, "four");
  auto const before = keeping_.edge;
  auto const signed_last = node->checkpoint();
  keeping_.is_stuck = true;

  write_book(*node, "five");

  EXPECT_EQ(heard, 2);
  EXPECT_EQ(keeping_.edge, before);
  EXPECT_EQ(node->unsigned_because(), "no room for it");
  EXPECT_THAT([&] { write_book(*node, "six"); },
              ThrowsMessage<StoreFailed>(HasSubstr("cannot be signed for: no room for it")));
  EXPECT_EQ(store_.view()->last_checkpoint()->size, signed_last.size);
  EXPECT_THAT(log(), SizeIs(6));

  keeping_.is_stuck = false;
  write_book(*node, "six");
  EXPECT_EQ(node->unsigned_because(), std::nullopt);
  EXPECT_EQ(keeping_.edge, store_.view()->head().frontier);
  EXPECT_EQ(node->checkpoint().size, 7);
  EXPECT_EQ(heard, 3);
}

TEST_F(SignedEdge, MustBeWritableBeforeAnythingIsRecorded) {
  keeping_.is_read_only = true;
  auto const node = begin();

  EXPECT_THAT([&] { write_book(*node, "four"); },
              ThrowsMessage<std::runtime_error>(HasSubstr("nothing can be written here")));

  EXPECT_THAT(log(), SizeIs(4));
}

TEST_F(SignedEdge, IsMadeFromTheWholeLogWhereNothingWasKept) {
  keeping_.edge.clear();
  auto damaged = std::make_shared<MemoryStore::Contents>(*store_.contents());
  damaged->head.frontier = OtherWorld{3}.contents()->head.frontier;
  auto const sound = store_.contents();
  store_.replace(damaged);
  EXPECT_THAT([&] { write_book(*begin(), "four"); }, refused("does not go on from the 0 events"));

  store_.replace(sound);
  write_book(*begin(), "four");
  EXPECT_THAT(log(), SizeIs(5));
}

TEST_F(SignedEdge, TellsVerificationOfAnotherLog) {
  store_.replace(OtherWorld{5}.contents());
  EXPECT_THAT(verified().contradictions,
              ElementsAre(Field(&Fault::finding, VerifyFinding::root_differs)));

  store_.replace(OtherWorld{1}.contents());
  EXPECT_THAT(verified().contradictions,
              ElementsAre(Field(&Fault::finding, VerifyFinding::log_shorter_than_checkpoint)));
}

TEST_F(SignedEdge, TellsAScrubberOfAnotherLog) {
  store_.replace(OtherWorld{5}.contents());
  Scrubber scrubber{{catalog_, store_, clock_, &keys_, {}, &keeping_}};
  while (!scrubber.step()) continue;
  EXPECT_THAT(scrubber.state().contradictions,
              ElementsAre(Field(&Fault::finding, VerifyFinding::root_differs)));
}

// A log that strangers have signed throughout is whole in itself.
TEST_F(SignedEdge, IsOfAKeyThatTheLogHasToName) {
  KeepingSigner stranger{"another city"};
  auto const verified_by = [&](Signer const& signer) {
    auto const key = parse_vkey(begin()->vkey()).value();
    return verify(catalog_, *store_.view(), {.keys = &keys_, .signer = &signer, .key = key});
  };
  EXPECT_THAT(verified_by(keeping_).contradictions, IsEmpty());
  EXPECT_THAT(verified_by(stranger).contradictions,
              ElementsAre(Field(&Fault::finding, VerifyFinding::key_not_at_hand)));
}

}  // namespace
}  // namespace gozin::tests
