#include "workflows/registry/commands/posts.hpp"

#include "engine/command/preparation.hpp"
#include "engine/command/typed.hpp"
#include "workflows/registry/coded.hpp"
#include "workflows/registry/holders.hpp"
#include "workflows/registry/reasons.hpp"
#include "workflows/registry/roles.hpp"
#include "workflows/registry/today.hpp"

namespace gozin::registry {
namespace {

std::optional<Rejection> flaw_of(VacatePost const& command, Context const& context) {
  if (command.from > today(context))
    return Rejection{Reason::vacancy_must_not_lie_ahead, to_iso_date(command.from)};
  bool const names_decree = command.reference && !command.reference->text.empty();
  if (command.cause == VacancyCause::removed && !names_decree)
    return Rejection{Reason::removal_must_name_its_decree};
  auto const* post = context.view.find<Post>(context.stream);
  if (post && post->is_acting && command.from < post->acting.back().from)
    return Rejection{Reason::acting_head_must_leave_after_beginning,
                     to_iso_date(post->acting.back().from)};
  if (command.cause == VacancyCause::term_ended && post && post->until &&
      command.from <= *post->until)
    return Rejection{Reason::term_must_have_ended, to_iso_date(*post->until)};
  return std::nullopt;
}

}  // namespace

Result<void> prepare(std::type_identity<RegisterPost>, Preparation& preparation) {
  return open_by_code(preparation, Post::kKind);
}

Result<void> prepare(std::type_identity<OpenBudgetLine>, Preparation& preparation) {
  return open_by_code(preparation, BudgetLine::kKind);
}

Result<Decision> decide(RegisterPost const& command, Context const& context) {
  if (auto const refused = misnamed(command.code, context)) return *refused;
  if (command.grade < 0)
    return Rejection{Reason::grade_must_not_be_negative, std::to_string(command.grade)};

  Decision decision;
  decision.add(context.stream, PostRegistered{.code = command.code,
                                              .title = command.title,
                                              .post_class = command.post_class,
                                              .unit = command.unit,
                                              .grade = command.grade});
  return decision;
}

Result<Decision> decide(ChangePost const& command, Context const& context) {
  if (command.grade < 0)
    return Rejection{Reason::grade_must_not_be_negative, std::to_string(command.grade)};
  auto const& post = *context.view.find<Post>(context.stream);
  if (auto const refused = flaw_of_other_cases(post)) return *refused;
  bool const is_same = command.title == post.title && command.post_class == post.post_class &&
                       command.unit == post.unit && command.grade == post.grade;
  if (is_same) return Rejection{Reason::post_must_change, context.stream.text};

  Decision decision;
  decision.add(context.stream, PostChanged{.title = command.title,
                                           .post_class = command.post_class,
                                           .unit = command.unit,
                                           .grade = command.grade,
                                           .reason = command.reason});
  return decision;
}

Result<Decision> decide(VacatePost const& command, Context const& context) {
  if (auto const refused = flaw_of(command, context)) return *refused;

  Decision decision;
  leave_post(decision, context, context.stream,
             PostVacated{.by = std::nullopt,
                         .cause = command.cause,
                         .from = command.from,
                         .reference = command.reference,
                         .reason = command.reason});
  return decision;
}

Result<Decision> decide(EndActing const&, Context const& context) {
  auto const& post = *context.view.find<Post>(context.stream);
  if (!post.is_acting) return Rejection{Reason::acting_head_must_hold_post, post.code.text};
  auto const& tenure = post.acting.back();
  if (context.call.now < tenure.ends)
    return Rejection{Reason::acting_period_must_have_ended, to_rfc3339(tenure.ends)};

  Decision decision;
  leave_post(
      decision, context, context.stream,
      PostVacated{.cause = VacancyCause::term_ended, .from = tenure.until + std::chrono::days{1}});
  return decision;
}

Result<Decision> decide(OpenBudgetLine const& command, Context const& context) {
  if (auto const refused = misnamed(command.code, context)) return *refused;
  if (command.amount < 0)
    return Rejection{Reason::amount_must_not_be_negative, std::to_string(command.amount)};

  Decision decision;
  decision.add(
      context.stream,
      BudgetLineOpened{.code = command.code, .title = command.title, .amount = command.amount});
  return decision;
}

Result<Decision> decide(ChangeBudgetLine const& command, Context const& context) {
  if (command.amount < 0)
    return Rejection{Reason::amount_must_not_be_negative, std::to_string(command.amount)};
  auto const least = bound(*context.view.find<BudgetLine>(context.stream));
  if (command.amount < least)
    return Rejection{Reason::amount_must_cover_what_is_bound,
                     std::to_string(command.amount) + " < " + std::to_string(least)};

  Decision decision;
  decision.add(context.stream,
               BudgetLineChanged{.amount = command.amount, .reason = command.reason});
  return decision;
}

std::vector<CommandType> post_commands() {
  CommandTraits const registering{.roles = {"administrative_affairs", kOperator}, .opens = true};
  CommandTraits const affairs{.roles = {"administrative_affairs", kOperator}};
  CommandTraits const changing{.roles = {"administrative_affairs", kOperator},
                               .leads_to = {"PostChanged"}};
  CommandTraits const clock{.roles = {kClock}};
  CommandTraits const opening{.roles = {"finance", kOperator}, .opens = true};
  CommandTraits const finance{.roles = {"finance", kOperator}};
  return {command_type<RegisterPost>("registry", "post", registering),
          command_type<ChangePost>("registry", "post", changing),
          command_type<VacatePost>("registry", "post", affairs),
          command_type<EndActing>("registry", "post", clock),
          command_type<OpenBudgetLine>("registry", "budget", opening),
          command_type<ChangeBudgetLine>("registry", "budget", finance)};
}

}  // namespace gozin::registry
