#pragma once

#include "engine/ledger/log_folder.hpp"

#include <optional>
#include <string>
#include <vector>

namespace gozin {

/// What is needed to judge evidence where its log is not at hand: `leaf` for a proof, the older
/// checkpoint for a proof of consistency.
struct EvidenceAlone {
  std::vector<NoteKey>
      keys;  // of one log: those that signed for it one after another, in any order
  std::vector<GivenEvidence> given;
  std::optional<std::string> leaf = {};
  std::optional<Policy> policy = {};  // whose quorum has to have cosigned every checkpoint
};

/// The place of the first one that cannot be judged with what is there; nothing when all can.
[[nodiscard]] std::optional<std::string> incomplete(EvidenceAlone const& alone);

/// Signatures, cosignatures, proofs and openings; two roots of one size are a contradiction. None
/// is incomplete.
[[nodiscard]] LogReport check_evidence(EvidenceAlone const& alone);

}  // namespace gozin
