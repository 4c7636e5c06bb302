#include "workflows/ruleset/commands.hpp"

#include "engine/command/preparation.hpp"
#include "engine/command/typed.hpp"
#include "engine/event/json.hpp"
#include "engine/rules/calendar.hpp"
#include "engine/rules/parse.hpp"
#include "workflows/registry/roles.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/ruleset/reasons.hpp"
#include "workflows/ruleset/versions.hpp"

#include <algorithm>

namespace gozin::ruleset {
namespace {

/// The rule set whose stream this is; the pipeline has refused streams that do not exist.
RuleSetStream const& ruleset_of(Context const& context) {
  return *context.view.find<RuleSetStream>(context.stream);
}

/// The calendar by which these rules count; null where the city has not adopted it.
rules::Calendar const* calendar_of(Context const& context, rules::RuleSet const& rules) {
  auto const* log = context.view.find<registry::Log>(registry::log_stream());
  if (!log || !log->calendars.contains(rules.calendar)) return nullptr;
  return log->calendars.at(rules.calendar).get();
}

/// The nearest earlier version that is in force; empty when there is none.
StreamId superseded_by(Context const& context, rules::RuleSet const& rules) {
  auto const earlier = earlier_in("InForce", context.view, rules);
  return earlier.empty() ? StreamId{} : earlier.front();
}

/// Operators are told apart by what they call themselves alone.
bool same(PersonId const& one, PersonId const& other) {
  auto const operates = [](PersonId const& who) {
    return who.text.starts_with(registry::kOperatorActor);
  };
  return one == other || (operates(one) && operates(other));
}

StreamId body_in_force(Context const& context, StreamId const& ruleset) {
  return body_named(*context.view.find<RuleSetStream>(ruleset)->rules);
}

/// A later version that is in force or waits for its day; empty when there is none.
StreamId later_standing(Context const& context, rules::RuleSet const& rules) {
  for (auto const* state : {"InForce", "Scheduled"})
    if (auto const later = later_in(state, context.view, rules); !later.empty())
      return later.front();
  return {};
}

std::optional<Rejection> flaw_of_superseded(StreamId const& stream, Context const& context) {
  if (!context.view.in(stream, "InForce"))
    return Rejection{Reason::superseded_ruleset_must_be_in_force, stream.text};
  auto const& old = *context.view.find<RuleSetStream>(stream)->rules;
  auto const& rules = *ruleset_of(context).rules;
  if (old.id != rules.id || old.city != rules.city || old.version >= rules.version)
    return Rejection{Reason::superseded_ruleset_must_be_earlier, stream.text};
  return std::nullopt;
}

}  // namespace

Result<void> prepare(std::type_identity<ProposeRuleSet>, Preparation& preparation) {
  auto const* document = preparation.input().if_contains("document");
  if (!document) return {};
  auto const rules = rules::parse_rule_set(*document);
  if (!rules) return rules.error();
  preparation.open_as(stream_of_version(rules->id, rules->version));
  return {};
}

Result<Decision> decide(ProposeRuleSet const& command, Context const& context) {
  auto const rules = rules::parse_rule_set(command.document.value);
  if (!rules) return rules.error();
  if (context.stream != stream_of_version(rules->id, rules->version))
    return Rejection{Reason::ruleset_must_bear_its_name, context.stream.text};

  // Who approves what is in force for some of the posts approves what would stand in its place.
  auto const over = in_force_over(context, *rules);
  for (auto const& other : over)
    if (body_in_force(context, other) != body_in_force(context, over.front()))
      return Rejection{Reason::rulesets_must_share_their_approving_body, other.text};

  Decision decision;
  decision.add(
      context.stream,
      RuleSetProposed{.document = command.document,
                      .hash = sha256(to_canonical(command.document.value)),
                      .judged_by = over.empty() ? std::nullopt : std::optional{over.front()}});
  return decision;
}

Result<Decision> decide(ApproveRuleSet const& command, Context const& context) {
  auto const& state = ruleset_of(context);
  auto const body = approving_body(context.view, state);
  if (!context.view.find<registry::Body>(body))
    return Rejection{Reason::approving_body_must_be_formed, body.text};
  // Once there are rules by which a body can vote, it votes on any others.
  auto const other = bar_to_resolution(context, *state.rules);
  if (!other.empty()) return Rejection{Reason::resolution_must_be_voted_on, other.text};
  for (auto const& person : {context.call.actor, context.call.behalf})
    if (std::ranges::any_of(state.proposers, [&](auto const& one) { return same(one, person); }))
      return Rejection{Reason::ruleset_must_be_approved_by_another, person.text};

  Decision decision;
  decision.add(context.stream, RuleSetApproved{.body = body, .resolution = command.resolution});
  return decision;
}

Result<Decision> decide(PutRuleSetInForce const& command, Context const& context) {
  auto const& rules = *ruleset_of(context).rules;
  auto const* calendar = calendar_of(context, rules);
  if (!calendar) return Rejection{Reason::ruleset_calendar_must_be_adopted, rules.calendar.text};
  auto const today = day_of(context.call.now, calendar->offset);
  if (command.from < today)
    return Rejection{Reason::ruleset_must_not_be_in_force_in_the_past, to_iso_date(command.from)};
  if (rules.in_force_from && command.from < *rules.in_force_from)
    return Rejection{Reason::ruleset_must_wait_for_its_date, to_iso_date(*rules.in_force_from)};
  if (command.supersedes)
    if (auto const refused = flaw_of_superseded(*command.supersedes, context)) return *refused;
  auto const earlier = superseded_by(context, rules);
  if (!earlier.empty() && command.supersedes != earlier)
    return Rejection{Reason::earlier_ruleset_must_be_superseded, earlier.text};
  if (auto const later = later_standing(context, rules); !later.empty())
    return Rejection{Reason::later_ruleset_must_not_stand, later.text};

  Decision decision;
  bool const at_once = command.from == today;
  auto const begins = start_of(command.from, calendar->offset);
  if (at_once)
    decision.add(context.stream, RuleSetInForce{.from = command.from});
  else
    decision.add(context.stream, RuleSetScheduled{.from = command.from, .begins = begins});
  if (at_once && command.supersedes)
    decision.add(*command.supersedes, RuleSetSuperseded{.by = context.stream});
  for (auto const& waiting : earlier_in("Scheduled", context.view, rules))
    if (at_once || begins <= context.view.find<RuleSetStream>(waiting)->begins)
      decision.add(waiting, RuleSetSuperseded{.by = context.stream});
  return decision;
}

Result<Decision> decide(BeginRuleSet const&, Context const& context) {
  auto const& state = ruleset_of(context);
  if (!state.begins || context.call.now < *state.begins)
    return Rejection{Reason::ruleset_must_wait_for_its_date,
                     state.begins ? to_rfc3339(*state.begins) : ""};
  auto const earlier = superseded_by(context, *state.rules);

  Decision decision;
  decision.add(context.stream, RuleSetInForce{.from = state.in_force_from.value()});
  if (!earlier.empty()) decision.add(earlier, RuleSetSuperseded{.by = context.stream});
  return decision;
}

std::vector<CommandType> ruleset_commands() {
  CommandTraits const proposing{
      .roles = {"administrative_affairs", "council_secretary", registry::kOperator}, .opens = true};
  CommandTraits const approving{.roles = {registry::kBodySecretary, registry::kOperator}};
  CommandTraits const publishing{
      .roles = {registry::kBodySecretary, "administrative_affairs", registry::kOperator}};
  return {command_type<ProposeRuleSet>("ruleset", "ruleset", proposing),
          command_type<ApproveRuleSet>("ruleset", "ruleset", approving),
          command_type<PutRuleSetInForce>("ruleset", "ruleset", publishing),
          command_type<BeginRuleSet>("ruleset", "ruleset", {.roles = {registry::kClock}})};
}

}  // namespace gozin::ruleset
