#pragma once

#include "engine/core/time.hpp"

#include <cstdint>
#include <optional>

namespace gozin {

/// The time of day, the only way it reaches the engine.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant now() = 0;
  /// Milliseconds that have passed since some moment, whatever the time of day was set to
  /// meanwhile. Nothing for a clock that is moved on purpose, as a story's is.
  [[nodiscard]] virtual std::optional<std::int64_t> running_ms() { return std::nullopt; }
};

}  // namespace gozin
