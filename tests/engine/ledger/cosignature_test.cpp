#include "engine/ledger/cosignature.hpp"

#include "engine/ledger/checkpoint.hpp"
#include "engine/ledger/reason.hpp"
#include "tests/engine/ledger/vectors.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

namespace gozin {
namespace {

boost::json::value published() { return test::vectors("cosignature.json"); }

struct TestWitness {
  CosignerKey key;
  NoteSigner sign;
};

TestWitness witness(std::string const& name, std::string_view secret) {
  auto signer = test::test_signer(name, secret);
  return {{name, signer.key.public_key}, std::move(signer.sign)};
}

TestWitness province() {
  auto const file = published();
  return witness(test::text_at(file, "name"),
                 parse_hex(test::text_at(file, "rfc8032_test_2_secret_key")).value());
}

Note note_of(std::string const& bytes) { return parse_note(bytes).value(); }

Note with(Note note, NoteSignature signature) {
  note.signatures.push_back(std::move(signature));
  return note;
}

// C2SP tlog-cosignature.
TEST(Cosignature, IsMadeAsInTheVector) {
  auto const file = published();
  auto const made = cosign(test::text_at(file, "text"), province().key, province().sign,
                           test::number_at(file, "time"));

  EXPECT_EQ(to_line(made), test::text_at(file, "line"));
  EXPECT_EQ(to_vkey(province().key), test::text_at(file, "vkey"));
}

TEST(Cosignature, TellsItsTime) {
  auto const file = published();
  auto const key = parse_cosigner_vkey(test::text_at(file, "vkey")).value();

  EXPECT_EQ(cosigned_at(note_of(test::text_at(file, "note")), key).value(),
            test::number_at(file, "time"));
}

TEST(Cosignature, LeavesTheLogsOwnSignatureAsItWas) {
  auto const file = published();
  auto const log = parse_vkey(test::text_at(file, "log_vkey")).value();

  auto const opened = open_checkpoint(test::text_at(file, "note"), log);

  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->tree.size, 8U);
}

TEST(Cosignature, IsRefusedWithAnyBitFlipped) {
  auto const file = published();
  auto const note = note_of(test::text_at(file, "note"));
  for (std::size_t bit = 0; bit < note.signatures[1].bytes.size() * 8; ++bit) {
    auto forged = note;
    auto& byte = forged.signatures[1].bytes[bit / 8];
    byte = static_cast<char>(byte ^ 1 << bit % 8);
    auto const at = cosigned_at(forged, province().key);
    ASSERT_FALSE(at) << bit;
    EXPECT_EQ(at.error(), (Rejection{LedgerReason::signature_must_verify, province().key.name}));
  }
}

TEST(Cosignature, IsRefusedUnderAnotherText) {
  auto note = note_of(test::text_at(published(), "note"));
  note.text.insert(note.text.size() - 1, "=");

  EXPECT_FALSE(cosigned_at(note, province().key));
}

TEST(Cosignature, OfAnotherWitnessIsNoneOfThisOne) {
  auto const note = note_of(test::text_at(published(), "note"));
  auto const stranger = witness("court.example/witness", std::string(32, 'c'));
  auto renamed = province().key;
  renamed.name = "court.example/witness";

  EXPECT_EQ(cosigned_at(note, stranger.key).value(), std::nullopt);
  EXPECT_EQ(cosigned_at(note, renamed).value(), std::nullopt);
}

TEST(Cosignature, CountsByItsNewestTime) {
  auto const by = province();
  auto note = note_of(test::text_at(published(), "note"));
  note = with(note, cosign(note.text, by.key, by.sign, 2'000'000'000));
  note = with(note, cosign(note.text, by.key, by.sign, 1'500'000'000));

  EXPECT_EQ(cosigned_at(note, by.key).value(), 2'000'000'000U);
}

TEST(Cosignature, CarriesTheWholeRangeOfTimes) {
  auto const by = province();
  Note const note{"a.example\n", {}};
  for (auto const seconds :
       {std::uint64_t{0}, std::uint64_t{255}, std::uint64_t{1} << 56, (std::uint64_t{1} << 63) - 1})
    EXPECT_EQ(cosigned_at(with(note, cosign(note.text, by.key, by.sign, seconds)), by.key).value(),
              seconds);
  EXPECT_THROW((void)cosign(note.text, by.key, by.sign, std::uint64_t{1} << 63), std::logic_error);
}

TEST(Cosignature, IsNotMadeUnderANameThatNoKeyCanHave) {
  auto by = province();
  by.key.name = "a b";

  EXPECT_THROW((void)cosign("a.example\n", by.key, by.sign, 1), std::logic_error);
}

// Neither type of key can stand in for the other, though the point may be the same.
TEST(CosignerKey, IsOfAnotherTypeThanALogs) {
  auto const key = province().key;
  NoteKey const as_log{key.name, key.public_key};

  EXPECT_NE(id_of(key), id_of(as_log));
  EXPECT_FALSE(parse_vkey(to_vkey(key)));
  EXPECT_FALSE(parse_cosigner_vkey(to_vkey(as_log)));
}

TEST(CosignerKey, IsReadStrictly) {
  auto const good = to_vkey(province().key);
  ASSERT_EQ(parse_cosigner_vkey(good).value(), province().key);
  for (std::size_t at = 0; at < good.size(); ++at) {
    auto wrong = good;
    wrong[at] = wrong[at] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(parse_cosigner_vkey(wrong)) << wrong;
    EXPECT_FALSE(parse_cosigner_vkey(good.substr(0, at))) << at;
  }
  EXPECT_FALSE(parse_cosigner_vkey(good + "="));
}

}  // namespace
}  // namespace gozin
