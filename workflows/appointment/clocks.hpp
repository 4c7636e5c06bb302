#pragma once

#include "engine/command/context.hpp"
#include "engine/rules/rule_set.hpp"
#include "workflows/appointment/case.hpp"

#include <array>
#include <optional>
#include <string_view>

// What the rules say about a deadline of a case, found by its name.
namespace gozin::appointment {

/// How long the answer to a request for account may take where the rules set no clock for it: ten
/// days (Iranian council law).
inline constexpr rules::Period kAccountByLaw{10, rules::DayCount::calendar_days};

/// How long the case of the call may take to be opened after an acting head, where the rules set no
/// clock for it.
inline constexpr rules::Period kCallAfterActing{10, rules::DayCount::working_days};

/// How long a second person has, how long before they are reminded, and who steps in when they have
/// said nothing, where the rules set no clock for it. Silence never confirms.
inline constexpr rules::Period kSecondPerson{3, rules::DayCount::working_days};
inline constexpr rules::Period kSecondPersonReminder{1, rules::DayCount::working_days};
inline constexpr std::string_view kBehindSecondPerson = "inspectorate";

/// The clock that the rules set for it; null for deadlines that come from elsewhere, such as the
/// answer of a nominee.
[[nodiscard]] rules::Clock const* clock_of(rules::RuleSet const& rules, Code const& name);

/// The inquiry whose answer it waits for; null where it waits for none.
[[nodiscard]] rules::Inquiry const* inquiry_of(rules::RuleSet const& rules, Case const& state,
                                               Code const& name);

/// The offices that may be told of a miss beside those whose task it is, and then step in.
inline constexpr std::array<std::string_view, 5> kSteppingIn{"mayor", "governor", "minister",
                                                             "council_secretary", "inspectorate"};

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
