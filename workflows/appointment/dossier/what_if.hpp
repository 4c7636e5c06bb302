#pragma once

#include "engine/core/named_enum.hpp"
#include "workflows/appointment/dossier/case_file.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace gozin::appointment {

/// What follows from a rule set in a case that has been judged already. `weights`: the vacancy's
/// own; `ranking` and `count`: whether there is one at all, or the rule that refuses it; `gate`:
/// what its body is asked.
#define GOZIN_CONSEQUENCE_KINDS(X) \
  X(weights)                       \
  X(ranking)                       \
  X(score)                         \
  X(rank)                          \
  X(floor)                         \
  X(permitted)                     \
  X(gate)                          \
  X(count)                         \
  X(quorum)                        \
  X(majority)                      \
  X(second_majority)               \
  X(outcome)
GOZIN_NAMED_ENUM(ConsequenceKind, GOZIN_CONSEQUENCE_KINDS)

/// One of them under both rule sets. Values: exact fractions, places, codes; a comparison as
/// `have >= needed` or `have < needed`; empty: there is none.
struct Consequence {
  std::int64_t seq = 0;  // of the event that established it
  ConsequenceKind kind = ConsequenceKind::score;
  std::string about;  // a nominee's id, a ballot's code, or empty
  std::string was;
  std::string would;

  [[nodiscard]] bool differs() const { return was != would; }
  friend bool operator==(Consequence const&, Consequence const&) = default;
};

/// What the scores and votes of a case come to under its own rule set and under another one, in the
/// order of its events: every score, place, floor missed and permission of each ranking; quorum,
/// majority and outcome of each ballot that was counted. Acts that the other rules would not have
/// called for, or would have called for beside them, are not made up: who judged, was asked and
/// voted stays as it was. A vacancy's own weights are kept where the other rules permit them; else
/// theirs are taken. A casting vote or lot that fell counts where the other rules have a use for
/// it.
[[nodiscard]] std::vector<Consequence> what_if(CaseFile const& file, rules::RuleSet const& other);

}  // namespace gozin::appointment
