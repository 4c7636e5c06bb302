#pragma once

#include "engine/command/context.hpp"

#include <cstddef>

namespace gozin::appointment {

/// What comes after the first `passed` gates: the next referral, or GatesPassed.
void follow_gates(Decision& decision, Context const& context, std::size_t passed);

}  // namespace gozin::appointment
