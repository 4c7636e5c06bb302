#pragma once

#include "engine/core/hash.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace gozin {

/// The first line without its newline; it is taken off the text. Nothing when no newline is left.
[[nodiscard]] inline std::optional<std::string_view> take_line(std::string_view& text) {
  auto const end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  auto const line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

/// A hash as the text formats of C2SP write it: 32 bytes in canonical base64.
[[nodiscard]] inline std::optional<Hash> parse_hash_line(std::string_view line) {
  Hash hash;
  auto const bytes = parse_base64(line);
  if (!bytes || bytes->size() != hash.bytes.size()) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), hash.bytes.begin());
  return hash;
}

}  // namespace gozin
