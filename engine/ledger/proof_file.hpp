#pragma once

#include "engine/core/result.hpp"
#include "engine/ledger/log_keys.hpp"
#include "engine/ledger/proof.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace gozin {

/// That one entry stands in the log, for whoever has its bytes (C2SP tlog-proof): its index, the
/// hashes that lead to the root, and the signed checkpoint as it came.
struct ProofFile {
  std::uint64_t index = 0;
  Proof hashes = {};
  std::string checkpoint;
  friend bool operator==(ProofFile const&, ProofFile const&) = default;
};

/// The line `c2sp.org/tlog-proof@v1`, the line `index <n>`, one hash in base64 a line, a blank
/// line, the checkpoint. The reader refuses everything else, an `extra` line, more than 63 hashes
/// and a checkpoint that is no note among it, as `proof_must_be_well_formed`.
[[nodiscard]] std::string to_text(ProofFile const& file);
[[nodiscard]] Result<ProofFile> parse_proof_file(std::string_view text);

/// The checkpoint within, when the leaf stands under it. The key has to have signed it. Refuses
/// what `open_checkpoint` and `verify_inclusion` refuse.
[[nodiscard]] Result<Checkpoint> verify_proof_file(ProofFile const& file, Hash const& leaf,
                                                   LogKeys const& keys);

/// That a later tree of the log begins with an earlier one. The text is the body of a request to a
/// witness (C2SP tlog-witness, `add-checkpoint`).
struct ConsistencyFile {
  std::uint64_t old_size = 0;
  Proof hashes = {};
  std::string checkpoint;
  friend bool operator==(ConsistencyFile const&, ConsistencyFile const&) = default;
};

/// The line `old <size>`, one hash in base64 a line, a blank line, the later checkpoint. The reader
/// refuses everything else, more than 63 hashes and a checkpoint that is no note among it, as
/// `proof_must_be_well_formed`.
[[nodiscard]] std::string to_text(ConsistencyFile const& file);
[[nodiscard]] Result<ConsistencyFile> parse_consistency_file(std::string_view text);

}  // namespace gozin
