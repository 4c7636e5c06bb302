#pragma once

#include "engine/core/fraction.hpp"
#include "workflows/appointment/dossier/case_file.hpp"

#include <optional>
#include <vector>

namespace gozin::appointment {

/// One criterion of one nominee: what the assessors gave, what that comes to, and what it adds.
struct ScoredCriterion {
  Code criterion;
  Fraction weight;
  std::vector<std::pair<PersonId, std::int64_t>> levels;  // by assessor
  Fraction value;                                         // aggregated by the rules
  Fraction product;                                       // weight x value
};

struct ScoredNominee {
  NomineeId nominee;
  std::vector<ScoredCriterion> criteria;
  Fraction total;                   // the sum of the products
  std::optional<ExactText> stated;  // in the ranking; none for who fell below
  bool reproduces = true;           // what is stated is the total, floors missed are those named
};

/// The ranking that counts, computed again from the sheets as they were then.
struct Arithmetic {
  RankingFound ranking;
  std::vector<ScoredNominee> nominees;  // best first, those below floors last
  bool reproduces = true;
};

/// Nothing where nobody was ranked.
[[nodiscard]] std::optional<Arithmetic> recompute(CaseFile const& file);

}  // namespace gozin::appointment
