// Keys that sign for a log one after another.

#include "engine/ledger/log_keys.hpp"

#include "engine/ledger/reason.hpp"
#include "engine/ledger/receipt.hpp"
#include "tests/engine/ledger/vectors.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin {
namespace {

constexpr auto kOrigin = "karaj.example/log";

test::TestSigner signer(char which, std::string name = kOrigin) {
  return test::test_signer(std::move(name), std::string(32, which));
}

test::TestSigner const& first() {
  static auto const key = signer('a');
  return key;
}
test::TestSigner const& second() {
  static auto const key = signer('b');
  return key;
}
test::TestSigner const& third() {
  static auto const key = signer('c');
  return key;
}

/// Of a log of which event 10 names the second key and event 20 the third.
LogKeys rotated() {
  LogKeys keys{first().key};
  EXPECT_TRUE(keys.rotate(10, second().key));
  EXPECT_TRUE(keys.rotate(20, third().key));
  return keys;
}

std::string signed_by(std::uint64_t size, std::vector<test::TestSigner> const& signers) {
  Note note{to_text(Checkpoint{kOrigin, {size, sha256(std::to_string(size))}}), {}};
  for (auto const& each : signers) sign_note(note, each.key, each.sign);
  return to_text(note);
}

TEST(LogKeys, AreInForceForTheTreesThatHoldTheEventNamingThem) {
  auto const keys = rotated();

  EXPECT_EQ(keys.at(0), first().key);
  EXPECT_EQ(keys.at(10), first().key);
  EXPECT_EQ(keys.at(11), second().key);
  EXPECT_EQ(keys.at(20), second().key);
  EXPECT_EQ(keys.at(21), third().key);
  EXPECT_EQ(keys.at(1'000'000), third().key);
  EXPECT_EQ(keys.newest(), third().key);
  EXPECT_THAT(keys.rotations(), testing::ElementsAre(10, 20));
}

TEST(LogKeys, TakeNoKeyOfAnotherNameNoneTwiceAndNoneOutOfOrder) {
  auto keys = rotated();

  EXPECT_FALSE(keys.rotate(30, signer('d', "baqershahr.example/log").key));
  EXPECT_FALSE(keys.rotate(30, first().key));
  EXPECT_FALSE(keys.rotate(30, third().key));
  EXPECT_FALSE(keys.rotate(20, signer('d').key));
  EXPECT_EQ(keys.newest(), third().key);
  EXPECT_TRUE(keys.rotate(30, signer('d').key));
}

TEST(LogKeys, OpenACheckpointUnderTheKeyOfItsSizeAlone) {
  auto const keys = rotated();
  struct Row {
    std::uint64_t size;
    std::vector<test::TestSigner> signers;
    bool opens;
  };
  Row const rows[] = {{10, {first()}, true},
                      {10, {second()}, false},
                      {11, {second()}, true},
                      {11, {first()}, false},
                      {11, {second(), first()}, true},
                      {21, {second(), first()}, false},
                      {21, {third(), signer('x')}, true},
                      {21, {signer('x')}, false}};
  for (auto const& row : rows) {
    auto const opened = keys.open(signed_by(row.size, row.signers));
    EXPECT_EQ(opened.has_value(), row.opens) << row.size;
    if (opened) continue;
    EXPECT_EQ(opened.error().reason, Reason{LedgerReason::note_must_be_signed_by_known_key});
  }
}

TEST(LogKeys, RefuseALineOfAnyOfThemThatDoesNotVerify) {
  auto note = parse_note(signed_by(11, {second(), first()})).value();
  note.signatures.back().bytes[5] ^= 1;

  auto const opened = rotated().open(to_text(note));

  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().reason, Reason{LedgerReason::signature_must_verify});
}

TEST(LogKeys, AreHandedOverByTheFirstCheckpointBehindEachRotation) {
  auto const keys = rotated();
  auto const noted = [&](std::vector<std::pair<std::uint64_t, std::vector<test::TestSigner>>> all) {
    HandOvers hand_overs;
    for (auto const& [size, signers] : all)
      hand_overs.note(keys, keys.open(signed_by(size, signers)).value());
    return hand_overs.missing(keys);
  };

  EXPECT_EQ(noted({}), std::nullopt);
  EXPECT_EQ(noted({{5, {first()}}}), std::nullopt);
  EXPECT_EQ(noted({{11, {second(), first()}}, {15, {second()}}}), std::nullopt);
  EXPECT_EQ(noted({{15, {second()}}, {11, {second(), first()}}}), std::nullopt);
  EXPECT_EQ(noted({{11, {second()}}}), 10);
  EXPECT_EQ(noted({{11, {second()}}, {15, {second(), first()}}}), 10);
  EXPECT_EQ(noted({{11, {second()}}, {11, {second(), first()}}}), std::nullopt);
  EXPECT_EQ(noted({{11, {second(), first()}}, {21, {third()}}}), 20);
  EXPECT_EQ(noted({{11, {second(), first()}}, {21, {third(), second()}}}), std::nullopt);
}

std::string entry(std::string const& type, std::string const& key) {
  return R"({"actor":"operator/x","cause":"r","channel":"cli","data":{"key":")" + key +
         R"("},"occurred":"2026-01-01T00:00:00.000Z","origin":")" + kOrigin +
         R"(","recorded":"2026-01-01T00:00:00.000Z","rev":0,"role":"operator","seq":0,)"
         R"("stream":"log","tv":1,"type":")" +
         type + R"(","v":1})";
}

/// Of the entry 0, under a tree of that entry alone.
LogReceipt receipt(std::string const& leaf, std::vector<test::TestSigner> const& signers) {
  Note note{to_text(Checkpoint{kOrigin, {1, leaf_hash(leaf)}}), {}};
  for (auto const& each : signers) sign_note(note, each.key, each.sign);
  return {leaf, {0, {}, to_text(note)}};
}

TEST(LogKeys, AreHandedOverByAReceiptThatBothHaveSigned) {
  auto const rotation = entry("SigningKeyRotated", to_vkey(second().key));
  LogKeys keys{first().key};

  EXPECT_FALSE(hand_over(keys, receipt(rotation, {first()})));
  EXPECT_FALSE(hand_over(keys, receipt(rotation, {second()})));
  EXPECT_FALSE(hand_over(keys, receipt(rotation, {first(), third()})));
  EXPECT_FALSE(
      hand_over(keys, receipt(entry("LogOpened", to_vkey(second().key)), {first(), second()})));
  auto of_another_leaf = receipt(rotation, {first(), second()});
  of_another_leaf.leaf = entry("SigningKeyRotated", to_vkey(third().key));
  EXPECT_FALSE(hand_over(keys, of_another_leaf));
  EXPECT_EQ(keys.all().size(), 1U);

  EXPECT_TRUE(hand_over(keys, receipt(rotation, {first(), second()})));
  EXPECT_EQ(keys.newest(), second().key);
  EXPECT_THAT(keys.rotations(), testing::ElementsAre(0));
  EXPECT_FALSE(hand_over(keys, receipt(rotation, {first(), second()}))) << "twice";
}

TEST(LogKeys, AreNamedByTheLogsOwnEntriesAlone) {
  auto const read = [&](std::string const& type, NoteKey const& key) {
    return parse_leaf(entry(type, to_vkey(key))).value();
  };

  EXPECT_EQ(key_of_leaf(read("LogOpened", first().key)), first().key);
  EXPECT_EQ(key_of_leaf(read("SigningKeyRotated", first().key)), std::nullopt);
  EXPECT_EQ(key_rotated_by(read("SigningKeyRotated", second().key)), second().key);
  EXPECT_EQ(key_rotated_by(read("LogOpened", second().key)), std::nullopt);
  EXPECT_EQ(key_rotated_by(read("SigningKeyRotated", signer('d', "other.example/log").key)),
            std::nullopt);
  EXPECT_EQ(key_rotated_by(parse_leaf(entry("SigningKeyRotated", "no key")).value()), std::nullopt);
}

}  // namespace
}  // namespace gozin
