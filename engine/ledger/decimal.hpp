#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace gozin {

/// A size as the log writes it: ASCII digits, no sign, no leading zero, below 2^63 so that every
/// database holds it; anything else is nothing.
[[nodiscard]] inline std::optional<std::uint64_t> parse_size(std::string_view text) {
  if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
  if (text.front() == '0' && text.size() > 1) return std::nullopt;
  std::int64_t size = 0;
  auto const* const end = text.data() + text.size();
  auto const read = std::from_chars(text.data(), end, size);
  if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  return static_cast<std::uint64_t>(size);
}

}  // namespace gozin
