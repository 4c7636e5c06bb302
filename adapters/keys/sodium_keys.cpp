#include "adapters/keys/sodium_keys.hpp"

#include "engine/core/hash.hpp"

#include <algorithm>
#include <stdexcept>

#include <sodium.h>

namespace gozin {
namespace {

static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == 32);
static_assert(crypto_sign_SEEDBYTES == 32 && crypto_sign_SECRETKEYBYTES == 64);
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

unsigned char const* bytes_of(std::string_view text) {
  return reinterpret_cast<unsigned char const*>(text.data());
}

unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string seal_under(unsigned char const* key, std::string_view bound, std::string_view plain) {
  std::string sealed(kNonceBytes + plain.size() + kTagBytes, '\0');
  auto* const out = bytes_of(sealed);
  randombytes_buf(out, kNonceBytes);
  crypto_aead_xchacha20poly1305_ietf_encrypt(out + kNonceBytes, nullptr, bytes_of(plain),
                                             plain.size(), bytes_of(bound), bound.size(), nullptr,
                                             out, key);
  return sealed;
}

std::optional<std::string> open_under(unsigned char const* key, std::string_view bound,
                                      std::string_view sealed) {
  if (sealed.size() < kNonceBytes + kTagBytes) return std::nullopt;
  std::string plain(sealed.size() - kNonceBytes - kTagBytes, '\0');
  auto const* in = bytes_of(sealed);
  int const failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
      bytes_of(plain), nullptr, nullptr, in + kNonceBytes, sealed.size() - kNonceBytes,
      bytes_of(bound), bound.size(), in, key);
  if (failed != 0) return std::nullopt;
  return plain;
}

/// What is wrapped never opens as a value, nor a value as a key.
std::string bound_to_key(VaultKeyId const& id) { return "key\n" + id.text; }
std::string bound_to_value(std::string_view bound) { return "value\n" + std::string{bound}; }

unsigned char const* key_bytes(SecretKey const& key) {
  if (key.bytes.size() != 32) throw std::logic_error("a vault key has 32 bytes");
  return bytes_of(key.bytes);
}

}  // namespace

void expect_sodium() {
  if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
}

SodiumKeys::SodiumKeys(SecretBytes<32> const& epoch_key, SecretBytes<32> const& lookup_key) {
  std::copy_n(epoch_key.data(), epoch_key.size(), epoch_key_.data());
  std::copy_n(lookup_key.data(), lookup_key.size(), lookup_key_.data());
}

SecretKey SodiumKeys::make() {
  SecretKey key{std::string(32, '\0')};
  randombytes_buf(key.bytes.data(), key.bytes.size());
  return key;
}

std::string SodiumKeys::wrap(VaultKeyId const& id, SecretKey const& key) const {
  (void)key_bytes(key);
  return seal_under(epoch_key_.data(), bound_to_key(id), key.bytes);
}

std::optional<SecretKey> SodiumKeys::unwrap(VaultKeyId const& id, std::string_view wrapped) const {
  auto plain = open_under(epoch_key_.data(), bound_to_key(id), wrapped);
  if (!plain || plain->size() != 32) return std::nullopt;
  return SecretKey{std::move(*plain)};
}

std::string SodiumKeys::seal(SecretKey const& key, std::string_view bound, std::string_view plain) {
  return seal_under(key_bytes(key), bound_to_value(bound), plain);
}

std::optional<std::string> SodiumKeys::open(SecretKey const& key, std::string_view bound,
                                            std::string_view sealed) {
  return open_under(key_bytes(key), bound_to_value(bound), sealed);
}

std::string SodiumKeys::lookup_digest(std::string_view value) const {
  Hash digest;
  crypto_generichash(digest.bytes.data(), digest.bytes.size(), bytes_of(value), value.size(),
                     lookup_key_.data(), lookup_key_.size());
  return to_hex(digest);
}

void SodiumKeys::copy_epoch_key(SecretBytes<32>& key) const {
  std::copy_n(epoch_key_.data(), epoch_key_.size(), key.data());
}

bool SodiumKeys::is_under(SecretBytes<32> const& epoch_key) const {
  return sodium_memcmp(epoch_key_.data(), epoch_key.data(), epoch_key.size()) == 0;
}

SodiumSigner::SodiumSigner(SecretBytes<32> const& seed) {
  crypto_sign_seed_keypair(public_key_.data(), secret_key_.data(), seed.data());
}

std::string SodiumSigner::public_key() const { return {public_key_.begin(), public_key_.end()}; }

std::string SodiumSigner::sign(std::string_view message) const {
  std::string signature(crypto_sign_BYTES, '\0');
  crypto_sign_detached(bytes_of(signature), nullptr, bytes_of(message), message.size(),
                       secret_key_.data());
  return signature;
}

}  // namespace gozin
