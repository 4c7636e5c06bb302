#pragma once

#include "engine/core/hash.hpp"

#include <string>

namespace gozin {

/// Unpredictable bytes, the only way chance reaches the engine.
class Random {
 public:
  virtual ~Random() = default;
  /// 32 bytes for salts, seeds and keys.
  [[nodiscard]] virtual Hash draw() = 0;
};

/// An id for something new: 26 lower-case base-32 characters, 130 random bits, nothing to read out
/// of it.
[[nodiscard]] std::string fresh_id(Random& random);

}  // namespace gozin
