#include "workflows/appointment/fold.hpp"
#include "workflows/appointment/objections.hpp"
#include "workflows/appointment/transcribing.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

Assessor* seat_of(Case& state, PersonId const& person) {
  auto const found = std::find_if(state.panel.begin(), state.panel.end(),
                                  [&](Assessor const& one) { return one.person == person; });
  return found == state.panel.end() ? nullptr : &*found;
}

void take_aliases(Case& state, Recorded const& at, std::optional<Committed> const& map) {
  if (map)
    state.alias_maps.push_back({.stream = at.at.stream, .seq = at.at.seq, .round = state.round});
}

/// Nothing of an assessment before counts once it begins anew.
void begin_anew(Case& state) {
  state.alias_maps.clear();
  state.sealed.clear();
  state.revealed.clear();
  state.ranking.clear();
  state.below.clear();
  state.pivotal.clear();
  state.lot_seed.reset();
  state.noted.clear();
  state.permitted.clear();
  state.objections_close = {};
}

void recuse(Case& state, PersonId const& person, std::optional<NomineeId> const& nominee) {
  auto* seat = seat_of(state, person);
  if (!seat) return;
  if (nominee)
    seat->recused_from.insert(*nominee);
  else
    seat->recused = true;
}

}  // namespace

void apply(Case& state, Recorded const& at, AssessmentRoundOpened const& event) {
  state.round = event.round;
  state.aliases = event.aliases;
  state.noted.clear();
  take_aliases(state, at, event.alias_map);
}

void apply(Case& state, Recorded const&, AssessorsSeated const& event) {
  state.round = event.round;
  state.scorers[event.round] = event.body;
  state.aliases.clear();
  state.noted.clear();
  for (auto const& person : event.assessors) {
    auto* seat = seat_of(state, person);
    if (!seat) {
      seat = &state.panel.emplace_back();
      seat->person = person;
      seat->of_panel = false;
    }
    seat->rounds.insert(event.round);
  }
}

void apply(Case& state, Recorded const& at, InterestDeclared const& event) {
  auto& declarations = state.review ? state.review->declarations : state.declarations;
  declarations.push_back({.declarer = event.declarer,
                          .nominee = event.nominee,
                          .interest = event.interest,
                          .kinship = event.kinship,
                          .act = act_under(state, at)});
  if (event.interest != Interest::none) state.interests.insert({event.declarer, event.nominee});
  state.kept_aside.declared[{event.declarer, event.nominee}].insert(
      {event.interest, act_under(state, at)});
}

void apply(Case& state, Recorded const& at, AssessorRecused const& event) {
  recuse(state, event.assessor, event.nominee);
  auto* seat = seat_of(state, event.assessor);
  if (auto const act = act_under(state, at); seat && act)
    seat->recusal_acts.emplace(*act, event.nominee);
}

void apply(Case& state, Recorded const& at, AssessorReplaced const& event) {
  std::set<NomineeId> only;
  if (event.nominee)
    only.insert(*event.nominee);
  else if (auto const* seat = seat_of(state, event.assessor))
    only = seat->only;
  recuse(state, event.assessor, event.nominee);
  if (auto* seat = seat_of(state, event.replacement))
    seat->only.insert(only.begin(), only.end());
  else
    state.panel.push_back(
        {.person = event.replacement, .recused = false, .recused_from = {}, .only = only});
  std::erase(state.reserves, event.replacement);
  auto& own = state.aliases[event.replacement];
  own.insert(own.end(), event.aliases.begin(), event.aliases.end());
  take_aliases(state, at, event.alias_map);
}

void apply(Case& state, Recorded const& at, DeclarationsCompleted const& event) {
  // A round that a body scores goes on from those before it.
  if (!state.scorers.contains(event.round)) begin_anew(state);
  state.round = event.round;
  state.aliases = event.aliases;
  take_aliases(state, at, event.alias_map);
  state.deadlines.erase(Code{"stage.declaring"});
}

void apply(Case& state, Recorded const& at, ScoreSheetSealed const& event) {
  state.scored = true;
  state.sealed.push_back({.seq = at.at.seq,
                          .assessor = event.assessor,
                          .round = event.round,
                          .alias = event.alias,
                          .sheet = event.sheet,
                          .commitment = event.commitment});
}

void apply(Case& state, Recorded const&, ScoreSheetRevealed const& event) {
  for (auto& sheet : state.sealed)
    if (sheet.seq == event.seal) sheet.revealed = true;
  state.revealed.push_back({.assessor = event.assessor,
                            .round = event.round,
                            .nominee = event.nominee,
                            .levels = event.levels,
                            .revised = {}});
}

void apply(Case& state, Recorded const&, ScoresRevealed const&) {
  state.deadlines.erase(Code{"stage.sealing"});
}

void apply(Case& state, Recorded const&, ScoreRevised const& event) {
  state.lot.reset();  // it was announced for other scores
  for (auto& sheet : state.revealed) {
    if (sheet.assessor != event.assessor || sheet.nominee != event.nominee) continue;
    auto const level = sheet.levels.find(event.criterion);
    if (level == sheet.levels.end()) continue;
    level->second = event.after;
    sheet.revised.insert(event.criterion);
  }
  // What was noted about the analysis was noted about other scores.
  state.noted.clear();
}

void apply(Case& state, Recorded const&, AnalysisNoted const& event) {
  state.noted = {event.pivotal.begin(), event.pivotal.end()};
}

void apply(Case& state, Recorded const&, RankingEstablished const& event) {
  state.ranking = event.ranking;
  state.below = event.below;
  state.pivotal = event.pivotal;
  if (event.lot_seed) state.lot_seed = event.lot_seed;
  state.lot.reset();
  state.deadlines.erase(Code{"stage.moderating"});
}

void apply(Case& state, Recorded const&, ShortlistConfirmed const& event) {
  state.permitted = event.permitted;
}

void apply(Case& state, Recorded const& at, RankingPublished const& event) {
  state.objections_close = event.objections_close;
  state.objections_from = at.at.recorded;
}

void apply(Case& state, Recorded const&, NomineeReadmitted const& event) {
  for (auto& objection : state.objections)
    if (objection.code == event.objection) {
      objection.open = false;
      objection.upheld = true;
    }
  state.deadlines.erase(objection_deadline(event.objection));
  state.readmitted = event.nominee;
  state.readmitted_to = event.step;
  if (event.step == Step::screening) state.nominees[event.nominee].standing = Standing::consented;
  state.aliases = event.aliases;
  std::erase_if(state.below, [&](auto const& one) { return one.nominee == event.nominee; });
  std::erase_if(state.revealed, [&](auto const& one) { return one.nominee == event.nominee; });
  std::erase_if(state.sealed,
                [&](auto const& one) { return one.alias.text == event.nominee.text; });
}

void apply(Case& state, Recorded const& at, ReadmissionConcluded const& event) {
  state.ranking = event.ranking;
  state.below = event.below;
  // Another ranking, which what was noted about the one before is not about.
  state.pivotal = event.pivotal.value_or(std::vector<PersonId>{});
  state.noted.clear();
  state.permitted = event.permitted;
  state.objections_close = event.objections_close;
  state.objections_from = at.at.recorded;
  if (event.lot_seed) state.lot_seed = event.lot_seed;
  state.lot.reset();
  state.readmitted.reset();
  state.readmitted_to.reset();
  state.deadlines.erase(Code{"stage.sealing"});
}

void apply(Case& state, Recorded const& at, ObjectionsClosed const&) {
  state.decided = at.at.recorded;
  state.deadlines.erase(Code{"stage.objecting"});
}

}  // namespace gozin::appointment
