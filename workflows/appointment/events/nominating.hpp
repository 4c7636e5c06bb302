#pragma once

#include "workflows/appointment/events/drafting.hpp"

namespace gozin::appointment {

// --- Nominating ---

/// A name was put forward. `person` is known at once where the nominee is chosen from the register
/// or puts himself forward; otherwise a clerk matches the name later. The nominator's name is
/// hidden from nominee and assessors.
struct NominationReceived {
  static constexpr std::string_view kType = "NominationReceived";
  NomineeId nominee;
  rules::Channel channel = rules::Channel::citizen;
  PersonId nominator;
  std::optional<PersonId> person;
  std::optional<Committed> name;       // absent where `person` says it
  std::optional<Committed> workplace;  // or field of work
  std::optional<Committed> statement;  // why this person

  static constexpr auto fields() {
    return fields_of(open("nominee", &NominationReceived::nominee),
                     open("channel", &NominationReceived::channel),
                     open("nominator", &NominationReceived::nominator),
                     open("person", &NominationReceived::person),
                     personal("name", &NominationReceived::name, "nominee"),
                     personal("workplace", &NominationReceived::workplace, "nominee"),
                     personal("statement", &NominationReceived::statement, "nominee"));
  }
};

struct NomineeMatched {
  static constexpr std::string_view kType = "NomineeMatched";
  NomineeId nominee;
  PersonId person;

  static constexpr auto fields() {
    return fields_of(open("nominee", &NomineeMatched::nominee),
                     open("person", &NomineeMatched::person));
  }
};

/// Two nominations of one person become one nominee with two nominators.
struct NominationMerged {
  static constexpr std::string_view kType = "NominationMerged";
  NomineeId nominee;  // goes on as
  NomineeId into;

  static constexpr auto fields() {
    return fields_of(open("nominee", &NominationMerged::nominee),
                     open("into", &NominationMerged::into));
  }
};

struct PoolMemberInvited {
  static constexpr std::string_view kType = "PoolMemberInvited";
  PersonId person;

  static constexpr auto fields() { return fields_of(open("person", &PoolMemberInvited::person)); }
};

struct NominationConsented {
  static constexpr std::string_view kType = "NominationConsented";
  NomineeId nominee;

  static constexpr auto fields() {
    return fields_of(open("nominee", &NominationConsented::nominee));
  }
};

struct NominationDeclined {
  static constexpr std::string_view kType = "NominationDeclined";
  NomineeId nominee;
  std::optional<Committed> reason;

  static constexpr auto fields() {
    return fields_of(open("nominee", &NominationDeclined::nominee),
                     personal("reason", &NominationDeclined::reason, "nominee"));
  }
};

/// Evidence for a condition or a criterion; the document is attached by its hash.
struct EvidenceFiled {
  static constexpr std::string_view kType = "EvidenceFiled";
  NomineeId nominee;
  Code evidence;  // names it within the case
  Code about;     // condition or criterion
  std::optional<Hash> document;
  Committed description;

  static constexpr auto fields() {
    return fields_of(
        open("nominee", &EvidenceFiled::nominee), open("evidence", &EvidenceFiled::evidence),
        open("about", &EvidenceFiled::about), open("document", &EvidenceFiled::document),
        personal("description", &EvidenceFiled::description, "nominee"));
  }
};

/// Somebody else than the one who filed it has checked it (threat T13).
struct EvidenceVerified {
  static constexpr std::string_view kType = "EvidenceVerified";
  NomineeId nominee;
  Code evidence;
  bool holds = true;
  Committed finding;

  static constexpr auto fields() {
    return fields_of(open("nominee", &EvidenceVerified::nominee),
                     open("evidence", &EvidenceVerified::evidence),
                     open("holds", &EvidenceVerified::holds),
                     personal("finding", &EvidenceVerified::finding, "nominee"));
  }
};

struct NominationWindowExtended {
  static constexpr std::string_view kType = "NominationWindowExtended";
  Instant closes;
  Committed reason;
  std::optional<Instant> remind = {};

  static constexpr auto fields() {
    return fields_of(open("closes", &NominationWindowExtended::closes),
                     restricted("reason", &NominationWindowExtended::reason, kFileReaders),
                     open("remind", &NominationWindowExtended::remind));
  }
};

struct NominationsClosed {
  static constexpr std::string_view kType = "NominationsClosed";
  static constexpr auto fields() { return fields_of(); }
};

// --- Screening ---

/// One finding a condition; `by_document` where a person judged by a document what the register
/// does not hold (threat T12).
struct ConditionFinding {
  Code condition;
  rules::Finding finding = rules::Finding::met;
  std::optional<Code> by_evidence;

  static constexpr auto fields() {
    return fields_of(open("condition", &ConditionFinding::condition),
                     open("finding", &ConditionFinding::finding),
                     open("by_evidence", &ConditionFinding::by_evidence));
  }
};

struct NomineeAdmitted {
  static constexpr std::string_view kType = "NomineeAdmitted";
  NomineeId nominee;
  std::vector<ConditionFinding> findings;

  static constexpr auto fields() {
    return fields_of(open("nominee", &NomineeAdmitted::nominee),
                     open("findings", &NomineeAdmitted::findings));
  }
};

struct NomineeExcluded {
  static constexpr std::string_view kType = "NomineeExcluded";
  NomineeId nominee;
  std::vector<ConditionFinding> findings;  // one is not met; none where the name is nobody's
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("nominee", &NomineeExcluded::nominee),
                     open("findings", &NomineeExcluded::findings),
                     personal("reason", &NomineeExcluded::reason, "nominee"));
  }
};

struct ScreeningCompleted {
  static constexpr std::string_view kType = "ScreeningCompleted";
  static constexpr auto fields() { return fields_of(); }
};

}  // namespace gozin::appointment

namespace gozin {

// Compiled once, in nominating.cpp.
extern template EventType const& event_type<appointment::NominationReceived>();
extern template EventType const& event_type<appointment::NomineeMatched>();
extern template EventType const& event_type<appointment::NominationMerged>();
extern template EventType const& event_type<appointment::PoolMemberInvited>();
extern template EventType const& event_type<appointment::NominationConsented>();
extern template EventType const& event_type<appointment::NominationDeclined>();
extern template EventType const& event_type<appointment::EvidenceFiled>();
extern template EventType const& event_type<appointment::EvidenceVerified>();
extern template EventType const& event_type<appointment::NominationWindowExtended>();
extern template EventType const& event_type<appointment::NominationsClosed>();
extern template EventType const& event_type<appointment::NomineeAdmitted>();
extern template EventType const& event_type<appointment::NomineeExcluded>();
extern template EventType const& event_type<appointment::ScreeningCompleted>();

}  // namespace gozin
