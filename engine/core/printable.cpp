#include "engine/core/printable.hpp"

#include "engine/core/utf8.hpp"

#include <algorithm>
#include <charconv>

namespace gozin {
namespace {

/// How many bytes the character takes that starts here; 0 where none does.
std::size_t size_of_first(std::string_view text) {
  for (std::size_t size = 1; size <= std::min<std::size_t>(4, text.size()); ++size)
    if (is_utf8(text.substr(0, size))) return size;
  return 0;
}

char32_t code_point_of(std::string_view character) {
  auto const lead = static_cast<unsigned char>(character.front());
  if (character.size() == 1) return lead;
  char32_t code = lead & (0xFFU >> (character.size() + 1));
  for (char const c : character.substr(1)) code = code << 6 | (static_cast<unsigned char>(c) & 63U);
  return code;
}

bool is_harmless(char32_t code) {
  bool const controls = code < 0x20 || (code >= 0x7F && code < 0xA0);
  bool const breaks = code == 0x2028 || code == 0x2029;
  // Marks, embeddings, overrides, isolates. The joiners are part of Persian words.
  bool const turns = code == 0x61C || code == 0x200E || code == 0x200F ||
                     (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
  return !controls && !breaks && !turns;
}

std::string hexadecimal(char32_t code) {
  char digits[8];
  auto* const end =
      std::to_chars(std::begin(digits), std::end(digits), static_cast<unsigned>(code), 16).ptr;
  return std::string{std::begin(digits), end};
}

}  // namespace

std::string printable(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    auto const size = size_of_first(text);
    if (size == 0) {
      shown += "\\x" + hexadecimal(static_cast<unsigned char>(text.front()));
      text.remove_prefix(1);
      continue;
    }
    auto const character = text.substr(0, size);
    auto const code = code_point_of(character);
    if (is_harmless(code))
      shown += character;
    else
      shown += "\\u{" + hexadecimal(code) + "}";
    text.remove_prefix(size);
  }
  return shown;
}

}  // namespace gozin
