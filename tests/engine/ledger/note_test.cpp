#include "engine/ledger/note.hpp"

#include "engine/core/hash.hpp"
#include "engine/ledger/reason.hpp"
#include "tests/engine/ledger/vectors.hpp"

#include <stdexcept>
#include <string>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <gtest/gtest.h>

namespace gozin {
namespace {

// C2SP signed-note.
std::string const kVkey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
std::string const kText = "This is an example message.\n";
std::string const kLine =
    "\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3"
    "mFXmRKuwHjG1Yu72IneyaQM=\n";
std::string const kNote = kText + "\n" + kLine;

NoteKey foo() { return parse_vkey(kVkey).value(); }

test::TestSigner bahar() { return test::test_signer("bahar.example", std::string(32, 'b')); }

Reason reason_of(std::string const& bytes, std::vector<NoteKey> const& known) {
  auto const note = parse_note(bytes);
  if (!note) return note.error().reason;
  auto const signers = verified_keys(*note, known);
  return signers ? Reason{} : signers.error().reason;
}

TEST(SignedNote, VerifiesThePublishedOne) {
  auto const note = parse_note(kNote);

  ASSERT_TRUE(note);
  EXPECT_EQ(note->text, kText);
  ASSERT_EQ(note->signatures.size(), 1U);
  EXPECT_EQ(note->signatures[0].key_name, "example.com/foo");
  EXPECT_EQ(note->signatures[0].key_id, (KeyId{0x53, 0x0d, 0x90, 0x3a}));
  EXPECT_EQ(verified_keys(*note, std::vector{foo()}).value(), std::vector{foo()});
  EXPECT_EQ(to_text(*note), kNote);
}

TEST(SignedNote, VerifiesThoseOfTheVectorFile) {
  auto const file = test::vectors("signed_note.json");
  for (auto const& row : file.as_object().at("notes").as_array()) {
    auto const key = parse_vkey(test::text_at(row, "vkey"));
    auto const note = parse_note(test::text_at(row, "note"));
    ASSERT_TRUE(key && note) << row;
    EXPECT_EQ(note->text, test::text_at(row, "text"));
    EXPECT_TRUE(verified_keys(*note, std::vector{*key})) << row;
    EXPECT_EQ(to_vkey(*key), test::text_at(row, "vkey"));
  }
}

TEST(SignedNote, IsRefusedWithAnyBitFlipped) {
  for (std::size_t bit = 0; bit < kNote.size() * 8; ++bit) {
    auto forged = kNote;
    forged[bit / 8] = static_cast<char>(forged[bit / 8] ^ 1 << bit % 8);
    EXPECT_NE(reason_of(forged, {foo()}), Reason{}) << forged;
  }
}

TEST(SignedNote, IsRefusedInAnyFormThatReadersDisagreeAbout) {
  std::string const base64 = kLine.substr(kLine.rfind(' ') + 1, 92);
  auto const line = [](std::string const& name, std::string const& signature) {
    return "\u2014 " + name + " " + signature + "\n";
  };
  std::vector<std::string> const rows = {
      "",
      "\n",
      kText,
      kText + "\n",
      kText + kLine,
      "\n\n" + kLine,
      "\n" + kText + "\n" + kLine,
      "one\n\ntwo\n\n" + kLine,
      kText + "\n\n" + kLine,
      kNote + "\n",
      kNote + "x",
      kNote + kText,
      kNote.substr(0, kNote.size() - 1),
      kText + "\n" + kLine + "\n" + kLine,
      "a\rb\n\n" + kLine,
      "a\tb\n\n" + kLine,
      std::string("a\0b\n\n", 5) + kLine,
      "a\xff\n\n" + kLine,
      kText + "\n- example.com/foo " + base64 + "\n",
      kText + "\n\u2014  example.com/foo " + base64 + "\n",
      kText + "\n\u2014 " + base64 + "\n",
      kText + "\n" + line("", base64),
      kText + "\n" + line("a+b", base64),
      kText + "\n" + line("a\u00a0b", base64),
      kText + "\n" + line("a\u3000b", base64),
      kText + "\n" + line("a\x01", base64),
      kText + "\n" + line("a\xff", base64),
      kText + "\n" + line("a", base64 + " "),
      kText + "\n" + line("a", base64 + "\r"),
      kText + "\n" + line("a", base64.substr(0, 91)),
      kText + "\n" + line("a", base64.substr(0, 90) + "N="),
      kText + "\n" + line("a", ""),
      // An id and no signature.
      kText + "\n" + line("a", "AAAAAA=="),
      kText + "\n" + line("a", "AAA="),
  };
  for (auto const& row : rows) {
    auto const note = parse_note(row);
    ASSERT_FALSE(note) << row;
    EXPECT_EQ(note.error(), Rejection{LedgerReason::note_must_be_well_formed}) << row;
  }
}

TEST(SignedNote, IsRefusedBeyondItsLimits) {
  auto const signed_by = [](std::size_t count) {
    auto note = kText + "\n";
    for (std::size_t i = 0; i < count; ++i) note += kLine;
    return note;
  };
  Reason const beyond = EngineReason::input_must_not_exceed_limits;

  EXPECT_TRUE(parse_note(signed_by(kNoteSignaturesMax)));
  EXPECT_EQ(parse_note(signed_by(kNoteSignaturesMax + 1)).error().reason, beyond);
  auto const rest = kNoteBytesMax - kNote.size();
  EXPECT_TRUE(parse_note(std::string(rest, 'x') + kNote));
  EXPECT_EQ(parse_note(std::string(rest + 1, 'x') + kNote).error().reason, beyond);
}

TEST(SignedNote, IsNobodysWithoutAKnownKey) {
  Reason const nobodys = LedgerReason::note_must_be_signed_by_known_key;

  EXPECT_EQ(reason_of(kNote, {}), nobodys);
  EXPECT_EQ(reason_of(kNote, {bahar().key}), nobodys);
  // One name, another key; one key, another name.
  EXPECT_EQ(reason_of(kNote, {NoteKey{"example.com/foo", bahar().key.public_key}}), nobodys);
  EXPECT_EQ(reason_of(kNote, {NoteKey{"example.com/bar", foo().public_key}}), nobodys);
}

TEST(SignedNote, ListsEachKnownSignerOnceAndLeavesStrangersAside) {
  auto note = parse_note(kNote).value();
  sign_note(note, bahar().key, bahar().sign);
  sign_note(note, bahar().key, bahar().sign);
  note.signatures.push_back({"stranger", KeyId{1, 2, 3, 4}, "of another kind"});

  auto const read = parse_note(to_text(note));

  ASSERT_TRUE(read);
  EXPECT_EQ(*read, note);
  EXPECT_EQ(verified_keys(*read, std::vector{bahar().key, foo()}).value(),
            (std::vector{bahar().key, foo()}));
}

TEST(SignedNote, IsRefusedForOneBadLineOfAKnownKeyBesideGoodOnes) {
  auto const good = parse_note(kNote).value();
  for (auto const size : {0, 1, 63, 64, 65}) {
    auto note = good;
    sign_note(note, bahar().key, bahar().sign);
    auto bad = note.signatures.back();
    bad.bytes.assign(static_cast<std::size_t>(size), 's');
    note.signatures.push_back(bad);

    EXPECT_EQ(verified_keys(note, std::vector{foo(), bahar().key}).error(),
              (Rejection{LedgerReason::signature_must_verify, "bahar.example"}));
    EXPECT_TRUE(verified_keys(note, std::vector{foo()}));
  }
}

TEST(SignedNote, IsNotMadeOfWhatNobodyCouldRead) {
  auto const signer = bahar();
  for (auto const* text : {"", "\n", "no newline", "a\n\nb\n", "\na\n", "a\tb\n", "\xff\n"}) {
    Note note{text, {}};
    EXPECT_THROW(sign_note(note, signer.key, signer.sign), std::logic_error) << text;
  }
  Note note{"text\n", {}};
  EXPECT_THROW(sign_note(note, NoteKey{"a b", {}}, signer.sign), std::logic_error);
  EXPECT_THROW(sign_note(note, signer.key, [](auto) { return std::string(63, 's'); }),
               std::logic_error);
  EXPECT_TRUE(note.signatures.empty());
}

TEST(NoteKey, HasThePublishedForm) {
  EXPECT_EQ(foo().name, "example.com/foo");
  EXPECT_EQ(to_vkey(foo()), kVkey);
}

TEST(NoteKey, IsRefusedInAnyOtherForm) {
  std::string const key = kVkey.substr(kVkey.rfind('+') + 1);
  auto const short_key = to_base64(parse_base64(key).value().substr(0, 32));
  auto const long_key = to_base64(parse_base64(key).value() + "x");
  auto other_type = parse_base64(key).value();
  other_type[0] = '\x04';
  for (auto const& vkey :
       {std::string{}, std::string{"example.com/foo"}, std::string{"example.com/foo+530d903a"},
        "+530d903a+" + key, "example.com/foo+530d903b+" + key, "example.com/foo+530D903A+" + key,
        "example.com/foo+30d903a+" + key, "example.com/bar+530d903a+" + key,
        "example.com/ foo+530d903a+" + key, kVkey + "\n", kVkey + "=", " " + kVkey,
        "example.com/foo+530d903a+" + short_key, "example.com/foo+530d903a+" + long_key,
        "example.com/foo+530d903a+" + to_base64(other_type), "example.com/foo++530d903a+" + key}) {
    auto const read = parse_vkey(vkey);
    ASSERT_FALSE(read) << vkey;
    EXPECT_EQ(read.error(), Rejection{LedgerReason::key_must_be_well_formed}) << vkey;
  }
}

TEST(NoteKey, MayHaveAPlusInItsBase64) {
  auto key = bahar().key;
  key.public_key.bytes.fill(0xfb);
  auto const vkey = to_vkey(key);

  ASSERT_NE(vkey.find('+', vkey.find('+', vkey.find('+') + 1) + 1), std::string::npos) << vkey;
  EXPECT_EQ(parse_vkey(vkey).value(), key);
}

TEST(NoteKey, MayHaveAPersianName) {
  EXPECT_TRUE(is_key_name("شهرداری‌کرج/انتصاب"));
  EXPECT_FALSE(is_key_name("شهرداری کرج"));
}

}  // namespace
}  // namespace gozin
