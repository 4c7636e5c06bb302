#pragma once

#include "engine/command/context.hpp"
#include "workflows/ruleset/state.hpp"

namespace gozin::ruleset {

/// The body that a document names as the one that approves it.
[[nodiscard]] StreamId body_named(rules::RuleSet const& rules);

/// `ruleset/<id>-<version>`.
[[nodiscard]] StreamId stream_of_version(Code const& id, int version);

/// The other versions of these rules that stand in this state, the nearest first.
[[nodiscard]] std::vector<StreamId> earlier_in(std::string_view state, View& view,
                                               rules::RuleSet const& rules);
[[nodiscard]] std::vector<StreamId> later_in(std::string_view state, View& view,
                                             rules::RuleSet const& rules);

/// What keeps these rules from being approved by the number of a resolution: another version of
/// them that was approved at any time, any rules that have been in force, or approved ones for one
/// of their classes of posts. Empty where nothing stands in the way.
[[nodiscard]] StreamId bar_to_resolution(Context const& context, rules::RuleSet const& rules);

/// The rules in force that a proposal would change or stand beside: the earlier version, and all
/// for one of its classes of posts; where there are none, what came into force first in the city.
/// Empty before any rules are in force.
[[nodiscard]] std::vector<StreamId> in_force_over(Context const& context,
                                                  rules::RuleSet const& rules);

/// The rules by which a body votes on a proposal, as they stand: what it was proposed under, or the
/// later version in force that has taken its place. Empty where it was proposed before any rules
/// were in force; with a context, those that are in force now serve then.
[[nodiscard]] StreamId judging_rules(View& view, RuleSetStream const& proposed);
[[nodiscard]] StreamId judging_rules(Context const& context, RuleSetStream const& proposed);

/// The body that approves a proposal: the one that these rules name, since nobody chooses who
/// approves his own proposal (threat T18); for the first rules of the city their own word.
[[nodiscard]] StreamId approving_body(View& view, RuleSetStream const& proposed);

}  // namespace gozin::ruleset
