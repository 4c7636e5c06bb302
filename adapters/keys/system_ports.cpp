#include "adapters/keys/system_ports.hpp"

#include "adapters/keys/sodium_keys.hpp"

#include <chrono>
#include <ctime>

#include <sodium/randombytes.h>

namespace gozin {

SystemRandom::SystemRandom() { expect_sodium(); }

Hash SystemRandom::draw() {
  Hash drawn;
  randombytes_buf(drawn.bytes.data(), drawn.bytes.size());
  return drawn;
}

Instant SystemClock::now() {
  using std::chrono::milliseconds;
  auto const since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return Instant{std::chrono::duration_cast<milliseconds>(since_epoch).count()};
}

std::optional<std::int64_t> SystemClock::running_ms() {
  timespec passed{};
  if (clock_gettime(CLOCK_BOOTTIME, &passed) != 0) return std::nullopt;
  return std::int64_t{passed.tv_sec} * 1000 + passed.tv_nsec / 1'000'000;
}

}  // namespace gozin
