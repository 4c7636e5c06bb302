#include "workflows/appointment/commands/recounting.hpp"

#include "engine/command/typed.hpp"
#include "workflows/appointment/clocks.hpp"
#include "workflows/appointment/judging.hpp"
#include "workflows/appointment/names.hpp"
#include "workflows/registry/states.hpp"

namespace gozin::appointment {
namespace {

/// How long the rules let this deadline run; nothing for one that they do not count.
std::optional<rules::Period> period_of(Code const& name, Context const& context) {
  auto const& rules = rules_of(context);
  auto const& state = case_of(context);
  if (auto const* clock = clock_of(rules, name)) return clock->length;
  if (is_account_deadline(name)) return kAccountByLaw;
  for (auto const& [nominee, standing] : state.nominees)
    if (consent_deadline(nominee) == name) return rules.nomination.consent;
  auto const* inquiry = inquiry_of(rules, state, name);
  return inquiry ? std::optional{inquiry->clock} : std::nullopt;
}

/// The window is never shorter than the rules have it, by whatever calendar.
std::optional<Instant> window_end(Context const& context) {
  auto const& state = case_of(context);
  if (!stands_in(context, "Nominating")) return std::nullopt;
  auto const least = rules::deadline(calendar_of(context), state.published,
                                     rules::min_open(rules_of(context).nomination, state.route));
  return least > state.window_closes ? std::optional{least} : std::nullopt;
}

}  // namespace

Result<Decision> decide(RecountDeadlines const&, Context const& context) {
  auto const rev = context.view.folded(registry::log_stream())->rev;
  Decision decision;
  auto const recount = [&](Code const& name, Instant due) {
    decision.add(context.stream, DeadlineRecounted{.name = name,
                                                   .due = due,
                                                   .calendar_rev = rev,
                                                   .remind = reminder_of(context, name, due)});
  };
  for (auto const& [name, open] : case_of(context).deadlines) {
    if (open.missed || open.moved) continue;
    auto const period = period_of(name, context);
    if (!period) continue;
    auto const due = rules::deadline(calendar_of(context), open.set, *period);
    if (due != open.due) recount(name, due);
  }
  if (auto const end = window_end(context)) recount(Code{std::string{kWindowEnd}}, *end);
  if (decision.events.empty()) return Rejection{Reason::deadlines_must_differ};
  return decision;
}

std::vector<CommandType> recounting_commands() {
  return {command_type<RecountDeadlines>("appointment", "case", {.roles = {"clock"}})};
}

}  // namespace gozin::appointment
