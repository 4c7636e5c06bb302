#include "workflows/ruleset/commands.hpp"

#include "engine/command/preparation.hpp"
#include "engine/command/typed.hpp"
#include "engine/event/json.hpp"
#include "engine/rules/calendar.hpp"
#include "engine/rules/parse.hpp"
#include "workflows/registry/roles.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/ruleset/reasons.hpp"
#include "workflows/ruleset/state.hpp"

#include <algorithm>

namespace gozin::ruleset {
namespace {

/// How far back a version is looked for that is still in force.
constexpr int kVersionsBack = 100;

StreamId stream_of_version(Code const& id, int version) {
  return stream_of(RuleSetStream::kKind, id.text + "-" + std::to_string(version));
}

/// The rule set whose stream this is; the pipeline has refused streams that do not exist.
RuleSetStream const& ruleset_of(Context const& context) {
  return *context.view.find<RuleSetStream>(context.stream);
}

/// The civil day, by the city's calendar where the rules name one that is adopted.
Day today(Context const& context, rules::RuleSet const& rules) {
  std::chrono::minutes offset{0};
  if (auto const* log = context.view.find<registry::Log>(registry::log_stream()))
    if (auto const found = log->calendars.find(rules.calendar); found != log->calendars.end())
      offset = found->second->offset;
  return day_of(context.call.now, offset);
}

/// An earlier version that is in force, the last of them; empty when there is none.
StreamId earlier_in_force(Context const& context, rules::RuleSet const& rules) {
  int const last = std::max(1, rules.version - kVersionsBack);
  for (int version = rules.version - 1; version >= last; --version) {
    auto const stream = stream_of_version(rules.id, version);
    if (context.view.in(stream, "InForce")) return stream;
  }
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

  Decision decision;
  decision.add(context.stream,
               RuleSetProposed{.document = command.document,
                               .hash = sha256(to_canonical(command.document.value))});
  return decision;
}

Result<Decision> decide(ApproveRuleSet const& command, Context const& context) {
  auto const body = stream_of(registry::Body::kKind, ruleset_of(context).rules->approved_by.text);
  if (!context.view.find<registry::Body>(body))
    return Rejection{Reason::approving_body_must_be_formed, body.text};

  Decision decision;
  decision.add(context.stream, RuleSetApproved{.body = body, .resolution = command.resolution});
  return decision;
}

Result<Decision> decide(PutRuleSetInForce const& command, Context const& context) {
  auto const& rules = *ruleset_of(context).rules;
  if (command.from < today(context, rules))
    return Rejection{Reason::ruleset_must_not_be_in_force_in_the_past, to_iso_date(command.from)};
  if (rules.in_force_from && command.from < *rules.in_force_from)
    return Rejection{Reason::ruleset_must_wait_for_its_date, to_iso_date(*rules.in_force_from)};
  if (command.supersedes)
    if (auto const refused = flaw_of_superseded(*command.supersedes, context)) return *refused;
  auto const earlier = earlier_in_force(context, rules);
  if (!earlier.empty() && command.supersedes != earlier)
    return Rejection{Reason::earlier_ruleset_must_be_superseded, earlier.text};

  Decision decision;
  decision.add(context.stream, RuleSetInForce{.from = command.from});
  if (command.supersedes)
    decision.add(*command.supersedes, RuleSetSuperseded{.by = context.stream});
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
          command_type<PutRuleSetInForce>("ruleset", "ruleset", publishing)};
}

}  // namespace gozin::ruleset
