#include "workflows/appointment/acting.hpp"

#include "workflows/appointment/clocks.hpp"
#include "workflows/appointment/decree.hpp"
#include "workflows/appointment/interests.hpp"
#include "workflows/appointment/names.hpp"
#include "workflows/appointment/outsiders.hpp"
#include "workflows/registry/acting.hpp"
#include "workflows/registry/holders.hpp"
#include "workflows/session/state.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

constexpr std::chrono::days kDay{1};

registry::Post const* post_of(Context const& context) {
  return context.view.find<registry::Post>(case_of(context).post);
}

std::int64_t most_days(Context const& context, bool noticed) {
  auto const& limits = rules_of(context).limits;
  return limits.acting_days_max + (noticed ? limits.acting_notice_days : 0);
}

registry::ActingRun run_before(Context const& context, Day from) {
  return registry::acting_run(*post_of(context), from, rules_of(context).limits.acting_gap_days);
}

Result<std::int64_t> days_left(Context const& context, Day from, bool noticed) {
  auto const run = run_before(context, from);
  auto const most = most_days(context, noticed);
  if (run.days < most)
    return std::min<std::int64_t>(most - run.days, rules_of(context).limits.acting_days_max);
  return Rejection{Reason::acting_days_must_be_left,
                   std::to_string(run.days) + " / " + std::to_string(most)};
}

/// The council has this case on the agenda of a session that is over.
bool is_noticed(Context const& context, StreamId const& stream) {
  auto const* session = context.view.find<session::Session>(stream);
  auto const council = stream_of(registry::Body::kKind, rules_of(context).approved_by.text);
  if (!session || session->body != council) return false;
  if (!context.view.in(stream, "Closed") && !context.view.in(stream, "Recorded")) return false;
  return std::ranges::any_of(session->agenda, [&](session::AgendaItem const& item) {
    return item.about == context.stream;
  });
}

/// The case of an acting head owes that of a call by a day that the rules name: `DeadlineSet`.
void owe_call(Decision& decision, Context const& context, StreamId const& acting_case,
              std::optional<Instant> by = std::nullopt) {
  Context const there{context.call, acting_case, context.view, context.facts};
  auto const* clock = rules::find_clock(rules_of(there), rules::Stage::acting_call);
  Code const name{std::string{kActingCall}};
  auto const due = by ? *by : deadline(there, clock ? clock->length : kCallAfterActing);
  decision.add(acting_case,
               DeadlineSet{.name = name,
                           .due = due,
                           .remind = reminder_of(there, name, due),
                           .at = clock ? std::optional{clock->at_deadline} : std::nullopt});
}

/// The case by which an acting head came; nothing for whoever held the post before this log.
Case const* acting_case_of(Context const& context, registry::ActingTenure const& tenure) {
  return tenure.by ? context.view.find<Case>(*tenure.by) : nullptr;
}

/// By when the acting heads that count together had to be followed by a call.
std::optional<Instant> call_due(Context const& context, registry::Post const& post) {
  std::optional<Instant> due;
  for (auto i = post.acting_counted_from; i < post.acting.size(); ++i)
    if (auto const* acting = acting_case_of(context, post.acting[i]))
      due = std::max(due, acting->call_due);
  return due;
}

void appoint_acting(Decision& decision, Context const& context, Decree const& decree) {
  auto const& state = case_of(context);
  auto const& post = *post_of(context);
  auto const run = run_before(context, decree.term_from);
  auto const own = (decree.term_until - decree.term_from + kDay).count();
  registry::take_post_for_acting(
      decision, context,
      {.post = state.post,
       .appointed = {.by = context.stream,
                     .person = decree.person,
                     .from = decree.term_from,
                     .until = decree.term_until,
                     .ends = start_of(decree.term_until + kDay, calendar_of(context).offset),
                     .decree = decree.number,
                     .budget_line = state.budget_line,
                     .since = run.since.value_or(decree.term_from),
                     .days = run.days + own,
                     .call = post.claimed_by,
                     .outsider = outsider_mark(context, decree.person)}});
  decision.add(state.budget_line, registry::CreditUsed{.by = context.stream});
  // Whoever owes it already goes on owing it: another decree is no more time.
  if (!post.claimed_by && !post.call_owed_by) owe_call(decision, context, context.stream);
}

}  // namespace

std::optional<Rejection> flaw_of_claim(Context const& context, StreamId const& stream,
                                       Tenure tenure) {
  auto const* post = context.view.find<registry::Post>(stream);
  if (!post || registry::is_taken(*post) || post->proposal)
    return Rejection{Reason::post_must_be_vacant, stream.text};
  auto const& other = tenure == Tenure::acting ? post->acting_claimed_by : post->claimed_by;
  if (other) return Rejection{Reason::post_must_have_no_other_case, other->text};
  return std::nullopt;
}

void claim_post(Decision& decision, Context const& context, StreamId const& stream, Tenure tenure) {
  if (tenure == Tenure::acting) {
    decision.add(stream, registry::ActingClaimed{.by = context.stream});
    return;
  }
  decision.add(stream, registry::PostClaimed{.by = context.stream});
  auto const& owed_by = context.view.find<registry::Post>(stream)->call_owed_by;
  if (owed_by) decision.add(*owed_by, CallOpened{.call = context.stream});
}

std::optional<Rejection> flaw_of_hold(Context const& context) {
  auto const& state = case_of(context);
  auto const* post = post_of(context);
  // A case of before tenures were told apart may name an acting head: they would be no such thing.
  if (state.ground == rules::DirectReason::acting && state.tenure != Tenure::acting)
    return Rejection{Reason::ground_must_suit_the_case, std::string{name_of(*state.ground)}};
  if (!post || registry::is_taken(*post))
    return Rejection{Reason::post_must_be_vacant, state.post.text};
  auto const& claim = state.tenure == Tenure::acting ? post->acting_claimed_by : post->claimed_by;
  if (claim != context.stream)
    return Rejection{Reason::post_must_be_claimed_by_case, state.post.text};
  return std::nullopt;
}

void owe_call_again(Decision& decision, Context const& context) {
  auto const& post = *post_of(context);
  auto const acting = registry::last_acting_case(post, post.acting_counted_from);
  if (!acting) return;
  auto const& state = case_of(context);
  bool const called = state.published != Instant{} && !state.ground;
  owe_call(decision, context, *acting, called ? std::nullopt : call_due(context, post));
}

void owe_call_after_strike(Decision& decision, Context const& context) {
  auto const& post = *post_of(context);
  if (post.is_acting || post.filled_by != context.stream) return;
  if (auto const acting = registry::last_acting_case(post, post.acting_counted_before))
    owe_call(decision, context, *acting);
}

Result<Day> last_day_of_term(Context const& context, Day from) {
  auto const& state = case_of(context);
  if (state.ground != rules::DirectReason::acting)
    return term_end(rules_of(context).limits, from, false);
  auto const left = days_left(context, from, state.noticed);
  if (!left) return left.error();
  return from + std::chrono::days{*left - 1};
}

std::optional<Rejection> flaw_of_acting(Context const& context, rules::DirectReason ground,
                                        std::optional<StreamId> const& notice) {
  bool const acting = ground == rules::DirectReason::acting;
  if (acting != (case_of(context).tenure == Tenure::acting))
    return Rejection{Reason::ground_must_suit_the_case, std::string{name_of(ground)}};
  if (notice && !(acting && is_noticed(context, *notice)))
    return Rejection{Reason::notice_must_be_the_councils, notice->text};
  if (!acting) return std::nullopt;
  auto const today = day_of(context.call.now, calendar_of(context).offset);
  auto const left = days_left(context, today, notice.has_value());
  return left ? std::nullopt : std::optional{left.error()};
}

std::optional<Rejection> flaw_of_other_decree(Context const& context) {
  auto const& post = *post_of(context);
  auto const& other =
      case_of(context).tenure == Tenure::acting ? post.claimed_by : post.acting_claimed_by;
  auto const* state = other ? context.view.find<Case>(*other) : nullptr;
  auto const* decree = state ? current_decree(*state) : nullptr;
  if (!decree) return std::nullopt;
  return Rejection{Reason::post_must_have_one_decree_in_preparation, decree->number.text};
}

std::optional<Rejection> flaw_of_beginning(Context const& context, Decree const& decree) {
  if (case_of(context).tenure != Tenure::acting) return std::nullopt;
  auto const today = day_of(context.call.now, calendar_of(context).offset);
  if (today < decree.term_from)
    return Rejection{Reason::acting_term_must_have_begun, to_iso_date(decree.term_from)};
  auto const until = last_day_of_term(context, decree.term_from);
  if (!until) return until.error();
  if (*until < decree.term_until)
    return Rejection{Reason::acting_days_must_be_left, to_iso_date(*until)};
  return std::nullopt;
}

bool lacks_acting_hint(Context const& context, Nominee const& nominee) {
  auto const& state = case_of(context);
  auto const* post = post_of(context);
  if (!post || state.ground || !nominee.person) return false;
  if (!registry::find_tenure(*post, *nominee.person)) return false;
  return std::ranges::none_of(state.hints_raised, [&](HintAbout const& about) {
    return about.kind == HintKind::acting_head && about.nominee == nominee.id;
  });
}

void fill_post(Decision& decision, Context const& context, Decree const& decree) {
  auto const& state = case_of(context);
  if (post_of(context)->is_acting)
    registry::leave_post(decision, context, state.post,
                         {.by = context.stream,
                          .cause = registry::VacancyCause::term_ended,
                          .from = decree.term_from});
  // Who acts for a short time keeps their own post beside it.
  if (state.tenure == Tenure::acting) return appoint_acting(decision, context, decree);
  registry::Appointing const appointing{
      .post = state.post,
      .filled = {.by = context.stream,
                 .person = decree.person,
                 .from = decree.term_from,
                 .until = decree.term_until,
                 .decree = decree.number,
                 .budget_line = state.budget_line,
                 .outsider = outsider_mark(context, decree.person)}};
  registry::take_post(decision, context, appointing);
  decision.add(state.budget_line, registry::CreditUsed{.by = context.stream});
  registry::leave_other_posts(decision, context, appointing);
}

void raise_acting_hints(Decision& decision, Context const& context) {
  auto const& state = case_of(context);
  auto const* post = post_of(context);
  if (!post || state.ground) return;
  for (auto const* nominee : admitted(state)) {
    if (!nominee->person) continue;
    auto const* tenure = registry::find_tenure(*post, *nominee->person);
    if (!tenure) continue;
    auto const* acting = acting_case_of(context, *tenure);
    auto const decider = acting ? acting->decider : std::nullopt;
    raise_hint(decision, context,
               {HintKind::acting_head, decider.value_or(*nominee->person), nominee->id});
  }
}

}  // namespace gozin::appointment
