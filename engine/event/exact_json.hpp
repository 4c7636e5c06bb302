#pragma once

#include "engine/event/json.hpp"

#include <cstddef>
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

/// Where a text that is refused breaks off, for whoever wrote it. Holds parts of the text.
struct JsonBreak {
  std::size_t offset = 0;    ///< in bytes; 0 where the text as a whole is too long
  std::string pointer = {};  ///< RFC 6901; of what is well formed but twice there or not allowed
};

/// Reads as strictly as `parse_json`; `integers_only` is not asked.
[[nodiscard]] Result<ExactJson> parse_exact_json(std::string_view text, JsonLimits limits = {},
                                                 JsonBreak* broken = nullptr);

}  // namespace gozin
