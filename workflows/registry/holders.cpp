#include "workflows/registry/holders.hpp"

namespace gozin::registry {
namespace {

/// The person's entry, where the register has one.
std::optional<StreamId> entry_of(Context const& context, PersonId const& person) {
  auto entry = stream_of(Person::kKind, person.text);
  if (!context.view.find<Person>(entry)) return std::nullopt;
  return entry;
}

}  // namespace

void take_post(Decision& decision, Context const& context, Appointing const& appointing) {
  auto const& [post, filled] = appointing;
  decision.add(post, filled);
  if (auto const entry = entry_of(context, filled.person))
    decision.add(*entry, PostTaken{.post = post, .by = filled.by});
}

void take_post_for_acting(Decision& decision, Context const& context, ActingIn const& acting) {
  auto const& [post, appointed] = acting;
  decision.add(post, appointed);
  if (auto const entry = entry_of(context, appointed.person))
    decision.add(*entry, PostTaken{.post = post, .by = appointed.by});
}

void leave_post(Decision& decision, Context const& context, StreamId const& post,
                PostVacated const& how) {
  auto const* held = context.view.find<Post>(post);
  if (!held) return;
  decision.add(post, how);
  auto const* line =
      held->budget_line ? context.view.find<BudgetLine>(*held->budget_line) : nullptr;
  if (line && held->filled_by && line->used.contains(*held->filled_by))
    decision.add(*held->budget_line, CreditReleased{.by = *held->filled_by});
  auto const entry = held->holder ? entry_of(context, *held->holder) : std::nullopt;
  if (entry && context.view.find<Person>(*entry)->posts.contains(post))
    decision.add(*entry, PostLeft{.post = post});
}

void leave_other_posts(Decision& decision, Context const& context, Appointing const& appointing) {
  auto const& [post, filled] = appointing;
  auto const entry = entry_of(context, filled.person);
  if (!entry) return;
  for (auto const& other : context.view.find<Person>(*entry)->posts) {
    auto const* held = context.view.find<Post>(other);
    if (other != post && held && held->holder == filled.person)
      leave_post(decision, context, other, {.by = filled.by, .cause = VacancyCause::transferred});
  }
}

}  // namespace gozin::registry
