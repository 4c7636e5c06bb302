#pragma once

#include "adapters/keys/key_file.hpp"

#include <cstdint>
#include <vector>

namespace gozin {

/// A share of a secret: a point of a polynomial for each of its bytes. `number` is where: 1 to 255.
struct SecretShare {
  std::uint8_t number = 0;
  std::vector<std::uint8_t> bytes = {};  // 32
  friend bool operator==(SecretShare const&, SecretShare const&) = default;
};

/// Splits a key so that any `needed` of the shares give it again and fewer say nothing (A. Shamir,
/// How to share a secret, 1979), byte by byte over GF(2^8) modulo x^8 + x^4 + x^3 + x^2 + 1: the
/// shares of Debian's `gfsplit` are of the same kind, and `gfcombine` puts these together. 2 ≤
/// `needed` ≤ `shares` ≤ 255; anything else is a bug: std::logic_error.
[[nodiscard]] std::vector<SecretShare> split_key(KeyBytes const& key, std::size_t needed,
                                                 std::size_t shares);

/// The key, from as many shares as are needed; from fewer, or from those of another key, something
/// else. Shares of 32 bytes with numbers that differ; anything else is a bug: std::logic_error.
void combine_shares(std::vector<SecretShare> const& shares, KeyBytes& key);

}  // namespace gozin
