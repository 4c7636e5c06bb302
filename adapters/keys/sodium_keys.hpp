#pragma once

#include "adapters/keys/secret_bytes.hpp"
#include "engine/port/keys.hpp"
#include "engine/port/signer.hpp"

#include <array>

namespace gozin {

/// Starts libsodium, which must be done before anything else of it; may be called again.
void expect_sodium();

/// The vault's encryption under one epoch key: XChaCha20-Poly1305 (IETF), a random nonce of 24
/// bytes in front. A key is wrapped with its id, a value sealed with what it is bound to as
/// additional data; the two are kept apart by a word in front. Digests are BLAKE2b (RFC 7693),
/// keyed, of 32 bytes. Never changes, so any number of threads may use it.
class SodiumKeys {
 public:
  SodiumKeys(SecretBytes<32> const& epoch_key, SecretBytes<32> const& lookup_key);

  [[nodiscard]] static SecretKey make();
  [[nodiscard]] std::string wrap(VaultKeyId const& id, SecretKey const& key) const;
  [[nodiscard]] std::optional<SecretKey> unwrap(VaultKeyId const& id,
                                                std::string_view wrapped) const;
  [[nodiscard]] static std::string seal(SecretKey const& key, std::string_view bound,
                                        std::string_view plain);
  [[nodiscard]] static std::optional<std::string> open(SecretKey const& key, std::string_view bound,
                                                       std::string_view sealed);
  [[nodiscard]] std::string lookup_digest(std::string_view value) const;
  void copy_epoch_key(SecretBytes<32>& key) const;
  /// Whether this is the epoch key that it wraps under.
  [[nodiscard]] bool is_under(SecretBytes<32> const& epoch_key) const;

 private:
  SecretBytes<32> epoch_key_;
  SecretBytes<32> lookup_key_;
};

/// Ed25519 (RFC 8032) from a seed of 32 bytes.
class SodiumSigner final : public Signer {
 public:
  explicit SodiumSigner(SecretBytes<32> const& seed);

  [[nodiscard]] std::string public_key() const override;
  [[nodiscard]] std::string sign(std::string_view message) const override;

 private:
  std::array<unsigned char, 32> public_key_{};
  SecretBytes<64> secret_key_;
};

}  // namespace gozin
