#pragma once

#include "tests/model/explorer.hpp"

namespace gozin::model {

/// The explorations that together make the proof; each is exhaustive within its moves and bounds.
[[nodiscard]] std::vector<Exploration> explorations();

/// From each world given: suspended, and everything tried that a suspension leaves.
[[nodiscard]] std::vector<Exploration> suspensions(std::vector<World> const& landmarks);

}  // namespace gozin::model
