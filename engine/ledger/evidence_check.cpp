#include "engine/ledger/evidence_check.hpp"

#include "engine/ledger/reason.hpp"

#include <algorithm>
#include <map>

namespace gozin {
namespace {

class EvidenceCheck {
 public:
  explicit EvidenceCheck(EvidenceAlone const& alone) : alone_{alone} {
    report_.vkey = to_vkey(alone.keys.front());
    report_.origin = alone.keys.front().name;
  }

  void signature(GivenEvidence const& given);
  void proof(GivenEvidence const& given);
  [[nodiscard]] LogReport& report() { return report_; }

 private:
  /// Under whichever of the keys signed it.
  [[nodiscard]] std::optional<Checkpoint> opened(GivenEvidence const& given) const;
  [[nodiscard]] bool holds(LogReceipt const& receipt) const;
  [[nodiscard]] std::optional<LogFault> fault_in(LogDossier const& dossier,
                                                 std::string const& place) const;
  [[nodiscard]] bool holds(ProofFile const& file, TreeHead const& tree) const;
  [[nodiscard]] bool holds(ConsistencyFile const& file, TreeHead const& tree) const;

  EvidenceAlone const& alone_;
  LogReport report_;
  std::map<std::uint64_t, Hash> roots_;
};

std::optional<Checkpoint> EvidenceCheck::opened(GivenEvidence const& given) const {
  for (auto const& key : alone_.keys)
    if (auto const one = open_checkpoint(checkpoint_of(given.evidence), key)) return *one;
  return std::nullopt;
}

bool EvidenceCheck::holds(LogReceipt const& receipt) const {
  return std::any_of(alone_.keys.begin(), alone_.keys.end(),
                     [&](auto const& key) { return verify_receipt(receipt, key).has_value(); });
}

std::optional<LogFault> EvidenceCheck::fault_in(LogDossier const& dossier,
                                                std::string const& place) const {
  std::optional<LogFault> first;
  for (auto const& key : alone_.keys) {
    auto fault = fault_of(dossier, key, place);
    if (!fault) return std::nullopt;
    if (!first) first = std::move(fault);
  }
  return first;
}

void EvidenceCheck::signature(GivenEvidence const& given) {
  auto const opened = this->opened(given);
  if (!opened) {
    report_.damage.push_back({LogFinding::checkpoint_signature_wrong, given.place});
    return;
  }
  ++report_.checkpoints;
  if (alone_.policy)
    if (auto const flaw = flaw_under(*alone_.policy, checkpoint_of(given.evidence)))
      report_.damage.push_back({*flaw, given.place});
  auto const [known, is_new] = roots_.emplace(opened->tree.size, opened->tree.root);
  if (!is_new && known->second != opened->tree.root)
    report_.contradictions.push_back({LogFinding::root_differs, given.place});
  if (opened->tree.size >= report_.tree.size) report_.tree = opened->tree;
}

bool EvidenceCheck::holds(ProofFile const& file, TreeHead const& tree) const {
  return alone_.leaf &&
         verify_inclusion({leaf_hash(*alone_.leaf), file.index}, file.hashes, tree).has_value();
}

bool EvidenceCheck::holds(ConsistencyFile const& file, TreeHead const& tree) const {
  auto const old = roots_.find(file.old_size);
  return old != roots_.end() &&
         verify_consistency({file.old_size, old->second}, tree, file.hashes).has_value();
}

void EvidenceCheck::proof(GivenEvidence const& given) {
  auto const opened = this->opened(given);
  if (!opened) return;
  auto finding = LogFinding::proof_wrong;
  auto is_right = true;
  if (auto const* file = std::get_if<ProofFile>(&given.evidence))
    is_right = holds(*file, opened->tree);
  if (auto const* file = std::get_if<ConsistencyFile>(&given.evidence))
    is_right = holds(*file, opened->tree);
  if (auto const* receipt = std::get_if<LogReceipt>(&given.evidence)) {
    finding = LogFinding::receipt_wrong;
    is_right = holds(*receipt);
  }
  if (auto const* dossier = std::get_if<LogDossier>(&given.evidence)) {
    if (auto fault = fault_in(*dossier, given.place)) report_.damage.push_back(*std::move(fault));
    return;
  }
  if (!is_right) report_.damage.push_back({finding, given.place});
}

bool is_of_size(GivenEvidence const& given, std::uint64_t size) {
  auto const note = parse_note(checkpoint_of(given.evidence));
  auto const checkpoint = note ? parse_checkpoint(note->text) : Result<Checkpoint>{note.error()};
  return checkpoint && checkpoint->tree.size == size;
}

}  // namespace

std::optional<std::string> incomplete(EvidenceAlone const& alone) {
  for (auto const& given : alone.given) {
    if (std::holds_alternative<ProofFile>(given.evidence) && !alone.leaf) return given.place;
    auto const* file = std::get_if<ConsistencyFile>(&given.evidence);
    auto const is_old = [&](GivenEvidence const& other) {
      return is_of_size(other, file->old_size);
    };
    if (file && std::none_of(alone.given.begin(), alone.given.end(), is_old)) return given.place;
  }
  return std::nullopt;
}

LogReport check_evidence(EvidenceAlone const& alone) {
  EvidenceCheck check{alone};
  for (auto const& given : alone.given) check.signature(given);
  for (auto const& given : alone.given) check.proof(given);
  return check.report();
}

}  // namespace gozin
