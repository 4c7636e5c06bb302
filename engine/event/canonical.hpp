#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/value.hpp>
#include <boost/json/value_stack.hpp>

namespace gozin {

class CanonicalText;

/// Reads canonical JSON (RFC 8785), one text after another, and keeps its memory from one to the
/// next. For bulk: it looks at each byte once, where reading, writing again and comparing would
/// take three times as long.
class CanonicalReader {
 public:
  CanonicalReader() = default;
  CanonicalReader(CanonicalReader const&) = delete;
  CanonicalReader& operator=(CanonicalReader const&) = delete;

  /// The value, in this reader's memory until the next call. Null: the bytes are not canonical, or
  /// they are so in a way that leaves hardly ever are (keys with escapes, more than 32 levels);
  /// `parse_json` and `to_canonical` tell which.
  [[nodiscard]] boost::json::value const* read(std::string_view text);

  /// The value with which a text of UTF-8 goes on, so many levels deep; takes it from there.
  [[nodiscard]] boost::json::value const* read_from(CanonicalText& text, int level);

 private:
  std::array<unsigned char, 16'384> buffer_;
  std::optional<boost::json::monotonic_resource> memory_;  // anew for each text
  boost::json::value_stack stack_;
  std::optional<boost::json::value> root_;
};

}  // namespace gozin
