#include "engine/ballot/standing.hpp"

#include <algorithm>
#include <bitset>
#include <limits>
#include <map>
#include <unordered_set>

namespace gozin::ballot {
namespace {

/// Papers looked at while the outcomes of lots are followed: 21 papers in each of 2^21 remainders.
constexpr std::size_t kLooksMax = 50'000'000;

/// Who is still in, by candidate.
using Remainder = std::bitset<kCandidatesMax>;

Remainder everybody(std::size_t candidates) {
  Remainder all;
  for (Candidate one = 0; one < candidates; ++one) all.set(one);
  return all;
}

Remainder without(Remainder remainder, std::vector<Candidate> const& leaving) {
  for (auto const one : leaving) remainder.reset(one);
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
  constexpr auto kNone = std::numeric_limits<std::int64_t>::max();
  auto fewest = kNone, next_fewest = kNone;
  for (Candidate one = 0; one < profile.candidates; ++one) {
    if (!remainder[one] || tally.votes[one] > fewest) continue;
    if (tally.votes[one] < fewest) tally.fewest.clear();
    fewest = tally.votes[one];
    tally.fewest.push_back(one);
  }
  for (Candidate one = 0; one < profile.candidates; ++one)
    if (remainder[one] && tally.votes[one] > fewest)
      next_fewest = std::min(next_fewest, tally.votes[one]);
  auto const together = fewest * static_cast<std::int64_t>(tally.fewest.size());
  tally.leave_together =
      tally.fewest.size() == 1 || (next_fewest != kNone && together < next_fewest);
  return tally;
}

/// Candidates whom the papers tell apart by name only. Whatever one of such a kind can come to, the
/// others can too: of all remainders with as many of them it is enough to follow one.
class Kinds {
 public:
  explicit Kinds(Profile const& profile) : of_(profile.candidates) {
    for (auto const& papers : profile.papers)
      if (papers.count > 0) papers_[papers.order] += papers.count;
    std::vector<std::map<Place, std::int64_t>> places(profile.candidates);
    for (auto const& [order, count] : papers_)
      for (std::size_t i = 0; i < order.size(); ++i) places[order[i]][{order.size(), i}] += count;
    for (Candidate one = 0; one < profile.candidates; ++one) {
      auto const kind = std::find_if(members_.begin(), members_.end(), [&](Remainder const& other) {
        auto const first = first_of(other);
        return places[first] == places[one] && are_alike(first, one);
      });
      of_[one] = static_cast<std::size_t>(kind - members_.begin());
      if (kind == members_.end()) members_.emplace_back();
      members_[of_[one]].set(one);
    }
  }

  [[nodiscard]] Remainder const& of(Candidate one) const { return members_[of_[one]]; }

  /// One of each kind.
  [[nodiscard]] std::vector<Candidate> one_each(std::vector<Candidate> const& candidates) const {
    std::map<std::size_t, Candidate> last;
    for (auto const one : candidates) last[of_[one]] = one;
    std::vector<Candidate> chosen;
    for (auto const& [kind, one] : last) chosen.push_back(one);
    return chosen;
  }

 private:
  /// How many a paper lists, and where on it a candidate stands.
  using Place = std::pair<std::size_t, std::size_t>;

  static Candidate first_of(Remainder const& members) {
    Candidate first = 0;
    while (!members[first]) ++first;
    return first;
  }

  /// The same papers are there when the two change names.
  [[nodiscard]] bool are_alike(Candidate left, Candidate right) const {
    return std::all_of(papers_.begin(), papers_.end(), [&](auto const& papers) {
      auto order = papers.first;
      bool const names_either = std::any_of(
          order.begin(), order.end(), [&](Candidate one) { return one == left || one == right; });
      if (!names_either) return true;
      for (auto& one : order) one = one == left ? right : one == right ? left : one;
      auto const found = papers_.find(order);
      return found != papers_.end() && found->second == papers.second;
    });
  }

  std::map<std::vector<Candidate>, std::int64_t> papers_;
  std::vector<std::size_t> of_;
  std::vector<Remainder> members_;
};

/// Follows the outcomes of the lots that ties would call for, until nobody is left who might win
/// and is not known to.
class Winners {
 public:
  explicit Winners(Profile const& profile) : profile_{profile}, kinds_{profile} {
    follow(everybody(profile.candidates));
  }

  [[nodiscard]] bool is_exhausted() const { return looks_ > kLooksMax; }

  [[nodiscard]] std::vector<Candidate> list() const {
    std::vector<Candidate> winners;
    for (Candidate one = 0; one < profile_.candidates; ++one)
      if (winners_[one]) winners.push_back(one);
    return winners;
  }

 private:
  void follow(Remainder const& remainder) {
    bool const may_add = (remainder & ~winners_).any();
    if (!may_add || is_exhausted() || !seen_.insert(remainder).second) return;
    looks_ += profile_.papers.size();
    auto const tally = tally_of(profile_, remainder);
    // What nobody has voted on no lot can settle.
    if (remainder.count() == 1 || tally.all == 0) return add(remainder);
    for (Candidate one = 0; one < profile_.candidates; ++one)
      if (2 * tally.votes[one] > tally.all) return add(Remainder{}.set(one));
    if (tally.leave_together) return follow(without(remainder, tally.fewest));
    auto leaving = kinds_.one_each(tally.fewest);
    // Known winners first: who stays may be another one.
    std::stable_partition(leaving.begin(), leaving.end(),
                          [&](Candidate one) { return winners_[one]; });
    for (auto const one : leaving) follow(without(remainder, {one}));
  }

  void add(Remainder const& winners) {
    for (Candidate one = 0; one < profile_.candidates; ++one)
      if (winners[one]) winners_ |= kinds_.of(one);
  }

  Profile const& profile_;
  Kinds kinds_;
  Remainder winners_;
  std::unordered_set<Remainder> seen_;
  std::size_t looks_ = 0;
};

/// The counts until one is left or a tie must be settled from outside.
std::vector<Runoff> rounds_of(Profile const& profile) {
  std::vector<Runoff> rounds;
  auto remainder = everybody(profile.candidates);
  while (true) {
    auto tally = tally_of(profile, remainder);
    Runoff round{.votes = std::move(tally.votes), .eliminated = {}, .tied = {}};
    bool const is_last = remainder.count() == 1;
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
  Winners const winners{profile};
  if (winners.is_exhausted()) return Rejection{PreferenceReason::ties_must_not_exceed_limits};

  InstantRunoff result{.standing = {}, .rounds = rounds_of(profile)};
  result.standing.winners = winners.list();
  result.standing.order = order_of(profile, result.standing.winners, result.rounds);
  return result;
}

}  // namespace gozin::ballot
