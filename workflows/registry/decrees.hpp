#pragma once

#include "workflows/registry/states.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gozin::registry {

/// At most 18 digits at the end are its count; where `next` is the one after it, exactly as many of
/// them as `next - 1` has, since a stem can end in digits, too.
[[nodiscard]] CountedNumber counted(Label const& number, std::optional<std::int64_t> next);

/// Whether a decree has the number already: one of this log, or one before it on paper, which are
/// all of the stem of the last number there up to its count.
[[nodiscard]] bool is_taken(DecreeSeries const& series, Label const& number);

/// The count that follows in the series of that stem; nothing where it has none yet.
[[nodiscard]] std::optional<std::int64_t> next_count(DecreeSeries const& series,
                                                     std::string_view stem);

}  // namespace gozin::registry
