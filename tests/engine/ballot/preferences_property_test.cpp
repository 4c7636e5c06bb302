#include "tests/engine/ballot/profiles.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gozin::ballot {
namespace {

Profile arbitrary_profile() {
  Profile profile{.candidates = *rc::gen::inRange<std::size_t>(1, 6), .papers = {}};
  auto const papers = *rc::gen::inRange(1, 7);
  for (int i = 0; i < papers; ++i) {
    std::vector<std::pair<int, Candidate>> keys;
    for (Candidate one = 0; one < profile.candidates; ++one)
      keys.emplace_back(*rc::gen::inRange(0, 1000), one);
    std::sort(keys.begin(), keys.end());
    auto& row = profile.papers.emplace_back(
        RankedPapers{.count = *rc::gen::inRange<std::int64_t>(0, 5), .order = {}});
    auto const listed = *rc::gen::inRange<std::size_t>(0, profile.candidates + 1);
    for (std::size_t k = 0; k < listed; ++k) row.order.push_back(keys[k].second);
  }
  return profile;
}

/// Every method by name, for what holds of all of them.
std::map<std::string, Standing> standings_of(Profile const& profile) {
  return {{"plurality", plurality(profile).standing},
          {"borda", borda(profile).standing},
          {"condorcet", condorcet(profile)},
          {"schulze", schulze(profile).standing},
          {"instant runoff", instant_runoff(profile).value().standing},
          {"kemeny", kemeny(profile).value().standing}};
}

Profile renamed(Profile profile, std::vector<Candidate> const& names) {
  for (auto& papers : profile.papers)
    for (auto& one : papers.order) one = names[one];
  return profile;
}

Standing renamed(Standing standing, std::vector<Candidate> const& names) {
  auto const rename = [&](std::vector<Candidate>& all) {
    for (auto& one : all) one = names[one];
    std::sort(all.begin(), all.end());
  };
  rename(standing.winners);
  for (auto& level : standing.order) rename(level);
  return standing;
}

/// Tries every order: the least disagreement of all of them.
std::int64_t least_disagreement(Profile const& profile) {
  auto const above = pairwise(profile);
  std::vector<Candidate> order(profile.candidates);
  std::iota(order.begin(), order.end(), Candidate{0});
  auto least = std::numeric_limits<std::int64_t>::max();
  do {
    std::int64_t cost = 0;
    for (std::size_t i = 0; i < order.size(); ++i)
      for (std::size_t j = i + 1; j < order.size(); ++j) cost += above[order[j]][order[i]];
    least = std::min(least, cost);
  } while (std::next_permutation(order.begin(), order.end()));
  return least;
}

RC_GTEST_PROP(PreferencesProperty, EveryOrderNamesEverybodyOnce, ()) {
  auto const profile = arbitrary_profile();
  for (auto const& [method, standing] : standings_of(profile)) {
    std::vector<Candidate> named;
    for (auto const& level : standing.order) named.insert(named.end(), level.begin(), level.end());
    std::sort(named.begin(), named.end());
    std::vector<Candidate> all(profile.candidates);
    std::iota(all.begin(), all.end(), Candidate{0});
    RC_ASSERT(named == all);
  }
}

RC_GTEST_PROP(PreferencesProperty, WinnersStandInTheFirstSet, ()) {
  for (auto const& [method, standing] : standings_of(arbitrary_profile()))
    for (auto const winner : standing.winners)
      RC_ASSERT(std::ranges::count(standing.order.front(), winner) == 1);
}

RC_GTEST_PROP(PreferencesProperty, NamesDecideNothing, ()) {
  auto const profile = arbitrary_profile();
  std::vector<Candidate> names(profile.candidates);
  std::iota(names.begin(), names.end(), Candidate{0});
  std::rotate(names.begin(), names.begin() + 1, names.end());
  std::reverse(names.begin(), names.end());

  auto const before = standings_of(profile);
  for (auto const& [method, after] : standings_of(renamed(profile, names)))
    RC_ASSERT(after == renamed(before.at(method), names));
}

RC_GTEST_PROP(PreferencesProperty, PapersOfOneKindMayBeCountedInHeaps, ()) {
  auto const profile = arbitrary_profile();
  Profile single{.candidates = profile.candidates, .papers = {}};
  for (auto const& papers : profile.papers)
    for (std::int64_t i = 0; i < papers.count; ++i) single.papers.push_back({1, papers.order});
  std::reverse(single.papers.begin(), single.papers.end());

  RC_ASSERT(standings_of(single) == standings_of(profile));
}

RC_GTEST_PROP(PreferencesProperty, SchulzeWinnersAreInTheSmithSet, ()) {
  auto const profile = arbitrary_profile();
  auto const smith = condorcet(profile).order.front();
  for (auto const winner : schulze(profile).standing.winners)
    RC_ASSERT(std::ranges::count(smith, winner) == 1);
}

RC_GTEST_PROP(PreferencesProperty, ACondorcetWinnerWinsUnderSchulzeAndKemeny, ()) {
  auto const profile = arbitrary_profile();
  auto const winner = condorcet(profile).winners;
  if (winner.empty()) return;
  RC_ASSERT(schulze(profile).standing.winners == winner);
  RC_ASSERT(kemeny(profile).value().standing.winners == winner);
}

RC_GTEST_PROP(PreferencesProperty, KemenyIsTheBestOfAllOrders, ()) {
  auto const profile = arbitrary_profile();
  auto const found = kemeny(profile).value();
  RC_ASSERT((found.standing.winners.empty() || found.disagreements == least_disagreement(profile)));
}

/// Draws every lot: everybody who wins under one of them.
void add_winners(Profile const& profile, std::set<Candidate> const& left,
                 std::set<Candidate>& winners) {
  std::map<Candidate, std::int64_t> votes;
  for (auto const one : left) votes[one] = 0;
  std::int64_t all = 0;
  for (auto const& papers : profile.papers) {
    auto const next =
        std::ranges::find_if(papers.order, [&](auto one) { return left.contains(one); });
    if (next == papers.order.end()) continue;
    votes[*next] += papers.count;
    all += papers.count;
  }
  if (left.size() == 1 || all == 0) return winners.insert(left.begin(), left.end());
  auto const fewest =
      std::ranges::min_element(votes, {}, [](auto const& vote) { return vote.second; })->second;
  for (auto const& [one, number] : votes) {
    if (number != fewest) continue;
    auto rest = left;
    rest.erase(one);
    add_winners(profile, rest, winners);
  }
}

RC_GTEST_PROP(PreferencesProperty, RunoffWinnersAreThoseOfEveryLot, ()) {
  auto const profile = arbitrary_profile();
  std::set<Candidate> everybody;
  for (Candidate one = 0; one < profile.candidates; ++one) everybody.insert(one);
  std::set<Candidate> winners;
  add_winners(profile, everybody, winners);

  auto const found = instant_runoff(profile).value().standing.winners;
  RC_ASSERT((found.empty() || found == std::vector<Candidate>(winners.begin(), winners.end())));
}

RC_GTEST_PROP(PreferencesProperty, BordaPointsAreExactInSum, ()) {
  auto const profile = arbitrary_profile();
  std::int64_t papers = 0;
  for (auto const& row : profile.papers) papers += row.count;
  Fraction sum = 0;
  for (auto const& points : borda(profile).points) sum += points;
  auto const n = static_cast<std::int64_t>(profile.candidates);
  RC_ASSERT(sum == Fraction(papers * n * (n - 1), 2));
}

}  // namespace
}  // namespace gozin::ballot
