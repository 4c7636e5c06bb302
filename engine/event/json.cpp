#include "engine/event/json.hpp"

#include "engine/core/json_pointer.hpp"
#include "engine/core/utf8.hpp"
#include "engine/event/exact_json.hpp"

#include <algorithm>
#include <charconv>
#include <concepts>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/error.hpp>
#include <boost/json/object.hpp>

namespace gozin {
namespace {

namespace json = boost::json;

std::string_view view(json::string_view text) { return {text.data(), text.size()}; }

bool is_json_integer(std::integral auto value) {
  return std::cmp_less_equal(value, kJsonIntegerMax) &&
         std::cmp_greater_equal(value, -kJsonIntegerMax);
}

void append_escape(std::string& out, char c) {
  static constexpr char kDigits[] = "0123456789abcdef";
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\r':
      out += "\\r";
      return;
    default:
      break;
  }
  auto const byte = static_cast<unsigned char>(c);
  out += "\\u00";
  out += kDigits[byte >> 4];
  out += kDigits[byte & 15];
}

bool needs_escape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

/// RFC 8785 §3.2.2.2: the shortest escapes, everything else as it is.
void append_string(std::string& out, std::string_view text) {
  if (text.find('\0') != std::string_view::npos) throw std::logic_error("NUL in canonical JSON");
  if (!is_utf8(text)) throw std::logic_error("text in canonical JSON is not UTF-8");
  out += '"';
  auto rest = text.begin();
  while (rest != text.end()) {
    auto const plain_end = std::find_if(rest, text.end(), needs_escape);
    out.append(rest, plain_end);
    rest = plain_end;
    if (rest != text.end()) append_escape(out, *rest++);
  }
  out += '"';
}

template <std::integral Integer>
void append_integer(std::string& out, Integer value) {
  if (!is_json_integer(value)) throw std::logic_error("integer beyond 2^53 in canonical JSON");
  char digits[24];
  auto const end = std::to_chars(std::begin(digits), std::end(digits), value).ptr;
  out.append(digits, end);
}

void append_array(std::string& out, json::array const& array) {
  char separator = '[';
  for (auto const& element : array) {
    out += separator;
    separator = ',';
    append_canonical(out, element);
  }
  out += array.empty() ? "[]" : "]";
}

constexpr std::size_t kNoLimit = static_cast<std::size_t>(-1);

/// Builds the value while it listens to the parser. Boost's own reader keeps the last of two equal
/// keys without a word, and loses the text of a number.
class Builder {
 public:
  static constexpr std::size_t max_array_size = kNoLimit;
  static constexpr std::size_t max_object_size = kNoLimit;
  static constexpr std::size_t max_string_size = kNoLimit;
  static constexpr std::size_t max_key_size = kNoLimit;

  /// With `numbers`, these keep the text of every number.
  explicit Builder(bool integers_only, std::vector<std::string>* numbers = nullptr)
      : integers_only_{integers_only}, numbers_{numbers} {}

  /// The first rule that the text breaks beyond the grammar.
  [[nodiscard]] std::optional<Rejection> const& refusal() const { return refusal_; }
  /// What breaks it, as a JSON pointer.
  [[nodiscard]] std::string const& refused_at() const { return refused_at_; }
  [[nodiscard]] json::value take() { return std::move(root_); }

  bool on_document_begin(json::error_code&) { return true; }
  bool on_document_end(json::error_code&) { return true; }
  bool on_array_begin(json::error_code&) { return open(json::array{}); }
  bool on_object_begin(json::error_code&) { return open(json::object{}); }
  bool on_array_end(std::size_t, json::error_code&) { return close(); }
  bool on_object_end(std::size_t, json::error_code&) { return close(); }

  bool on_string_part(json::string_view part, std::size_t, json::error_code&) {
    text_.append(part.data(), part.size());
    return true;
  }
  bool on_string(json::string_view part, std::size_t, json::error_code& ec) {
    text_.append(part.data(), part.size());
    if (text_.find('\0') != std::string::npos)
      return refuse(ec, EngineReason::input_must_be_well_formed, "nul");
    json::string value{json::string_view{text_}};
    text_.clear();
    return put(std::move(value));
  }
  bool on_key_part(json::string_view part, std::size_t n, json::error_code& ec) {
    return on_string_part(part, n, ec);
  }
  bool on_key(json::string_view part, std::size_t, json::error_code& ec) {
    text_.append(part.data(), part.size());
    auto& frame = open_.back();
    frame.key = std::exchange(text_, {});
    if (frame.key.find('\0') != std::string::npos)
      return refuse(ec, EngineReason::input_must_be_well_formed, "nul");
    if (frame.container.get_object().contains(frame.key))
      return refuse(ec, EngineReason::input_must_be_well_formed, "duplicate_key");
    return true;
  }

  // The text is given in one piece: only a number that its end cuts short comes in parts, and
  // the parser then fails by itself.
  bool on_number_part(json::string_view, json::error_code&) { return true; }
  bool on_int64(std::int64_t value, json::string_view text, json::error_code& ec) {
    if (numbers_) return put_text(text);
    if (!is_json_integer(value))
      return refuse(ec, EngineReason::input_must_not_exceed_limits, "integer");
    return put(value);
  }
  bool on_uint64(std::uint64_t, json::string_view text, json::error_code& ec) {
    if (numbers_) return put_text(text);
    return refuse(ec, EngineReason::input_must_not_exceed_limits, "integer");
  }
  bool on_double(double, json::string_view text, json::error_code& ec) {
    if (numbers_) return put_text(text);
    // An integer that no machine word holds arrives here too.
    if (text.find_first_of(".eE") == json::string_view::npos)
      return refuse(ec, EngineReason::input_must_not_exceed_limits, "integer");
    if (integers_only_) return refuse(ec, EngineReason::input_must_be_well_formed, "fraction");
    // Boost 1.81 may miss the nearest double by one unit in the last place.
    double value = 0;
    auto const* const end = text.data() + text.size();
    auto const read = std::from_chars(text.data(), end, value);
    if (read.ec != std::errc{} || read.ptr != end)
      return refuse(ec, EngineReason::input_must_not_exceed_limits, "number");
    return put(value);
  }
  bool on_bool(bool value, json::error_code&) { return put(value); }
  bool on_null(json::error_code&) { return put(nullptr); }

  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }

 private:
  struct Frame {
    json::value container;
    std::string key;
  };

  bool refuse(json::error_code& ec, EngineReason reason, char const* what) {
    refusal_ = Rejection{reason, what};
    for (auto const& frame : open_) {
      auto const* const array = frame.container.if_array();
      refused_at_ += '/' + (array ? std::to_string(array->size()) : pointer_token(frame.key));
    }
    ec = json::error::syntax;
    return false;
  }

  bool open(json::value container) {
    open_.push_back(Frame{std::move(container), {}});
    return true;
  }

  bool close() {
    auto done = std::move(open_.back().container);
    open_.pop_back();
    return put(std::move(done));
  }

  bool put_text(json::string_view number) {
    numbers_->emplace_back(number.data(), number.size());
    return put(std::uint64_t{numbers_->size() - 1});
  }

  bool put(json::value value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return true;
    }
    auto& frame = open_.back();
    if (auto* const array = frame.container.if_array()) {
      array->push_back(std::move(value));
    } else {
      frame.container.get_object().emplace(frame.key, std::move(value));
    }
    return true;
  }

  bool integers_only_;
  std::vector<std::string>* numbers_;
  std::vector<Frame> open_;
  std::string text_;
  json::value root_;
  std::optional<Rejection> refusal_;
  std::string refused_at_;
};

Rejection refusal_of(json::error_code const& ec) {
  if (ec == json::error::too_deep) return {EngineReason::input_must_not_exceed_limits, "depth"};
  if (ec == json::error::exponent_overflow)
    return {EngineReason::input_must_not_exceed_limits, "number"};
  return {EngineReason::input_must_be_well_formed, "syntax"};
}

Result<json::value> parse(std::string_view text, JsonLimits limits,
                          std::vector<std::string>* numbers, JsonBreak* broken = nullptr) {
  if (text.size() > limits.bytes)
    return Rejection{EngineReason::input_must_not_exceed_limits, "size"};

  json::parse_options options;
  options.max_depth = limits.depth;
  json::basic_parser<Builder> parser{options, limits.integers_only, numbers};
  json::error_code ec;
  auto const read = parser.write_some(false, text.data(), text.size(), ec);
  if (!ec && read == text.size()) return parser.handler().take();

  if (broken) *broken = {read, parser.handler().refused_at()};
  return parser.handler().refusal().value_or(refusal_of(ec));
}

}  // namespace

/// Read off UTF-8: it is the order of the bytes, but characters beyond U+FFFF (lead bytes F0 to F4)
/// stand before U+E000 to U+FFFF (EE, EF).
bool is_before(std::string_view left, std::string_view right) {
  auto const [l, r] = std::mismatch(left.begin(), left.end(), right.begin(), right.end());
  if (l == left.end() || r == right.end()) return l == left.end() && r != right.end();
  auto const rank = [](char c) {
    auto const byte = static_cast<unsigned char>(c);
    return byte == 0xEE || byte == 0xEF ? byte + 0x10 : byte;
  };
  return rank(*l) < rank(*r);
}

void append_canonical(std::string& out, json::object const& object) {
  std::vector<json::key_value_pair const*> members;
  members.reserve(object.size());
  for (auto const& member : object) members.push_back(&member);
  std::sort(members.begin(), members.end(), [](auto const* left, auto const* right) {
    return is_before(view(left->key()), view(right->key()));
  });
  char separator = '{';
  for (auto const* member : members) {
    out += separator;
    separator = ',';
    append_string(out, view(member->key()));
    out += ':';
    append_canonical(out, member->value());
  }
  out += members.empty() ? "{}" : "}";
}

void append_canonical(std::string& out, json::value const& value) {
  switch (value.kind()) {
    case json::kind::null:
      out += "null";
      return;
    case json::kind::bool_:
      out += value.get_bool() ? "true" : "false";
      return;
    case json::kind::int64:
      append_integer(out, value.get_int64());
      return;
    case json::kind::uint64:
      append_integer(out, value.get_uint64());
      return;
    case json::kind::double_:
      throw std::logic_error("floating point in canonical JSON");
    case json::kind::string:
      append_string(out, view(value.get_string()));
      return;
    case json::kind::array:
      append_array(out, value.get_array());
      return;
    case json::kind::object:
      append_canonical(out, value.get_object());
      return;
  }
  throw std::logic_error("JSON value of no kind");
}

std::string to_canonical(json::value const& value) {
  std::string out;
  append_canonical(out, value);
  return out;
}

Result<json::value> parse_json(std::string_view text, JsonLimits limits) {
  return parse(text, limits, nullptr);
}

Result<ExactJson> parse_exact_json(std::string_view text, JsonLimits limits, JsonBreak* broken) {
  ExactJson exact;
  auto value = parse(text, limits, &exact.numbers, broken);
  if (!value) return value.error();
  exact.value = std::move(*value);
  return exact;
}

}  // namespace gozin
