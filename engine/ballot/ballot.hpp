#pragma once

#include "engine/core/named_enum.hpp"

#include <cstdint>
#include <optional>

namespace gozin::ballot {

/// An exact fraction, den > 0. Thresholds are compared by `yes * den > num * base`.
struct Ratio {
  std::int64_t num = 0;
  std::int64_t den = 1;
  friend bool operator==(Ratio const&, Ratio const&) = default;
};

#define GOZIN_QUORUM_BASES(X) X(seats) X(filled)
GOZIN_NAMED_ENUM(QuorumBase, GOZIN_QUORUM_BASES)

/// `cast` is yes + no, `cast_and_abstain` adds abstentions. *Present includes the recused.*
#define GOZIN_MAJORITY_BASES(X) \
  X(cast) X(cast_and_abstain) X(present) X(present_less_recused) X(filled) X(seats)
GOZIN_NAMED_ENUM(MajorityBase, GOZIN_MAJORITY_BASES)

#define GOZIN_THRESHOLDS(X) X(more_than) X(at_least)
GOZIN_NAMED_ENUM(Threshold, GOZIN_THRESHOLDS)

#define GOZIN_PAPER_MEANINGS(X) X(not_cast) X(abstain)
GOZIN_NAMED_ENUM(PaperMeaning, GOZIN_PAPER_MEANINGS)

#define GOZIN_SECRECIES(X) X(open) X(secret)
GOZIN_NAMED_ENUM(Secrecy, GOZIN_SECRECIES)

#define GOZIN_BALLOT_VALUES(X) X(yes_no_abstain)
GOZIN_NAMED_ENUM(Values, GOZIN_BALLOT_VALUES)

/// What an equal number of yes and no leads to. Iranian precedent: a second round by relative
/// majority (Municipality Law art. 18), a lot (art. 11).
#define GOZIN_TIE_RULES(X) X(reject) X(chair) X(second_round) X(lot)
GOZIN_NAMED_ENUM(TieRule, GOZIN_TIE_RULES)

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
  friend bool operator==(Rule const&, Rule const&) = default;
};

}  // namespace gozin::ballot
