#pragma once

#include "engine/core/time.hpp"
#include "engine/port/texts.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace gozin {

/// See Texts::date and Texts::parse_date.
[[nodiscard]] std::string show_date(Instant instant, Language language, DateStyle style);
[[nodiscard]] std::string show_date(Day day, Language language, DateStyle style);
[[nodiscard]] std::optional<Day> read_date(std::string_view text);

}  // namespace gozin
