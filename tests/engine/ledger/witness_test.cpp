#include "engine/ledger/witness.hpp"

#include "tests/support/sample_log.hpp"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gozin {
namespace {

using tests::SampleLog;

constexpr std::size_t kEvents = 40;

SampleLog const& city() {
  static SampleLog const log{kEvents};
  return log;
}

/// The same log and key, told otherwise from event 10 on.
SampleLog const& told_otherwise() {
  static SampleLog const log{kEvents, "as it never was", 10};
  return log;
}

Policy policy_of_city() {
  return parse_policy("log " + to_vkey(city().key()) + "\nquorum none\n").value();
}

/// A witness that remembers what it accepts, as one must.
class Remembering {
 public:
  WitnessVerdict ask(std::string const& request) {
    auto const verdict =
        judge_checkpoint(request, policy_of_city(), [this](std::string const&) { return known_; });
    if (verdict.status == 200) known_ = verdict.checkpoint->tree;
    return verdict;
  }
  WitnessVerdict ask(SampleLog const& log, std::size_t old_size, std::size_t size) {
    return ask(to_text(log.consistency(old_size, size)));
  }
  [[nodiscard]] std::optional<TreeHead> known() const { return known_; }

 private:
  std::optional<TreeHead> known_;
};

// C2SP tlog-witness: the statuses in their order.
TEST(Witness, AcceptsWhatExtendsWhatItHasSeen) {
  Remembering witness;

  EXPECT_EQ(witness.ask(city(), 0, 7).status, 200);
  EXPECT_EQ(witness.ask(city(), 7, 20).status, 200);
  EXPECT_EQ(witness.ask(city(), 20, 20).status, 200);
  EXPECT_EQ(witness.known(), city().tree(20));
}

TEST(Witness, TakesNothingForARequestThatIsNone) {
  Remembering witness;
  auto const good = to_text(city().consistency(5, 7));
  for (auto const& wrong : {std::string{}, std::string{"old 5\n"}, good.substr(1), good + "x",
                            "old 05" + good.substr(5), "old -1" + good.substr(5)})
    EXPECT_EQ(witness.ask(wrong).status, 400) << wrong;
}

TEST(Witness, TakesNoCheckpointBelowTheOldSize) {
  Remembering witness;
  ASSERT_EQ(witness.ask(city(), 0, 7).status, 200);
  ConsistencyFile const request{7, {}, city().checkpoint(6)};

  EXPECT_EQ(witness.ask(to_text(request)).status, 400);
}

TEST(Witness, KnowsOnlyTheLogsOfItsPolicy) {
  auto const nobody = parse_policy("quorum none\n").value();
  auto const none = [](std::string const&) { return std::optional<TreeHead>{}; };

  EXPECT_EQ(judge_checkpoint(to_text(city().consistency(0, 7)), nobody, none).status, 404);
}

TEST(Witness, AsksForTheLogsOwnSignature) {
  Remembering witness;
  auto note = parse_note(city().checkpoint(7)).value();
  auto const ask = [&] { return witness.ask(to_text(ConsistencyFile{0, {}, to_text(note)})); };

  auto& [name, id, bytes] = note.signatures[0];
  bytes[0] = static_cast<char>(bytes[0] ^ 1);
  EXPECT_EQ(ask().status, 403);
  id[0] = static_cast<std::uint8_t>(id[0] ^ 1);
  EXPECT_EQ(ask().status, 403);
}

TEST(Witness, TellsTheSizeThatItHasSeen) {
  Remembering witness;
  EXPECT_EQ(witness.ask(city(), 3, 7).known, (TreeHead{0, empty_root()}));
  ASSERT_EQ(witness.ask(city(), 0, 7).status, 200);
  for (auto const old_size : {0U, 6U, 8U}) {
    auto const verdict = witness.ask(city(), old_size, 20);
    EXPECT_EQ(verdict.status, 409) << old_size;
    EXPECT_EQ(verdict.known, city().tree(7)) << old_size;
    EXPECT_FALSE(is_split_view(verdict)) << old_size;
  }
}

TEST(Witness, FindsTwoRootsOfOneSize) {
  Remembering witness;
  ASSERT_EQ(witness.ask(city(), 0, 20).status, 200);
  for (auto const old_size : {20U, 5U}) {
    auto const verdict = witness.ask(told_otherwise(), old_size, 20);
    EXPECT_EQ(verdict.status, 409) << old_size;
    EXPECT_TRUE(is_split_view(verdict)) << old_size;
    EXPECT_EQ(verdict.note, told_otherwise().checkpoint(20)) << old_size;
  }
}

TEST(Witness, RefusesAnotherHistoryAndAWrongProof) {
  Remembering witness;
  ASSERT_EQ(witness.ask(city(), 0, 20).status, 200);
  EXPECT_EQ(witness.ask(told_otherwise(), 20, 30).status, 422);

  auto request = city().consistency(20, 30);
  request.hashes.pop_back();
  EXPECT_EQ(witness.ask(to_text(request)).status, 422);
  // A proof is empty between equal sizes, and from nothing.
  EXPECT_EQ(witness.ask(to_text(ConsistencyFile{20, request.hashes, city().checkpoint(20)})).status,
            422);
  Remembering fresh;
  EXPECT_EQ(fresh.ask(to_text(ConsistencyFile{0, request.hashes, city().checkpoint(20)})).status,
            422);
  EXPECT_EQ(witness.known(), city().tree(20));
}

TEST(Witness, TakesTheEmptyTreeOnce) {
  Remembering witness;
  EXPECT_EQ(witness.ask(city(), 0, 0).status, 200);
  EXPECT_EQ(witness.ask(city(), 0, 7).status, 200);
  EXPECT_EQ(witness.ask(city(), 0, 0).status, 409);
}

TEST(Witness, TakesAnyOfTheKeysOfALog) {
  auto const other = NoteKey{city().key().name, {}};
  auto const policy =
      parse_policy("log " + to_vkey(other) + "\nlog " + to_vkey(city().key()) + "\nquorum none\n")
          .value();
  auto const none = [](std::string const&) { return std::optional<TreeHead>{}; };

  EXPECT_EQ(judge_checkpoint(to_text(city().consistency(0, 7)), policy, none).status, 200);
}

// Whatever is asked in whatever order, of two histories at once: all that was accepted is one
// history, and never becomes shorter.
RC_GTEST_PROP(Witness, AcceptsOneHistoryOnly, ()) {
  Remembering witness;
  std::vector<TreeHead> accepted;
  for (int i = 0; i < 12; ++i) {
    auto const& log = *rc::gen::arbitrary<bool>() ? city() : told_otherwise();
    auto const size = *rc::gen::inRange<std::size_t>(0, kEvents + 1);
    auto const known = witness.known() ? witness.known()->size : 0;
    auto const old_size = *rc::gen::arbitrary<bool>() ? std::min<std::size_t>(known, size)
                                                      : *rc::gen::inRange<std::size_t>(0, size + 1);
    auto const verdict = witness.ask(log, old_size, size);
    if (verdict.status == 200) accepted.push_back(verdict.checkpoint->tree);
  }
  auto const is_all_of = [&](SampleLog const& log) {
    return std::all_of(accepted.begin(), accepted.end(), [&](TreeHead const& tree) {
      return tree == log.tree(static_cast<std::size_t>(tree.size));
    });
  };
  RC_ASSERT((is_all_of(city()) || is_all_of(told_otherwise())));
  RC_ASSERT(std::is_sorted(accepted.begin(), accepted.end(),
                           [](auto const& a, auto const& b) { return a.size < b.size; }));
}

}  // namespace
}  // namespace gozin
