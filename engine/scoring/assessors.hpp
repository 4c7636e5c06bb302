#pragma once

#include "engine/scoring/panel.hpp"

namespace gozin::scoring {

using PanelTotals = std::map<PersonId, std::map<NomineeId, Fraction>>;

/// How two assessors put in order the nominees whom both judged.
struct Accord {
  PersonId first;
  PersonId second;
  std::int64_t pairs = 0;  ///< of such nominees
  std::int64_t alike = 0;  ///< pairs that both put in the same order, or both level
  RootStatistic tau;       ///< Kendall's tau-b of their totals
};

/// Every two assessors, in the order of ids.
[[nodiscard]] std::vector<Accord> accords_of(PanelTotals const& totals);

/// An assessor's total for a nominee beside what the others give the same nominee.
struct Deviation {
  PersonId assessor;
  NomineeId nominee;
  ExactStatistic modified_z;  ///< without value below three totals
  bool flagged = false;       ///< beyond ±3.5
};

/// By nominee, then by assessor.
[[nodiscard]] std::vector<Deviation> deviations_of(PanelTotals const& totals);

}  // namespace gozin::scoring
