#pragma once

#include "engine/event/event.hpp"

namespace gozin::session {

/// `ruleset` says how the body decides: its quorum, its notice.
struct SessionCalled {
  static constexpr std::string_view kType = "SessionCalled";
  StreamId body;
  std::int64_t number = 0;
  Instant starts;
  StreamId ruleset;

  static constexpr auto fields() {
    return fields_of(open("body", &SessionCalled::body), open("number", &SessionCalled::number),
                     open("starts", &SessionCalled::starts),
                     open("ruleset", &SessionCalled::ruleset));
  }
};

struct AgendaItemAdded {
  static constexpr std::string_view kType = "AgendaItemAdded";
  std::int64_t item = 0;  // from 1
  Label title;
  std::optional<StreamId> about;  // the case

  static constexpr auto fields() {
    return fields_of(open("item", &AgendaItemAdded::item), open("title", &AgendaItemAdded::title),
                     open("about", &AgendaItemAdded::about));
  }
};

/// Presence has two signals, told apart by the role of the act: the secretary's entry, which
/// counts, and the member's own, which confirms it or ends it (threat T16).
#define GOZIN_PRESENCES(X) X(arrived) X(left)
GOZIN_NAMED_ENUM(Presence, GOZIN_PRESENCES)

struct AttendanceRecorded {
  static constexpr std::string_view kType = "AttendanceRecorded";
  PersonId member;
  Presence presence = Presence::arrived;

  static constexpr auto fields() {
    return fields_of(open("member", &AttendanceRecorded::member),
                     open("presence", &AttendanceRecorded::presence));
  }
};

struct SessionOpened {
  static constexpr std::string_view kType = "SessionOpened";
  std::int64_t needed = 0;
  std::int64_t present = 0;

  static constexpr auto fields() {
    return fields_of(open("needed", &SessionOpened::needed),
                     open("present", &SessionOpened::present));
  }
};

/// The quorum was not reached when the session should have opened.
struct SessionFailed {
  static constexpr std::string_view kType = "SessionFailed";
  std::int64_t needed = 0;
  std::int64_t present = 0;

  static constexpr auto fields() {
    return fields_of(open("needed", &SessionFailed::needed),
                     open("present", &SessionFailed::present));
  }
};

struct SessionClosed {
  static constexpr std::string_view kType = "SessionClosed";
  static constexpr auto fields() { return fields_of(); }
};

struct MinutesApproved {
  static constexpr std::string_view kType = "MinutesApproved";
  Hash minutes;

  static constexpr auto fields() { return fields_of(open("minutes", &MinutesApproved::minutes)); }
};

}  // namespace gozin::session
