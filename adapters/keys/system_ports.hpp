#pragma once

#include "engine/port/clock.hpp"
#include "engine/port/random.hpp"

namespace gozin {

/// The operating system's random numbers, through libsodium.
class SystemRandom final : public Random {
 public:
  SystemRandom();
  [[nodiscard]] Hash draw() override;
};

/// The computer's clock. What it counts as passed includes the time the computer slept.
class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant now() override;
  [[nodiscard]] std::optional<std::int64_t> running_ms() override;
};

}  // namespace gozin
