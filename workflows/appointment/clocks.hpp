#pragma once

#include "engine/command/context.hpp"
#include "engine/rules/rule_set.hpp"
#include "workflows/appointment/case.hpp"

#include <optional>

// What the rules say about a deadline of a case, found by its name.
namespace gozin::appointment {

/// How long the answer to a request for account may take where the rules set no clock for it: ten
/// days (Iranian council law).
inline constexpr rules::Period kAccountByLaw{10, rules::DayCount::calendar_days};

/// How long the case of the call may take to be opened after an acting head, where the rules set no
/// clock for it.
inline constexpr rules::Period kCallAfterActing{10, rules::DayCount::working_days};

/// The clock that the rules set for it; null for deadlines that come from elsewhere, such as the
/// answer of a nominee.
[[nodiscard]] rules::Clock const* clock_of(rules::RuleSet const& rules, Code const& name);

/// The inquiry whose answer it waits for; null where it waits for none.
[[nodiscard]] rules::Inquiry const* inquiry_of(rules::RuleSet const& rules, Case const& state,
                                               Code const& name);

/// When those it waits for are reminded: at the start of a civil day. Nothing where the rules want
/// no reminder, or where that moment has passed already.
[[nodiscard]] std::optional<Instant> reminder_of(Context const& context, Code const& name,
                                                 Instant due);

/// The office that is told when it is missed: the clock's, and for the silence of an outside
/// authority that may not pass in silence the deciding one. Nothing where the miss is only noted.
[[nodiscard]] std::optional<Code> escalation_of(rules::RuleSet const& rules, Case const& state,
                                                Code const& name);

/// Moves whatever is still to come, but for what runs on (`runs_on`), by the time that the case
/// stood still: `DeadlineExtended` for each.
void move_deadlines(Decision& decision, Context const& context, std::int64_t stood_ms);

}  // namespace gozin::appointment
