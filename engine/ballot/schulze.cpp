#include "engine/ballot/standing.hpp"

#include <algorithm>

namespace gozin::ballot {
namespace {

Pairwise strongest_paths(Pairwise const& above) {
  auto const n = above.size();
  Pairwise paths(n, std::vector<std::int64_t>(n));
  for (Candidate a = 0; a < n; ++a)
    for (Candidate b = 0; b < n; ++b)
      if (above[a][b] > above[b][a]) paths[a][b] = above[a][b];
  for (Candidate via = 0; via < n; ++via)
    for (Candidate a = 0; a < n; ++a)
      for (Candidate b = 0; b < n; ++b)
        if (a != b && a != via && b != via)
          paths[a][b] = std::max(paths[a][b], std::min(paths[a][via], paths[via][b]));
  return paths;
}

/// Those to whom nobody else of the rest has the stronger path.
std::vector<Candidate> unbeaten(Pairwise const& paths, std::vector<Candidate> const& rest) {
  std::vector<Candidate> found;
  for (auto const a : rest)
    if (std::none_of(rest.begin(), rest.end(),
                     [&](Candidate b) { return paths[b][a] > paths[a][b]; }))
      found.push_back(a);
  return found;
}

}  // namespace

Schulze schulze(Profile const& profile) {
  Schulze result{.standing = undecided(profile.candidates),
                 .paths = strongest_paths(pairwise(profile))};
  if (!has_preference(profile)) return result;

  // The relation is transitive, being level is not: the unbeaten come first, then the unbeaten of
  // the rest.
  auto rest = all_candidates(profile.candidates);
  result.standing.order.clear();
  while (!rest.empty()) {
    auto const first = unbeaten(result.paths, rest);
    std::erase_if(
        rest, [&](Candidate one) { return std::binary_search(first.begin(), first.end(), one); });
    result.standing.order.push_back(first);
  }
  result.standing.winners = result.standing.order.front();
  return result;
}

}  // namespace gozin::ballot
