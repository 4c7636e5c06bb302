#include "workflows/appointment/clocks.hpp"

#include "workflows/appointment/judging.hpp"
#include "workflows/appointment/names.hpp"
#include "workflows/appointment/screening.hpp"

#include <algorithm>

namespace gozin::appointment {

rules::Clock const* clock_of(rules::RuleSet const& rules, Code const& name) {
  if (is_account_deadline(name)) return rules::find_clock(rules, rules::Stage::account);
  if (is_transcription_deadline(name)) return rules::find_clock(rules, rules::Stage::second_person);
  if (name.text == kWindowEnd) return rules::find_clock(rules, rules::Stage::nominating);
  auto const found = std::ranges::find_if(
      rules.clocks, [&](auto const& clock) { return stage_deadline(clock.first) == name; });
  return found == rules.clocks.end() ? nullptr : &found->second;
}

rules::Inquiry const* inquiry_of(rules::RuleSet const& rules, Case const& state, Code const& name) {
  // Codes are cut in the name, so that only those open in the case are looked for.
  for (auto const& [code, nominee] : state.inquiries_open) {
    if (inquiry_deadline(code, nominee) != name) continue;
    auto const found = std::ranges::find(rules.inquiries, code, &rules::Inquiry::code);
    return found == rules.inquiries.end() ? nullptr : &*found;
  }
  return nullptr;
}

std::optional<Instant> reminder_of(Context const& context, Code const& name, Instant due) {
  auto const* clock = clock_of(rules_of(context), name);
  auto before = clock ? clock->reminder : std::nullopt;
  if (!clock && is_transcription_deadline(name)) before = kSecondPersonReminder;
  if (!before) return std::nullopt;
  auto const at = rules::reminder(calendar_of(context), due, *before);
  return at > context.call.now ? std::optional{at} : std::nullopt;
}

std::optional<Code> escalation_of(rules::RuleSet const& rules, Case const& state,
                                  Code const& name) {
  auto const* clock = clock_of(rules, name);
  if (is_transcription_deadline(name) && !(clock && clock->escalate_to))
    return Code{std::string{kBehindSecondPerson}};
  if (clock) return clock->escalate_to;
  auto const* inquiry = inquiry_of(rules, state, name);
  if (inquiry && inquiry->silence == rules::Silence::escalate) return rules.deciding_role;
  return std::nullopt;
}

void move_deadlines(Decision& decision, Context const& context, std::int64_t stood_ms) {
  auto const& state = case_of(context);
  Instant const stopped{context.call.now.ms - stood_ms};
  auto const move_by = [&](std::int64_t stood, Code name, Instant due,
                           std::optional<Instant> remind) {
    if (remind) remind->ms += stood;
    decision.add(context.stream, DeadlineExtended{.name = std::move(name),
                                                  .due = Instant{due.ms + stood},
                                                  .reason = std::nullopt,
                                                  .remind = remind});
  };
  auto const move = [&](Code name, Instant due, std::optional<Instant> remind = std::nullopt) {
    move_by(stood_ms, std::move(name), due, remind);
  };
  // What was set while the case stood still has stood since then.
  for (auto const& [name, one] : state.deadlines)
    if (!one.missed && !runs_on(name))
      move_by(context.call.now.ms - std::max(stopped, one.set).ms, name, one.due, one.remind);
  if (stands_in(context, "Nominating"))
    move(Code{std::string{kWindowEnd}}, state.window_closes, state.window_remind);
  auto const evidence = evidence_end(context);
  if (evidence && *evidence > stopped && state.stage_since <= stopped)
    move(Code{std::string{kEvidenceEnd}}, *evidence);
  if (stands_in(context, "Objecting") && state.objections_close != Instant{})
    move(Code{std::string{kObjectionsEnd}}, state.objections_close);
  if (stands_in(context, "AwaitingEffect") && state.review && state.review->binds)
    move(Code{std::string{kResolutionEnd}}, *state.review->binds);
}

}  // namespace gozin::appointment
