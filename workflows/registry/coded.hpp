#pragma once

#include "engine/command/context.hpp"

#include <optional>
#include <string_view>

namespace gozin::registry {

// Posts, budget lines and bodies are known by short codes, which name their streams.

/// Names the stream that a command opens `<kind>/<code>` by its field `code`; without a code it
/// stays unnamed, and the field is refused when the command is read.
Result<void> open_by_code(Preparation& preparation, std::string_view kind);

/// Refused as `code_must_name_its_stream` when the stream bears another code.
[[nodiscard]] std::optional<Rejection> misnamed(Code const& code, Context const& context);

}  // namespace gozin::registry
