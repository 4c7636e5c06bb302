#pragma once

#include "engine/core/ids.hpp"

#include <memory>
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

/// An epoch key that has been made and is not yet in force. It is durable from its making on, so
/// that what is wrapped by it can be committed; when this goes without `enter`, nothing has
/// changed.
class NextEpoch {
 public:
  virtual ~NextEpoch() = default;
  [[nodiscard]] virtual std::string wrap(VaultKeyId const& id, SecretKey const& key) = 0;
  [[nodiscard]] virtual std::string lookup_digest(std::string_view value) = 0;
  /// What is wrapped under the new key is committed: it is in force. The former one still opens
  /// what it wrapped, until it is destroyed.
  virtual void enter() = 0;
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
  /// A keyed digest for look-ups (a national id to its person), 64 hexadecimal digits; another one
  /// in every epoch.
  [[nodiscard]] virtual std::string lookup_digest(std::string_view value) = 0;
  /// A fresh epoch key. Asked for with the head of the log held and after `settle`; that the former
  /// key of the last change is not destroyed yet is a bug: std::logic_error.
  [[nodiscard]] virtual std::unique_ptr<NextEpoch> next_epoch() = 0;
  /// Takes up the epoch under which this key is wrapped: another node may have changed it, or this
  /// program before it was stopped. False when no epoch key at hand opens it.
  virtual bool settle(VaultKeyId const& id, std::string_view wrapped) = 0;
};

}  // namespace gozin
