#pragma once

#include "engine/event/field.hpp"

namespace gozin::appointment {

/// Where the body decided on its own course: a confirmed motion in the session, and its votes.
struct MotionCited {
  StreamId session;
  std::int64_t rev = 0;  // of its confirmation in the session's stream
  std::int64_t yes = 0;
  std::int64_t no = 0;

  static constexpr auto fields() {
    return fields_of(open("session", &MotionCited::session), open("rev", &MotionCited::rev),
                     open("yes", &MotionCited::yes), open("no", &MotionCited::no));
  }
  friend bool operator==(MotionCited const&, MotionCited const&) = default;
};

}  // namespace gozin::appointment
