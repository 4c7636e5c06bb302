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

/// Who plans by these does not work in the city's offices, or loses a say with them: they only
/// grow.
bool must_only_grow(Code const& name, Case const& state) {
  for (auto const stage : {rules::Stage::declaring, rules::Stage::sealing})
    if (stage_deadline(stage) == name) return true;
  for (auto const& [nominee, standing] : state.nominees)
    if (consent_deadline(nominee) == name) return true;
  return false;
}

/// Whether a deadline may move from one moment to the other now. None is moved into the past.
bool may_move(Code const& name, Instant from, Instant to, Context const& context) {
  if (to > from) return true;
  return to < from && to > context.call.now && !must_only_grow(name, case_of(context));
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
    if (may_move(name, open.due, due, context)) recount(name, due);
  }
  if (auto const end = window_end(context)) recount(Code{std::string{kWindowEnd}}, *end);
  if (decision.events.empty()) return Rejection{Reason::deadlines_must_differ};
  return decision;
}

std::vector<CommandType> recounting_commands() {
  return {command_type<RecountDeadlines>("appointment", "case", {.roles = {"clock"}})};
}

}  // namespace gozin::appointment
