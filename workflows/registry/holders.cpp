#include "workflows/registry/holders.hpp"

#include "workflows/registry/reasons.hpp"

namespace gozin::registry {
namespace {

/// The person's entry, where the register has one.
std::optional<StreamId> entry_of(Context const& context, PersonId const& person) {
  auto entry = stream_of(Person::kKind, person.text);
  if (!context.view.find<Person>(entry)) return std::nullopt;
  return entry;
}

template <class Held>
void enter_holder(Decision& decision, Context const& context, Held const& held) {
  decision.add(context.stream, held);
  if (auto const entry = entry_of(context, held.person))
    decision.add(*entry, PostTaken{.post = context.stream});
}

}  // namespace

void take_post(Decision& decision, Context const& context, Appointing const& appointing) {
  auto const& [post, filled] = appointing;
  decision.add(post, filled);
  if (auto const entry = entry_of(context, filled.person))
    decision.add(*entry, PostTaken{.post = post, .by = filled.by});
}

std::optional<Rejection> flaw_of_other_cases(Post const& post) {
  if (!post.acting_claimed_by) return std::nullopt;
  return Rejection{Reason::post_must_be_free_of_cases, post.acting_claimed_by->text};
}

void hold_post(Decision& decision, Context const& context, HolderRecorded const& holder) {
  enter_holder(decision, context, holder);
}

void hold_post(Decision& decision, Context const& context, ActingHeadRecorded const& head) {
  enter_holder(decision, context, head);
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
