#include "engine/ledger/evidence_check.hpp"
#include "tests/engine/ledger/vectors.hpp"
#include "tests/support/sample_log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin {
namespace {

using testing::ElementsAre;
using tests::SampleLog;

SampleLog const& log_of_city() {
  static SampleLog const log{20};
  return log;
}

test::TestSigner court() { return test::test_signer("court.example/w", std::string(32, 'c')); }
CosignerKey court_key() { return {court().key.name, court().key.public_key}; }

Policy court_and(std::string const& lines) {
  return parse_policy(lines + "witness court " + to_vkey(court_key()) + "\nquorum court\n").value();
}

Policy court_alone() { return court_and(""); }
Policy court_and_city() { return court_and("log " + to_vkey(log_of_city().key()) + "\n"); }

std::string cosigned(std::string const& checkpoint) {
  auto note = parse_note(checkpoint).value();
  note.signatures.push_back(cosign(note.text, court_key(), court().sign, 7));
  return to_text(note);
}

/// A byte within the court's signature turned.
std::string forged(std::string const& checkpoint) {
  auto note = parse_note(cosigned(checkpoint)).value();
  auto& byte = note.signatures.back().bytes.back();
  byte = static_cast<char>(byte ^ 1);
  return to_text(note);
}

std::vector<LogFinding> found(std::vector<LogFault> const& faults) {
  std::vector<LogFinding> findings;
  for (auto const& fault : faults) findings.push_back(fault.finding);
  return findings;
}

std::vector<LogFinding> found_in_export(std::string const& head, LogCheckOptions const& options) {
  auto files = tests::files_of(log_of_city(), 20);
  files.files["checkpoint"] = head;
  auto const report = check_log(files, options);
  EXPECT_TRUE(report.contradictions.empty());
  return found(report.damage);
}

TEST(Quorum, HoldsTheNewestCheckpointOfAnExport) {
  auto const head = log_of_city().checkpoint(20);
  for (auto const& policy : {court_alone(), court_and_city()}) {
    EXPECT_THAT(found_in_export(cosigned(head), {.policy = policy}), ElementsAre());
    EXPECT_THAT(found_in_export(head, {.policy = policy}), ElementsAre(LogFinding::quorum_not_met));
    EXPECT_THAT(found_in_export(forged(head), {.policy = policy}),
                ElementsAre(LogFinding::cosignature_wrong));
  }
}

TEST(Quorum, OfAPolicyThatListsAnotherLogOnlyBelievesNothing) {
  NoteKey const other{"other.example/log", log_of_city().key().public_key};
  auto const policy = court_and("log " + to_vkey(other) + "\n");

  EXPECT_THAT(found_in_export(cosigned(log_of_city().checkpoint(20)), {.policy = policy}),
              ElementsAre(LogFinding::checkpoint_signature_wrong));
}

TEST(Quorum, HoldsEveryCheckpointThatIsGivenWithoutItsLog) {
  auto const evidence = [](std::string const& note, std::string const& place) {
    return GivenEvidence{parse_evidence(note).value(), place};
  };
  EvidenceAlone alone{{log_of_city().key()},
                      {evidence(cosigned(log_of_city().checkpoint(7)), "seven"),
                       evidence(log_of_city().checkpoint(9), "nine"),
                       evidence(forged(log_of_city().checkpoint(11)), "eleven")},
                      {},
                      court_alone()};

  EXPECT_THAT(check_evidence(alone).damage,
              ElementsAre(LogFault{LogFinding::quorum_not_met, "nine"},
                          LogFault{LogFinding::cosignature_wrong, "eleven"}));
}

TEST(Quorum, IsNotAskedForWithoutAPolicy) {
  EXPECT_THAT(found_in_export(log_of_city().checkpoint(20), {}), ElementsAre());
}

}  // namespace
}  // namespace gozin
