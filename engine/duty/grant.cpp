#include "engine/duty/grant.hpp"

#include <algorithm>
#include <set>

namespace gozin::duty {
namespace {

bool gives(Grant const& grant, Need const& need) {
  return grant.role == need.role && covers(grant.scope, need.scope) &&
         contains(grant.time, need.at);
}

}  // namespace

bool contains(Span const& span, Instant at) {
  return span.from <= at && (!span.until || at < *span.until);
}

bool covers(std::string_view granted, std::string_view asked) {
  if (granted.empty() || granted == asked) return true;
  return asked.starts_with(granted) && asked[granted.size()] == '/';
}

bool holds(std::span<Grant const> grants, Code const& role, std::string_view scope, Instant at) {
  Need const need{role, std::string{scope}, at};
  return std::any_of(grants.begin(), grants.end(),
                     [&](Grant const& grant) { return gives(grant, need); });
}

std::vector<PersonId> principals(std::span<Delegation const> delegations, PersonId const& person,
                                 Need const& need) {
  std::set<PersonId> found;
  for (auto const& delegation : delegations)
    if (delegation.to == person && delegation.from != person && gives(delegation.what, need))
      found.insert(delegation.from);
  return {found.begin(), found.end()};
}

}  // namespace gozin::duty
