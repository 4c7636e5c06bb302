#include "adapters/identity/password.hpp"

#include <array>
#include <stdexcept>

#include <sodium.h>

namespace gozin {

std::string hash_password(std::string_view password, PasswordCost cost) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str(hash.data(), password.data(), password.size(), cost.operations,
                        cost.memory_bytes) != 0)
    throw std::runtime_error("no memory to hash a password");
  return hash.data();
}

bool password_matches(std::string_view password, std::string const& hash) {
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

bool needs_rehash(std::string const& hash, PasswordCost cost) {
  return crypto_pwhash_str_needs_rehash(hash.c_str(), cost.operations, cost.memory_bytes) != 0;
}

}  // namespace gozin
