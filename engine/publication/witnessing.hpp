#pragma once

#include "engine/core/named_enum.hpp"
#include "engine/ledger/policy.hpp"
#include "engine/publication/receipts.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gozin {

/// How it stands with a witness: it has cosigned; it does not answer; it does not take what is
/// submitted (it does not know the log or its key, or answers with what is no cosignature); it has
/// seen a history of this log that this log does not extend.
#define GOZIN_WITNESS_STANDINGS(X) \
  X(cosigning)                     \
  X(unreachable)                   \
  X(refusing)                      \
  X(contradicting)
GOZIN_NAMED_ENUM(Standing, GOZIN_WITNESS_STANDINGS)

/// A checkpoint as it was submitted: from the size that the witness is believed to have.
struct Submitted {
  CosignerKey witness;
  std::string checkpoint;  // the note as its log signed it, without any cosignature
  std::uint64_t old_size = 0;
  std::uint64_t size = 0;
};

/// What the witness's answer says (C2SP tlog-witness, `add-checkpoint`).
struct Heard {
  Standing standing = Standing::unreachable;
  std::string line = {};                    // its verified cosignature, where it cosigned
  std::optional<std::uint64_t> known = {};  // the size that it has instead of the old one
};

/// The next thing to submit to a witness that has a tree of `old_size`: the newest stored
/// checkpoint with the proof. Refuses as `prove_consistency` does: `tree_must_not_shrink` where the
/// witness has more than this log.
[[nodiscard]] Result<ConsistencyFile> next_submission(StoreView& store, LogTree const& tree,
                                                      LogKeys const& keys, std::uint64_t old_size);

/// Judges an answer; status 0: there was none. A size beyond what was submitted is left to the
/// caller, whose log may have grown since.
[[nodiscard]] Heard hear(int status, std::string const& body, Submitted const& submitted);

/// How it stands with a witness of a policy, for people.
struct WitnessReport {
  std::string name;
  std::string vkey;
  std::optional<std::int64_t> size = {};  // of the newest checkpoint that it cosigned
  Instant cosigned = {};                  // when, to the second
  std::optional<Standing> standing = {};  // as of the last attempt; nothing: none yet
  std::int64_t standing_size = 0;
  Instant since = {};
};

struct WitnessingReport {
  std::vector<WitnessReport> witnesses;  // as in the policy
  bool is_quorum_met = false;            // of the newest stored checkpoint
};

[[nodiscard]] WitnessingReport report_witnesses(StoreView& store, Policy const& policy);

}  // namespace gozin
