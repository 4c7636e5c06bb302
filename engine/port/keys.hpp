#pragma once

#include "engine/core/ids.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace gozin {

/// Names a key of the vault: `person/…` and `nominee/…` (one a subject), `case/…` and other streams
/// (restricted values), `sealed/…` (one a sealed thing), `box/…` (one a secret ballot).
using VaultKeyId = Id<struct KeyTag>;

/// 32 secret bytes.
struct SecretKey {
  std::string bytes;
};

/// Encryption with the vault's keys. Every key rests wrapped under the epoch key, which is kept
/// outside of database and backups.
class Keys {
 public:
  virtual ~Keys() = default;
  [[nodiscard]] virtual SecretKey make() = 0;
  /// The key, encrypted under the current epoch key and bound to its id.
  [[nodiscard]] virtual std::string wrap(VaultKeyId const& id, SecretKey const& key) = 0;
  /// Nothing when the epoch key does not fit.
  [[nodiscard]] virtual std::optional<SecretKey> unwrap(VaultKeyId const& id,
                                                        std::string_view wrapped) = 0;
  /// Authenticated encryption; `bound` is authenticated with it but not stored.
  [[nodiscard]] virtual std::string seal(SecretKey const& key, std::string_view bound,
                                         std::string_view plain) = 0;
  [[nodiscard]] virtual std::optional<std::string> open(SecretKey const& key,
                                                        std::string_view bound,
                                                        std::string_view sealed) = 0;
  /// A keyed digest for look-ups (a national id to its person), 64 hexadecimal digits.
  [[nodiscard]] virtual std::string lookup_digest(std::string_view value) = 0;
};

}  // namespace gozin
