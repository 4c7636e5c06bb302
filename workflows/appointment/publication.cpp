#include "workflows/appointment/publication.hpp"

#include <algorithm>
#include <array>

namespace gozin::appointment {
namespace {

using rules::PublishedNames;
using rules::PublishedThing;

std::optional<PublishedNames> duty_for(rules::RuleSet const& rules, PublishedThing what) {
  auto const found = std::ranges::find(rules.publications, what, &rules::Publication::what);
  if (found == rules.publications.end()) return std::nullopt;
  return found->names;
}

/// Somebody who stands beside the person selected only if the rules say so.
std::set<NomineeId> beside(Case const& state, PublishedNames names) {
  if (names == PublishedNames::finalists) return {state.permitted.begin(), state.permitted.end()};
  std::set<NomineeId> everybody;
  if (names != PublishedNames::all) return everybody;
  for (auto const* nominee : admitted(state)) everybody.insert(nominee->id);
  return everybody;
}

}  // namespace

std::optional<rules::Period> decree_duty(rules::RuleSet const& rules) {
  auto const duty =
      std::ranges::find(rules.publications, PublishedThing::decree, &rules::Publication::what);
  return duty == rules.publications.end() ? std::nullopt : std::optional{duty->within};
}

PublishedNames names_in_dossier(rules::RuleSet const& rules) {
  if (auto const own = duty_for(rules, PublishedThing::dossier)) return *own;
  constexpr std::array kJoined{PublishedThing::shortlist, PublishedThing::ranking,
                               PublishedThing::ballot};
  auto narrowest = PublishedNames::all;
  for (auto const what : kJoined)
    narrowest = std::min(narrowest, duty_for(rules, what).value_or(PublishedNames::selected));
  return narrowest;
}

std::set<NomineeId> named_in_dossier(Case const& state, rules::RuleSet const& rules) {
  auto const* decree = current_decree(state);
  auto const names = names_in_dossier(rules);
  if (!decree || decree->published.ms == 0 || names == PublishedNames::none) return {};
  auto named = beside(state, names);
  if (state.selected) named.insert(*state.selected);
  return named;
}

}  // namespace gozin::appointment
