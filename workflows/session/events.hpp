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

/// What a body can decide about its own course by show of hands, more yes than no. `recuse`: a
/// challenge of a member; `take_on`: an item that was not called; `void_ballot`: votes that were
/// cast about the item count for nothing.
#define GOZIN_PROCEDURES(X) \
  X(return_to_screening) X(return_to_assessing) X(recuse) X(take_on) X(void_ballot)
GOZIN_NAMED_ENUM(Procedure, GOZIN_PROCEDURES)

/// A procedural motion and its votes, as an officer wrote them down. It has no effect before
/// somebody else who was there confirms it (threat T16).
struct MotionEntered {
  static constexpr std::string_view kType = "MotionEntered";
  std::int64_t motion = 0;  // from 1
  Procedure procedure = Procedure::take_on;
  StreamId about = {};
  std::optional<PersonId> member = {};    // who is challenged
  std::optional<NomineeId> nominee = {};  // for whom; absent: for the item as a whole
  PersonId mover = {};
  std::int64_t yes = 0;
  std::int64_t no = 0;
  bool carried = false;

  static constexpr auto fields() {
    using M = MotionEntered;
    return fields_of(open("motion", &M::motion), open("procedure", &M::procedure),
                     open("about", &M::about), open("member", &M::member),
                     open("nominee", &M::nominee), open("mover", &M::mover), open("yes", &M::yes),
                     open("no", &M::no), open("carried", &M::carried));
  }
};

struct MotionConfirmed {
  static constexpr std::string_view kType = "MotionConfirmed";
  std::int64_t motion = 0;

  static constexpr auto fields() { return fields_of(open("motion", &MotionConfirmed::motion)); }
};

struct MinutesApproved {
  static constexpr std::string_view kType = "MinutesApproved";
  Hash minutes;

  static constexpr auto fields() { return fields_of(open("minutes", &MinutesApproved::minutes)); }
};

}  // namespace gozin::session
