#pragma once

#include "engine/ledger/dossier.hpp"
#include "engine/ledger/receipt.hpp"

#include <string>
#include <string_view>
#include <variant>

namespace gozin {

/// A checkpoint that somebody kept, as it came.
struct KeptCheckpoint {
  std::string note;
  friend bool operator==(KeptCheckpoint const&, KeptCheckpoint const&) = default;
};

/// What a log has once said and can be held to.
using Evidence = std::variant<KeptCheckpoint, ProofFile, ConsistencyFile, LogReceipt, LogDossier>;

/// Tells what it is by how it begins, and reads it strictly; refuses what the reader of that format
/// refuses.
[[nodiscard]] Result<Evidence> parse_evidence(std::string_view bytes);

/// The signed checkpoint within.
[[nodiscard]] std::string const& checkpoint_of(Evidence const& evidence);

}  // namespace gozin
