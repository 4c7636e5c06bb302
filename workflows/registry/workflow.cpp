#include "workflows/registry/workflow.hpp"

#include "engine/command/typed.hpp"
#include "workflows/registry/authority.hpp"
#include "workflows/registry/charts.hpp"
#include "workflows/registry/commands/accounts.hpp"
#include "workflows/registry/commands/bodies.hpp"
#include "workflows/registry/commands/granting.hpp"
#include "workflows/registry/commands/log.hpp"
#include "workflows/registry/commands/opening.hpp"
#include "workflows/registry/commands/people.hpp"
#include "workflows/registry/commands/posts.hpp"
#include "workflows/registry/commands/seating.hpp"
#include "workflows/registry/fold.hpp"
#include "workflows/registry/tables.hpp"

namespace gozin::registry {
namespace {

template <class State, class Events>
StreamKind kind_of(chart::Chart chart, Events events,
                   void (*project)(Projected const&, std::vector<TableRow>&)) {
  auto kind = stream_kind<State>(chart, events);
  kind.project = project;
  return kind;
}

/// A role held for one unit or body counts for what belongs to it alone.
Place place_of(Context const& context) {
  if (context.stream.kind() == Body::kKind)
    return {.scope = Code{std::string{context.stream.key()}}, .body = context.stream};
  if (auto const* person = context.view.find<Person>(context.stream))
    return {.scope = person->unit, .body = {}};
  if (auto const* post = context.view.find<Post>(context.stream))
    return {.scope = post->unit, .body = {}};
  return {};
}

std::optional<Rejection> authorise(CommandType const& type, Context const& context) {
  return authorise_by_grants(type, context, place_of(context));
}

std::vector<CommandType> all_commands() {
  auto commands = people_commands();
  for (auto& type : granting_commands()) commands.push_back(std::move(type));
  for (auto& type : post_commands()) commands.push_back(std::move(type));
  for (auto& type : opening_commands()) commands.push_back(std::move(type));
  for (auto& type : log_commands()) commands.push_back(std::move(type));
  for (auto& type : body_commands()) commands.push_back(std::move(type));
  for (auto& type : seating_commands()) commands.push_back(std::move(type));
  for (auto& type : account_commands()) commands.push_back(std::move(type));
  return commands;
}

}  // namespace

Workflow registry_workflow() {
  Workflow workflow;
  workflow.name = "registry";
  workflow.kinds.push_back(
      kind_of<Log>(log_chart(),
                   EventList<LogOpened, CalendarAdopted, EpochKeyActivated, EpochKeyDestroyed,
                             AccessJournalSealed, SigningKeyRotated, GoLiveSet, AccountsAdopted,
                             AdministratorNamed>{},
                   nullptr));
  workflow.kinds.push_back(kind_of<Person>(
      person_chart(),
      EventList<PersonRegistered, PersonMoved, PersonDescribed, RoleGranted, RoleEnded,
                OverrideCounted, DirectAppointmentCounted, KinDeclared, PostTaken, PostLeft,
                SubjectErasureRequested, SubjectErasureConfirmed, SubjectErasureWithdrawn,
                SubjectErased, HoldPlaced, HoldLifted, AccountBound, CredentialsReplaced,
                AccountClosed, RoleProposed, RoleProposalDropped>{},
      &project_person));
  workflow.kinds.push_back(kind_of<Post>(
      post_chart(),
      EventList<PostRegistered, PostClaimed, PostReleased, PostFilled, ActingClaimed,
                ActingReleased, ActingAppointed, PostVacated, PostChanged, HolderProposed,
                HolderRecorded, ActingHeadRecorded, HolderProposalDropped>{},
      &project_post));
  workflow.kinds.push_back(kind_of<BudgetLine>(
      budget_chart(),
      EventList<BudgetLineOpened, BudgetLineChanged, CreditReserved, CreditReleased, CreditUsed>{},
      &project_budget));
  workflow.kinds.push_back(kind_of<Body>(
      body_chart(),
      EventList<BodyFormed, MemberSeated, MemberLeft, SeatProposed, SeatProposalDropped>{},
      &project_body));
  workflow.kinds.push_back(kind_of<DecreeSeries>(
      decrees_chart(), EventList<DecreeSeriesProposed, DecreeSeriesOpened, DecreeNumberTaken>{},
      nullptr));
  workflow.commands = all_commands();
  workflow.tables = {&person_list(), &role_grants(), &post_list(),  &budget_list(),
                     &body_list(),   &body_member(), &acting_list()};
  workflow.authorise = &authorise;
  return workflow;
}

}  // namespace gozin::registry
