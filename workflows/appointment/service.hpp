#pragma once

#include "workflows/appointment/commands/progress.hpp"

#include <optional>

namespace gozin::appointment {

/// Refused as `service_must_follow_what_it_tells` where the day of service lies before the case
/// began, or before a recorded attempt through the same channel. What the program itself gives
/// notice of lies in the inbox from that moment on, and is served by no way earlier.
[[nodiscard]] std::optional<Rejection> flaw_of_service_day(Context const& context,
                                                           ServeNotice const& command);

/// A notice that follows from an act of the case, and the rules by which it is served.
struct GivenNotice {
  rules::RuleSet const& rules;
  std::string_view notice;
};

/// Puts a notice into the inboxes of these people, where the rules serve by inbox.
void give_notice(Decision& decision, Context const& context, GivenNotice const& given,
                 std::set<PersonId> const& people);

}  // namespace gozin::appointment
