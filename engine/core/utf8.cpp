#include "engine/core/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace gozin {
namespace {

/// One row of table 3-7: which second byte may follow a lead byte, and how many bytes follow.
struct Sequence {
  unsigned char lead_min, lead_max;
  unsigned char second_min, second_max;
  std::size_t following;
};

constexpr std::array kSequences{
    Sequence{0xC2, 0xDF, 0x80, 0xBF, 1}, Sequence{0xE0, 0xE0, 0xA0, 0xBF, 2},
    Sequence{0xE1, 0xEC, 0x80, 0xBF, 2}, Sequence{0xED, 0xED, 0x80, 0x9F, 2},
    Sequence{0xEE, 0xEF, 0x80, 0xBF, 2}, Sequence{0xF0, 0xF0, 0x90, 0xBF, 3},
    Sequence{0xF1, 0xF3, 0x80, 0xBF, 3}, Sequence{0xF4, 0xF4, 0x80, 0x8F, 3},
};

bool is_between(unsigned char byte, unsigned char least, unsigned char most) {
  return least <= byte && byte <= most;
}

/// The length of the well-formed sequence beyond ASCII that the text starts with; 0 if none.
std::size_t sequence_length(std::string_view text) {
  auto const byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  auto const row = std::find_if(kSequences.begin(), kSequences.end(), [&](Sequence const& s) {
    return is_between(byte(0), s.lead_min, s.lead_max);
  });
  if (row == kSequences.end() || text.size() <= row->following) return 0;
  if (!is_between(byte(1), row->second_min, row->second_max)) return 0;
  for (std::size_t i = 2; i <= row->following; ++i)
    if (!is_between(byte(i), 0x80, 0xBF)) return 0;
  return row->following + 1;
}

bool starts_with_ascii(std::string_view text) {
  return static_cast<unsigned char>(text.front()) < 0x80;
}

/// How many bytes of ASCII the text starts with, at least one: eight at a time, since most text is.
std::size_t ascii_length(std::string_view text) {
  constexpr std::uint64_t kHighs = 0x8080'8080'8080'8080;
  std::size_t length = 1;
  for (; text.size() - length >= sizeof(std::uint64_t); length += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + length, sizeof word);
    if ((word & kHighs) != 0) break;
  }
  return length;
}

}  // namespace

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    auto const length = starts_with_ascii(text) ? ascii_length(text) : sequence_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

}  // namespace gozin
