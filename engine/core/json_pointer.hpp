#pragma once

#include <string>
#include <string_view>

namespace gozin {

/// A name as one token of a JSON pointer, without the slash before it (RFC 6901 §3).
[[nodiscard]] std::string pointer_token(std::string_view name);

}  // namespace gozin
