#pragma once

#include "engine/core/fraction.hpp"
#include "engine/core/result.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace gozin::ballot {

/// A candidate by place in the list of candidates.
using Candidate = std::size_t;

/// So many equal papers: candidates, best first. Who is left out stands below all who are listed,
/// level with the others left out. A paper that lists nobody prefers nobody.
struct RankedPapers {
  std::int64_t count = 0;
  std::vector<Candidate> order;
};

struct Profile {
  std::size_t candidates = 0;
  std::vector<RankedPapers> papers;
};

#define GOZIN_BALLOT_PREFERENCE_REASONS(X) \
  X(candidates_must_be_given)              \
  X(candidates_must_not_exceed_limits)     \
  X(papers_must_not_be_negative)           \
  X(papers_must_not_exceed_limits)         \
  X(candidate_must_be_listed)              \
  X(candidate_must_be_ranked_once)         \
  X(ties_must_not_exceed_limits)
GOZIN_REASONS(PreferenceReason, GOZIN_BALLOT_PREFERENCE_REASONS)

/// Nothing when the papers can be counted: 1 to 100 candidates, each at most once on a paper, each
/// count at most one thousand million, all together at most 10^12. The detail is a JSON pointer
/// into the papers. What follows counts such profiles only.
[[nodiscard]] std::optional<Rejection> find_fault(Profile const& profile);

/// Ties are sets, never broken here. Where nobody is preferred on any paper there is no winner, and
/// the order is one tie.
struct Standing {
  std::vector<Candidate> winners;
  std::vector<std::vector<Candidate>> order;  ///< best first
  friend bool operator==(Standing const&, Standing const&) = default;
};

struct Plurality {
  Standing standing;
  std::vector<std::int64_t> votes;  ///< papers on which the candidate is first
};
[[nodiscard]] Plurality plurality(Profile const& profile);

struct Borda {
  Standing standing;
  /// n - 1 points for the first of n down to 0 for the last; those left out share what is left.
  std::vector<Fraction> points;
};
[[nodiscard]] Borda borda(Profile const& profile);

/// `[a][b]`: papers that put a above b.
using Pairwise = std::vector<std::vector<std::int64_t>>;
[[nodiscard]] Pairwise pairwise(Profile const& profile);

/// The winner has a majority against every other candidate. The order is that of majorities, a
/// cycle (and whoever is tied into it) being one tie: its first set is the Smith set.
[[nodiscard]] Standing condorcet(Profile const& profile);

struct Schulze {
  Standing standing;
  Pairwise paths;  ///< the strength of the strongest path, by winning votes
};
/// M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
/// single-winner election method", Social Choice and Welfare 36 (2011).
[[nodiscard]] Schulze schulze(Profile const& profile);

/// One count of instant-runoff voting. Either somebody leaves, or a tie for the fewest votes
/// decides who wins: then `tied` names who would have to draw a lot, and counting goes no further.
struct Runoff {
  std::vector<std::int64_t> votes;  ///< by candidate; 0 for who has left
  std::vector<Candidate> eliminated;
  std::vector<Candidate> tied;
};

struct InstantRunoff {
  /// Where a tie decides, the winners are all who win under some outcome of the lots.
  Standing standing;
  std::vector<Runoff> rounds;
};
/// Whoever has the fewest votes leaves, and the papers pass to the next candidate on them, until
/// one is left. Several leave together when all their votes together are fewer than anybody else's.
/// Follows ties until all possible winners are known; those of 21 papers always are. Refuses
/// `ties_must_not_exceed_limits` when 50 million papers have been looked at and there might be
/// more.
[[nodiscard]] Result<InstantRunoff> instant_runoff(Profile const& profile);

struct Kemeny {
  /// The winners head some optimal order. Candidates whom optimal orders put either way are tied.
  Standing standing;
  std::int64_t disagreements = 0;  ///< papers against the order, summed over its pairs
};
/// The order that the papers contradict least (J. G. Kemeny, "Mathematics without numbers",
/// Daedalus 88, 1959), found exactly. Refuses more than 16 candidates.
[[nodiscard]] Result<Kemeny> kemeny(Profile const& profile);

}  // namespace gozin::ballot
