#include "engine/ledger/commitment.hpp"
#include "engine/ledger/evidence_check.hpp"
#include "engine/ledger/reason.hpp"
#include "tests/support/sample_log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin {
namespace {

using tests::SampleLog;

SampleLog const& sample() {
  static SampleLog const log{20};
  return log;
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  auto const at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), with);
}

// C2SP tlog-proof.
TEST(ProofFile, IsWrittenInItsLines) {
  auto const proof = sample().proof(5, 7);
  ASSERT_EQ(proof.hashes.size(), 3U);
  EXPECT_EQ(to_text(proof),
            "c2sp.org/tlog-proof@v1\nindex 5\n" + to_base64(view_of(proof.hashes[0])) + "\n" +
                to_base64(view_of(proof.hashes[1])) + "\n" + to_base64(view_of(proof.hashes[2])) +
                "\n\n" + sample().checkpoint(7));
}

TEST(ProofFile, VerifiesForEveryEventOfEverySize) {
  for (std::size_t size = 1; size <= 20; ++size)
    for (std::size_t index = 0; index < size; ++index) {
      auto const proof = parse_proof_file(to_text(sample().proof(index, size))).value();
      auto const checkpoint =
          verify_proof_file(proof, sample().hashes()[index], sample().key()).value();
      EXPECT_EQ(checkpoint.tree, sample().tree(size));
      EXPECT_FALSE(verify_proof_file(proof, sample().hashes()[(index + 1) % 20], sample().key()));
    }
}

TEST(ProofFile, IsReadStrictly) {
  auto const good = to_text(sample().proof(5, 7));
  auto const hash = to_base64(view_of(sample().proof(5, 7).hashes[0]));
  std::string many;
  for (int i = 0; i < 64; ++i) many += hash + "\n";
  for (auto const& wrong :
       {std::string{}, replaced(good, "@v1", "@v2"), replaced(good, "index 5", "index 05"),
        replaced(good, "index 5", "index -5"), replaced(good, "index 5", "index  5"),
        replaced(good, "index 5", "extra YQ==\nindex 5"), replaced(good, hash, hash.substr(4)),
        replaced(good, hash, hash + " "), replaced(good, "\n\n", "\n\n\n"),
        replaced(good, "\n\n", "\n"), replaced(good, "\n", "\r\n"), good + "x", good + "\n",
        replaced(good, hash + "\n", many), "\n" + good}) {
    auto const read = parse_proof_file(wrong);
    ASSERT_FALSE(read) << wrong;
    EXPECT_EQ(read.error().reason, Reason{LedgerReason::proof_must_be_well_formed}) << wrong;
  }
}

// C2SP tlog-witness: the body of add-checkpoint.
TEST(ConsistencyFile, IsWhatAWitnessIsSent) {
  auto const file = sample().consistency(6, 7);
  auto const text = to_text(file);
  EXPECT_TRUE(text.starts_with("old 6\n")) << text;
  EXPECT_TRUE(text.ends_with("\n\n" + sample().checkpoint(7)));
  EXPECT_EQ(parse_consistency_file(text).value(), file);
  EXPECT_EQ(parse_consistency_file(to_text(sample().consistency(0, 7))).value().hashes, Proof{});
  for (auto const& wrong : {replaced(text, "old 6", "old 06"), replaced(text, "old 6", "new 6"),
                            replaced(text, "\n\n", "\n"), text.substr(0, text.size() - 1)})
    EXPECT_EQ(parse_consistency_file(wrong).error().reason,
              Reason{LedgerReason::proof_must_be_well_formed});
}

TEST(Receipt, ReadsWhatItWrote) {
  auto receipt = sample().receipt(3, 4);
  receipt.openings = {{"name", sha256("salt"), "Ada \"Example\"\nگزین"}};
  EXPECT_EQ(parse_receipt(to_text(receipt)).value(), receipt);
}

TEST(Receipt, VerifiesWithTheKeyOfItsLog) {
  EXPECT_EQ(verify_receipt(sample().receipt(3, 4), sample().key()).value().tree, sample().tree(4));
}

TEST(Receipt, IsReadStrictly) {
  auto const good = to_text(sample().receipt(3, 4));
  for (auto const& wrong :
       {std::string{}, std::string{"{}\n"}, good.substr(0, good.size() - 1), good + "\n",
        " " + good, replaced(good, "@v1", "@v2"), replaced(good, "\"openings\":[],", ""),
        replaced(good, "\"openings\":[]", "\"openings\":{}"),
        replaced(good, "\"openings\":[]", "\"openings\":[1]"),
        replaced(good, "{\"format\"", "{\"extra\":1,\"format\""),
        replaced(good, ",\"leaf\"", ", \"leaf\"")})
    EXPECT_EQ(parse_receipt(wrong).error().reason,
              Reason{LedgerReason::receipt_must_be_well_formed})
        << wrong;
}

// event-log: the vector of a commitment.
TEST(Receipt, OpensOnlyWhatTheLeafCommitsTo) {
  auto const salt =
      parse_hash("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f").value();
  ASSERT_EQ(to_hex(field_commitment(salt, "applicant.name", "Ada Example")),
            "8ac93081d35065e04577b3875071ee3e90416ff2532d0a3b379809657e411510");
  boost::json::value const data{
      {"people", {{{"name", {{"commitment", to_hex(field_commitment(salt, "n", "v"))}}}}}}};
  EXPECT_THAT(commitments_in(data), testing::ElementsAre(field_commitment(salt, "n", "v")));

  auto receipt = sample().receipt(3, 4);
  receipt.openings = {{"applicant.name", salt, "Ada Example"}};
  EXPECT_EQ(verify_receipt(receipt, sample().key()).error().reason,
            Reason{LedgerReason::opening_must_fit_leaf});
}

TEST(Receipt, IsOfItsOwnEvent) {
  auto receipt = sample().receipt(3, 4);
  receipt.leaf = sample().leaves()[2];
  EXPECT_EQ(verify_receipt(receipt, sample().key()).error().reason,
            Reason{LedgerReason::root_must_follow_from_proof});
}

TEST(Evidence, IsToldByHowItBegins) {
  auto const is = [](std::string const& text, std::size_t kind) {
    return parse_evidence(text).value().index() == kind;
  };
  EXPECT_TRUE(is(sample().checkpoint(5), 0));
  EXPECT_TRUE(is(to_text(sample().proof(1, 5)), 1));
  EXPECT_TRUE(is(to_text(sample().consistency(1, 5)), 2));
  EXPECT_TRUE(is(to_text(sample().receipt(1, 5)), 3));
  for (auto const* wrong : {"", "old", "{", "c2sp.org/tlog-proof@v1", "anything\n"})
    EXPECT_FALSE(parse_evidence(wrong)) << wrong;
}

LogReport alone(std::vector<std::string> const& texts, std::optional<std::string> leaf = {}) {
  EvidenceAlone evidence{{sample().key()}, {}, std::move(leaf)};
  for (auto const& text : texts)
    evidence.given.push_back(
        {parse_evidence(text).value(), "given " + std::to_string(evidence.given.size())});
  EXPECT_FALSE(incomplete(evidence));
  return check_evidence(evidence);
}

TEST(Evidence, IsSoundWithoutItsLog) {
  auto const report = alone({sample().checkpoint(5), to_text(sample().receipt(3, 4)),
                             to_text(sample().consistency(5, 9)), to_text(sample().proof(2, 9))},
                            sample().leaves()[2]);
  EXPECT_TRUE(report.damage.empty());
  EXPECT_TRUE(report.contradictions.empty());
  EXPECT_EQ(report.checkpoints, 4U);
}

TEST(Evidence, IsDamagedWhereProofAndLeafDoNotFit) {
  auto const wrong_leaf = alone({to_text(sample().proof(2, 9))}, sample().leaves()[3]);
  EXPECT_EQ(wrong_leaf.damage, (std::vector<LogFault>{{LogFinding::proof_wrong, "given 0"}}));
  auto forged = sample().consistency(5, 9);
  forged.hashes[0] = sha256("");
  auto const wrong_proof = alone({sample().checkpoint(5), to_text(forged)});
  EXPECT_EQ(wrong_proof.damage, (std::vector<LogFault>{{LogFinding::proof_wrong, "given 1"}}));
  auto const foreign = sample().sign({sample().key().name, {5, sha256("")}});
  auto text = replaced(foreign, sample().key().name + " ", "other.example ");
  EXPECT_EQ(alone({text}).damage,
            (std::vector<LogFault>{{LogFinding::checkpoint_signature_wrong, "given 0"}}));
}

TEST(Evidence, ContradictsItselfWithTwoRootsOfOneSize) {
  SampleLog const other{20, "as it suits", 3};
  auto const report = alone({sample().checkpoint(5), other.checkpoint(5)});
  EXPECT_TRUE(report.damage.empty());
  EXPECT_EQ(report.contradictions, (std::vector<LogFault>{{LogFinding::root_differs, "given 1"}}));
}

TEST(Evidence, SaysWhatItIsMissing) {
  EvidenceAlone evidence{{sample().key()}, {{sample().proof(2, 9), "proof"}}, {}};
  EXPECT_EQ(incomplete(evidence), "proof");
  evidence.leaf = sample().leaves()[2];
  EXPECT_FALSE(incomplete(evidence));
  evidence.given = {{sample().consistency(5, 9), "consistency"}};
  EXPECT_EQ(incomplete(evidence), "consistency");
  evidence.given.push_back({KeptCheckpoint{sample().checkpoint(5)}, "old"});
  EXPECT_FALSE(incomplete(evidence));
}

}  // namespace
}  // namespace gozin
