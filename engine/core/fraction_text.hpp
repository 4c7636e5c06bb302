#pragma once

#include <compare>
#include <string>

namespace gozin {

/// An exact number as it stands in events, rule sets and answers: `p/q` in lowest terms with q > 1,
/// or an integer. Compared for identity only; arithmetic is done on `Fraction`.
struct ExactText {
  std::string text = "0";
  friend auto operator<=>(ExactText const&, ExactText const&) = default;
};

}  // namespace gozin
