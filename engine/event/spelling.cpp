#include "engine/event/spelling.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace gozin {
namespace {

enum Allowed : std::uint8_t { kInWords = 1, kInPaths = 2, kInLines = 4 };

constexpr std::array<std::uint8_t, 256> kAllowed = [] {
  std::array<std::uint8_t, 256> allowed{};
  allowed.fill(kInLines);
  for (std::size_t c = 0; c < 0x20; ++c) allowed[c] = 0;
  allowed[0x7f] = 0;
  for (char const c : std::string_view{"abcdefghijklmnopqrstuvwxyz0123456789_-."})
    allowed[static_cast<unsigned char>(c)] |= kInWords | kInPaths;
  allowed['/'] |= kInPaths;
  return allowed;
}();

bool is_made_of(Allowed allowed, std::string_view text) {
  std::uint8_t all = allowed;
  for (char const c : text) all &= kAllowed[static_cast<unsigned char>(c)];
  return all != 0;
}

bool has_length(std::string_view text, std::size_t least, std::size_t most) {
  return text.size() >= least && text.size() <= most;
}

}  // namespace

bool is_code(std::string_view text) {
  return has_length(text, 1, 64) && is_made_of(kInWords, text);
}

bool is_person(std::string_view text) {
  return has_length(text, 1, 96) && (is_made_of(kInWords, text) ||
                                     (text.starts_with("operator/") && is_made_of(kInLines, text)));
}

bool is_stream(std::string_view text) {
  if (text == "log") return true;
  auto const slash = text.find('/');
  if (slash == std::string_view::npos || slash == 0 || slash + 1 == text.size()) return false;
  return has_length(text, 3, 128) && is_made_of(kInPaths, text);
}

bool is_label(std::string_view text) {
  return has_length(text, 1, kLabelBytesMax) && is_made_of(kInLines, text);
}

}  // namespace gozin
