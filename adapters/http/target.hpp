#pragma once

#include "adapters/http/message.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace gozin::http {

struct Target {
  std::string path;
  Parameters query;
};

/// Reads the target of a request in origin form (RFC 9112 §3.2.1). Nothing for another form, a
/// broken percent sign, bytes that are not UTF-8, a NUL, or an encoded slash.
[[nodiscard]] std::optional<Target> parse_target(std::string_view target);

/// Reads `application/x-www-form-urlencoded`, of a query or a body. Nothing for what is broken as
/// above.
[[nodiscard]] std::optional<Parameters> parse_form(std::string_view text);

/// For a value within a query or a path: everything but unreserved characters is encoded.
[[nodiscard]] std::string percent_encoded(std::string_view text);

/// Reads the header `Cookie`; of two cookies of a name the first counts.
[[nodiscard]] std::map<std::string, std::string, std::less<>> parse_cookies(std::string_view text);

}  // namespace gozin::http
