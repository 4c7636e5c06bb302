#include "workflows/appointment/commands/remanding.hpp"

#include "engine/command/preparation.hpp"
#include "engine/command/typed.hpp"
#include "workflows/appointment/acting.hpp"
#include "workflows/appointment/clocks.hpp"
#include "workflows/appointment/fold.hpp"
#include "workflows/appointment/gates.hpp"
#include "workflows/appointment/interests.hpp"
#include "workflows/appointment/objections.hpp"
#include "workflows/appointment/transcribing.hpp"
#include "workflows/registry/states.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

/// Where the case went wrong, and so where another one begins anew.
Result<StageBeginning> defect_of(Context const& context) {
  auto const& state = case_of(context);
  if (!state.annulled) return Rejection{Reason::case_must_be_annulled};
  if (state.remanded_to)
    return Rejection{Reason::case_must_be_remanded_once, state.remanded_to->text};
  auto const& from = state.annulled->defect_from;
  if (!from) return Rejection{Reason::annulment_must_name_a_defect};
  auto const found = state.begun.find(*from);
  if (found == state.begun.end())
    return Rejection{Reason::defect_must_follow_a_stage, std::string{name_of(*from)}};
  return found->second;
}

/// All streams as they are, and one more as it will be.
class Ahead final : public View {
 public:
  Ahead(View& all, StreamId stream, Folded folded)
      : all_{all}, stream_{std::move(stream)}, folded_{std::move(folded)} {}

  [[nodiscard]] Case& state() { return *static_cast<Case*>(folded_.state.get()); }

  Folded const* folded(StreamId const& stream) override {
    return stream == stream_ ? &folded_ : all_.folded(stream);
  }
  std::shared_ptr<Folded const> folded_through(StreamId const& stream, std::int64_t rev) override {
    return all_.folded_through(stream, rev);
  }

 private:
  View& all_;
  StreamId stream_;
  Folded folded_;
};

/// A case before its defect, as the one that takes it over.
Folded begin(Context const& context, StreamId const& to, StageBeginning const& defect,
             CaseTakenOver const& event) {
  auto const then = context.view.folded_through(event.takes_over.from, event.takes_over.through);
  if (!then)
    throw std::logic_error("no event " + std::to_string(defect.rev - 1) + " before a stage");
  auto folded = *then;
  folded.state = folded.kind->copy(then->state.get());
  Recorded at;
  at.at.stream = to;
  at.at.recorded = context.call.now;
  apply(*static_cast<Case*>(folded.state.get()), at, event);
  return folded;
}

bool is_erased(PersonId const& person, Context const& context) {
  auto const* entry =
      context.view.find<registry::Person>(stream_of(registry::Person::kKind, person.text));
  return entry && entry->erased;
}

/// Who was in the running then and is so no more: by their own word, or erased since.
bool has_left(Nominee const& nominee, Case const& annulled, Context const& context) {
  auto const* now = find_nominee(annulled, nominee.id);
  bool const is_gone =
      now && (now->standing == Standing::withdrawn || now->standing == Standing::declined);
  return is_gone || (nominee.person && is_erased(*nominee.person, context));
}

/// Nobody is let go for a departure that a clerk wrote down after the defect, before a second
/// person has confirmed it in the annulled case: nobody could dispute it in the other one.
std::optional<Rejection> flaw_of_leaving(Case const& then, Case const& annulled) {
  for (auto const& [id, nominee] : then.nominees) {
    auto const* now = find_nominee(annulled, id);
    if (remains(nominee) && now && is_leaving(annulled, *now))
      return Rejection{transcription::Reason::transcription_must_be_confirmed_first,
                       std::to_string(now->departure->act)};
  }
  return std::nullopt;
}

/// Lets go who has left, so that what follows is worked out without them, and tells whether anybody
/// stays.
bool let_go(Decision& decision, Ahead& view, Context const& ahead, Case const& annulled) {
  auto const before = view.state().nominees;
  bool stays = false;
  for (auto const& [id, nominee] : before) {
    if (!remains(nominee)) continue;
    if (!has_left(nominee, annulled, ahead)) {
      stays = true;
      continue;
    }
    NominationWithdrawn const withdrawn{.nominee = id, .reason = std::nullopt};
    Recorded at;
    at.at.stream = ahead.stream;
    at.at.recorded = ahead.call.now;
    apply(view.state(), at, withdrawn);
    decision.add(ahead.stream, withdrawn);
  }
  return stays;
}

/// What nobody has to decide anew: the join of two checks, and the way from the last gate.
void go_on(Decision& decision, Context const& ahead) {
  if (stands_in(ahead, "Authorising")) {
    decision.add(ahead.stream, VacancyAuthorised{});
    start_clock(decision, ahead, rules::Stage::authorised);
  } else if (stands_in(ahead, "Reviewing")) {
    follow_gates(decision, ahead, rules_of(ahead).gates.size());
  }
}

std::optional<Rejection> flaw_of_claims(Case const& state, Context const& context) {
  if (auto refused = flaw_of_claim(context, state.post, state.tenure)) return refused;
  if (state.reserved == 0) return std::nullopt;
  auto const* line = context.view.find<registry::BudgetLine>(state.budget_line);
  auto const free = line ? registry::available(*line) : 0;
  if (free < state.reserved)
    return Rejection{Reason::budget_must_cover_cost,
                     std::to_string(free) + " < " + std::to_string(state.reserved)};
  return std::nullopt;
}

void claim(Decision& decision, Context const& ahead) {
  auto const& state = case_of(ahead);
  claim_post(decision, ahead, state.post, state.tenure);
  if (state.reserved > 0)
    decision.add(state.budget_line,
                 registry::CreditReserved{.by = ahead.stream, .amount = state.reserved});
}

}  // namespace

Result<Decision> decide(RemandCase const& command, Context const& context) {
  auto const& annulled = case_of(context);
  auto const defect = defect_of(context);
  if (!defect) return defect.error();
  if (context.view.folded(command.to))
    return Rejection{EngineReason::stream_must_be_new, command.to.text};

  CaseTakenOver const taken{.takes_over = {defect->stream, defect->rev - 1, defect->before},
                            .annulled = context.stream,
                            .authority = annulled.annulled->authority,
                            .order = annulled.annulled->order,
                            .defect_from = *annulled.annulled->defect_from};
  Ahead view{context.view, command.to, begin(context, command.to, *defect, taken)};
  Context const ahead{context.call, command.to, view, context.facts};
  auto const& state = case_of(ahead);
  if (auto const refused = flaw_of_leaving(state, annulled)) return *refused;

  Decision decision;
  decision.add(command.to, taken);
  bool const stays = let_go(decision, view, ahead, annulled);
  // Its end would end the objections too.
  bool const ends = state.rules && !stays && !stands_in(ahead, "Nominating") &&
                    !is_objection_open(state) && !flaw_of_exclusions(ahead) &&
                    !flaw_of_departures(state);
  if (ends) {
    decision.add(command.to, CaseUnfilled{.cause = cause_of_end(state)});
  } else {
    if (auto const refused = flaw_of_claims(state, context)) return *refused;
    // Whose name comes up later is looked at when screening is completed.
    if (state.rules && !stands_in(ahead, "Nominating") && !stands_in(ahead, "Screening"))
      raise_earlier_interests(decision, ahead);
    move_deadlines(decision, ahead, context.call.now.ms - defect->at.ms);
    go_on(decision, ahead);
    claim(decision, ahead);
  }
  decision.add(context.stream, CaseRemanded{.to = command.to});
  return decision;
}

Result<void> prepare(std::type_identity<RemandCase>, Preparation& preparation) {
  preparation.input()["to"] = stream_of(Case::kKind, preparation.fresh_id()).text;
  return {};
}

std::vector<CommandType> remanding_commands() {
  return {command_type<RemandCase>(
      "appointment", "case",
      {.roles = {"administrative_affairs"}, .duty = "administrative_affairs"})};
}

}  // namespace gozin::appointment
