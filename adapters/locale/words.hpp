#pragma once

#include "engine/core/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace gozin {

/// See the functions of the same meaning in Texts.
[[nodiscard]] std::string search_key_of(std::string_view text);
[[nodiscard]] std::string sort_key_of(std::string_view text);
[[nodiscard]] Result<std::string> cleaned_name(std::string_view text);
[[nodiscard]] std::size_t columns_of(std::string_view text);

}  // namespace gozin
