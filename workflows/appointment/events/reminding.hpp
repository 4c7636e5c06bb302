#pragma once

#include "engine/event/event.hpp"

namespace gozin::appointment {

/// Those whom a deadline waits for have been reminded of it, as long before its end as the rules
/// say.
struct DeadlineReminded {
  static constexpr std::string_view kType = "DeadlineReminded";
  Code name;
  Instant due;

  static constexpr auto fields() {
    return fields_of(open("name", &DeadlineReminded::name), open("due", &DeadlineReminded::due));
  }
};

}  // namespace gozin::appointment
