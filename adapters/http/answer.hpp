#pragma once

#include "adapters/http/message.hpp"

#include <chrono>
#include <string>

namespace gozin::http {

/// `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7).
[[nodiscard]] std::string http_date(std::chrono::sys_seconds at);

/// Adds what every answer has and this one lacks: the security headers, `Cache-Control: no-store`,
/// `X-Request-Id`; and to a page that could not be renewed now (`HX-Request`) `HX-Trigger: missed`,
/// on which it asks again.
void complete(Response& response, Request const& request);

/// Whether an id of a client may be taken over: 8 to 64 letters, digits, `-`, `_`, `.`.
[[nodiscard]] bool is_harmless_id(std::string_view id);

/// 32 random hexadecimal digits.
[[nodiscard]] std::string fresh_request_id();

}  // namespace gozin::http
