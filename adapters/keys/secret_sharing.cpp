#include "adapters/keys/secret_sharing.hpp"

#include <set>
#include <stdexcept>

#include <sodium/randombytes.h>

namespace gozin {
namespace {

/// In GF(2^8), without a table and without a branch on what is secret.
std::uint8_t times(std::uint8_t a, std::uint8_t b) {
  unsigned product = 0;
  unsigned shifted = a;
  for (unsigned bit = 0; bit < 8; ++bit) {
    product ^= shifted & (0U - ((static_cast<unsigned>(b) >> bit) & 1U));
    shifted = (shifted << 1U) ^ (0x11dU & (0U - ((shifted >> 7U) & 1U)));
  }
  return static_cast<std::uint8_t>(product);
}

/// a^254, which is 1 / a.
std::uint8_t inverse(std::uint8_t a) {
  std::uint8_t power = 1;
  for (int i = 0; i < 254; ++i) power = times(power, a);
  return power;
}

/// What the share at `at` counts for where the polynomial meets zero (Lagrange).
std::uint8_t weight(std::vector<SecretShare> const& shares, std::size_t at) {
  std::uint8_t value = 1;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (i == at) continue;
    auto const difference = static_cast<std::uint8_t>(shares[i].number ^ shares[at].number);
    value = times(value, times(shares[i].number, inverse(difference)));
  }
  return value;
}

void expect_shares(std::vector<SecretShare> const& shares) {
  std::set<std::uint8_t> numbers;
  for (auto const& share : shares)
    if (share.number == 0 || share.bytes.size() != KeyBytes::size() ||
        !numbers.insert(share.number).second)
      throw std::logic_error("shares of 32 bytes, each with a number of its own");
}

}  // namespace

std::vector<SecretShare> split_key(KeyBytes const& key, std::size_t needed, std::size_t shares) {
  if (needed < 2 || needed > shares || shares > 255)
    throw std::logic_error("a key is split two of two to 255 of 255");
  // The polynomials' coefficients, the key's bytes being those of x^0.
  std::vector<SecretBytes<32>> coefficients(needed - 1);
  for (auto& one : coefficients) randombytes_buf(one.data(), one.size());
  std::vector<SecretShare> made;
  for (std::size_t number = 1; number <= shares; ++number) {
    SecretShare share{static_cast<std::uint8_t>(number), {}};
    for (std::size_t i = 0; i < KeyBytes::size(); ++i) {
      std::uint8_t value = 0;
      for (auto one = coefficients.rbegin(); one != coefficients.rend(); ++one)
        value = times(static_cast<std::uint8_t>(value ^ one->data()[i]), share.number);
      share.bytes.push_back(static_cast<std::uint8_t>(value ^ key.data()[i]));
    }
    made.push_back(std::move(share));
  }
  return made;
}

void combine_shares(std::vector<SecretShare> const& shares, KeyBytes& key) {
  expect_shares(shares);
  for (std::size_t i = 0; i < KeyBytes::size(); ++i) key.data()[i] = 0;
  for (std::size_t at = 0; at < shares.size(); ++at) {
    auto const counts = weight(shares, at);
    for (std::size_t i = 0; i < KeyBytes::size(); ++i)
      key.data()[i] =
          static_cast<unsigned char>(key.data()[i] ^ times(shares[at].bytes[i], counts));
  }
}

}  // namespace gozin
