#pragma once

#include "engine/ballot/ballot.hpp"
#include "engine/core/ids.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace gozin::ballot {

/// Candidates who are level where fewer places are left than there are of them.
struct Tie {
  std::vector<NomineeId> between;
  std::size_t places = 1;
};

/// `wanted`: the chair or the lot has yet to say who. `another_round` by relative majority and
/// `rejected` are what the other rules lead to.
#define GOZIN_BALLOT_SETTLEMENTS(X) X(chosen) X(wanted) X(another_round) X(rejected)
GOZIN_NAMED_ENUM(Settlement, GOZIN_BALLOT_SETTLEMENTS)

struct Settled {
  Settlement how = Settlement::rejected;
  std::vector<NomineeId> who;  ///< chosen: as many as there are places; else all who are level
  friend bool operator==(Settled const&, Settled const&) = default;
};

#define GOZIN_BALLOT_ELECTION_REASONS(X) \
  X(candidates_must_stand)               \
  X(rounds_must_narrow)                  \
  X(round_must_be_foreseen)              \
  X(chosen_must_be_tied)
GOZIN_REASONS(ElectionReason, GOZIN_BALLOT_ELECTION_REASONS)

/// What the rule makes of a tie among winners, in a choose-one or a ranked ballot. `drawn` is whom
/// the chair named, or all in the order of the lot; empty while that has not happened. Refuses
/// `tie_break_must_meet_a_tie` where the rule knows neither chair nor lot, and
/// `chosen_must_be_tied` for names that are not among the tied, stand twice, or are fewer than the
/// places.
[[nodiscard]] Result<Settled> settle(TieRule rule, Tie const& tie,
                                     std::vector<NomineeId> const& drawn);

/// How a body elects one of several by papers with one name each.
struct ElectionRule {
  Quorum quorum;
  Majority majority;  ///< asked of whoever leads
  std::optional<Majority> also = std::nullopt;
  PaperMeaning blank_counts_as = PaperMeaning::abstain;
  PaperMeaning void_counts_as = PaperMeaning::not_cast;
  TieRule tie = TieRule::reject;
  /// How many stand in the second round, in the third, …; each at least 2 and fewer than before.
  /// Empty: one round decides.
  std::vector<std::size_t> advance = {};
  /// The last round elects whoever has more votes than anybody else (Municipality Law art. 18).
  bool last_by_relative_majority = false;
};

struct ElectionCount {
  std::int64_t seats = 0;
  std::optional<std::int64_t> filled = std::nullopt;
  Attendance opening;
  std::optional<Attendance> closing = std::nullopt;
  std::map<NomineeId, std::int64_t> votes = {};  ///< of everybody who stands, 0 included
  std::int64_t abstain = 0;
  std::int64_t blank_papers = 0;
  std::int64_t void_papers = 0;
  std::vector<NomineeId> drawn = {};  ///< see `settle`
};

#define GOZIN_BALLOT_ELECTION_OUTCOMES(X) X(elected) X(next_round) X(tied) X(failed) X(inquorate)
GOZIN_NAMED_ENUM(ElectionOutcome, GOZIN_BALLOT_ELECTION_OUTCOMES)

struct ElectionVerdict {
  QuorumTest quorum;
  MajorityTest majority;  ///< of whoever leads
  std::optional<MajorityTest> also = std::nullopt;
  bool by_relative_majority = false;  ///< then the thresholds above do not decide
  std::vector<std::vector<NomineeId>> order = {};
  ElectionOutcome outcome = ElectionOutcome::inquorate;
  /// Who is elected; who stands in the next round; who is tied and waits for the chair or the lot.
  std::vector<NomineeId> who;
  friend bool operator==(ElectionVerdict const&, ElectionVerdict const&) = default;
};

/// Decides one round, counted from 1, in whole numbers only. Without a majority the first of the
/// order go on. Nobody leaves by a tie: where the rule has neither chair nor lot, all who are level
/// at the cut go on. A tie for the first place in the last round is settled by the rule; as in
/// `decide`, the chair's vote and the lot are one more vote and replace no majority of persons.
/// Refuses what is no count with a `ballot::Reason`, and with an `ElectionReason`.
[[nodiscard]] Result<ElectionVerdict> decide_round(ElectionRule const& rule, std::size_t round,
                                                   ElectionCount const& count);

/// The rule of another round among the tied: the same quorum, the most votes win, and a further tie
/// rejects.
[[nodiscard]] ElectionRule tie_round_of(ElectionRule const& rule);

}  // namespace gozin::ballot
