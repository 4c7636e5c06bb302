#pragma once

#include "engine/core/result.hpp"
#include "engine/ledger/proof_file.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <boost/json/value.hpp>

namespace gozin {

/// What a leaf hides behind a commitment, shown to whoever may know it.
struct Opening {
  std::string name;
  Hash salt;
  std::string value;
  friend bool operator==(Opening const&, Opening const&) = default;
};

/// What somebody takes home for what they did: the leaf as it was hashed, the proof that it stands
/// in the log, and the values behind its commitments that are theirs.
struct LogReceipt {
  std::string leaf;
  ProofFile proof;
  std::vector<Opening> openings = {};
  friend bool operator==(LogReceipt const&, LogReceipt const&) = default;
};

/// One line of canonical JSON: `{"format": "gozin-receipt@v1", "leaf": text, "openings": [{"name",
/// "salt" (hexadecimal), "value"}], "proof": text}`. The reader takes only what the writer writes
/// and refuses the rest as `receipt_must_be_well_formed`.
[[nodiscard]] std::string to_text(LogReceipt const& receipt);
[[nodiscard]] Result<LogReceipt> parse_receipt(std::string_view text);

/// The checkpoint within, when leaf, proof and every opening fit each other. Refuses what
/// `verify_proof_file` refuses; `receipt_must_be_well_formed` when the leaf is no leaf or says
/// another index or origin; `opening_must_fit_leaf` when no commitment of the leaf is of that name,
/// salt and value.
[[nodiscard]] Result<Checkpoint> verify_receipt(LogReceipt const& receipt, LogKeys const& keys);

/// Adds the key that the receipt's leaf names as the next one of the log. False, and nothing is
/// changed, where `verify_receipt` refuses it, where the leaf rotates no key, and where the
/// checkpoint within does not bear the lines of both: the word of the former for the next.
[[nodiscard]] bool hand_over(LogKeys& keys, LogReceipt const& receipt);

/// Every `{"commitment": …}` within the data of a leaf.
[[nodiscard]] std::vector<Hash> commitments_in(boost::json::value const& data);

}  // namespace gozin
