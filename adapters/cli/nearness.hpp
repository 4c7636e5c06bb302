#pragma once

#include <cstddef>
#include <string_view>

namespace gozin::cli {

/// How many letters must be put in, left out or changed to make one word of the other.
[[nodiscard]] std::size_t distance(std::string_view a, std::string_view b);

}  // namespace gozin::cli
