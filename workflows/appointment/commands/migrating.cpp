#include "workflows/appointment/commands/migrating.hpp"

#include "engine/command/typed.hpp"
#include "engine/rules/choice.hpp"
#include "workflows/appointment/gates.hpp"
#include "workflows/appointment/judging.hpp"
#include "workflows/appointment/lots.hpp"
#include "workflows/appointment/names.hpp"
#include "workflows/appointment/service.hpp"
#include "workflows/ruleset/state.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

bool is_anybody_judged(Case const& state) {
  return std::ranges::any_of(state.nominees, [](auto const& one) {
    return one.second.standing == Standing::admitted || one.second.standing == Standing::excluded;
  });
}

/// What has been done by the rules so far and would not be what it is by the others.
std::optional<Rejection> flaw_of_past(Case const& state, rules::RuleSet const& from,
                                      rules::RuleSet const& to) {
  auto const done = [](std::string_view what) {
    return Rejection{Reason::migrated_rules_must_leave_what_is_done, std::string{what}};
  };
  // Rules of another kind have judges of their own (threat T18).
  if (to.id != from.id || to.city != from.city) return done("id");
  if (!state.round.empty() && to.kinship != from.kinship) return done("kinship");
  if (is_anybody_judged(state) && to.conditions != from.conditions) return done("conditions");
  if (!state.panel.empty() && to.panel != from.panel) return done("panel");
  bool const compares_alike = to.rounds == from.rounds && to.criteria == from.criteria;
  if (!state.round.empty() && !compares_alike) return done("rounds");
  return std::nullopt;
}

/// The call promised a window by the rules so far; no window is shorter than the rules have it.
std::optional<Rejection> flaw_of_window(Context const& context, rules::RuleSet const& to) {
  auto const& state = case_of(context);
  if (!stands_in(context, "Nominating")) return std::nullopt;
  auto const least = rules::deadline(calendar_of(context), state.published,
                                     rules::min_open(to.nomination, state.route));
  if (least <= state.window_closes) return std::nullopt;
  return Rejection{Reason::window_must_be_open_long_enough, to_rfc3339(least)};
}

std::optional<Rejection> flaw_of_target(Context const& context, rules::RuleSet const& from,
                                        rules::RuleSet const& to) {
  auto const& state = case_of(context);
  if (state.scored) return Rejection{Reason::scores_must_not_be_sealed};
  // On the direct route nobody is scored: there the decision has begun.
  if (stands_in(context, "Decreeing")) return Rejection{Reason::case_must_not_be_decided};
  if (awaits_drawn_panel(state)) return Rejection{Reason::panel_must_be_drawn_as_announced};
  if (auto const refused = flaw_of_route(state, to, state.route)) return refused;
  if (auto const body = unfit_body(to))
    return Rejection{Reason::votes_must_suit_the_gate, body->text};
  if (auto const refused = flaw_of_past(state, from, to)) return *refused;
  if (auto const refused = flaw_of_window(context, to)) return *refused;
  auto const criteria = rules::weigh(to, state.weights);
  return criteria ? std::nullopt : std::optional{criteria.error()};
}

}  // namespace

Result<Decision> decide(MigrateRuleSet const& command, Context const& context) {
  auto const& state = case_of(context);
  auto const* to = context.view.find<ruleset::RuleSetStream>(command.ruleset);
  auto const* from = context.view.find<ruleset::RuleSetStream>(state.ruleset);
  if (!to || !from || !context.view.in(command.ruleset, "InForce") ||
      command.ruleset == state.ruleset)
    return Rejection{Reason::ruleset_must_be_in_force, command.ruleset.text};
  if (auto const refused = flaw_of_target(context, *from->rules, *to->rules)) return *refused;

  Decision decision;
  decision.add(context.stream,
               RuleSetMigrated{.ruleset = command.ruleset,
                               .ruleset_rev = context.view.folded(command.ruleset)->rev,
                               .from = from->hash,
                               .to = to->hash,
                               .reason = command.reason});
  give_notice(decision, context, {.rules = *to->rules, .notice = kRuleSetNotice}, people_in(state));
  return decision;
}

std::vector<CommandType> migrating_commands() {
  return {command_type<MigrateRuleSet>(
      "appointment", "case",
      {.roles = {"administrative_affairs"}, .duty = "administrative_affairs"})};
}

}  // namespace gozin::appointment
