#include "adapters/keys/system_ports.hpp"

#include "adapters/keys/sodium_keys.hpp"

#include <chrono>

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

}  // namespace gozin
