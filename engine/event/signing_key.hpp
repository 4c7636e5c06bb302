#pragma once

#include "engine/event/event.hpp"

namespace gozin {

/// From the next tree on another key signs for the log. Whoever verifies a log takes the keys from
/// its own events, the first from `LogOpened`: so this event is part of the format of the log.
struct SigningKeyRotated {
  static constexpr std::string_view kType = "SigningKeyRotated";
  Label key;  // the verifier key that follows (C2SP signed-note)

  static constexpr auto fields() { return fields_of(open("key", &SigningKeyRotated::key)); }
};

}  // namespace gozin
