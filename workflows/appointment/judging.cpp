#include "workflows/appointment/judging.hpp"

#include "workflows/appointment/acting.hpp"
#include "workflows/appointment/clocks.hpp"
#include "workflows/appointment/publication.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/ruleset/state.hpp"

#include <algorithm>
#include <stdexcept>

namespace gozin::appointment {

Case const& case_of(Context const& context) {
  auto const* state = context.view.find<Case>(context.stream);
  if (!state) throw std::logic_error("a command was judged without its case");
  return *state;
}

rules::RuleSet const& rules_of(Context const& context) {
  auto const* found = context.view.find<ruleset::RuleSetStream>(case_of(context).ruleset);
  if (!found || !found->rules) throw std::logic_error("a case without its rule set");
  return *found->rules;
}

bool stands_in(Context const& context, std::string_view state) {
  return context.view.in(context.stream, state);
}

Result<Nominee const*> known_nominee(Case const& state, NomineeId const& id) {
  auto const* nominee = find_nominee(state, id);
  if (!nominee) return Rejection{Reason::nominee_must_be_known, id.text};
  return nominee;
}

Result<Nominee const*> running_nominee(Case const& state, NomineeId const& id) {
  auto const known = known_nominee(state, id);
  if (!known) return known.error();
  auto const standing = (*known)->standing;
  if (standing != Standing::consented && standing != Standing::admitted)
    return Rejection{Reason::nominee_must_be_in_the_running, id.text};
  return *known;
}

bool remains(Nominee const& nominee) {
  return nominee.standing == Standing::received || nominee.standing == Standing::consented ||
         nominee.standing == Standing::admitted;
}

PersonId principal_of(Call const& call) { return call.behalf.empty() ? call.actor : call.behalf; }

bool is_transcribed(Call const& call) {
  return call.channel.text == "clerk" && !call.behalf.empty();
}

std::optional<Rejection> flaw_of_class(Code const& post_class, rules::RuleSet const& rules) {
  if (rules::lists(rules, post_class)) return std::nullopt;
  return Rejection{Reason::class_of_post_must_be_listed, post_class.text};
}

std::optional<Rejection> flaw_of_route(Case const& state, rules::RuleSet const& rules,
                                       rules::Route route) {
  if (auto refused = flaw_of_class(state.post_class, rules)) return refused;
  if (std::ranges::find(rules.routes.permitted, route) == rules.routes.permitted.end())
    return Rejection{Reason::route_must_be_permitted, std::string{name_of(route)}};
  if (rules::suits(rules, state.post_class, route)) return std::nullopt;
  return Rejection{Reason::route_must_be_that_of_its_class,
                   std::string{name_of(rules::route_of(rules, state.post_class))}};
}

void release_claims(Decision& decision, Context const& context) {
  auto const& state = case_of(context);
  auto const* post = context.view.find<registry::Post>(state.post);
  if (post && post->claimed_by == context.stream) {
    decision.add(state.post, registry::PostReleased{.by = context.stream});
    owe_call_again(decision, context);
  }
  if (post && post->acting_claimed_by == context.stream)
    decision.add(state.post, registry::ActingReleased{.by = context.stream});
  if (state.reserved > 0)
    decision.add(state.budget_line, registry::CreditReleased{.by = context.stream});
}

bool is_objection_open(Case const& state) {
  return std::any_of(state.objections.begin(), state.objections.end(),
                     [](Objection const& one) { return one.open; });
}

UnfilledCause cause_of_end(Case const& state) {
  if (is_nobody_named(state)) return UnfilledCause::nobody_nominated;
  bool const excluded =
      std::any_of(state.nominees.begin(), state.nominees.end(),
                  [](auto const& one) { return one.second.standing == Standing::excluded; });
  return excluded ? UnfilledCause::nobody_admitted : UnfilledCause::everybody_withdrew;
}

duty::Duties duties_in_matter(Case const& state, Context const& context) {
  duty::Duties duties{state.duties};
  auto const* one = &state;
  // Each was opened before the one that takes it over, so the way ends.
  while (one && one->taken_over) {
    one = context.view.find<Case>(one->taken_over->annulled);
    if (!one) break;
    for (auto const& [person, done] : one->duties)
      duties.done[person].insert(done.begin(), done.end());
  }
  return duties;
}

void leave_unfilled(Decision& decision, Context const& context, UnfilledCause cause) {
  decision.add(context.stream, CaseUnfilled{.cause = cause});
  release_claims(decision, context);
}

Committed noted(Context const& context, std::string_view field, std::string_view text) {
  return context.facts.keep(VaultKeyId{context.stream.text}, field, text);
}

rules::Calendar const& calendar_of(Context const& context) {
  auto const* log = context.view.find<registry::Log>(StreamId{"log"});
  auto const& code = rules_of(context).calendar;
  if (!log || !log->calendars.contains(code))
    throw std::logic_error("a rule set in force without its calendar: " + code.text);
  return *log->calendars.at(code);
}

Instant deadline(Context const& context, rules::Period period) {
  return rules::deadline(calendar_of(context), context.call.now, period);
}

bool is_over(Context const& context, rules::Stage stage) {
  auto const& deadlines = case_of(context).deadlines;
  auto const clock = deadlines.find(stage_deadline(stage));
  return clock != deadlines.end() && context.call.now > clock->second.due;
}

std::optional<rules::Period> length_of(Context const& context, rules::Stage stage, Instant since) {
  auto const& rules = rules_of(context);
  auto const* clock = rules::find_clock(rules, stage);
  auto const duty = stage == rules::Stage::publication ? decree_duty(rules) : std::nullopt;
  if (!clock) return duty;
  if (!duty) return clock->length;
  auto const& calendar = calendar_of(context);
  bool const is_sooner =
      rules::deadline(calendar, since, *duty) < rules::deadline(calendar, since, clock->length);
  return is_sooner ? *duty : clock->length;
}

void start_clock(Decision& decision, Context const& context, rules::Stage stage) {
  auto const length = length_of(context, stage, context.call.now);
  if (!length) return;
  auto const* clock = rules::find_clock(rules_of(context), stage);
  auto const name = stage_deadline(stage);
  auto const due = deadline(context, *length);
  decision.add(context.stream,
               DeadlineSet{.name = name,
                           .due = due,
                           .remind = reminder_of(context, name, due),
                           .at = clock ? std::optional{clock->at_deadline} : std::nullopt});
}

Code stage_deadline(rules::Stage stage) { return {"stage." + std::string{name_of(stage)}}; }

}  // namespace gozin::appointment
