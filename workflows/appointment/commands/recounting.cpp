#include "workflows/appointment/commands/recounting.hpp"

#include "engine/command/typed.hpp"
#include "workflows/appointment/clocks.hpp"
#include "workflows/appointment/judging.hpp"
#include "workflows/appointment/names.hpp"
#include "workflows/appointment/objections.hpp"
#include "workflows/registry/states.hpp"

namespace gozin::appointment {
namespace {

/// How long the rules let this deadline run; nothing for one that they do not count.
std::optional<rules::Period> period_of(Code const& name, Context const& context) {
  auto const& rules = rules_of(context);
  auto const& state = case_of(context);
  if (name == stage_deadline(rules::Stage::publication))
    return length_of(context, rules::Stage::publication, state.deadlines.at(name).set);
  if (auto const* clock = clock_of(rules, name)) return clock->length;
  if (is_account_deadline(name)) return kAccountByLaw;
  if (is_transcription_deadline(name)) return kSecondPerson;
  for (auto const& [nominee, standing] : state.nominees)
    if (consent_deadline(nominee) == name) return rules.nomination.consent;
  for (auto const& objection : state.objections)
    if (objection_deadline(objection.code) == name) return rules.objections.decision;
  auto const* inquiry = inquiry_of(rules, state, name);
  return inquiry ? std::optional{inquiry->clock} : std::nullopt;
}

/// An end that stands in a field of its own, and what the rules have it counted from.
struct End {
  std::string_view name;
  Instant due;
  Instant from;
  rules::Period least;
};

/// When the call was published: here, or on paper before.
Instant called_at(Context const& context) {
  auto const& state = case_of(context);
  auto const called = state.paper ? state.paper->called : std::nullopt;
  return called ? start_of(*called, calendar_of(context).offset) : state.published;
}

/// The end under way where the case stands: at most one.
std::optional<End> end_here(Context const& context) {
  auto const& state = case_of(context);
  auto const& rules = rules_of(context);
  if (stands_in(context, "Nominating"))
    return End{kWindowEnd, state.window_closes, called_at(context),
               rules::min_open(rules.nomination, state.route)};
  if (stands_in(context, "Hearing") && state.objections_close != Instant{})
    return End{kObjectionsEnd, state.objections_close, state.objections_from,
               rules.objections.against_ranking};
  if (!stands_in(context, "AwaitingEffect") || !state.review || !state.review->binds)
    return std::nullopt;
  auto const* gate = rules::find_gate(rules, state.review->gate);
  if (!gate || !gate->binds_after) return std::nullopt;
  return End{kResolutionEnd, *state.review->binds, state.review->sent, gate->binds_after->length};
}

/// Such an end is never earlier than the rules have it, by whatever calendar.
std::optional<Instant> later_end(Context const& context, End const& end) {
  auto const least = rules::deadline(calendar_of(context), end.from, end.least);
  return least > end.due ? std::optional{least} : std::nullopt;
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
  auto const end = end_here(context);
  auto const later = end ? later_end(context, *end) : std::nullopt;
  if (later) recount(Code{std::string{end->name}}, *later);
  if (decision.events.empty()) return Rejection{Reason::deadlines_must_differ};
  return decision;
}

std::vector<CommandType> recounting_commands() {
  return {command_type<RecountDeadlines>("appointment", "case", {.roles = {"clock"}})};
}

}  // namespace gozin::appointment
