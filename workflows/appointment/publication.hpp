#pragma once

#include "engine/rules/rule_set.hpp"
#include "workflows/appointment/case.hpp"

#include <set>

namespace gozin::appointment {

/// How many of the nominees the rule set's publication duty lets stand by name where all of them
/// are shown with what they were given: by the duty for `dossier`; where there is none, the
/// narrowest of those for shortlist, ranking and ballot, all three of which a dossier joins.
/// Without each of these, nobody but the person selected.
[[nodiscard]] rules::PublishedNames names_in_dossier(rules::RuleSet const& rules);

/// The nominees who stand by name in a dossier: nobody before the decree is published, then the
/// person it appoints, and, as the duty says, those who could be chosen or everybody admitted.
[[nodiscard]] std::set<NomineeId> named_in_dossier(Case const& state, rules::RuleSet const& rules);

/// Within what time of its registration the duty has the decree published. What the program shows
/// by itself is there with the event.
[[nodiscard]] std::optional<rules::Period> decree_duty(rules::RuleSet const& rules);

}  // namespace gozin::appointment
