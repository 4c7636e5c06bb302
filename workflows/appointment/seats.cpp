#include "workflows/appointment/seats.hpp"

#include "workflows/appointment/rounds.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

bool is_conflict(Declaration const& declaration, rules::RuleSet const& rules) {
  switch (declaration.interest) {
    case Interest::kinship:
      return !declaration.kinship || std::find(rules.kinship.begin(), rules.kinship.end(),
                                               *declaration.kinship) != rules.kinship.end();
    case Interest::superior:
    case Interest::subordinate:
    case Interest::business:
    case Interest::nominator:
      return true;
    case Interest::none:
    case Interest::friendship:
    case Interest::dispute:
    case Interest::other:
      break;
  }
  return false;
}

bool fell_earlier(Case const& state, rules::RuleSet const& rules, NomineeId const& nominee) {
  return std::any_of(state.below.begin(), state.below.end(), [&](FellBelow const& below) {
    auto const* round = round_of(rules, below.criterion);
    return below.nominee == nominee && round && comes_before(rules, round->code, state.round);
  });
}

bool may_come_in(Case const& state, rules::RuleSet const& rules, PersonId const& person,
                 std::vector<NomineeId> const& nominees) {
  return std::all_of(nominees.begin(), nominees.end(), [&](NomineeId const& nominee) {
    return has_declared(state, person, nominee) && !has_conflict(state, rules, person, nominee) &&
           !find_hint(state, person, nominee);
  });
}

bool sits_for_others_only(Assessor const& assessor, std::vector<NomineeId> const& nominees) {
  if (assessor.recused || assessor.only.empty() || !assessor.of_panel) return false;
  return std::none_of(nominees.begin(), nominees.end(), [&](NomineeId const& nominee) {
    return assessor.only.contains(nominee) || assessor.recused_from.contains(nominee);
  });
}

}  // namespace

bool scores(Case const& state, Assessor const& assessor, Code const& round) {
  return state.scorers.contains(round) ? assessor.rounds.contains(round) : assessor.of_panel;
}

bool is_scored_by_body(Case const& state) { return state.scorers.contains(state.round); }

PersonId acting_chair(Case const& state) {
  auto const* chair = find_assessor(state, state.chair);
  if (chair && !chair->recused) return state.chair;
  for (auto const& assessor : state.panel)
    if (!assessor.recused && assessor.only.empty() && assessor.of_panel) return assessor.person;
  return {};
}

std::string_view panel_role(Case const& state, PersonId const& person) {
  return person == acting_chair(state) ? "panel_chair" : "assessor";
}

std::vector<PersonId> who_may_note(Case const& state, std::vector<PersonId> const& pivotal) {
  auto const is_pivotal = [&](PersonId const& person) {
    return std::ranges::find(pivotal, person) != pivotal.end();
  };
  auto const chair = acting_chair(state);
  if (!is_pivotal(chair)) return {chair};
  std::vector<PersonId> others;
  for (auto const& assessor : state.panel)
    if (!assessor.recused && assessor.of_panel && assessor.person != chair)
      others.push_back(assessor.person);
  if (others.empty()) return {chair};
  auto neutral = others;
  std::erase_if(neutral, is_pivotal);
  return neutral.empty() ? others : neutral;
}

bool judges(Assessor const& assessor, NomineeId const& nominee) {
  return !assessor.recused && !assessor.recused_from.contains(nominee) &&
         (assessor.only.empty() || assessor.only.contains(nominee));
}

std::vector<PersonId> judges_of_any_round(Case const& state, NomineeId const& nominee) {
  std::vector<PersonId> people;
  for (auto const& assessor : state.panel)
    if (judges(assessor, nominee) && !state.conflicts.contains({assessor.person, nominee}))
      people.push_back(assessor.person);
  return people;
}

std::vector<PersonId> judges_of(Case const& state, NomineeId const& nominee) {
  auto people = judges_of_any_round(state, nominee);
  if (!state.readmitted)
    std::erase_if(people, [&](PersonId const& person) {
      return !scores(state, *find_assessor(state, person), state.round);
    });
  return people;
}

bool has_declared(Case const& state, PersonId const& person, NomineeId const& nominee) {
  return std::any_of(state.declarations.begin(), state.declarations.end(),
                     [&](Declaration const& declaration) {
                       return declaration.declarer == person && declaration.nominee == nominee;
                     });
}

bool has_conflict(Case const& state, rules::RuleSet const& rules, PersonId const& person,
                  NomineeId const& nominee) {
  if (state.conflicts.contains({person, nominee})) return true;
  return std::any_of(state.declarations.begin(), state.declarations.end(),
                     [&](Declaration const& declaration) {
                       return declaration.declarer == person && declaration.nominee == nominee &&
                              is_conflict(declaration, rules);
                     });
}

std::vector<NomineeId> contenders(Case const& state, rules::RuleSet const& rules) {
  std::vector<NomineeId> found;
  for (auto const& [id, nominee] : state.nominees)
    if (nominee.standing == Standing::admitted && !fell_earlier(state, rules, id))
      found.push_back(id);
  return found;
}

std::vector<NomineeId> ids_of(std::vector<Nominee const*> const& nominees) {
  std::vector<NomineeId> ids;
  for (auto const* nominee : nominees) ids.push_back(nominee->id);
  return ids;
}

std::vector<NomineeId> ranked_in_the_running(Case const& state) {
  std::vector<NomineeId> found;
  for (auto const& ranked : state.ranking) {
    auto const* nominee = find_nominee(state, ranked.nominee);
    if (nominee && nominee->standing == Standing::admitted) found.push_back(nominee->id);
  }
  return found;
}

std::optional<PersonId> next_reserve(Case const& state, rules::RuleSet const& rules,
                                     std::vector<NomineeId> const& nominees) {
  for (auto const& assessor : state.panel)
    if (sits_for_others_only(assessor, nominees) &&
        may_come_in(state, rules, assessor.person, nominees))
      return assessor.person;
  for (auto const& reserve : state.reserves)
    if (may_come_in(state, rules, reserve, nominees)) return reserve;
  return std::nullopt;
}

}  // namespace gozin::appointment
