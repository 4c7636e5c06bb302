#include "engine/ledger/checkpoint.hpp"

#include "engine/ledger/reason.hpp"
#include "tests/engine/ledger/vectors.hpp"

#include <stdexcept>
#include <string>
#include <vector>

#include <boost/json/object.hpp>
#include <gtest/gtest.h>

namespace gozin {
namespace {

struct SignedVector {
  test::TestSigner signer;
  Checkpoint checkpoint;
  std::string note;
};

SignedVector signed_vector() {
  auto const file = test::vectors("signed_note.json");
  auto const& row = file.as_object().at("checkpoint");
  auto const secret = parse_hex(test::text_at(row, "rfc8032_test_1_secret_key")).value();
  Checkpoint const checkpoint{test::text_at(row, "origin"),
                              {test::number_at(row, "size"), test::hash_at(row, "root")}};
  return {test::test_signer(checkpoint.origin, secret), checkpoint, test::text_at(row, "note")};
}

TEST(Checkpoint, IsSignedByteForByteAsInTheVectorFile) {
  auto const vector = signed_vector();
  EXPECT_EQ(sign_checkpoint(vector.checkpoint, vector.signer.key, vector.signer.sign), vector.note);
}

TEST(Checkpoint, OpensWithTheKeyOfItsLog) {
  auto const vector = signed_vector();
  EXPECT_EQ(open_checkpoint(vector.note, vector.signer.key).value(), vector.checkpoint);
}

// C2SP tlog-checkpoint.
TEST(Checkpoint, ReadsThePublishedText) {
  std::string const text =
      "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

  auto const checkpoint = parse_checkpoint(text);

  ASSERT_TRUE(checkpoint);
  EXPECT_EQ(checkpoint->origin, "example.com/behind-the-sofa");
  EXPECT_EQ(checkpoint->tree.size, 20852163U);
  EXPECT_EQ(to_text(*checkpoint), text);
}

TEST(Checkpoint, ReadsTheLeastAndTheGreatestSize) {
  for (auto const size : {std::uint64_t{0}, std::uint64_t{9223372036854775807}}) {
    Checkpoint const checkpoint{"log", {size, empty_root()}};
    EXPECT_EQ(parse_checkpoint(to_text(checkpoint)).value(), checkpoint);
  }
}

TEST(Checkpoint, IsRefusedInAnyOtherForm) {
  auto const root = to_base64(view_of(empty_root()));
  for (auto const& text :
       std::vector<std::string>{"",
                                "log\n",
                                "log\n8\n",
                                "log\n8\n" + root,
                                "log\n8\n" + root + "\nextension\n",
                                "log\n8\n" + root + "\n\n",
                                "\n8\n" + root + "\n",
                                "a log\n8\n" + root + "\n",
                                "log\n\n" + root + "\n",
                                "log\n08\n" + root + "\n",
                                "log\n00\n" + root + "\n",
                                "log\n+8\n" + root + "\n",
                                "log\n-8\n" + root + "\n",
                                "log\n8 \n" + root + "\n",
                                "log\n 8\n" + root + "\n",
                                "log\n0x8\n" + root + "\n",
                                "log\n8.0\n" + root + "\n",
                                "log\n۸\n" + root + "\n",
                                "log\n9223372036854775808\n" + root + "\n",
                                "log\n18446744073709551617\n" + root + "\n",
                                "log\n8\n" + root + " \n",
                                "log\n8\n" + root.substr(0, 43) + "\n",
                                "log\n8\n" + root.substr(0, 42) + "V=\n",
                                "log\n8\n" + root.substr(0, 40) + "\n",
                                "log\n8\n" + to_base64(std::string(33, 'r')) + "\n",
                                "log\n8\n" + to_hex(empty_root()) + "\n",
                                "log\r\n8\r\n" + root + "\r\n"}) {
    auto const checkpoint = parse_checkpoint(text);
    ASSERT_FALSE(checkpoint) << text;
    EXPECT_EQ(checkpoint.error(), Rejection{LedgerReason::checkpoint_must_be_well_formed}) << text;
  }
}

TEST(Checkpoint, IsSignedOnlyByTheLogItSpeaksFor) {
  auto const [signer, checkpoint, bytes] = signed_vector();
  auto const other = Checkpoint{"another.example", checkpoint.tree};

  EXPECT_THROW((void)sign_checkpoint(other, signer.key, signer.sign), std::logic_error);
  Note forged{to_text(other), {}};
  sign_note(forged, signer.key, signer.sign);
  EXPECT_EQ(open_checkpoint(to_text(forged), signer.key).error(),
            Rejection{LedgerReason::checkpoint_must_be_of_its_signers_log});
}

TEST(Checkpoint, DoesNotOpenForAForeignKeyOrAForgedText) {
  auto const vector = signed_vector();
  auto const stranger = test::test_signer(vector.checkpoint.origin, std::string(32, 's'));
  auto forged = vector.note;
  forged.replace(forged.find("\n8\n"), 3, "\n9\n");
  Note statement{"nothing about a tree\n", {}};
  sign_note(statement, vector.signer.key, vector.signer.sign);

  EXPECT_EQ(open_checkpoint(vector.note, stranger.key).error().reason,
            Reason{LedgerReason::note_must_be_signed_by_known_key});
  EXPECT_EQ(open_checkpoint(forged, vector.signer.key).error().reason,
            Reason{LedgerReason::signature_must_verify});
  EXPECT_EQ(open_checkpoint("nothing", vector.signer.key).error().reason,
            Reason{LedgerReason::note_must_be_well_formed});
  EXPECT_EQ(open_checkpoint(to_text(statement), vector.signer.key).error().reason,
            Reason{LedgerReason::checkpoint_must_be_well_formed});
}

TEST(Checkpoint, OpensBesideTheSignaturesOfWitnesses) {
  auto const vector = signed_vector();
  auto const witness = test::test_signer("council.example/witness", std::string(32, 'w'));
  auto note = parse_note(vector.note).value();
  sign_note(note, witness.key, witness.sign);

  EXPECT_EQ(open_checkpoint(to_text(note), vector.signer.key).value(), vector.checkpoint);
}

}  // namespace
}  // namespace gozin
