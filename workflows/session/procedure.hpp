#pragma once

#include "engine/command/context.hpp"
#include "workflows/session/state.hpp"

namespace gozin::session {

// What a body decides about its own course: it sends an item back, rules on a challenge, takes on
// what was not called. One officer writes the show of hands down, and it counts once somebody else
// who was there has confirmed it: no officer acts alone for the body (threats T16, T17).

/// The secretary or the chair writes a motion and its votes down. About an item of the agenda
/// (`motion_must_concern_an_item`), or, to be taken on, about what is not on it; moved by a member
/// in the room, not by whom it challenges. No more votes than members there, the challenged left
/// out, and a quorum of them.
struct EnterMotion {
  static constexpr std::string_view kName = "EnterMotion";
  Procedure procedure = Procedure::take_on;
  StreamId about = {};
  std::optional<PersonId> member = {};
  std::optional<NomineeId> nominee = {};
  PersonId mover = {};
  std::int64_t yes = 0;
  std::int64_t no = 0;

  static constexpr auto fields() {
    using C = EnterMotion;
    return fields_of(open("procedure", &C::procedure),
                     open("about", &C::about).ask(Input::stream, "cases"),
                     open("member", &C::member).ask(Input::person, "body_members"),
                     open("nominee", &C::nominee).ask(Input::nominee, "nominees"),
                     open("mover", &C::mover).ask(Input::person, "body_members"),
                     open("yes", &C::yes), open("no", &C::no));
  }
};

/// A member in the room confirms what was written down: neither who wrote it nor who moved it nor
/// whom it challenges (`motion_must_be_confirmed_by_another_member`).
struct ConfirmMotion {
  static constexpr std::string_view kName = "ConfirmMotion";
  std::int64_t motion = 0;

  static constexpr auto fields() {
    return fields_of(open("motion", &ConfirmMotion::motion).ask(Input::number, "motions"));
  }
};

Result<Decision> decide(EnterMotion const& command, Context const& context);
Result<Decision> decide(ConfirmMotion const& command, Context const& context);

/// Whether this person confirms or leaves unconfirmed what was written down: the motion waits, and
/// they are a member in the room who had no part in it.
[[nodiscard]] bool may_confirm(Session const& session, Motion const& motion, PersonId const& person,
                               View& view);

/// The last confirmed motion of this kind about this, or nothing.
[[nodiscard]] Motion const* find_confirmed(Session const& session, Procedure procedure,
                                           StreamId const& about);

/// What comes onto the agenda when the notice that the body is owed has begun, of a session that is
/// called or open, waits until the body has taken it on (`late_item_must_be_taken_on`); it can do
/// that once the session is open.
[[nodiscard]] std::optional<Rejection> flaw_of_late_item(StreamId const& session,
                                                         StreamId const& about,
                                                         Context const& context);

/// The descriptions of these commands.
[[nodiscard]] std::vector<CommandType> procedure_commands();

}  // namespace gozin::session
