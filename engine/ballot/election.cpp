#include "engine/ballot/election.hpp"

#include "engine/core/tied_order.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace gozin::ballot {
namespace {

Rule rule_of(ElectionRule const& rule) {
  return {.quorum = rule.quorum,
          .majority = rule.majority,
          .also = rule.also,
          .blank_counts_as = rule.blank_counts_as,
          .void_counts_as = rule.void_counts_as,
          .tie = rule.tie};
}

/// For the leader against everybody else.
Count count_of(ElectionCount const& count, std::int64_t leading) {
  std::int64_t all = 0;
  for (auto const& [candidate, votes] : count.votes) all += votes;
  return {.seats = count.seats,
          .filled = count.filled,
          .opening = count.opening,
          .closing = count.closing,
          .yes = leading,
          .no = all - leading,
          .abstain = count.abstain,
          .blank_papers = count.blank_papers,
          .void_papers = count.void_papers};
}

std::optional<Rejection> fault_of(ElectionRule const& rule, std::size_t round,
                                  ElectionCount const& count) {
  if (count.votes.empty()) return Rejection{ElectionReason::candidates_must_stand};
  for (std::size_t i = 0; i < rule.advance.size(); ++i)
    if (rule.advance[i] < 2 || (i > 0 && rule.advance[i] >= rule.advance[i - 1]))
      return Rejection{ElectionReason::rounds_must_narrow, std::to_string(i)};
  if (round < 1 || round > rule.advance.size() + 1)
    return Rejection{ElectionReason::round_must_be_foreseen, std::to_string(round)};
  for (auto const& [candidate, votes] : count.votes) {
    if (votes < 0) return Rejection{Reason::count_must_not_be_negative, candidate.text};
    if (votes > count.opening.present)
      return Rejection{Reason::papers_must_not_exceed_voters, candidate.text};
  }
  return std::nullopt;
}

/// Who is surely among the first `places`, and who is level where the line is drawn.
std::pair<std::vector<NomineeId>, Tie> cut(std::vector<std::vector<NomineeId>> const& order,
                                           std::size_t places) {
  std::vector<NomineeId> safe;
  for (auto const& level : order) {
    if (safe.size() == places) break;
    if (safe.size() + level.size() > places) return {safe, {level, places - safe.size()}};
    safe.insert(safe.end(), level.begin(), level.end());
  }
  return {safe, {{}, 0}};
}

class Round {
 public:
  Round(ElectionRule const& rule, std::size_t round, ElectionCount const& count)
      : rule_{rule},
        count_{count},
        is_last_{round > rule.advance.size()},
        places_{is_last_ ? 1 : rule.advance[round - 1]} {}

  Result<ElectionVerdict> decide() {
    verdict_.order = tied_order(count_.votes);
    auto const& leaders = verdict_.order.front();
    auto const leading = count_.votes.at(leaders.front());
    auto const carries = test(leading);
    if (!carries) return carries.error();
    if (verdict_.outcome == ElectionOutcome::inquorate) return refuse_draw();
    if (*carries && leaders.size() == 1) return end(ElectionOutcome::elected, leaders);
    if (*carries || (is_last_ && leaders.size() > 1 && leading > 0)) return settle_first(leading);
    if (is_last_) return end(ElectionOutcome::failed, {});
    return narrow();
  }

 private:
  /// Fills in the tests; whether so many votes elect.
  Result<bool> test(std::int64_t leading) {
    auto const tested = gozin::ballot::decide(rule_of(rule_), count_of(count_, leading));
    if (!tested) return tested.error();
    note(*tested);
    if (!verdict_.quorum.met) return false;
    verdict_.outcome = ElectionOutcome::failed;
    verdict_.by_relative_majority = is_last_ && rule_.last_by_relative_majority;
    if (verdict_.by_relative_majority) return leading > 0;
    return tested->outcome == Outcome::carried;
  }

  void note(Verdict const& tested) {
    verdict_.quorum = tested.quorum;
    verdict_.majority = tested.majority;
    verdict_.also = tested.also;
  }

  Result<ElectionVerdict> end(ElectionOutcome outcome, std::vector<NomineeId> who) {
    if (!drawn_used_ && !count_.drawn.empty()) return refuse_draw();
    verdict_.outcome = outcome;
    verdict_.who = std::move(who);
    return verdict_;
  }

  Result<ElectionVerdict> refuse_draw() const {
    if (count_.drawn.empty()) return verdict_;
    return Rejection{Reason::tie_break_must_meet_a_tie, "drawn"};
  }

  Result<Settled> settle_here(Tie const& tie) {
    drawn_used_ = true;
    return settle(rule_.tie, tie, count_.drawn);
  }

  Result<ElectionVerdict> settle_first(std::int64_t leading) {
    auto const settled = settle_here({verdict_.order.front(), 1});
    if (!settled) return settled.error();
    switch (settled->how) {
      case Settlement::wanted:
        return end(ElectionOutcome::tied, settled->who);
      case Settlement::another_round:
        return end(ElectionOutcome::next_round, settled->who);
      case Settlement::rejected:
        return end(ElectionOutcome::failed, {});
      case Settlement::chosen:
        break;
    }
    if (verdict_.by_relative_majority) return end(ElectionOutcome::elected, settled->who);
    if (!carries_with_one_more(leading)) return end(ElectionOutcome::failed, {});
    return end(ElectionOutcome::elected, settled->who);
  }

  /// Of the bases only those made of votes grow with the chair's vote or the lot.
  bool carries_with_one_more(std::int64_t leading) {
    auto const meets = [&](MajorityTest& majority) {
      bool const of_votes =
          majority.of == MajorityBase::cast || majority.of == MajorityBase::cast_and_abstain;
      majority.base += of_votes ? 1 : 0;
      majority.have = leading + 1;
      majority.needed = needed(majority.threshold, majority.fraction, majority.base);
      return majority.met = majority.have >= majority.needed;
    };
    bool const first = meets(verdict_.majority);
    return verdict_.also ? meets(*verdict_.also) && first : first;
  }

  Result<ElectionVerdict> narrow() {
    auto [going_on, tie] = cut(verdict_.order, places_);
    if (tie.between.empty()) return end(ElectionOutcome::next_round, std::move(going_on));
    auto const settled = settle_here(tie);
    if (!settled) return settled.error();
    if (settled->how == Settlement::wanted) return end(ElectionOutcome::tied, settled->who);
    going_on.insert(going_on.end(), settled->who.begin(), settled->who.end());
    return end(ElectionOutcome::next_round, std::move(going_on));
  }

  ElectionRule const& rule_;
  ElectionCount const& count_;
  bool is_last_;
  std::size_t places_;
  bool drawn_used_ = false;
  ElectionVerdict verdict_;
};

}  // namespace

Result<Settled> settle(TieRule rule, Tie const& tie, std::vector<NomineeId> const& drawn) {
  bool const by_choice = rule == TieRule::chair || rule == TieRule::lot;
  if (drawn.empty()) {
    if (by_choice) return Settled{Settlement::wanted, tie.between};
    bool const again = rule == TieRule::second_round;
    return Settled{again ? Settlement::another_round : Settlement::rejected, tie.between};
  }
  if (!by_choice) return Rejection{Reason::tie_break_must_meet_a_tie, "drawn"};

  std::set<NomineeId> left{tie.between.begin(), tie.between.end()};
  for (auto const& one : drawn)
    if (left.erase(one) == 0) return Rejection{ElectionReason::chosen_must_be_tied, one.text};
  if (drawn.size() < tie.places) return Rejection{ElectionReason::chosen_must_be_tied};
  auto const end = drawn.begin() + static_cast<std::ptrdiff_t>(tie.places);
  return Settled{Settlement::chosen, {drawn.begin(), end}};
}

Result<ElectionVerdict> decide_round(ElectionRule const& rule, std::size_t round,
                                     ElectionCount const& count) {
  if (auto const fault = fault_of(rule, round, count)) return *fault;
  return Round{rule, round, count}.decide();
}

ElectionRule tie_round_of(ElectionRule const& rule) {
  auto again = rule;
  again.tie = TieRule::reject;
  again.advance.clear();
  again.last_by_relative_majority = true;
  return again;
}

}  // namespace gozin::ballot
