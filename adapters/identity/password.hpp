#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gozin {

/// How dear a guess is. The default is libsodium's for people who wait: about 64 MB and 50 ms.
struct PasswordCost {
  unsigned long long operations = 2;
  std::size_t memory_bytes = 64 * 1024 * 1024;
};

/// An Argon2id hash (RFC 9106) as text, with its salt and cost. Throws std::runtime_error when the
/// memory is not there.
[[nodiscard]] std::string hash_password(std::string_view password, PasswordCost cost);
[[nodiscard]] bool password_matches(std::string_view password, std::string const& hash);
/// Whether the hash was made at another cost than this.
[[nodiscard]] bool needs_rehash(std::string const& hash, PasswordCost cost);

}  // namespace gozin
