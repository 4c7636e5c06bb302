#pragma once

#include "workflows/session/events.hpp"

#include <map>
#include <set>

namespace gozin::session {

struct AgendaItem {
  std::int64_t number = 0;
  Label title;
  std::optional<StreamId> about;
};

/// A procedural motion, from its entry on.
struct Motion {
  MotionEntered entered;
  std::set<PersonId> writers;  // who wrote it down, and in whose name
  Instant entered_at = {};
  std::set<PersonId> present = {};  // who was there when it was entered
  std::optional<std::int64_t> rev;  // of its confirmation in the session's stream; absent: none yet
};

/// `session/<body>-<number>`: one meeting of a body. Chart: Called → Open → Closed →
/// MinutesApproved (state `Recorded`); Called → Inquorate.
struct Session {
  static constexpr std::string_view kKind = "session";
  StreamId id;
  StreamId body;
  std::int64_t number = 0;
  Instant called;
  Instant starts;
  StreamId ruleset;
  std::vector<AgendaItem> agenda;
  std::set<PersonId> present;    // the members in the room now, the recused among them
  std::set<PersonId> confirmed;  // of these, whoever has said so personally
  std::set<PersonId> departed;   // who has said personally that they have left
  PersonId closed_by = {};
  std::vector<Motion> motions;  // by number
};

}  // namespace gozin::session
