#pragma once

#include "tests/model/explorer.hpp"

namespace gozin::model {

/// The explorations that together make the proof; each is exhaustive within its moves and bounds.
[[nodiscard]] std::vector<Exploration> explorations();

/// Acting heads beside a call and after each other; part of them.
[[nodiscard]] std::vector<Exploration> acting_heads();

/// Bodies whose members are recused, until another is asked or it is gone on without them; part of
/// them.
[[nodiscard]] std::vector<Exploration> recused_bodies();

/// A case that was struck down taken up again before each stage; part of them.
[[nodiscard]] std::vector<Exploration> remands();

/// What a clerk wrote down in the middle of a stage; part of them.
[[nodiscard]] std::vector<Exploration> written_down();

/// From each world given: suspended, and everything tried that a suspension leaves.
[[nodiscard]] std::vector<Exploration> suspensions(std::vector<World> const& landmarks);

}  // namespace gozin::model
