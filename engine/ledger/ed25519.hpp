#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string_view>

namespace gozin {

/// A public key of Ed25519 (RFC 8032), as its 32 bytes.
struct Ed25519PublicKey {
  std::array<std::uint8_t, 32> bytes{};
  friend auto operator<=>(Ed25519PublicKey const&, Ed25519PublicKey const&) = default;
};

[[nodiscard]] std::string_view view_of(Ed25519PublicKey const& key);

/// Whether the 64 bytes are this key's signature of the message (RFC 8032 §5.1.7). A signature of
/// another length and a key that is no point of the curve verify nothing.
[[nodiscard]] bool ed25519_verify(Ed25519PublicKey const& key, std::string_view message,
                                  std::string_view signature);

}  // namespace gozin
