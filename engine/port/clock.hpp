#pragma once

#include "engine/core/time.hpp"

namespace gozin {

/// The time of day, the only way it reaches the engine.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant now() = 0;
};

}  // namespace gozin
