#include "workflows/appointment/case.hpp"

#include "workflows/registry/roles.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

/// How far a nomination has come; of several nominations of one person the furthest counts.
int progress_of(Standing standing) {
  switch (standing) {
    case Standing::merged:
      return 0;
    case Standing::declined:
    case Standing::withdrawn:
    case Standing::disputed:
      return 1;
    case Standing::received:
      return 2;
    case Standing::excluded:
      return 3;
    case Standing::consented:
      return 4;
    case Standing::admitted:
      return 5;
  }
  return 0;
}

}  // namespace

VaultKeyId alias_key(StreamId const& stream, Code const& round) {
  return {"sealed/alias/" + std::string{stream.key()} + "/" + round.text};
}

VaultKeyId sheet_key(StreamId const& stream, Code const& sheet) {
  return {"sealed/sheet/" + std::string{stream.key()} + "/" + sheet.text};
}

VaultKeyId box_key(Code const& ballot) { return {"box/" + ballot.text}; }

Nominee const* find_nominee(Case const& state, NomineeId const& id) {
  auto found = state.nominees.find(id);
  // A merge never points back, but a step a nominee is more than enough.
  for (std::size_t steps = 0; steps <= state.nominees.size(); ++steps) {
    if (found == state.nominees.end()) return nullptr;
    if (!found->second.merged_into) return &found->second;
    found = state.nominees.find(*found->second.merged_into);
  }
  return nullptr;
}

bool is_untold(Nominee const& nominee) {
  return nominee.standing == Standing::excluded && nominee.person && !nominee.told_at;
}

bool is_anybody(Nominee const& nominee) {
  return nominee.standing != Standing::merged && nominee.standing != Standing::disputed;
}

Nominee const* nominee_of(Case const& state, PersonId const& person) {
  Nominee const* best = nullptr;
  for (auto const& [id, nominee] : state.nominees) {
    if (nominee.person != person || !is_anybody(nominee)) continue;
    if (!best || progress_of(nominee.standing) > progress_of(best->standing)) best = &nominee;
  }
  return best;
}

bool is_nobody_named(Case const& state) {
  return std::ranges::all_of(
      state.nominees, [](auto const& one) { return one.second.standing == Standing::disputed; });
}

std::vector<Nominee const*> admitted(Case const& state) {
  std::vector<Nominee const*> running;
  for (auto const& [id, nominee] : state.nominees)
    if (nominee.standing == Standing::consented || nominee.standing == Standing::admitted)
      running.push_back(&nominee);
  return running;
}

Assessor const* find_assessor(Case const& state, PersonId const& person) {
  auto const found = std::find_if(state.panel.begin(), state.panel.end(),
                                  [&](auto const& assessor) { return assessor.person == person; });
  return found == state.panel.end() ? nullptr : &*found;
}

bool wants_note(Case const& state) {
  return std::any_of(state.pivotal.begin(), state.pivotal.end(),
                     [&](PersonId const& person) { return !state.noted.contains(person); });
}

Code const* find_hint(Case const& state, PersonId const& person, NomineeId const& nominee) {
  for (auto const& [hint, about] : state.hints_open)
    if (about.person == person && about.nominee == nominee) return &hint;
  return nullptr;
}

Code const* find_hint_about(Case const& state, NomineeId const& nominee) {
  auto const has_no_say = [&](PersonId const& person) {
    if (std::ranges::find(state.reserves, person) != state.reserves.end()) return true;
    auto const* assessor = find_assessor(state, person);
    return assessor && (assessor->recused || assessor->recused_from.contains(nominee));
  };
  for (auto const& [hint, about] : state.hints_open)
    if (about.nominee == nominee && !has_no_say(about.person)) return &hint;
  return nullptr;
}

std::set<PersonId> people_in(Case const& state) {
  std::set<PersonId> people{state.reserves.begin(), state.reserves.end()};
  for (auto const& assessor : state.panel)
    if (!assessor.recused) people.insert(assessor.person);
  for (auto const& [id, nominee] : state.nominees) {
    bool const stands = nominee.standing == Standing::received ||
                        nominee.standing == Standing::consented ||
                        nominee.standing == Standing::admitted;
    if (stands && nominee.person) people.insert(*nominee.person);
  }
  return people;
}

std::set<PersonId> people_concerned(Case const& state) {
  std::set<PersonId> people{state.reserves.begin(), state.reserves.end()};
  people.insert(state.invited.begin(), state.invited.end());
  for (auto const& assessor : state.panel) people.insert(assessor.person);
  for (auto const& [id, nominee] : state.nominees) {
    if (nominee.person) people.insert(*nominee.person);
    for (auto const& nominator : nominee.nominators) people.insert(nominator.person);
  }
  for (auto const& one : state.declarations) people.insert(one.declarer);
  for (auto const& one : state.objections) people.insert(one.objector);
  for (auto const& one : state.delegations) people.insert({one.holder, one.substitute});
  for (auto const& one : state.decrees) people.insert(one.person);
  if (state.decider) people.insert(*state.decider);
  for (auto const& one : state.ballots)
    people.insert(one.ballot.tellers.begin(), one.ballot.tellers.end());
  if (state.review && state.review->ballot)
    people.insert(state.review->ballot->tellers.begin(), state.review->ballot->tellers.end());
  for (auto const& [person, duties] : state.duties) people.insert(person);
  for (auto const& [number, act] : state.transcribed)
    people.insert({act.clerk, act.behalf, act.second});
  std::erase_if(people, [](PersonId const& person) {
    return person.empty() || person.text == registry::kClockActor ||
           person.text == registry::kAnonymousActor ||
           person.text.starts_with(registry::kOperatorActor);
  });
  return people;
}

Decree const* current_decree(Case const& state) {
  for (auto decree = state.decrees.rbegin(); decree != state.decrees.rend(); ++decree)
    if (!decree->voided) return &*decree;
  return nullptr;
}

}  // namespace gozin::appointment
