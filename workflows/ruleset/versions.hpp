#pragma once

#include "engine/command/view.hpp"
#include "workflows/ruleset/state.hpp"

namespace gozin::ruleset {

/// `ruleset/<id>-<version>`.
[[nodiscard]] StreamId stream_of_version(Code const& id, int version);

/// The other versions of these rules that stand in this state, the nearest first.
[[nodiscard]] std::vector<StreamId> earlier_in(std::string_view state, View& view,
                                               rules::RuleSet const& rules);
[[nodiscard]] std::vector<StreamId> later_in(std::string_view state, View& view,
                                             rules::RuleSet const& rules);

/// The earlier version that is in force; null when there is none.
[[nodiscard]] RuleSetStream const* earlier_in_force(View& view, rules::RuleSet const& rules);

/// Another version of these rules that was approved at any time; empty when they are the first.
[[nodiscard]] StreamId other_approved(View& view, rules::RuleSet const& rules);

/// The body that approves these rules: the one that the version in force names, since nobody
/// chooses who approves his own proposal (threat T18); for the first of their kind their own word.
[[nodiscard]] StreamId approving_body(View& view, rules::RuleSet const& rules);

}  // namespace gozin::ruleset
