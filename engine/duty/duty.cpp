#include "engine/duty/duty.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace gozin::duty {
namespace {

/// The persons for whom an act counts, each with the duty that it is for them.
std::vector<std::pair<PersonId, Code>> shares_of(Act const& act) {
  if (!act.on_behalf) return {{act.by, act.duty}};
  return {{act.by, act.transcribed ? clerk_duty() : act.duty}, {*act.on_behalf, act.duty}};
}

}  // namespace

Code clerk_duty() { return Code{"clerk"}; }

void apply(Act const& act, Duties& duties) {
  for (auto const& [person, duty] : shares_of(act)) duties.done[person].insert(duty);
}

bool exclude(std::span<Pair const> exclusive, Code const& one, Code const& other) {
  return std::any_of(exclusive.begin(), exclusive.end(), [&](Pair const& pair) {
    return (pair.first == one && pair.second == other) ||
           (pair.first == other && pair.second == one);
  });
}

std::optional<Conflict> conflict(std::span<Pair const> exclusive, Duties const& duties,
                                 Act const& act) {
  for (auto const& [person, wanted] : shares_of(act)) {
    auto const found = duties.done.find(person);
    if (found == duties.done.end()) continue;
    for (auto const& held : found->second)
      if (exclude(exclusive, held, wanted)) return Conflict{person, held, wanted};
  }
  return std::nullopt;
}

}  // namespace gozin::duty
