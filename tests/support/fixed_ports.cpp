#include "tests/support/fixed_ports.hpp"

#include <sodium.h>

namespace gozin::tests {
namespace {

unsigned char const* bytes_of(std::string_view text) {
  return reinterpret_cast<unsigned char const*>(text.data());
}

/// What only the same key with the same binding can say again.
std::string seal_of(std::string_view key, std::string_view bound, std::string_view plain) {
  auto const mac = hmac_sha256(key, std::string{bound} + '\n' + std::string{plain});
  return to_hex(mac) + std::string{plain};
}

std::optional<std::string> unsealed(std::string_view key, std::string_view bound,
                                    std::string_view sealed) {
  if (sealed.size() < 64) return std::nullopt;
  auto const plain = sealed.substr(64);
  if (seal_of(key, bound, plain) != sealed) return std::nullopt;
  return std::string{plain};
}

}  // namespace

SecretKey FixedKeys::make() {
  return {std::string{view_of(sha256(epoch_ + "/key/" + std::to_string(next_++)))}};
}

std::string FixedKeys::wrap(VaultKeyId const& id, SecretKey const& key) {
  return seal_of(epoch_, id.text, key.bytes);
}

std::optional<SecretKey> FixedKeys::unwrap(VaultKeyId const& id, std::string_view wrapped) {
  auto const plain = unsealed(epoch_, id.text, wrapped);
  return plain ? std::optional{SecretKey{*plain}} : std::nullopt;
}

std::string FixedKeys::seal(SecretKey const& key, std::string_view bound, std::string_view plain) {
  return seal_of(key.bytes, bound, plain);
}

std::optional<std::string> FixedKeys::open(SecretKey const& key, std::string_view bound,
                                           std::string_view sealed) {
  return unsealed(key.bytes, bound, sealed);
}

std::string FixedKeys::lookup_digest(std::string_view value) {
  return to_hex(hmac_sha256("lookup " + epoch_, value));
}

class FixedKeys::Next final : public NextEpoch {
 public:
  explicit Next(FixedKeys& keys) : keys_{keys}, made_{keys.epoch_ + "'"} {}
  std::string wrap(VaultKeyId const& id, SecretKey const& key) override {
    return made_.wrap(id, key);
  }
  std::string lookup_digest(std::string_view value) override { return made_.lookup_digest(value); }
  void enter() override { keys_.epoch_ = made_.epoch_; }

 private:
  FixedKeys& keys_;
  FixedKeys made_;
};

std::unique_ptr<NextEpoch> FixedKeys::next_epoch() { return std::make_unique<Next>(*this); }

bool FixedKeys::settle(VaultKeyId const& id, std::string_view wrapped) {
  auto const next = epoch_ + "'";
  bool const is_over = !unwrap(id, wrapped) && unsealed(next, id.text, wrapped);
  if (is_over) epoch_ = next;
  return unwrap(id, wrapped).has_value();
}

FixedSigner::FixedSigner(std::string_view seed) {
  auto const bytes = sha256(seed);
  crypto_sign_seed_keypair(public_key_.data(), secret_key_.data(), bytes.bytes.data());
}

std::string FixedSigner::public_key() const { return {public_key_.begin(), public_key_.end()}; }

std::string FixedSigner::sign(std::string_view message) const {
  std::array<unsigned char, crypto_sign_BYTES> signature{};
  crypto_sign_detached(signature.data(), nullptr, bytes_of(message), message.size(),
                       secret_key_.data());
  return {signature.begin(), signature.end()};
}

}  // namespace gozin::tests
