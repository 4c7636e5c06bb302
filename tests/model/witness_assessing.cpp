#include "tests/model/witness.hpp"

#include <algorithm>

// Declarations (threat T6), sheets, ranking, objections.
namespace gozin::model {

using namespace appointment;

bool forbids(InterestDeclared const& declared, rules::RuleSet const& rules) {
  switch (declared.interest) {
    case Interest::kinship:
      return !declared.kinship ||
             std::ranges::find(rules.kinship, *declared.kinship) != rules.kinship.end();
    case Interest::superior:
    case Interest::subordinate:
    case Interest::business:
    case Interest::nominator:
      return true;
    default:
      return false;
  }
}

namespace {

void see_seats(Sight const& sight) {
  auto& [witness, seen, at, event] = sight;
  if (auto const* declared = event.as<InterestDeclared>(); declared && !seen.review) {
    witness.demand(
        seen.panel.contains(declared->declarer) || seen.reserves.contains(declared->declarer),
        "a declaration by somebody who does not sit on the panel");
    seen.declared.insert({declared->declarer, declared->nominee});
    if (forbids(*declared, witness.rules_of(seen)))
      seen.conflicted.insert({declared->declarer, declared->nominee});
  }
  if (auto const* recused = event.as<AssessorRecused>()) {
    if (recused->nominee)
      seen.recused_from.insert({recused->assessor, *recused->nominee});
    else
      seen.recused.insert(recused->assessor);
  }
  if (auto const* replaced = event.as<AssessorReplaced>()) {
    if (!replaced->nominee) seen.recused.insert(replaced->assessor);
    if (replaced->nominee) seen.recused_from.insert({replaced->assessor, *replaced->nominee});
    witness.demand(
        seen.reserves.contains(replaced->replacement) || seen.panel.contains(replaced->replacement),
        "a seat taken by somebody who is no reserve");
    for (auto const& [hint, about] : seen.hints)
      witness.demand(about.first != replaced->replacement || about.second != replaced->nominee,
                     "a reserve who comes in under a hint that nobody has disposed of", hint.text);
    seen.reserves.erase(replaced->replacement);
    seen.panel.insert(replaced->replacement);
  }
}

void see_hints(Sight const& sight) {
  auto& [witness, seen, at, event] = sight;
  if (auto const* declared = event.as<InterestDeclared>();
      declared && declared->interest != Interest::none)
    seen.interests.insert({declared->declarer, declared->nominee});
  if (auto const* raised = event.as<HintRaised>())
    seen.hints[raised->hint] = {raised->person, raised->nominee};
  if (auto const* disposed = event.as<HintDisposed>()) {
    auto const hint = seen.hints.find(disposed->hint);
    witness.demand(hint != seen.hints.end(), "a hint disposed of that was none");
    if (hint == seen.hints.end()) return;
    if (disposed->conflict) seen.conflicted.insert(hint->second);
    if (disposed->conflict) seen.found_out.insert(hint->second);
    if (disposed->conflict) seen.interests.insert(hint->second);
    seen.looked_at.insert(hint->second);
    seen.hints.erase(hint);
  }
  if (!event.as<DeclarationsCompleted>()) return;
  for (auto const& [hint, about] : seen.hints) {
    // Who may not score them at all, or could not any more, needs nobody's word; nor does a reserve
    // who has not come in.
    bool const scores = seen.panel.contains(about.first) &&
                        seen.nominees[about.second].standing == "admitted" &&
                        !seen.recused.contains(about.first) && !seen.recused_from.contains(about) &&
                        !seen.conflicted.contains(about);
    witness.demand(!scores, "scoring under a hint that nobody has disposed of", hint.text);
  }
}

/// The members of a body take their seats for a round, and leave them when assessing begins anew.
void see_body(CaseSeen& seen, Event const& event) {
  if (auto const* seated = event.as<AssessorsSeated>()) {
    seen.scored.clear();
    seen.later_round = true;
    for (auto const& person : seated->assessors) {
      seen.scorers[seated->round].insert(person);
      if (seen.panel.insert(person).second) seen.of_body.insert(person);
    }
  }
  if (!event.as<ReturnedToScreening>() && !event.as<ReturnedToAssessing>()) return;
  for (auto const& person : seen.of_body) seen.panel.erase(person);
  seen.of_body.clear();
  seen.scorers.clear();
}

/// Whether somebody sits among those who score the round.
bool scores_in(CaseSeen const& seen, PersonId const& person, Code const& round) {
  auto const body = seen.scorers.find(round);
  return body == seen.scorers.end() ? !seen.of_body.contains(person)
                                    : body->second.contains(person);
}

void begin_scoring(CaseSeen& seen) {
  seen.seals.clear();
  seen.scored.clear();
  seen.levels.clear();
  seen.revised.clear();
  seen.permitted.clear();
  seen.objections_close = {};
  seen.later_round = false;
  seen.sealing = true;
}

void see_sealed(Sight const& sight, ScoreSheetSealed const& sealed) {
  auto& [witness, seen, at, event] = sight;
  witness.demand(seen.sealing || seen.readmitted, "a score outside of scoring");
  witness.demand(principal_of(at) == sealed.assessor, "a sheet sealed by somebody else");
  witness.demand(seen.panel.contains(sealed.assessor), "a score by somebody not on the panel");
  witness.demand(seen.readmitted || scores_in(seen, sealed.assessor, sealed.round),
                 "a score in a round of others");
  witness.demand(!seen.recused.contains(sealed.assessor), "a score by a recused assessor");
  witness.demand(std::ranges::any_of(seen.declared,
                                     [&](auto const& one) { return one.first == sealed.assessor; }),
                 "a score by an assessor who declared nothing");
  for (auto const& [seq, seal] : seen.seals)
    witness.demand(seal.assessor != sealed.assessor || seal.alias != sealed.alias ||
                       seal.round != sealed.round,
                   "a sheet sealed twice");
  seen.seals[at.seq] = {sealed.assessor, sealed.round, sealed.alias, {sealed.commitment}};
}

void see_revealed(Sight const& sight, ScoreSheetRevealed const& revealed) {
  auto& [witness, seen, at, event] = sight;
  std::pair const scored{revealed.assessor, revealed.nominee};
  auto const seal = seen.seals.find(revealed.seal);
  witness.demand(seal != seen.seals.end(), "a sheet revealed that was not sealed");
  if (seal == seen.seals.end()) return;
  witness.demand(!seen.earlier.contains(scored) || seen.looked_at.contains(scored),
                 "a score by somebody whose earlier interest nobody looked at");
  witness.demand(seal->second.assessor == revealed.assessor && seal->second.alias == revealed.alias,
                 "a sheet revealed as another one");
  witness.demand(seen.declared.contains(scored), "a score by an undeclared assessor");
  witness.demand(!seen.conflicted.contains(scored), "a score in spite of a conflict");
  witness.demand(!seen.recused.contains(revealed.assessor) && !seen.recused_from.contains(scored),
                 "a score by a recused assessor");
  witness.demand(!seen.readmitted || revealed.nominee == *seen.readmitted,
                 "somebody else's score opened by a readmission");
  seen.seals.erase(seal);
  seen.scored.insert(scored);
  for (auto const& [criterion, level] : revealed.levels)
    seen.levels[{revealed.assessor, {revealed.nominee, criterion}}] = level;
}

void see_closing(Sight const& sight, ScoresRevealed const& closed) {
  auto& [witness, seen, at, event] = sight;
  auto const least = witness.rules_of(seen).panel.min_sheets_per_nominee;
  witness.demand(closed.missing == 0 || at.recorded > seen.sealing_due,
                 "scores revealed while sheets may still come");
  for (auto const& [id, nominee] : seen.nominees) {
    auto const sheets =
        std::ranges::count_if(seen.scored, [&](auto const& one) { return one.second == id; });
    witness.demand(seen.later_round || nominee.standing != "admitted" || sheets >= least,
                   "fewer sheets than the rules want", id.text);
  }
  seen.sealing = false;
  seen.moderating = true;
}

/// Once, by the assessor, before the conclusion (threat T8).
void see_revision(Sight const& sight, ScoreRevised const& revised) {
  auto& [witness, seen, at, event] = sight;
  std::pair const score{revised.assessor, std::pair{revised.nominee, revised.criterion}};
  auto const level = seen.levels.find(score);
  witness.demand(seen.moderating, "a score changed after conclusion");
  witness.demand(principal_of(at) == revised.assessor, "a score changed by somebody else");
  witness.demand(seen.revised.insert(score).second, "a score changed twice");
  witness.demand(level != seen.levels.end() && level->second == revised.before,
                 "a change of a score that was not given");
  if (level != seen.levels.end()) level->second = revised.after;
}

/// A note is about the scores that it was written after, and no others.
void see_note(Sight const& sight) {
  auto& [witness, seen, at, event] = sight;
  auto const people = [](std::vector<PersonId> const& given) {
    return std::set<PersonId>{given.begin(), given.end()};
  };
  if (event.as<DeclarationsCompleted>() || event.as<AssessmentRoundOpened>() ||
      event.as<ScoreRevised>() || event.as<ReadmissionConcluded>() || event.as<AssessorsSeated>())
    seen.noted.clear();
  if (event.as<DeclarationsCompleted>()) seen.pivotal.clear();
  if (auto const* noted = event.as<AnalysisNoted>()) seen.noted = people(noted->pivotal);
  if (auto const* ranked = event.as<RankingEstablished>()) seen.pivotal = people(ranked->pivotal);
  if (auto const* concluded = event.as<ReadmissionConcluded>()) {
    witness.demand(concluded->pivotal.has_value(), "a ranking that is silent on whom it depends");
    seen.pivotal = people(concluded->pivotal.value_or(std::vector<PersonId>{}));
  }
  if (event.as<ShortlistConfirmed>() || event.as<ObjectionsClosed>())
    witness.demand(std::ranges::includes(seen.noted, seen.pivotal),
                   "a ranking that depends on one assessor, and no note about it");
}

void see_readmission(Sight const& sight) {
  auto& [witness, seen, at, event] = sight;
  if (auto const* readmitted = event.as<NomineeReadmitted>()) {
    seen.readmitted = readmitted->nominee;
    if (readmitted->step == Step::screening)
      seen.nominees[readmitted->nominee].standing = "consented";
    std::erase_if(seen.scored, [&](auto const& one) { return one.second == readmitted->nominee; });
    std::erase_if(seen.levels,
                  [&](auto const& one) { return one.first.second.first == readmitted->nominee; });
  }
  if (auto const* concluded = event.as<ReadmissionConcluded>()) {
    seen.readmitted.reset();
    seen.permitted = {concluded->permitted.begin(), concluded->permitted.end()};
    seen.objections_close = concluded->objections_close;
  }
}

/// Whether somebody did what an objection is against.
bool took_part(CaseSeen const& seen, ObjectionSeen const& objection, PersonId const& person) {
  if (person == objection.objector) return true;
  if (objection.against == Against::ranking && seen.panel.contains(person)) return true;
  auto const found = seen.duties.find(person);
  if (found == seen.duties.end()) return false;
  auto const& done = found->second;
  switch (objection.against) {
    case Against::conditions:
      return done.contains("department_officer") || done.contains("administrative_affairs");
    case Against::exclusion:
      return done.contains("administrative_affairs");
    case Against::ranking:
      return done.contains("assessor");
  }
  return false;
}

void see_decided(Sight const& sight, Code const& code) {
  auto& [witness, seen, at, event] = sight;
  auto const objection = seen.objections.find(code);
  witness.demand(objection != seen.objections.end(), "a decision on no open objection");
  if (objection == seen.objections.end()) return;
  for (auto const& person : {at.actor, principal_of(at)})
    witness.demand(!took_part(seen, objection->second, person),
                   "an objection heard by somebody who took part", person.text);
  witness.demand(at.role == witness.rules_of(seen).objections.heard_by,
                 "an objection heard in another role", at.role.text);
  seen.objections.erase(objection);
}

}  // namespace

void see_assessing(Sight const& sight) {
  auto& [witness, seen, at, event] = sight;
  see_seats(sight);
  see_hints(sight);
  see_body(seen, event);
  if (auto const* declared = event.as<DeclarationsCompleted>()) {
    seen.sealing = true;
    // A round of a body goes on from those before it.
    if (!seen.scorers.contains(declared->round)) begin_scoring(seen);
  }
  if (event.as<AssessmentRoundOpened>()) {
    seen.sealing = seen.later_round = true;
    seen.scored.clear();
  }
  if (auto const* set = event.as<DeadlineSet>(); set && set->name.text == "stage.sealing")
    seen.sealing_due = set->due;
  if (auto const* moved = event.as<DeadlineExtended>();
      moved && moved->name.text == "stage.sealing")
    seen.sealing_due = moved->due;
  if (auto const* sealed = event.as<ScoreSheetSealed>()) see_sealed(sight, *sealed);
  if (auto const* revealed = event.as<ScoreSheetRevealed>()) see_revealed(sight, *revealed);
  if (auto const* closed = event.as<ScoresRevealed>()) see_closing(sight, *closed);
  if (auto const* revised = event.as<ScoreRevised>()) see_revision(sight, *revised);
  see_note(sight);
  if (event.as<RankingEstablished>()) seen.moderating = false;
  if (auto const* shortlist = event.as<ShortlistConfirmed>())
    seen.permitted = {shortlist->permitted.begin(), shortlist->permitted.end()};
}

void see_objecting(Sight const& sight) {
  auto& [witness, seen, at, event] = sight;
  if (auto const* published = event.as<RankingPublished>()) {
    witness.demand(published->objections_close > at.recorded, "a ranking without time to object");
    seen.objections_close = published->objections_close;
  }
  if (auto const* moved = event.as<DeadlineExtended>(); moved && moved->name.text == "objections")
    seen.objections_close = moved->due;
  if (auto const* raised = event.as<ObjectionRaised>())
    seen.objections[raised->objection] = {raised->objector, raised->against};
  if (auto const* dismissed = event.as<ObjectionDismissed>())
    see_decided(sight, dismissed->objection);
  if (auto const* settled = event.as<ObjectionSettled>()) see_decided(sight, settled->objection);
  if (auto const* upheld = event.as<NomineeReadmitted>()) see_decided(sight, upheld->objection);
  see_readmission(sight);
  if (event.as<ObjectionsClosed>()) {
    witness.demand(at.recorded >= seen.objections_close && seen.objections_close != Instant{},
                   "objections closed before their period was over");
    witness.demand(seen.objections.empty(), "objections closed with one undecided");
  }
}

}  // namespace gozin::model
