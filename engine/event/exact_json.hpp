#pragma once

#include "engine/event/json.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace gozin {

/// A JSON value whose numbers are still as they were written: each is a `uint64` in `value`, its
/// place in `numbers`. No number is rounded, and none is out of range.
struct ExactJson {
  boost::json::value value;
  std::vector<std::string> numbers;
};

/// Reads as strictly as `parse_json`; `integers_only` is not asked.
[[nodiscard]] Result<ExactJson> parse_exact_json(std::string_view text, JsonLimits limits = {});

}  // namespace gozin
