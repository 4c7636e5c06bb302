#pragma once

#include "engine/ledger/policy.hpp"
#include "engine/ledger/proof_file.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace gozin {

/// What a witness answers to `add-checkpoint` (C2SP tlog-witness), before it has cosigned.
struct WitnessVerdict {
  int status = 200;                           // 200, 400, 403, 404, 409, 422
  std::optional<Checkpoint> checkpoint = {};  // as a log that is known has signed it
  std::optional<TreeHead> known = {};         // with 409: what was cosigned last
  std::string note = {};                      // the signed checkpoint as it came
};

/// The tree that the witness cosigned last of a log; nothing: none yet.
using LatestOf = std::function<std::optional<TreeHead>(std::string const& origin)>;

/// Judges a request: 400 what is no request, 404 an origin that the policy does not list, 403 no
/// valid signature of one of its keys, 400 an old size beyond the new one, 409 another old size
/// than was cosigned last, or another root of that size, 422 a proof that does not hold. Whoever
/// calls it lets nobody else be judged about the same log before the checkpoint is remembered.
[[nodiscard]] WitnessVerdict judge_checkpoint(std::string_view request, Policy const& policy,
                                              LatestOf const& latest);

/// Whether the verdict tells that the log signed two roots of one size: what was cosigned, and
/// what came now, prove it together.
[[nodiscard]] bool is_split_view(WitnessVerdict const& verdict);

}  // namespace gozin
