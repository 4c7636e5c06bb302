#include "engine/ballot/standing.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace gozin::ballot {
namespace {

constexpr std::size_t kRemaindersMax = 4'096;

/// Who is still in, by candidate.
using Remainder = std::vector<bool>;

std::vector<Candidate> members_of(Remainder const& remainder) {
  std::vector<Candidate> members;
  for (Candidate one = 0; one < remainder.size(); ++one)
    if (remainder[one]) members.push_back(one);
  return members;
}

Remainder without(Remainder remainder, std::vector<Candidate> const& leaving) {
  for (auto const one : leaving) remainder[one] = false;
  return remainder;
}

/// One count of the papers among those who are still in.
struct Tally {
  std::vector<std::int64_t> votes;
  std::int64_t all = 0;
  std::vector<Candidate> fewest;
  bool leave_together = false;  ///< nobody is overtaken in whatever order they leave
};

Tally tally_of(Profile const& profile, Remainder const& remainder) {
  Tally tally{.votes = std::vector<std::int64_t>(profile.candidates), .fewest = {}};
  for (auto const& papers : profile.papers) {
    auto const next = std::find_if(papers.order.begin(), papers.order.end(),
                                   [&](Candidate one) { return remainder[one]; });
    if (next == papers.order.end()) continue;
    tally.votes[*next] += papers.count;
    tally.all += papers.count;
  }
  std::map<std::int64_t, std::vector<Candidate>> by_votes;
  for (auto const one : members_of(remainder)) by_votes[tally.votes[one]].push_back(one);
  auto const& [votes, fewest] = *by_votes.begin();
  tally.fewest = fewest;
  auto const together = votes * static_cast<std::int64_t>(fewest.size());
  tally.leave_together =
      fewest.size() == 1 || (by_votes.size() > 1 && together < std::next(by_votes.begin())->first);
  return tally;
}

/// Follows every outcome of the lots that ties would call for.
class Winners {
 public:
  explicit Winners(Profile const& profile) : profile_{profile} {}

  [[nodiscard]] bool is_exhausted() const { return known_.size() > kRemaindersMax; }

  std::set<Candidate> of(Remainder const& remainder) {
    if (auto const known = known_.find(remainder); known != known_.end()) return known->second;
    if (is_exhausted()) return {};
    auto winners = find(remainder);
    known_.emplace(remainder, winners);
    return winners;
  }

 private:
  std::set<Candidate> find(Remainder const& remainder) {
    auto const members = members_of(remainder);
    auto const tally = tally_of(profile_, remainder);
    // What nobody has voted on no lot can settle.
    if (members.size() == 1 || tally.all == 0) return {members.begin(), members.end()};
    for (auto const one : members)
      if (2 * tally.votes[one] > tally.all) return {one};
    if (tally.leave_together) return of(without(remainder, tally.fewest));
    std::set<Candidate> winners;
    for (auto const one : tally.fewest) winners.merge(of(without(remainder, {one})));
    return winners;
  }

  Profile const& profile_;
  std::map<Remainder, std::set<Candidate>> known_;
};

/// The counts until one is left or a tie must be settled from outside.
std::vector<Runoff> rounds_of(Profile const& profile) {
  std::vector<Runoff> rounds;
  Remainder remainder(profile.candidates, true);
  while (true) {
    auto tally = tally_of(profile, remainder);
    Runoff round{.votes = std::move(tally.votes), .eliminated = {}, .tied = {}};
    bool const is_last = members_of(remainder).size() == 1;
    if (!is_last) (tally.leave_together ? round.eliminated : round.tied) = tally.fewest;
    rounds.push_back(round);
    if (is_last || !tally.leave_together) return rounds;
    remainder = without(remainder, tally.fewest);
  }
}

std::vector<std::vector<Candidate>> order_of(Profile const& profile,
                                             std::vector<Candidate> const& winners,
                                             std::vector<Runoff> const& rounds) {
  std::vector<std::vector<Candidate>> order{winners};
  if (!rounds.back().tied.empty()) {
    std::vector<Candidate> others;
    for (auto const one : all_candidates(profile.candidates))
      if (!std::binary_search(winners.begin(), winners.end(), one)) others.push_back(one);
    if (!others.empty()) order.push_back(others);
    return order;
  }
  for (auto round = rounds.rbegin(); round != rounds.rend(); ++round)
    if (!round->eliminated.empty()) order.push_back(round->eliminated);
  return order;
}

}  // namespace

Result<InstantRunoff> instant_runoff(Profile const& profile) {
  if (!has_preference(profile))
    return InstantRunoff{.standing = undecided(profile.candidates), .rounds = {}};
  Winners all{profile};
  auto const found = all.of(Remainder(profile.candidates, true));
  if (all.is_exhausted()) return Rejection{PreferenceReason::ties_must_not_exceed_limits};

  InstantRunoff result{.standing = {}, .rounds = rounds_of(profile)};
  result.standing.winners = {found.begin(), found.end()};
  result.standing.order = order_of(profile, result.standing.winners, result.rounds);
  return result;
}

}  // namespace gozin::ballot
