#pragma once

#include "engine/ballot/preferences.hpp"
#include "engine/core/tied_order.hpp"

#include <map>
#include <vector>

/// What the methods of this folder share; internal to it.
namespace gozin::ballot {

inline constexpr std::size_t kCandidatesMax = 100;

[[nodiscard]] inline bool has_preference(Profile const& profile) {
  for (auto const& papers : profile.papers)
    if (papers.count > 0 && !papers.order.empty()) return true;
  return false;
}

[[nodiscard]] inline std::vector<Candidate> all_candidates(std::size_t count) {
  std::vector<Candidate> all(count);
  for (Candidate one = 0; one < count; ++one) all[one] = one;
  return all;
}

/// Nobody wins where nobody is preferred.
[[nodiscard]] inline Standing undecided(std::size_t candidates) {
  return {.winners = {}, .order = {all_candidates(candidates)}};
}

/// By falling score.
template <class Score>
[[nodiscard]] Standing standing_of(Profile const& profile, std::vector<Score> const& scores) {
  if (!has_preference(profile)) return undecided(profile.candidates);
  std::map<Candidate, Score> by_candidate;
  for (Candidate one = 0; one < scores.size(); ++one) by_candidate.emplace(one, scores[one]);
  auto order = tied_order(by_candidate);
  auto winners = order.front();
  return {.winners = std::move(winners), .order = std::move(order)};
}

/// `[a][b]`: a may stand above b or level with b. At least one of each pair may.
using Relation = std::vector<std::vector<bool>>;

/// The linear order of the strongly connected sets of such a relation, best first.
[[nodiscard]] std::vector<std::vector<Candidate>> levels_of(Relation relation);

}  // namespace gozin::ballot
