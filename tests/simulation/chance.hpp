#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace gozin::simulation {

/// Chance that is the same on every machine for the same seed: xoshiro256** (Blackman and Vigna,
/// 2018), seeded by splitmix64. What the library's distributions yield is not specified.
class Chance {
 public:
  explicit Chance(std::uint64_t seed);

  std::uint64_t next();
  /// 0 to `count` - 1; of a `count` below 1 nothing can be chosen: std::logic_error.
  std::size_t below(std::size_t count);
  bool one_in(std::size_t count) { return below(count) == 0; }
  /// `least` to `most`, both among them.
  std::int64_t between(std::int64_t least, std::int64_t most);
  template <class Range>
  auto& any_of(Range& range) {
    return range[below(range.size())];
  }

 private:
  std::array<std::uint64_t, 4> state_{};
};

/// The seed of the n-th part of what a seed begins, so that parts do not follow from each other.
[[nodiscard]] std::uint64_t seed_of_part(std::uint64_t seed, std::uint64_t part);

}  // namespace gozin::simulation
