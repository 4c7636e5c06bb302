#pragma once

#include "engine/event/json.hpp"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <system_error>

namespace gozin {

/// A place in canonical JSON that is being read, and the steps of reading. The text is UTF-8. A
/// step that does not find what it seeks says so; the reader gives up then.
class CanonicalText {
 public:
  explicit CanonicalText(std::string_view text)
      : at_{text.data()}, end_{text.data() + text.size()} {}

  [[nodiscard]] bool is_over() const { return at_ == end_; }
  /// Not over.
  [[nodiscard]] char next() const { return *at_; }
  [[nodiscard]] std::string_view rest() const {
    return {at_, static_cast<std::size_t>(end_ - at_)};
  }

  /// At most the rest.
  void skip(std::size_t count) { at_ += count; }

  bool take(char expected) {
    if (at_ == end_ || *at_ != expected) return false;
    ++at_;
    return true;
  }

  /// A literal, whose length the compiler knows.
  template <std::size_t N>
  bool take(char const (&expected)[N]) {
    constexpr auto kLength = N - 1;
    if (rest().size() < kLength || std::memcmp(at_, expected, kLength) != 0) return false;
    at_ += kLength;
    return true;
  }

  /// What stands there up to the next quotation mark, backslash or control character, or the end.
  std::string_view take_plain() {
    auto const* const begin = at_;
    while (end_ - at_ >= 8) {
      std::uint64_t word = 0;
      std::memcpy(&word, at_, sizeof word);
      if (has_special(word)) break;
      at_ += 8;
    }
    while (at_ != end_ && !is_special(*at_)) ++at_;
    return {begin, static_cast<std::size_t>(at_ - begin)};
  }

  /// An integer within ±kJsonIntegerMax, no zero in front, and none that is negative.
  bool take_integer(std::int64_t& value) {
    auto const* const begin = at_;
    auto const read = std::from_chars(at_, end_, value);
    if (read.ec != std::errc{} || value > kJsonIntegerMax || value < -kJsonIntegerMax) return false;
    at_ = read.ptr;
    auto const* const first = *begin == '-' ? begin + 1 : begin;
    return *first != '0' || (first == begin && at_ - first == 1);
  }

 private:
  /// Whether one of eight characters ends a plain stretch of a string. After "Determine if a word
  /// has a byte less than n" and "… equal to n" in S. Anderson's Bit Twiddling Hacks; beyond ASCII
  /// it never says so.
  static bool has_special(std::uint64_t word) {
    constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101;
    constexpr std::uint64_t kHighs = 0x8080'8080'8080'8080;
    auto const zero_byte = [](std::uint64_t x) { return (x - kOnes) & ~x & kHighs; };
    auto const control = (word - kOnes * 0x20) & ~word & kHighs;
    return (control | zero_byte(word ^ kOnes * '"') | zero_byte(word ^ kOnes * '\\')) != 0;
  }

  static bool is_special(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
  }

  char const* at_;
  char const* end_;
};

}  // namespace gozin
