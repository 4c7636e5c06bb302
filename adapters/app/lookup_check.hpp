#pragma once

#include "adapters/app/city.hpp"
#include "engine/replay/verify.hpp"

namespace gozin::app {

/// What the index of national ids says otherwise than the vault: who is registered and not found by
/// theirs, so that they could be registered once more, and who is found by another's. Nothing where
/// the keys are not at hand, or the index is of another epoch and made anew when the city is
/// opened.
[[nodiscard]] std::vector<Fault> faults_of_lookups(City& city);

}  // namespace gozin::app
