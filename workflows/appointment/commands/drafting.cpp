#include "workflows/appointment/commands/drafting.hpp"

#include "engine/command/typed.hpp"
#include "workflows/appointment/acting.hpp"
#include "workflows/appointment/gates.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/registry/today.hpp"
#include "workflows/ruleset/state.hpp"

namespace gozin::appointment {
namespace {

/// What a description must have, first or amended: a route that its class may take, money above
/// nothing, on a known line.
template <class Described>
std::optional<Rejection> flaw(Described const& command, Context const& context) {
  if (case_of(context).tenure == Tenure::acting && command.route != rules::Route::direct)
    return Rejection{Reason::route_must_be_direct, std::string{name_of(command.route)}};
  if (auto const refused = flaw_of_route(case_of(context), rules_of(context), command.route))
    return refused;
  if (command.yearly_cost <= 0) return Rejection{Reason::cost_must_be_positive};
  if (!context.view.find<registry::BudgetLine>(command.budget_line))
    return Rejection{Reason::budget_line_must_be_registered, command.budget_line.text};
  return std::nullopt;
}

/// The post is there and nobody holds it: what the establishment check says.
Result<EstablishmentConfirmed> establishment(Context const& context) {
  auto const& state = case_of(context);
  auto const* post = context.view.find<registry::Post>(state.post);
  if (!post) return Rejection{Reason::post_must_be_registered, state.post.text};
  if (registry::is_taken(*post)) return Rejection{Reason::post_must_be_vacant, state.post.text};
  return EstablishmentConfirmed{.post = state.post,
                                .post_rev = context.view.folded(state.post)->rev};
}

/// The line has the money: what the budget check says.
Result<BudgetConfirmed> budget(Context const& context) {
  auto const& state = case_of(context);
  auto const* line = context.view.find<registry::BudgetLine>(state.budget_line);
  if (!line) return Rejection{Reason::budget_line_must_be_registered, state.budget_line.text};
  auto const free = registry::available(*line);
  if (free < state.yearly_cost)
    return Rejection{Reason::budget_must_cover_cost,
                     std::to_string(free) + " < " + std::to_string(state.yearly_cost)};
  return BudgetConfirmed{.line = state.budget_line,
                         .line_rev = context.view.folded(state.budget_line)->rev,
                         .amount = state.yearly_cost,
                         .available = free};
}

/// The credit is reserved with its confirmation.
void reserve(Decision& decision, Context const& context, BudgetConfirmed const& confirmed) {
  decision.add(context.stream, confirmed);
  decision.add(confirmed.line,
               registry::CreditReserved{.by = context.stream, .amount = confirmed.amount});
}

/// Whether the caller's office covers the unit. The stream begins with the command, so this cannot
/// be asked before the post is known.
bool is_of_unit(Context const& context, Code const& unit) {
  auto const& call = context.call;
  auto const holder = call.behalf.empty() ? call.actor : call.behalf;
  auto const* entry =
      context.view.find<registry::Person>(stream_of(registry::Person::kKind, holder.text));
  return entry && registry::holds_role(*entry, call.role, unit, call.now);
}

/// The day from which cases fill posts of the class here, where it lies ahead.
std::optional<Day> goes_live_from(Code const& post_class, Context const& context) {
  auto const* log = context.view.find<registry::Log>(registry::log_stream());
  if (!log || registry::is_live(*log, post_class, registry::today(context))) return std::nullopt;
  return log->go_live.at(post_class);
}

/// The join: whoever clears the second check authorises the vacancy by the same act.
void join(Decision& decision, Context const& context, bool other_cleared) {
  if (!other_cleared) return;
  decision.add(context.stream, VacancyAuthorised{});
  start_clock(decision, context, rules::Stage::authorised);
}

Decision returned(Check check, Committed const& reason, Context const& context) {
  Decision decision;
  decision.add(context.stream, ReturnedToDrafting{.check = check, .reason = reason});
  // A return opens both checks anew, so credit that was reserved goes back.
  if (case_of(context).budget_confirmed)
    decision.add(case_of(context).budget_line, registry::CreditReleased{.by = context.stream});
  return decision;
}

}  // namespace

Result<Decision> decide(OpenCase const& command, Context const& context) {
  auto const* post = context.view.find<registry::Post>(command.post);
  if (!post) return Rejection{Reason::post_must_be_registered, command.post.text};
  if (!is_of_unit(context, post->unit))
    return Rejection{Reason::officer_must_belong_to_unit, post->unit.text};
  if (auto const from = goes_live_from(post->post_class, context))
    return Rejection{Reason::class_of_post_must_be_live, to_iso_date(*from)};
  auto const tenure = command.tenure.value_or(Tenure::regular);
  if (auto const refused = flaw_of_claim(context, command.post, tenure)) return *refused;
  if (!context.view.in(command.ruleset, "InForce"))
    return Rejection{Reason::ruleset_must_be_in_force, command.ruleset.text};
  auto const& rules = *context.view.find<ruleset::RuleSetStream>(command.ruleset)->rules;
  if (auto const refused = flaw_of_class(post->post_class, rules)) return *refused;
  if (auto const body = unfit_body(rules))
    return Rejection{Reason::votes_must_suit_the_gate, body->text};
  if (command.readvertises && !context.view.in(*command.readvertises, "Unfilled"))
    return Rejection{Reason::case_must_be_unfilled, command.readvertises->text};
  if (command.readvertises && tenure == Tenure::acting)
    return Rejection{Reason::route_must_have_a_call};

  Decision decision;
  decision.add(context.stream, CaseOpened{.post = command.post,
                                          .post_rev = context.view.folded(command.post)->rev,
                                          .post_title = post->title,
                                          .post_class = post->post_class,
                                          .unit = post->unit,
                                          .ruleset = command.ruleset,
                                          .readvertises = command.readvertises,
                                          .tenure = command.tenure});
  claim_post(decision, context, command.post, tenure);
  return decision;
}

Result<Decision> decide(DescribeVacancy const& command, Context const& context) {
  if (auto const refused = flaw(command, context)) return *refused;

  Decision decision;
  decision.add(context.stream, VacancyDescribed{.route = command.route,
                                                .budget_line = command.budget_line,
                                                .yearly_cost = command.yearly_cost,
                                                .weights = command.weights,
                                                .justification = command.justification});
  return decision;
}

Result<Decision> decide(AmendVacancy const& command, Context const& context) {
  if (!case_of(context).described) return Rejection{Reason::vacancy_must_be_described};
  if (auto const refused = flaw(command, context)) return *refused;

  Decision decision;
  decision.add(context.stream, VacancyAmended{.route = command.route,
                                              .budget_line = command.budget_line,
                                              .yearly_cost = command.yearly_cost,
                                              .weights = command.weights,
                                              .reason = command.reason});
  return decision;
}

Result<Decision> decide(SubmitVacancy const&, Context const& context) {
  if (!case_of(context).described) return Rejection{Reason::vacancy_must_be_described};

  Decision decision;
  decision.add(context.stream, VacancySubmitted{});
  start_clock(decision, context, rules::Stage::establishment);
  start_clock(decision, context, rules::Stage::budget);
  return decision;
}

Result<Decision> decide(ConfirmEstablishment const&, Context const& context) {
  auto const confirmed = establishment(context);
  if (!confirmed) return confirmed.error();

  Decision decision;
  decision.add(context.stream, *confirmed);
  join(decision, context, case_of(context).budget_confirmed);
  return decision;
}

Result<Decision> decide(RefuseEstablishment const& command, Context const& context) {
  return returned(Check::establishment, command.reason, context);
}

Result<Decision> decide(ConfirmBudget const&, Context const& context) {
  auto const confirmed = budget(context);
  if (!confirmed) return confirmed.error();

  Decision decision;
  reserve(decision, context, *confirmed);
  join(decision, context, case_of(context).establishment_confirmed);
  return decision;
}

std::optional<Rejection> authorise_at_once(Decision& decision, Context const& context) {
  auto const established = establishment(context);
  if (!established) return established.error();
  auto const funded = budget(context);
  if (!funded) return funded.error();
  decision.add(context.stream, VacancySubmitted{});
  decision.add(context.stream, *established);
  reserve(decision, context, *funded);
  join(decision, context, true);
  return std::nullopt;
}

Result<Decision> decide(RefuseBudget const& command, Context const& context) {
  return returned(Check::budget, command.reason, context);
}

std::vector<CommandType> drafting_commands() {
  CommandTraits const officer{.roles = {"department_officer"}, .duty = "department_officer"};
  CommandTraits const opener{
      .roles = {"department_officer"}, .duty = "department_officer", .opens = true};
  CommandTraits const affairs{.roles = {"administrative_affairs"},
                              .duty = "administrative_affairs"};
  CommandTraits const finance{.roles = {"finance"}, .duty = "finance"};
  return {command_type<OpenCase>("appointment", "case", opener),
          command_type<DescribeVacancy>("appointment", "case", officer),
          command_type<AmendVacancy>("appointment", "case", officer),
          command_type<SubmitVacancy>("appointment", "case", officer),
          command_type<ConfirmEstablishment>("appointment", "case", affairs),
          command_type<RefuseEstablishment>("appointment", "case", affairs),
          command_type<ConfirmBudget>("appointment", "case", finance),
          command_type<RefuseBudget>("appointment", "case", finance)};
}

}  // namespace gozin::appointment
