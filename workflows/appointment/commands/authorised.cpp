#include "workflows/appointment/commands/authorised.hpp"

#include "engine/command/preparation.hpp"
#include "engine/command/typed.hpp"
#include "engine/rules/choice.hpp"
#include "workflows/appointment/acting.hpp"
#include "workflows/appointment/clocks.hpp"
#include "workflows/appointment/composition.hpp"
#include "workflows/appointment/judging.hpp"
#include "workflows/appointment/lots.hpp"
#include "workflows/appointment/names.hpp"
#include "workflows/appointment/outsiders.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/ruleset/state.hpp"

#include <algorithm>
#include <span>

namespace gozin::appointment {
namespace {

/// The rule set that a publication pins: the revision of its stream, and its hash.
struct Pinned {
  std::int64_t rev = 0;
  Hash hash;
};

Result<Pinned> pin(Context const& context) {
  auto const& stream = case_of(context).ruleset;
  if (!context.view.in(stream, "InForce"))
    return Rejection{Reason::ruleset_must_be_in_force, stream.text};
  auto const* found = context.view.find<ruleset::RuleSetStream>(stream);
  return Pinned{context.view.folded(stream)->rev, found->hash};
}

std::vector<Code> codes_of(std::vector<rules::Condition> const& conditions) {
  std::vector<Code> codes;
  for (auto const& condition : conditions) codes.push_back(condition.code);
  return codes;
}

Result<PanelAppointed> panel_by_lot(Label const& announced, Context const& context) {
  auto const drawn = draw_lot(context, need_of_panel(), announced);
  if (!drawn) return drawn.error();
  auto panel = drawn_panel(case_of(context).lot->pool, drawn->seed, context);
  panel.lot_announced = drawn->value;
  return panel;
}

Result<std::map<Code, ExactText>> applied_weights(Context const& context) {
  auto const criteria = rules::weigh(rules_of(context), case_of(context).weights);
  if (!criteria) return criteria.error();
  std::map<Code, ExactText> weights;
  for (auto const& criterion : *criteria) weights[criterion.code] = criterion.weight;
  return weights;
}

/// Where nobody says otherwise the window is as long as the clock of the stage; an internal call is
/// short.
Instant usual_end(Instant earliest, Context const& context) {
  auto const* clock = rules::find_clock(rules_of(context), rules::Stage::nominating);
  if (!clock || case_of(context).route == rules::Route::internal) return earliest;
  return std::max(earliest, deadline(context, clock->length));
}

/// The first moment at which the window may close. Where it has been open on paper, those days
/// count; but whoever was named there is entered here, so that it does not end by this very act.
Instant earliest_end(Context const& context, std::optional<Day> called) {
  auto const least = rules::min_open(rules_of(context).nomination, case_of(context).route);
  if (!called) return deadline(context, least);
  auto const& calendar = calendar_of(context);
  auto const since = start_of(*called, calendar.offset);
  return std::max(rules::deadline(calendar, since, least), deadline(context, kNamesFromPaper));
}

/// Whether the register says that somebody has the grade of the post. What it does not say is not
/// so.
bool keeps_grade(PersonId const& who, std::int64_t grade, Context const& context) {
  rules::Condition asked;
  asked.code = Code{"grade"};
  asked.field = rules::Field::grade;
  asked.op = rules::Operator::equal;
  asked.value = grade;
  auto const findings = context.facts.directory().examine(who, std::span{&asked, 1});
  auto const found = findings.find(asked.code);
  return found != findings.end() && found->second == rules::Finding::met;
}

/// Why the ground that the decider names does not hold for this post and person.
std::optional<Rejection> flaw_of_ground(ProposeDirectly const& command, registry::Post const& post,
                                        Context const& context) {
  auto const& rules = rules_of(context);
  if (!rules::permits(rules.routes, rules::Route::direct, command.ground))
    return Rejection{Reason::direct_ground_must_be_listed, std::string{name_of(command.ground)}};
  if (command.ground == rules::DirectReason::exempt_post &&
      !rules::is_exempt(rules, post.post_class))
    return Rejection{Reason::post_must_be_exempt, post.post_class.text};
  if (command.ground == rules::DirectReason::transfer_of_equal_grade &&
      !keeps_grade(command.person, post.grade, context))
    return Rejection{Reason::transfer_must_keep_the_grade, std::to_string(post.grade)};
  return flaw_of_acting(context, command.ground, command.notice);
}

}  // namespace

Result<Decision> decide(AppointPanel const& command, Context const& context) {
  bool const by_name = !command.members.empty() || !command.reserves.empty();
  if (by_name == command.announced.has_value())
    return Rejection{Reason::panel_must_be_named_or_drawn};
  if (case_of(context).panel_drawn) return Rejection{Reason::panel_must_be_drawn_once};
  if (by_name && awaits_drawn_panel(case_of(context)))
    return Rejection{Reason::panel_must_be_drawn_as_announced};
  auto const panel =
      by_name ? Result<PanelAppointed>{PanelAppointed{.chair = command.chair.value_or(PersonId{}),
                                                      .members = command.members,
                                                      .reserves = command.reserves}}
              : panel_by_lot(*command.announced, context);
  if (!panel) return panel.error();
  if (auto const refused = flaw_of(*panel, context)) return *refused;

  Decision decision;
  decision.add(context.stream, *panel);
  return decision;
}

Result<Decision> decide(PublishVacancy const& command, Context const& context) {
  auto const& state = case_of(context);
  auto const& rules = rules_of(context);
  if (state.route == rules::Route::direct) return Rejection{Reason::route_must_have_a_call};
  if (auto const refused = flaw_of_route(state, rules, state.route)) return *refused;
  if (awaits_drawn_panel(state)) return Rejection{Reason::panel_must_be_drawn_as_announced};
  if (state.panel.empty()) return Rejection{Reason::panel_must_be_appointed};
  auto const pinned = pin(context);
  if (!pinned) return pinned.error();
  auto const weights = applied_weights(context);
  if (!weights) return weights.error();
  auto const called = state.paper ? state.paper->called : std::nullopt;
  auto const earliest = earliest_end(context, called);
  auto const closes = command.closes.value_or(usual_end(earliest, context));
  if (closes < earliest)
    return Rejection{Reason::window_must_be_open_long_enough, to_rfc3339(earliest)};

  auto const meeting = context.facts.directory().count_meeting(rules.conditions);
  std::int64_t const least = rules.limits.selectivity_min;
  if (meeting < least && !command.narrowness)
    return Rejection{Reason::few_staff_meet_the_conditions,
                     std::to_string(meeting) + " < " + std::to_string(least)};

  Decision decision;
  decision.add(context.stream,
               VacancyPublished{.ruleset = state.ruleset,
                                .ruleset_rev = pinned->rev,
                                .rules = pinned->hash,
                                .route = state.route,
                                .weights = *weights,
                                .conditions = codes_of(rules.conditions),
                                .staff_meeting = meeting,
                                .closes = closes,
                                .least = least,
                                .narrowness = command.narrowness,
                                .remind = reminder_of(context, {std::string{kWindowEnd}}, closes),
                                .called = called});
  return decision;
}

Result<Decision> decide(ProposeDirectly const& command, Context const& context) {
  auto const& state = case_of(context);
  auto const& rules = rules_of(context);
  if (state.route != rules::Route::direct) return Rejection{Reason::route_must_be_direct};
  if (auto const refused = flaw_of_class(state.post_class, rules)) return *refused;
  auto const pinned = pin(context);
  if (!pinned) return pinned.error();
  auto const register_entry = stream_of(registry::Person::kKind, command.person.text);
  auto const* entry = context.view.find<registry::Person>(register_entry);
  if (!entry || entry->erased)
    return Rejection{Reason::person_must_be_registered, command.person.text};
  auto const* post = context.view.find<registry::Post>(state.post);
  if (!post) return Rejection{Reason::post_must_be_registered, state.post.text};
  if (auto const refused = flaw_of_ground(command, *post, context)) return *refused;
  if (auto const refused = flaw_of_share(context, command.person)) return *refused;
  auto const findings = context.facts.directory().examine(command.person, rules.conditions);
  for (auto const& condition : rules.conditions)
    if (auto const found = findings.find(condition.code);
        found == findings.end() || found->second != rules::Finding::met)
      return Rejection{Reason::person_must_meet_conditions, condition.code.text};

  auto const who = principal_of(context.call);
  auto const own_entry = stream_of(registry::Person::kKind, who.text);
  auto const* decider = context.view.find<registry::Person>(own_entry);
  if (!decider) return Rejection{Reason::person_must_be_registered, who.text};

  bool const acting = command.ground == rules::DirectReason::acting;
  bool const transfers = command.ground == rules::DirectReason::transfer_of_equal_grade;
  auto const count = decider->directs + 1;
  Decision decision;
  decision.add(context.stream, DirectAppointmentProposed{
                                   .ruleset = state.ruleset,
                                   .ruleset_rev = pinned->rev,
                                   .rules = pinned->hash,
                                   .nominee = command.nominee,
                                   .person = command.person,
                                   .ground = command.ground,
                                   .conditions = codes_of(rules.conditions),
                                   .reason = command.reason,
                                   .grade = transfers ? std::optional{post->grade} : std::nullopt,
                                   .decider = who,
                                   .count = count,
                                   .call = acting ? post->claimed_by : std::nullopt,
                                   .notice = command.notice});
  decision.add(own_entry, registry::DirectAppointmentCounted{.by = context.stream, .count = count});
  start_clock(decision, context, rules::Stage::decreeing);
  return decision;
}

Result<void> prepare(std::type_identity<ProposeDirectly>, Preparation& preparation) {
  auto const nominee = "n-" + preparation.fresh_id();
  preparation.input()["nominee"] = nominee;
  preparation.new_key(VaultKeyId{"nominee/" + nominee});
  return {};
}

std::vector<CommandType> authorised_commands() {
  CommandTraits const affairs{.roles = {"administrative_affairs"},
                              .duty = "administrative_affairs"};
  CommandTraits const decider{.roles = {"decider"}, .duty = "decider"};
  return {command_type<AppointPanel>("appointment", "case", affairs),
          command_type<PublishVacancy>("appointment", "case", affairs),
          command_type<ProposeDirectly>("appointment", "case", decider)};
}

}  // namespace gozin::appointment
