#pragma once

#include "engine/core/ids.hpp"

#include <compare>

namespace gozin::duty {

/// Two duties that one person may not do in the same case. Unordered: (a, b) is (b, a).
struct Pair {
  Code first;
  Code second;
  friend auto operator<=>(Pair const&, Pair const&) = default;
};

}  // namespace gozin::duty
