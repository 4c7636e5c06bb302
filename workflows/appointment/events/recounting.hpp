#pragma once

#include "engine/event/event.hpp"

namespace gozin::appointment {

/// A deadline that runs, counted anew because the calendar has changed; it may come earlier or
/// later. `calendar_rev` is the revision of the stream `log` by which it is counted.
struct DeadlineRecounted {
  static constexpr std::string_view kType = "DeadlineRecounted";
  Code name;
  Instant due;
  std::int64_t calendar_rev = 0;
  std::optional<Instant> remind = {};

  static constexpr auto fields() {
    return fields_of(open("name", &DeadlineRecounted::name), open("due", &DeadlineRecounted::due),
                     open("calendar_rev", &DeadlineRecounted::calendar_rev),
                     open("remind", &DeadlineRecounted::remind));
  }
};

}  // namespace gozin::appointment
