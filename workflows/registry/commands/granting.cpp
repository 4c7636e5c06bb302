#include "workflows/registry/commands/granting.hpp"

#include "engine/command/preparation.hpp"
#include "engine/command/typed.hpp"
#include "workflows/registry/reasons.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/registry/today.hpp"

#include <algorithm>

namespace gozin::registry {
namespace {

/// The person whose stream this is; the pipeline has refused streams that do not exist.
Person const& subject_of(Context const& context) {
  return *context.view.find<Person>(context.stream);
}

Code code_of(GrantedRole role) { return Code{std::string{name_of(role)}}; }

bool same_place(Person::Grant const& grant, Code const& role, std::optional<Code> const& scope) {
  return grant.role == role && grant.scope == scope;
}

/// Whether a grant and a time have an instant in common.
bool overlaps(Person::Grant const& grant, Instant from, std::optional<Instant> until) {
  bool const ends_before = grant.until && *grant.until <= from;
  bool const begins_after = until && *until <= grant.from;
  return !ends_before && !begins_after;
}

bool excluded_by(Person::Grant const& grant, Code const& role) {
  auto const held = find_by_name<GrantedRole>(grant.role.text);
  auto const given = find_by_name<GrantedRole>(role.text);
  return held && given && exclude_each_other(*held, *given);
}

bool acts_for(PersonId const& person, Context const& context) {
  return context.call.actor == person || context.call.behalf == person;
}

std::optional<Rejection> flaw_of_end(RoleProposed const& asked, Context const& context) {
  bool const held =
      std::ranges::any_of(subject_of(context).grants, [&](Person::Grant const& grant) {
        return same_place(grant, asked.role, asked.scope) &&
               (!grant.until || *grant.until > context.call.now);
      });
  if (held) return std::nullopt;
  return Rejection{Reason::role_must_be_held, asked.role.text};
}

Instant beginning_of(RoleProposed const& asked, Context const& context) {
  return std::max(asked.from.value_or(context.call.now), context.call.now);
}

std::optional<Rejection> flaw_of(RoleProposed const& asked, Context const& context) {
  if (asked.ends) return flaw_of_end(asked, context);
  auto const from = beginning_of(asked, context);
  if (asked.until && *asked.until <= from)
    return Rejection{Reason::role_must_end_after_it_begins, to_rfc3339(*asked.until)};
  for (auto const& grant : subject_of(context).grants) {
    if (!overlaps(grant, from, asked.until)) continue;
    if (same_place(grant, asked.role, asked.scope))
      return Rejection{Reason::role_must_not_be_held_twice, asked.role.text};
    if (excluded_by(grant, asked.role))
      return Rejection{Reason::roles_must_not_exclude_each_other,
                       grant.role.text + " " + asked.role.text};
  }
  return std::nullopt;
}

void record(Decision& decision, Context const& context, RoleProposed const& asked) {
  if (asked.ends)
    decision.add(context.stream, RoleEnded{.role = asked.role, .scope = asked.scope});
  else
    decision.add(context.stream, RoleGranted{.role = asked.role,
                                             .scope = asked.scope,
                                             .from = beginning_of(asked, context),
                                             .until = asked.until});
}

/// Whether the program alone makes the first administrators: nobody could confirm it, and nothing
/// has been decided here yet.
bool is_founding(Context const& context) {
  constexpr std::size_t kConfirming = 2;
  auto const* log = context.view.find<Log>(log_stream());
  return context.call.role.text == kOperator && log && log->administrators.size() < kConfirming &&
         log->go_live.empty() && !context.view.find<DecreeSeries>(city_decrees());
}

/// Recorded where one person's word is enough, proposed where it is not.
Result<Decision> change(GrantedRole role, RoleProposed const& asked, Context const& context) {
  if (auto const refused = flaw_of(asked, context)) return *refused;
  auto const& person = subject_of(context);
  bool const is_demonstration = is_demonstrators(context);
  bool const is_by_one = !takes_two(role) || is_demonstration || is_founding(context);
  if (!is_by_one && person.proposals.contains(asked.role))
    return Rejection{Reason::role_must_be_proposed_once, asked.role.text};
  Decision decision;
  if (!is_by_one) {
    decision.add(context.stream, asked);
    return decision;
  }
  record(decision, context, asked);
  if (role == GrantedRole::administrator && !asked.ends && !is_demonstration)
    decision.add(log_stream(), AdministratorNamed{.person = person.id});
  return decision;
}

Result<Person::Proposal const*> proposal_of(GrantedRole role, Context const& context) {
  auto const& proposals = subject_of(context).proposals;
  auto const found = proposals.find(code_of(role));
  if (found == proposals.end())
    return Rejection{Reason::role_must_be_proposed, std::string{name_of(role)}};
  return &found->second;
}

}  // namespace

Result<void> prepare(std::type_identity<DropRoleProposal>, Preparation& preparation) {
  preparation.input()["person"] = preparation.stream().key();
  return {};
}

Result<Decision> decide(GrantRole const& command, Context const& context) {
  RoleProposed const asked{.role = code_of(command.role),
                           .scope = command.scope,
                           .from = command.from,
                           .until = command.until};
  if (acts_for(subject_of(context).id, context))
    return Rejection{Reason::role_must_be_granted_by_another, asked.role.text};
  if (command.from && *command.from < context.call.now)
    return Rejection{Reason::role_must_not_begin_in_the_past, to_rfc3339(*command.from)};
  return change(command.role, asked, context);
}

Result<Decision> decide(EndRole const& command, Context const& context) {
  return change(command.role, {.role = code_of(command.role), .scope = command.scope, .ends = true},
                context);
}

Result<Decision> decide(ConfirmRole const& command, Context const& context) {
  auto const proposal = proposal_of(command.role, context);
  if (!proposal) return proposal.error();
  auto const& [asked, by, behalf] = **proposal;
  bool const gets_it = !asked.ends && acts_for(subject_of(context).id, context);
  bool const proposed_it = acts_for(by, context) || (!behalf.empty() && acts_for(behalf, context));
  if (gets_it || proposed_it)
    return Rejection{Reason::role_must_be_confirmed_by_another_person, context.call.actor.text};
  if (auto const refused = flaw_of(asked, context)) return *refused;

  Decision decision;
  record(decision, context, asked);
  return decision;
}

Result<Decision> decide(DropRoleProposal const& command, Context const& context) {
  auto const proposal = proposal_of(command.role, context);
  if (!proposal) return proposal.error();
  // Or no role could be taken from whoever may drop it.
  if (acts_for(subject_of(context).id, context))
    return Rejection{Reason::role_must_be_confirmed_by_another_person, context.call.actor.text};

  Decision decision;
  decision.add(context.stream, RoleProposalDropped{.person = command.person,
                                                   .role = code_of(command.role),
                                                   .reason = command.reason});
  return decision;
}

std::vector<CommandType> granting_commands() {
  CommandTraits const granting{.roles = {"administrator", kOperator}};
  CommandTraits const confirming{.roles = {"administrator", "council_secretary", kOperator}};
  return {command_type<GrantRole>("registry", "person", granting),
          command_type<EndRole>("registry", "person", granting),
          command_type<ConfirmRole>("registry", "person", confirming),
          command_type<DropRoleProposal>("registry", "person", confirming)};
}

}  // namespace gozin::registry
