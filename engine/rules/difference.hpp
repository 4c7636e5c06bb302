#pragma once

#include "engine/core/named_enum.hpp"
#include "engine/rules/rule_set.hpp"

#include <optional>
#include <string>
#include <vector>

#include <boost/json/value.hpp>

namespace gozin::rules {

/// One place at which two rule documents say different things. Items of lists are named by what
/// tells them apart (their code, channel, level), not by their number:
/// `/gates/council_advice/kind`.
struct Change {
  std::string path;
  std::optional<boost::json::value> before = std::nullopt;  ///< absent: added
  std::optional<boost::json::value> after = std::nullopt;   ///< absent: taken away
  friend bool operator==(Change const&, Change const&) = default;
};

/// Every difference, in the order of the earlier document; what was only moved within a list
/// without order makes none. Any JSON will do.
[[nodiscard]] std::vector<Change> differences(boost::json::value const& before,
                                              boost::json::value const& after);

/// What a change of a rule set means for a case.
#define GOZIN_RULES_EFFECTS(X) \
  X(identity)                  \
  X(calendar)                  \
  X(approval)                  \
  X(routes)                    \
  X(permitted_set)             \
  X(decider)                   \
  X(quorum)                    \
  X(majority)                  \
  X(secrecy)                   \
  X(election)                  \
  X(ballot_tie)                \
  X(papers)                    \
  X(fallback)                  \
  X(recusal)                   \
  X(session_notice)            \
  X(body)                      \
  X(gate_kind)                 \
  X(gate_binding)              \
  X(gates)                     \
  X(window)                    \
  X(nomination)                \
  X(eligibility)               \
  X(inquiries)                 \
  X(weight)                    \
  X(weight_bounds)             \
  X(floor)                     \
  X(scale)                     \
  X(instrument)                \
  X(criteria)                  \
  X(cut_off)                   \
  X(rounds)                    \
  X(panel)                     \
  X(aggregation)               \
  X(moderation)                \
  X(rank_tie)                  \
  X(second_opinion)            \
  X(objections)                \
  X(clock)                     \
  X(service)                   \
  X(publication)               \
  X(duties)                    \
  X(kinship)                   \
  X(decree)                    \
  X(limits)
GOZIN_NAMED_ENUM(Effect, GOZIN_RULES_EFFECTS)

/// An effect with what it is about, and where numbers say more than the text: how many are needed
/// when all seats are filled and present (quorum, majority), the exact weight in the total. Empty
/// where the rule set does not know the subject or no number follows.
struct Meaning {
  Effect effect = Effect::identity;
  Code subject;
  std::string before = {};
  std::string after = {};
  friend bool operator==(Meaning const&, Meaning const&) = default;
};

/// What the change at this path means for a case under these rules.
[[nodiscard]] Meaning meaning_of(std::string const& path, RuleSet const& before,
                                 RuleSet const& after);

}  // namespace gozin::rules
