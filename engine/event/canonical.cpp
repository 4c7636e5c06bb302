#include "engine/event/canonical.hpp"

#include "engine/core/utf8.hpp"
#include "engine/event/canonical_text.hpp"

#include <cstdint>
#include <string>

namespace gozin {
namespace {

namespace json = boost::json;

constexpr int kLevelsMax = 32;

/// Builds what it reads.
class ValueBuilder {
 public:
  ValueBuilder(CanonicalText& text, json::value_stack& stack) : text_{text}, stack_{stack} {}

  bool value(int level) {
    if (text_.is_over() || level > kLevelsMax) return false;
    switch (text_.next()) {
      case '{':
        return object(level);
      case '[':
        return array(level);
      case '"':
        return string();
      case 't':
        stack_.push_bool(true);
        return text_.take("true");
      case 'f':
        stack_.push_bool(false);
        return text_.take("false");
      case 'n':
        stack_.push_null();
        return text_.take("null");
      default:
        return number();
    }
  }

 private:
  bool object(int level) {
    text_.skip(1);
    std::size_t count = 0;
    std::string_view before;
    if (text_.take('}')) {
      stack_.push_object(0);
      return true;
    }
    do {
      if (!text_.take('"')) return false;
      auto const key = text_.take_plain();
      if (!text_.take('"') || (count > 0 && !is_before(before, key))) return false;
      before = key;
      stack_.push_key(key);
      if (!text_.take(':') || !value(level + 1)) return false;
      ++count;
    } while (text_.take(','));
    stack_.push_object(count);
    return text_.take('}');
  }

  bool array(int level) {
    text_.skip(1);
    std::size_t count = 0;
    if (text_.take(']')) {
      stack_.push_array(0);
      return true;
    }
    do {
      if (!value(level + 1)) return false;
      ++count;
    } while (text_.take(','));
    stack_.push_array(count);
    return text_.take(']');
  }

  bool string() {
    text_.skip(1);
    auto const text = text_.take_plain();
    if (text_.take('"')) {
      stack_.push_string(text);
      return true;
    }
    unescaped_.assign(text);
    while (!text_.take('"')) {
      if (!escape()) return false;
      unescaped_.append(text_.take_plain());
    }
    stack_.push_string(unescaped_);
    return true;
  }

  /// Only the spelling that RFC 8785 writes: two characters where there are such, else \u00xx.
  bool escape() {
    if (!text_.take('\\') || text_.is_over()) return false;
    static constexpr std::string_view kLetters = "\"\\btnfr";
    static constexpr std::string_view kMeant = "\"\\\b\t\n\f\r";
    auto const letter = kLetters.find(text_.next());
    if (letter != std::string_view::npos) {
      text_.skip(1);
      unescaped_ += kMeant[letter];
      return true;
    }
    if (!text_.take("u00") || text_.rest().size() < 2) return false;
    static constexpr std::string_view kDigits = "0123456789abcdef";
    auto const high = kDigits.find(text_.rest()[0]);
    auto const low = kDigits.find(text_.rest()[1]);
    if (high > 1 || low == std::string_view::npos) return false;
    auto const meant = static_cast<char>(high << 4 | low);
    if (meant == '\0' || kMeant.find(meant) != std::string_view::npos) return false;
    text_.skip(2);
    unescaped_ += meant;
    return true;
  }

  bool number() {
    std::int64_t value = 0;
    if (!text_.take_integer(value)) return false;
    stack_.push_int64(value);
    return true;
  }

  CanonicalText& text_;
  json::value_stack& stack_;
  std::string unescaped_;
};

}  // namespace

json::value const* CanonicalReader::read(std::string_view text) {
  CanonicalText all{text};
  auto const* value = is_utf8(text) ? read_from(all, 0) : nullptr;
  return all.is_over() ? value : nullptr;
}

json::value const* CanonicalReader::read_from(CanonicalText& text, int level) {
  root_.reset();
  stack_.reset();  // what a text that was given up has left there
  memory_.emplace(buffer_.data(), buffer_.size());
  stack_.reset(&*memory_);
  if (!ValueBuilder{text, stack_}.value(level)) return nullptr;
  return &root_.emplace(stack_.release());
}

}  // namespace gozin
