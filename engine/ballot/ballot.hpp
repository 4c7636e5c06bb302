#pragma once

#include "engine/core/named_enum.hpp"
#include "engine/core/result.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace gozin::ballot {

/// An exact fraction, den > 0. Thresholds are compared by `yes * den > num * base`.
struct Ratio {
  std::int64_t num = 0;
  std::int64_t den = 1;
  friend bool operator==(Ratio const&, Ratio const&) = default;
};

#define GOZIN_BALLOT_QUORUM_BASES(X) X(seats) X(filled)
GOZIN_NAMED_ENUM(QuorumBase, GOZIN_BALLOT_QUORUM_BASES)

/// `cast` is yes + no, `cast_and_abstain` adds abstentions. *Present includes the recused.*
#define GOZIN_BALLOT_MAJORITY_BASES(X) \
  X(cast) X(cast_and_abstain) X(present) X(present_less_recused) X(filled) X(seats)
GOZIN_NAMED_ENUM(MajorityBase, GOZIN_BALLOT_MAJORITY_BASES)

#define GOZIN_BALLOT_THRESHOLDS(X) X(more_than) X(at_least)
GOZIN_NAMED_ENUM(Threshold, GOZIN_BALLOT_THRESHOLDS)

#define GOZIN_BALLOT_PAPER_MEANINGS(X) X(not_cast) X(abstain)
GOZIN_NAMED_ENUM(PaperMeaning, GOZIN_BALLOT_PAPER_MEANINGS)

#define GOZIN_BALLOT_SECRECIES(X) X(open) X(secret)
GOZIN_NAMED_ENUM(Secrecy, GOZIN_BALLOT_SECRECIES)

/// What a paper says in an election: yes or no to the one candidate who is proposed, one name of
/// several, or all names in an order. Every other question is put as yes, no, abstain.
#define GOZIN_BALLOT_VALUES(X) X(yes_no_abstain) X(choose_one) X(rank)
GOZIN_NAMED_ENUM(Values, GOZIN_BALLOT_VALUES)

/// How ordered papers are counted; see preferential methods.
#define GOZIN_BALLOT_RANK_METHODS(X) X(schulze) X(borda) X(irv)
GOZIN_NAMED_ENUM(RankMethod, GOZIN_BALLOT_RANK_METHODS)

/// What is enough in the last round of an election: the rule's majority, or more votes than anybody
/// else (Municipality Law art. 18: absolute majority, else a second round by relative majority).
#define GOZIN_BALLOT_LAST_ROUNDS(X) X(majority) X(relative)
GOZIN_NAMED_ENUM(LastRound, GOZIN_BALLOT_LAST_ROUNDS)

/// Rounds of an election in which one name is chosen, until somebody has the majority. Who is tied
/// with the last that stays, stays, unless the rule's tie is settled by lot.
struct Rounds {
  std::vector<int>
      keep;  ///< how many stay for the second round, the third, ...; falling, 2 or more
  LastRound last = LastRound::majority;
  friend bool operator==(Rounds const&, Rounds const&) = default;
};

/// What an equal number of yes and no leads to. Iranian precedent: a second round by relative
/// majority (Municipality Law art. 18), a lot (art. 11).
#define GOZIN_BALLOT_TIE_RULES(X) X(reject) X(chair) X(second_round) X(lot)
GOZIN_NAMED_ENUM(TieRule, GOZIN_BALLOT_TIE_RULES)

struct Quorum {
  Ratio at_least{2, 3};
  QuorumBase of = QuorumBase::seats;
  bool recused_count = true;
  friend bool operator==(Quorum const&, Quorum const&) = default;
};

struct Majority {
  Threshold threshold = Threshold::more_than;
  Ratio fraction{1, 2};
  MajorityBase of = MajorityBase::present;
  friend bool operator==(Majority const&, Majority const&) = default;
};

/// How a body decides. The defaults are those of Iranian councils: two thirds of all seats,
/// absolute majority of those present.
struct Rule {
  Quorum quorum;
  Majority majority;
  std::optional<Majority> also = std::nullopt;  ///< a second threshold; both must be met
  PaperMeaning blank_counts_as = PaperMeaning::abstain;
  PaperMeaning void_counts_as = PaperMeaning::not_cast;
  Secrecy secrecy = Secrecy::open;
  Values values = Values::yes_no_abstain;
  TieRule tie = TieRule::reject;
  std::optional<Rounds> rounds = std::nullopt;       ///< only with Values::choose_one
  std::optional<RankMethod> rank_by = std::nullopt;  ///< given exactly with Values::rank
  friend bool operator==(Rule const&, Rule const&) = default;
};

/// Why a count or a rule is not one. Nothing is computed from such input.
#define GOZIN_BALLOT_REASONS(X)           \
  X(count_must_not_be_negative)           \
  X(count_must_not_exceed_limits)         \
  X(filled_must_not_exceed_seats)         \
  X(present_must_not_exceed_filled)       \
  X(recused_must_not_exceed_present)      \
  X(papers_must_not_exceed_voters)        \
  X(quorum_must_lie_between_zero_and_one) \
  X(majority_must_be_reachable)           \
  X(tie_break_must_meet_a_tie)
GOZIN_REASONS(Reason, GOZIN_BALLOT_REASONS)

/// Who is in the room; `present` includes the recused.
struct Attendance {
  std::int64_t present = 0;
  std::int64_t recused = 0;
  friend bool operator==(Attendance const&, Attendance const&) = default;
};

/// Persons and papers of one ballot, each at most one thousand million.
struct Count {
  std::int64_t seats = 0;
  std::optional<std::int64_t> filled = std::nullopt;  ///< absent: all seats
  Attendance opening;                                 ///< frozen at opening; the majority uses it
  std::optional<Attendance> closing = std::nullopt;   ///< absent: nobody came or went
  std::int64_t yes = 0;
  std::int64_t no = 0;
  std::int64_t abstain = 0;
  std::int64_t blank_papers = 0;
  std::int64_t void_papers = 0;
  /// How the chair's casting vote or the lot fell, in favour or not; only for a tie, and only under
  /// a rule that settles ties so.
  std::optional<bool> tie_break = std::nullopt;
  friend bool operator==(Count const&, Count const&) = default;
};

/// One comparison as data, from which a page writes its sentence: `have` of `base` against
/// `needed`, the smallest whole number that satisfies the fraction, never below 1.
struct QuorumTest {
  std::int64_t needed = 0;
  std::int64_t have = 0;
  bool met = false;
  Ratio fraction;
  QuorumBase of = QuorumBase::seats;
  std::int64_t base = 0;
  bool recused_count = true;
  friend bool operator==(QuorumTest const&, QuorumTest const&) = default;
};

struct MajorityTest {
  std::int64_t needed = 0;
  std::int64_t have = 0;
  bool met = false;
  Threshold threshold = Threshold::more_than;
  Ratio fraction;
  MajorityBase of = MajorityBase::present;
  std::int64_t base = 0;
  friend bool operator==(MajorityTest const&, MajorityTest const&) = default;
};

#define GOZIN_BALLOT_OUTCOMES(X) X(carried) X(failed) X(inquorate)
GOZIN_NAMED_ENUM(Outcome, GOZIN_BALLOT_OUTCOMES)

struct Verdict {
  QuorumTest quorum;
  MajorityTest majority;
  std::optional<MajorityTest> also = std::nullopt;
  Outcome outcome = Outcome::inquorate;
  /// Failed with as many yes as no, and not with none: the rule's `tie` says what follows.
  bool tied = false;
  friend bool operator==(Verdict const&, Verdict const&) = default;
};

/// Whether the fractions of a rule can be used at all; nothing when they can. A quorum lies in
/// (0, 1]; a majority in (0, 1] for `at_least` and in [0, 1) for `more_than`; parts of a fraction
/// are at most one thousand million.
[[nodiscard]] std::optional<Reason> find_fault(Rule const& rule);

/// Decides a ballot, in whole numbers only. Quorum is asked of the opening and, if given, of the
/// closing; the fewer count. A tie break adds one to its side and to the bases made of votes, so it
/// never replaces a majority of persons. Refuses what is no count with a `ballot::Reason`; the
/// detail names the member.
[[nodiscard]] Result<Verdict> decide(Rule const& rule, Count const& count);

/// The rule of the second round after a tie: the same quorum, more yes than no, and a further tie
/// rejects.
[[nodiscard]] Rule second_round_of(Rule const& rule);

/// The smallest whole number that is at least (or more than) `fraction` of `base`; never below 1,
/// since nothing is carried by nobody. All parts at most one thousand million.
[[nodiscard]] std::int64_t needed(Threshold threshold, Ratio fraction, std::int64_t base);

}  // namespace gozin::ballot
