#pragma once

#include "engine/core/result.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

namespace gozin {

/// The greatest integer that every JSON reader holds exactly (RFC 7493 §2.2); the least is its
/// negative.
inline constexpr std::int64_t kJsonIntegerMax = (std::int64_t{1} << 53) - 1;

/// What a JSON text may be at most.
struct JsonLimits {
  /// Of the whole text, in bytes.
  std::size_t bytes = 1 << 20;
  /// Arrays and objects within each other; more are refused.
  std::size_t depth = 64;
  /// Whether fractions and exponents are refused. If not, they become the nearest double.
  bool integers_only = true;
};

/// Writes canonical JSON (RFC 8785). The value holds only what a leaf may hold: integers within
/// ±kJsonIntegerMax and UTF-8 without U+0000; anything else would make bytes that could not be
/// read back, and is a bug: std::logic_error. After an exception the appending form leaves `out`
/// with a beginning of the text.
[[nodiscard]] std::string to_canonical(boost::json::value const& value);
void append_canonical(std::string& out, boost::json::value const& value);
void append_canonical(std::string& out, boost::json::object const& object);

/// The order of keys in canonical JSON: by UTF-16 code units (RFC 8785 §3.2.3).
[[nodiscard]] bool is_before(std::string_view left, std::string_view right);

/// Reads strict JSON (RFC 8259 in UTF-8, I-JSON RFC 7493). Duplicate keys, U+0000 raw or escaped,
/// lone surrogates, invalid UTF-8, comments, trailing commas, NaN, and with `integers_only` any
/// number with a fraction or an exponent are refused as `input_must_be_well_formed`; what is too
/// long, too deep or beyond ±kJsonIntegerMax (also beyond a double) as
/// `input_must_not_exceed_limits`. The detail is a word for the fault (`syntax`, `duplicate_key`,
/// `nul`, `fraction`, `size`, `depth`, `integer`, `number`), never a part of the text.
[[nodiscard]] Result<boost::json::value> parse_json(std::string_view text, JsonLimits limits = {});

}  // namespace gozin
