#pragma once

#include "engine/command/context.hpp"
#include "workflows/registry/events.hpp"
#include "workflows/registry/states.hpp"

// Who sits on a body. Votes decide appointments, so a seat with a vote is taken and left by the
// word of two: one proposes, another confirms (threats T16, T24). In a demonstration the program
// itself records it at once.
namespace gozin::registry {

/// Seats a person, or gives a seated one another office or end of term; where the office has a
/// vote, proposes it. While alternates wait, a vacant seat falls to the first of them
/// (`seat_must_go_to_the_next_alternate`); whoever cannot take it leaves the list first. A term
/// ends ahead: `term_must_end_ahead`. `document`: the SHA-256 of the paper that says so.
struct SeatMember {
  static constexpr std::string_view kName = "SeatMember";
  PersonId person = {};
  Office office = Office::member;
  std::optional<Instant> until = {};
  std::optional<Hash> document = {};

  static constexpr auto fields() {
    return fields_of(open("person", &SeatMember::person).ask(Input::person, "persons"),
                     open("office", &SeatMember::office), open("until", &SeatMember::until),
                     open("document", &SeatMember::document));
  }
};

/// Ends what somebody is in the body; of somebody with a vote, proposes it.
struct UnseatMember {
  static constexpr std::string_view kName = "UnseatMember";
  PersonId person = {};
  std::optional<Hash> document = {};

  static constexpr auto fields() {
    return fields_of(open("person", &UnseatMember::person).ask(Input::person, "body_members"),
                     open("document", &UnseatMember::document));
  }
};

/// By somebody else than who proposed it and than who takes the seat
/// (`seat_must_be_confirmed_by_another_person`): the city's administrator, the council's secretary
/// or somebody who sits on the body. What is asked of the proposal is asked again. Where none waits
/// for this person: `seat_must_be_proposed`.
struct ConfirmSeat {
  static constexpr std::string_view kName = "ConfirmSeat";
  PersonId person = {};

  static constexpr auto fields() {
    return fields_of(open("person", &ConfirmSeat::person).ask(Input::person, "seats_proposed"));
  }
};

struct DropSeatProposal {
  static constexpr std::string_view kName = "DropSeatProposal";
  PersonId person = {};
  Committed reason = {};

  static constexpr auto fields() {
    return fields_of(open("person", &DropSeatProposal::person).ask(Input::person, "seats_proposed"),
                     restricted("reason", &DropSeatProposal::reason, kSeatReaders));
  }
};

/// The term of somebody who sits on the body is over; given by the clock. Refuses
/// `seat_must_have_run_its_term`.
struct EndSeat {
  static constexpr std::string_view kName = "EndSeat";
  PersonId person = {};

  static constexpr auto fields() { return fields_of(open("person", &EndSeat::person)); }
};

/// Whether this person is a second one for what another proposed: neither who did, nor who takes
/// the seat.
[[nodiscard]] bool may_confirm(Body::Proposal const& proposal, PersonId const& person);

Result<Decision> decide(SeatMember const& command, Context const& context);
Result<Decision> decide(UnseatMember const& command, Context const& context);
Result<Decision> decide(ConfirmSeat const& command, Context const& context);
Result<Decision> decide(DropSeatProposal const& command, Context const& context);
Result<Decision> decide(EndSeat const& command, Context const& context);

/// The descriptions of these commands.
[[nodiscard]] std::vector<CommandType> seating_commands();

}  // namespace gozin::registry
