#pragma once

#include "engine/command/offers.hpp"

namespace gozin::appointment {

/// For each command of the case: by which events it can begin, and for which task it is waited for.
[[nodiscard]] std::span<Lead const> leads();

}  // namespace gozin::appointment
