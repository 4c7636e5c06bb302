#pragma once

#include "engine/command/context.hpp"
#include "engine/rules/rule_set.hpp"
#include "workflows/appointment/events/drafting.hpp"

namespace gozin::appointment {

/// Draws a panel from a pool by lot: each quota takes its first drawn, then the order of the lot
/// fills the seats and the reserves; who cannot sit is passed over. Whoever has pool, seed, rules
/// and the case draws the same again.
[[nodiscard]] PanelAppointed drawn_panel(std::vector<PersonId> const& pool, Hash const& seed,
                                         Context const& context);

/// Why these people cannot be the panel; nothing when they can.
[[nodiscard]] std::optional<Rejection> flaw_of(PanelAppointed const& panel, Context const& context);

}  // namespace gozin::appointment
