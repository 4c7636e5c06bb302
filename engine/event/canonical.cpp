#include "engine/event/canonical.hpp"

#include "engine/core/utf8.hpp"
#include "engine/event/json.hpp"

#include <charconv>
#include <cstdint>
#include <cstring>
#include <string>

namespace gozin {
namespace {

namespace json = boost::json;

constexpr int kLevelsMax = 32;

/// Whether one of eight characters ends a plain stretch of a string: a quotation mark, a backslash
/// or a control character. After "Determine if a word has a byte less than n" and "… equal to n"
/// in S. Anderson's Bit Twiddling Hacks; beyond ASCII it never says so.
bool has_special(std::uint64_t word) {
  constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101;
  constexpr std::uint64_t kHighs = 0x8080'8080'8080'8080;
  auto const zero_byte = [](std::uint64_t x) { return (x - kOnes) & ~x & kHighs; };
  auto const control = (word - kOnes * 0x20) & ~word & kHighs;
  return (control | zero_byte(word ^ kOnes * '"') | zero_byte(word ^ kOnes * '\\')) != 0;
}

bool is_special(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

class Text {
 public:
  Text(std::string_view text, json::value_stack& stack)
      : at_{text.data()}, end_{text.data() + text.size()}, stack_{stack} {}

  /// One value and nothing behind it.
  bool whole() { return value(0) && at_ == end_; }

 private:
  bool take(char expected) {
    if (at_ == end_ || *at_ != expected) return false;
    ++at_;
    return true;
  }

  bool take_word(std::string_view word) {
    if (!std::string_view{at_, static_cast<std::size_t>(end_ - at_)}.starts_with(word))
      return false;
    at_ += word.size();
    return true;
  }

  bool value(int level) {
    if (at_ == end_ || level > kLevelsMax) return false;
    switch (*at_) {
      case '{':
        return object(level);
      case '[':
        return array(level);
      case '"':
        return string();
      case 't':
        stack_.push_bool(true);
        return take_word("true");
      case 'f':
        stack_.push_bool(false);
        return take_word("false");
      case 'n':
        stack_.push_null();
        return take_word("null");
      default:
        return number();
    }
  }

  bool object(int level) {
    ++at_;
    std::size_t count = 0;
    std::string_view before;
    if (take('}')) {
      stack_.push_object(0);
      return true;
    }
    do {
      if (!take('"')) return false;
      auto const key = plain();
      if (!take('"') || (count > 0 && !is_before(before, key))) return false;
      before = key;
      stack_.push_key(key);
      if (!take(':') || !value(level + 1)) return false;
      ++count;
    } while (take(','));
    stack_.push_object(count);
    return take('}');
  }

  bool array(int level) {
    ++at_;
    std::size_t count = 0;
    if (take(']')) {
      stack_.push_array(0);
      return true;
    }
    do {
      if (!value(level + 1)) return false;
      ++count;
    } while (take(','));
    stack_.push_array(count);
    return take(']');
  }

  /// What stands there up to the next special character or the end.
  std::string_view plain() {
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

  bool string() {
    ++at_;
    auto const text = plain();
    if (take('"')) {
      stack_.push_string(text);
      return true;
    }
    unescaped_.assign(text);
    while (!take('"')) {
      if (!escape()) return false;
      unescaped_.append(plain());
    }
    stack_.push_string(unescaped_);
    return true;
  }

  /// Only the spelling that RFC 8785 writes: two characters where there are such, else \u00xx.
  bool escape() {
    if (!take('\\') || at_ == end_) return false;
    static constexpr std::string_view kLetters = "\"\\btnfr";
    static constexpr std::string_view kMeant = "\"\\\b\t\n\f\r";
    auto const letter = kLetters.find(*at_);
    if (letter != std::string_view::npos) {
      ++at_;
      unescaped_ += kMeant[letter];
      return true;
    }
    if (!take_word("u00") || end_ - at_ < 2) return false;
    static constexpr std::string_view kDigits = "0123456789abcdef";
    auto const high = kDigits.find(at_[0]);
    auto const low = kDigits.find(at_[1]);
    if (high > 1 || low == std::string_view::npos) return false;
    auto const meant = static_cast<char>(high << 4 | low);
    if (meant == '\0' || kMeant.find(meant) != std::string_view::npos) return false;
    at_ += 2;
    unescaped_ += meant;
    return true;
  }

  bool number() {
    std::int64_t value = 0;
    auto const* const begin = at_;
    auto const read = std::from_chars(at_, end_, value);
    if (read.ec != std::errc{} || value > kJsonIntegerMax || value < -kJsonIntegerMax) return false;
    at_ = read.ptr;
    // No zero in front, and none that is negative.
    auto const* const first = *begin == '-' ? begin + 1 : begin;
    if (*first == '0' && (first != begin || at_ - first > 1)) return false;
    stack_.push_int64(value);
    return true;
  }

  char const* at_;
  char const* end_;
  json::value_stack& stack_;
  std::string unescaped_;
};

}  // namespace

json::value const* CanonicalReader::read(std::string_view text) {
  root_.reset();
  stack_.reset();  // what a text that was given up has left there
  memory_.emplace(buffer_.data(), buffer_.size());
  stack_.reset(&*memory_);
  if (!is_utf8(text) || !Text{text, stack_}.whole()) return nullptr;
  return &root_.emplace(stack_.release());
}

}  // namespace gozin
