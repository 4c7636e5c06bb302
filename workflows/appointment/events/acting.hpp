#pragma once

#include "engine/event/event.hpp"

namespace gozin::appointment {

/// The case that fills a post for good has been opened, as it must after an acting head; recorded
/// with the case of the acting head, whose deadline for it ends there.
struct CallOpened {
  static constexpr std::string_view kType = "CallOpened";
  StreamId call;

  static constexpr auto fields() { return fields_of(open("call", &CallOpened::call)); }
};

}  // namespace gozin::appointment
