#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gozin {

/// A SHA-256 value.
struct Hash {
  std::array<std::uint8_t, 32> bytes{};
  friend auto operator<=>(Hash const&, Hash const&) = default;
};

/// SHA-256 (FIPS 180-4) of the parts, one after another.
[[nodiscard]] Hash sha256(std::initializer_list<std::string_view> parts);
[[nodiscard]] Hash sha256(std::string_view bytes);

/// HMAC-SHA-256 (RFC 2104).
[[nodiscard]] Hash hmac_sha256(std::string_view key, std::string_view message);

[[nodiscard]] std::string_view view_of(Hash const& hash);

/// Lower-case hexadecimal; the reader refuses upper case, odd length and any other character.
[[nodiscard]] std::string to_hex(std::string_view bytes);
[[nodiscard]] std::string to_hex(Hash const& hash);
[[nodiscard]] std::optional<std::string> parse_hex(std::string_view text);
[[nodiscard]] std::optional<Hash> parse_hash(std::string_view text);

/// Base64 (RFC 4648 §4) with padding; the reader takes the canonical form only.
[[nodiscard]] std::string to_base64(std::string_view bytes);
[[nodiscard]] std::optional<std::string> parse_base64(std::string_view text);

}  // namespace gozin
