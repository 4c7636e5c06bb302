#pragma once

#include "engine/core/named_enum.hpp"
#include "engine/event/field.hpp"

// Bodies and who sits on them.
namespace gozin::registry {

/// `code` is the name by which rule sets know the body.
struct BodyFormed {
  static constexpr std::string_view kType = "BodyFormed";
  Code code;
  Label title;
  std::int64_t seats = 0;
  std::optional<StreamId> commission_of = {};  // the body that it prepares decisions for

  static constexpr auto fields() {
    return fields_of(open("code", &BodyFormed::code), open("title", &BodyFormed::title),
                     open("seats", &BodyFormed::seats),
                     open("commission_of", &BodyFormed::commission_of));
  }
};

#define GOZIN_SEAT_OFFICES(X) X(member) X(chair) X(secretary) X(alternate)
GOZIN_NAMED_ENUM(Office, GOZIN_SEAT_OFFICES)

/// A secretary keeps the session and has no vote; an alternate waits for a seat, in the order in
/// which they were named. The seat is given up at `until`.
struct MemberSeated {
  static constexpr std::string_view kType = "MemberSeated";
  PersonId person;
  Office office = Office::member;
  std::optional<Instant> until = {};

  static constexpr auto fields() {
    return fields_of(open("person", &MemberSeated::person), open("office", &MemberSeated::office),
                     open("until", &MemberSeated::until));
  }
};

/// Roles that read why a proposed seat was not confirmed.
inline constexpr std::string_view kSeatReaders =
    "administrator council_secretary auditor inspectorate mayor";

/// A seat with a vote, as one person says; waits for another. Without an office: given up.
struct SeatProposed {
  static constexpr std::string_view kType = "SeatProposed";
  PersonId person;
  std::optional<Office> office = {};
  std::optional<Instant> until = {};
  std::optional<Hash> document = {};  // the paper that says so

  static constexpr auto fields() {
    return fields_of(open("person", &SeatProposed::person), open("office", &SeatProposed::office),
                     open("until", &SeatProposed::until),
                     open("document", &SeatProposed::document));
  }
};

struct SeatProposalDropped {
  static constexpr std::string_view kType = "SeatProposalDropped";
  PersonId person;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("person", &SeatProposalDropped::person),
                     restricted("reason", &SeatProposalDropped::reason, kSeatReaders));
  }
};

struct MemberLeft {
  static constexpr std::string_view kType = "MemberLeft";
  PersonId person;

  static constexpr auto fields() { return fields_of(open("person", &MemberLeft::person)); }
};

}  // namespace gozin::registry
