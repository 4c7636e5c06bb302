#pragma once

#include "engine/command/context.hpp"
#include "engine/rules/rule_set.hpp"

namespace gozin::session {

/// The notice that a body is owed of a session, and as long of each item.
struct Notice {
  rules::RuleSet const& rules;
  rules::Period period;
};

/// After which moment a session must begin of which the body is told now: the notice lies between,
/// in whole days of the city's calendar. The present moment where none is owed. Refused as
/// `calendar_must_be_adopted`.
[[nodiscard]] Result<Instant> earliest_start(Notice const& notice, Context const& context);

}  // namespace gozin::session
