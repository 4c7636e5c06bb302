#pragma once

#include "tests/support/city.hpp"
#include "workflows/registry/commands/seating.hpp"
#include "workflows/registry/states.hpp"

namespace gozin::registry {

/// Proposed by the administrator and, where it waits for that, confirmed by the council's
/// secretary.
[[nodiscard]] inline Result<Decision> seat_by_two(judge::Judge& city, StreamId const& body,
                                                  SeatMember const& command) {
  auto proposed = city.act(judge::call("dorsa", "administrator"), body, command);
  if (!city.view.find<Body>(body)->proposals.contains(command.person)) return proposed;
  return city.act(judge::call("shirin", "council_secretary"), body,
                  ConfirmSeat{.person = command.person});
}

}  // namespace gozin::registry
