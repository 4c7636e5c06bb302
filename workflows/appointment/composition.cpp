#include "workflows/appointment/composition.hpp"

#include "engine/duty/duty.hpp"
#include "engine/scoring/lot.hpp"
#include "workflows/appointment/judging.hpp"
#include "workflows/registry/states.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

/// Whether somebody comes from a unit, or sits on a body, of that code.
bool comes_from(PersonId const& person, Code const& from, Context const& context) {
  auto const* found =
      context.view.find<registry::Person>(stream_of(registry::Person::kKind, person.text));
  if (found && found->unit == from) return true;
  auto const* body = context.view.find<registry::Body>(stream_of(registry::Body::kKind, from.text));
  return body && registry::sits_on(*body, person);
}

std::int64_t count_from(std::vector<PersonId> const& people, Code const& from,
                        Context const& context) {
  return std::count_if(people.begin(), people.end(),
                       [&](PersonId const& person) { return comes_from(person, from, context); });
}

/// Takes the first of the lot who come from there, until the quota is filled.
void fill_quota(rules::SeatQuota const& quota, std::vector<PersonId>& lot,
                std::vector<PersonId>& members, Context const& context) {
  auto wanted = quota.at_least - count_from(members, quota.from, context);
  for (auto one = lot.begin(); one != lot.end() && wanted > 0;) {
    if (!comes_from(*one, quota.from, context)) {
      ++one;
      continue;
    }
    members.push_back(*one);
    one = lot.erase(one);
    --wanted;
  }
}

void fill(std::size_t size, std::vector<PersonId>& lot, std::vector<PersonId>& seats) {
  while (seats.size() < size && !lot.empty()) {
    seats.push_back(lot.front());
    lot.erase(lot.begin());
  }
}

/// Who cannot sit, because of what they did in this case or because they put a name forward.
std::optional<Rejection> flaw_of_person(PersonId const& person, Context const& context) {
  auto const& state = case_of(context);
  auto const* entry =
      context.view.find<registry::Person>(stream_of(registry::Person::kKind, person.text));
  if (!entry || entry->erased) return Rejection{Reason::person_must_be_registered, person.text};
  auto const conflict =
      duty::conflict(rules_of(context).exclusive_duties, duties_in_matter(state, context),
                     duty::Act{.duty = Code{"assessor"}, .by = person});
  if (conflict)
    return Rejection{Reason::panel_must_be_free_of_other_duties,
                     person.text + " " + conflict->held.text};
  for (auto const& [id, nominee] : state.nominees)
    for (auto const& nominator : nominee.nominators)
      if (nominator.person == person)
        return Rejection{Reason::panel_member_must_not_be_nominator, person.text};
  return std::nullopt;
}

}  // namespace

PanelAppointed drawn_panel(std::vector<PersonId> const& pool, Hash const& seed,
                           Context const& context) {
  auto const& rules = rules_of(context).panel;
  std::vector<std::string> names;
  for (auto const& person : pool)
    if (!flaw_of_person(person, context)) names.push_back(person.text);
  std::vector<PersonId> lot;
  for (auto& name : scoring::draw(seed, std::move(names))) lot.push_back({std::move(name)});

  PanelAppointed panel;
  panel.pool = pool;
  panel.seed = seed;
  for (auto const& quota : rules.composition) fill_quota(quota, lot, panel.members, context);
  fill(static_cast<std::size_t>(rules.members), lot, panel.members);
  fill(static_cast<std::size_t>(rules.reserves), lot, panel.reserves);
  if (!panel.members.empty()) panel.chair = panel.members.front();
  return panel;
}

std::optional<Rejection> flaw_of(PanelAppointed const& panel, Context const& context) {
  auto const& rules = rules_of(context).panel;
  if (panel.members.size() != static_cast<std::size_t>(rules.members))
    return Rejection{Reason::panel_must_have_its_size, std::to_string(rules.members)};
  if (panel.reserves.size() < static_cast<std::size_t>(rules.reserves))
    return Rejection{Reason::panel_must_have_its_reserves, std::to_string(rules.reserves)};
  std::set<PersonId> seen;
  for (auto const* list : {&panel.members, &panel.reserves})
    for (auto const& person : *list)
      if (!seen.insert(person).second)
        return Rejection{Reason::panel_must_name_a_person_once, person.text};
  if (std::find(panel.members.begin(), panel.members.end(), panel.chair) == panel.members.end())
    return Rejection{Reason::panel_chair_must_be_member, panel.chair.text};
  for (auto const& person : seen)
    if (auto const refused = flaw_of_person(person, context)) return refused;
  for (auto const& quota : rules.composition)
    if (count_from(panel.members, quota.from, context) < quota.at_least)
      return Rejection{Reason::panel_must_have_its_composition, quota.from.text};
  return std::nullopt;
}

}  // namespace gozin::appointment
