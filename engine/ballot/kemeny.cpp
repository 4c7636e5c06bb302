#include "engine/ballot/standing.hpp"

#include <algorithm>
#include <limits>

namespace gozin::ballot {
namespace {

constexpr std::size_t kKemenyCandidatesMax = 16;

/// A set of candidates, one bit each.
using Set = std::size_t;

bool holds(Set set, Candidate one) { return (set >> one & 1U) != 0; }
Set with(Set set, Candidate one) { return set | Set{1} << one; }

/// The least disagreement of every beginning of an order and of what can follow it.
class Orders {
 public:
  explicit Orders(Pairwise const& above)
      : above_{above}, all_{(Set{1} << above.size()) - 1}, before_(all_ + 1), after_(all_ + 1) {
    constexpr auto kNone = std::numeric_limits<std::int64_t>::max();
    std::fill(before_.begin() + 1, before_.end(), kNone);
    std::fill(after_.begin(), after_.end() - 1, kNone);
    for (Set head = 0; head < all_; ++head)
      each_next(head, [&](Candidate one, std::int64_t cost) {
        auto& least = before_[with(head, one)];
        least = std::min(least, before_[head] + cost);
      });
    for (Set head = all_; head-- > 0;)
      each_next(head, [&](Candidate one, std::int64_t cost) {
        after_[head] = std::min(after_[head], after_[with(head, one)] + cost);
      });
  }

  [[nodiscard]] std::int64_t least() const { return before_[all_]; }

  /// Calls back with every beginning of an optimal order and who comes next in it.
  template <class Call>
  void each_optimal(Call const& call) const {
    for (Set head = 0; head < all_; ++head)
      each_next(head, [&](Candidate one, std::int64_t cost) {
        if (before_[head] + cost + after_[with(head, one)] == least()) call(head, one);
      });
  }

 private:
  /// Who may come next, and the papers that would rather have them above those before.
  template <class Call>
  void each_next(Set head, Call const& call) const {
    for (Candidate one = 0; one < above_.size(); ++one) {
      if (holds(head, one)) continue;
      std::int64_t cost = 0;
      for (Candidate earlier = 0; earlier < above_.size(); ++earlier)
        if (holds(head, earlier)) cost += above_[one][earlier];
      call(one, cost);
    }
  }

  Pairwise const& above_;
  Set all_;
  std::vector<std::int64_t> before_;
  std::vector<std::int64_t> after_;
};

}  // namespace

Result<Kemeny> kemeny(Profile const& profile) {
  auto const n = profile.candidates;
  if (n > kKemenyCandidatesMax)
    return Rejection{PreferenceReason::candidates_must_not_exceed_limits};
  if (!has_preference(profile)) return Kemeny{.standing = undecided(n)};

  auto const above = pairwise(profile);
  Orders const orders{above};
  Kemeny result{.standing = {}, .disagreements = orders.least()};
  Relation relation(n, std::vector<bool>(n));
  orders.each_optimal([&](Set head, Candidate one) {
    if (head == 0) result.standing.winners.push_back(one);
    for (Candidate other = 0; other < n; ++other)
      if (other != one && !holds(head, other)) relation[one][other] = true;
  });
  result.standing.order = levels_of(std::move(relation));
  return result;
}

}  // namespace gozin::ballot
