#include "engine/ballot/preferences.hpp"

#include "engine/ballot/standing.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace gozin::ballot {
namespace {

constexpr std::int64_t kPapersMax = 1'000'000'000;
constexpr std::int64_t kAllPapersMax = 1'000'000'000'000;

std::optional<Rejection> fault_of(RankedPapers const& papers, std::size_t candidates) {
  if (papers.count < 0) return Rejection{PreferenceReason::papers_must_not_be_negative, "/count"};
  if (papers.count > kPapersMax)
    return Rejection{PreferenceReason::papers_must_not_exceed_limits, "/count"};
  std::set<Candidate> seen;
  for (std::size_t i = 0; i < papers.order.size(); ++i) {
    auto const at = "/order/" + std::to_string(i);
    if (papers.order[i] >= candidates)
      return Rejection{PreferenceReason::candidate_must_be_listed, at};
    if (!seen.insert(papers.order[i]).second)
      return Rejection{PreferenceReason::candidate_must_be_ranked_once, at};
  }
  return std::nullopt;
}

/// The place of each candidate on a paper; those left out share the place after the last.
std::vector<std::size_t> places_on(RankedPapers const& papers, std::size_t candidates) {
  std::vector<std::size_t> places(candidates, papers.order.size());
  for (std::size_t i = 0; i < papers.order.size(); ++i) places[papers.order[i]] = i;
  return places;
}

}  // namespace

std::optional<Rejection> find_fault(Profile const& profile) {
  if (profile.candidates == 0) return Rejection{PreferenceReason::candidates_must_be_given};
  if (profile.candidates > kCandidatesMax)
    return Rejection{PreferenceReason::candidates_must_not_exceed_limits};
  std::int64_t all = 0;
  for (std::size_t i = 0; i < profile.papers.size(); ++i) {
    auto const at = "/" + std::to_string(i);
    if (auto const fault = fault_of(profile.papers[i], profile.candidates))
      return Rejection{fault->reason, at + fault->detail};
    all += profile.papers[i].count;
    if (all > kAllPapersMax)
      return Rejection{PreferenceReason::papers_must_not_exceed_limits, at + "/count"};
  }
  return std::nullopt;
}

std::vector<std::vector<Candidate>> levels_of(Relation relation) {
  auto const n = relation.size();
  for (Candidate via = 0; via < n; ++via)
    for (Candidate from = 0; from < n; ++from)
      if (relation[from][via])
        for (Candidate to = 0; to < n; ++to)
          if (relation[via][to]) relation[from][to] = true;

  // The farther up, the more are reached; within one set all reach the same.
  std::map<Candidate, std::size_t> reach;
  for (Candidate one = 0; one < n; ++one) {
    relation[one][one] = true;
    reach[one] =
        static_cast<std::size_t>(std::count(relation[one].begin(), relation[one].end(), true));
  }
  return tied_order(reach);
}

Plurality plurality(Profile const& profile) {
  std::vector<std::int64_t> votes(profile.candidates);
  for (auto const& papers : profile.papers)
    if (!papers.order.empty()) votes[papers.order.front()] += papers.count;
  auto standing = standing_of(profile, votes);
  return {.standing = std::move(standing), .votes = std::move(votes)};
}

Borda borda(Profile const& profile) {
  std::vector<std::int64_t> doubled(profile.candidates);
  for (auto const& papers : profile.papers) {
    auto const left_out = profile.candidates - papers.order.size();
    auto const places = places_on(papers, profile.candidates);
    for (Candidate one = 0; one < profile.candidates; ++one) {
      auto const points = places[one] < papers.order.size()
                              ? 2 * (profile.candidates - 1 - places[one])
                              : left_out - 1;
      doubled[one] += papers.count * static_cast<std::int64_t>(points);
    }
  }
  std::vector<Fraction> points;
  for (auto const twice : doubled) points.emplace_back(twice, 2);
  auto standing = standing_of(profile, points);
  return {.standing = std::move(standing), .points = std::move(points)};
}

Pairwise pairwise(Profile const& profile) {
  auto const n = profile.candidates;
  Pairwise above(n, std::vector<std::int64_t>(n));
  for (auto const& papers : profile.papers) {
    auto const places = places_on(papers, n);
    for (Candidate a = 0; a < n; ++a)
      for (Candidate b = 0; b < n; ++b)
        if (places[a] < places[b]) above[a][b] += papers.count;
  }
  return above;
}

Standing condorcet(Profile const& profile) {
  auto const n = profile.candidates;
  if (!has_preference(profile)) return undecided(n);
  auto const above = pairwise(profile);
  Relation relation(n, std::vector<bool>(n));
  Standing standing;
  for (Candidate a = 0; a < n; ++a) {
    std::size_t beaten = 0;
    for (Candidate b = 0; b < n; ++b) {
      relation[a][b] = above[a][b] >= above[b][a];
      beaten += above[a][b] > above[b][a];
    }
    if (beaten + 1 == n) standing.winners.push_back(a);
  }
  standing.order = levels_of(std::move(relation));
  return standing;
}

}  // namespace gozin::ballot
