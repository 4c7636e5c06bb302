#pragma once

#include "engine/command/context.hpp"
#include "engine/core/time.hpp"

namespace gozin::registry {

/// The civil day now, by the clock of the city's calendars that is furthest ahead.
[[nodiscard]] Day today(Context const& context);

/// The first moment of a day by the same clock.
[[nodiscard]] Instant start_of_day(Day day, Context const& context);

/// Whether the program itself acts in a demonstration, where nobody has to confirm what opens it.
[[nodiscard]] bool is_demonstrators(Context const& context);

}  // namespace gozin::registry
