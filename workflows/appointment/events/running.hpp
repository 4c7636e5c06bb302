#pragma once

#include "workflows/appointment/events/drafting.hpp"

namespace gozin::appointment {

#define GOZIN_OBJECTION_GROUNDS(X) X(conditions) X(exclusion) X(ranking)
GOZIN_NAMED_ENUM(Against, GOZIN_OBJECTION_GROUNDS)

struct ObjectionRaised {
  static constexpr std::string_view kType = "ObjectionRaised";
  Code objection;
  PersonId objector;
  Against against = Against::ranking;
  std::optional<NomineeId> nominee;  // whom it concerns
  Committed grounds;

  static constexpr auto fields() {
    return fields_of(open("objection", &ObjectionRaised::objection),
                     open("objector", &ObjectionRaised::objector),
                     open("against", &ObjectionRaised::against),
                     open("nominee", &ObjectionRaised::nominee),
                     personal("grounds", &ObjectionRaised::grounds, "objector"));
  }
};

struct ObjectionDismissed {
  static constexpr std::string_view kType = "ObjectionDismissed";
  Code objection;
  PersonId objector;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("objection", &ObjectionDismissed::objection),
                     open("objector", &ObjectionDismissed::objector),
                     personal("reason", &ObjectionDismissed::reason, "objector"));
  }
};

/// Upheld with a remedy that needs no re-entry, or taken back.
struct ObjectionSettled {
  static constexpr std::string_view kType = "ObjectionSettled";
  Code objection;
  PersonId objector;
  Committed remedy;

  static constexpr auto fields() {
    return fields_of(open("objection", &ObjectionSettled::objection),
                     open("objector", &ObjectionSettled::objector),
                     personal("remedy", &ObjectionSettled::remedy, "objector"));
  }
};

/// Outside inquiries: only outcome, issuer, reference and validity are ever stored.
struct InquirySent {
  static constexpr std::string_view kType = "InquirySent";
  Code inquiry;
  NomineeId nominee;
  Label reference;

  static constexpr auto fields() {
    return fields_of(open("inquiry", &InquirySent::inquiry), open("nominee", &InquirySent::nominee),
                     open("reference", &InquirySent::reference));
  }
};

#define GOZIN_INQUIRY_OUTCOMES(X) X(favourable) X(unfavourable) X(no_record)
GOZIN_NAMED_ENUM(InquiryOutcome, GOZIN_INQUIRY_OUTCOMES)

struct InquiryAnswered {
  static constexpr std::string_view kType = "InquiryAnswered";
  Code inquiry;
  NomineeId nominee;
  Label issuer;
  Label reference;
  std::optional<Day> valid_until;
  Committed outcome;  // InquiryOutcome by its name

  static constexpr auto fields() {
    return fields_of(
        open("inquiry", &InquiryAnswered::inquiry), open("nominee", &InquiryAnswered::nominee),
        open("issuer", &InquiryAnswered::issuer), open("reference", &InquiryAnswered::reference),
        open("valid_until", &InquiryAnswered::valid_until),
        personal("outcome", &InquiryAnswered::outcome, "nominee"));
  }
};

struct CaseCancelled {
  static constexpr std::string_view kType = "CaseCancelled";
  Committed reason;

  static constexpr auto fields() {
    return fields_of(restricted("reason", &CaseCancelled::reason, kFileReaders));
  }
};

struct TaskDelegated {
  static constexpr std::string_view kType = "TaskDelegated";
  PersonId holder;
  PersonId substitute;
  Code duty;
  Instant until;

  static constexpr auto fields() {
    return fields_of(open("holder", &TaskDelegated::holder),
                     open("substitute", &TaskDelegated::substitute),
                     open("duty", &TaskDelegated::duty), open("until", &TaskDelegated::until));
  }
};

/// A hint of an undeclared link; people decide what it means.
struct HintRaised {
  static constexpr std::string_view kType = "HintRaised";
  Code hint;
  Code kind;
  PersonId person;
  NomineeId nominee;

  static constexpr auto fields() {
    return fields_of(open("hint", &HintRaised::hint), open("kind", &HintRaised::kind),
                     open("person", &HintRaised::person), open("nominee", &HintRaised::nominee));
  }
};

struct HintDisposed {
  static constexpr std::string_view kType = "HintDisposed";
  Code hint;
  PersonId person;
  bool conflict = false;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("hint", &HintDisposed::hint), open("person", &HintDisposed::person),
                     open("conflict", &HintDisposed::conflict),
                     personal("reason", &HintDisposed::reason, "person"));
  }
};

struct RuleSetMigrated {
  static constexpr std::string_view kType = "RuleSetMigrated";
  StreamId ruleset;
  std::int64_t ruleset_rev = 0;
  Hash from;
  Hash to;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("ruleset", &RuleSetMigrated::ruleset),
                     open("ruleset_rev", &RuleSetMigrated::ruleset_rev),
                     open("from", &RuleSetMigrated::from), open("to", &RuleSetMigrated::to),
                     restricted("reason", &RuleSetMigrated::reason, kFileReaders));
  }
};

struct NominationWithdrawn {
  static constexpr std::string_view kType = "NominationWithdrawn";
  NomineeId nominee;
  std::optional<Committed> reason;

  static constexpr auto fields() {
    return fields_of(open("nominee", &NominationWithdrawn::nominee),
                     personal("reason", &NominationWithdrawn::reason, "nominee"));
  }
};

#define GOZIN_UNFILLED_CAUSES(X) \
  X(nobody_nominated)            \
  X(nobody_admitted) X(nobody_above_floors) X(nobody_acceptable) X(everybody_withdrew)
GOZIN_NAMED_ENUM(UnfilledCause, GOZIN_UNFILLED_CAUSES)

struct CaseUnfilled {
  static constexpr std::string_view kType = "CaseUnfilled";
  UnfilledCause cause = UnfilledCause::nobody_nominated;

  static constexpr auto fields() { return fields_of(open("cause", &CaseUnfilled::cause)); }
};

// --- Possible at any time, after the end too ---

/// `name` is unique among the deadlines of a case, such as `stage.screening` or `consent.n-…`.
struct DeadlineSet {
  static constexpr std::string_view kType = "DeadlineSet";
  Code name;
  Instant due;

  static constexpr auto fields() {
    return fields_of(open("name", &DeadlineSet::name), open("due", &DeadlineSet::due));
  }
};

struct DeadlineExtended {
  static constexpr std::string_view kType = "DeadlineExtended";
  Code name;
  Instant due;
  std::optional<Committed> reason;  // absent when the clock stood still during a suspension

  static constexpr auto fields() {
    return fields_of(open("name", &DeadlineExtended::name), open("due", &DeadlineExtended::due),
                     restricted("reason", &DeadlineExtended::reason, kFileReaders));
  }
};

struct DeadlineMissed {
  static constexpr std::string_view kType = "DeadlineMissed";
  Code name;

  static constexpr auto fields() { return fields_of(open("name", &DeadlineMissed::name)); }
};

/// Readable by auditors and the inspectorate, never by a person it names. An anonymous report has
/// the actor `anonymous` and nothing that leads back.
struct InfluenceReported {
  static constexpr std::string_view kType = "InfluenceReported";
  Committed report;

  static constexpr auto fields() {
    return fields_of(restricted("report", &InfluenceReported::report, "auditor inspectorate"));
  }
};

struct ContactRegistered {
  static constexpr std::string_view kType = "ContactRegistered";
  Committed contact;

  static constexpr auto fields() {
    return fields_of(restricted("contact", &ContactRegistered::contact, "auditor inspectorate"));
  }
};

struct NoticeAttempted {
  static constexpr std::string_view kType = "NoticeAttempted";
  Code notice;
  PersonId person;
  rules::NoticeChannel channel = rules::NoticeChannel::inbox;

  static constexpr auto fields() {
    return fields_of(open("notice", &NoticeAttempted::notice),
                     open("person", &NoticeAttempted::person),
                     open("channel", &NoticeAttempted::channel));
  }
};

struct NoticeServed {
  static constexpr std::string_view kType = "NoticeServed";
  Code notice;
  PersonId person;
  rules::NoticeChannel channel = rules::NoticeChannel::inbox;
  rules::Proof proof = rules::Proof::receipt;
  Instant served;

  static constexpr auto fields() {
    return fields_of(open("notice", &NoticeServed::notice), open("person", &NoticeServed::person),
                     open("channel", &NoticeServed::channel), open("proof", &NoticeServed::proof),
                     open("served", &NoticeServed::served));
  }
};

struct NoteAdded {
  static constexpr std::string_view kType = "NoteAdded";
  Committed note;

  static constexpr auto fields() {
    return fields_of(restricted("note", &NoteAdded::note, kFileReaders));
  }
};

struct DocumentAttached {
  static constexpr std::string_view kType = "DocumentAttached";
  Hash document;
  Code about;
  Committed title;

  static constexpr auto fields() {
    return fields_of(open("document", &DocumentAttached::document),
                     open("about", &DocumentAttached::about),
                     restricted("title", &DocumentAttached::title, kFileReaders));
  }
};

/// A clerical error of an earlier event, corrected by two people; what decided stays as it is.
struct ErrorCorrected {
  static constexpr std::string_view kType = "ErrorCorrected";
  std::int64_t seq = 0;
  PersonId confirmed_by;
  Committed correction;

  static constexpr auto fields() {
    return fields_of(open("seq", &ErrorCorrected::seq),
                     open("confirmed_by", &ErrorCorrected::confirmed_by),
                     restricted("correction", &ErrorCorrected::correction, kFileReaders));
  }
};

/// The council's question on what basis the person was appointed; the law gives ten days.
struct AccountRequested {
  static constexpr std::string_view kType = "AccountRequested";
  Code request;
  Instant due;
  Committed question;

  static constexpr auto fields() {
    return fields_of(open("request", &AccountRequested::request),
                     open("due", &AccountRequested::due),
                     restricted("question", &AccountRequested::question, kFileReaders));
  }
};

struct AccountGiven {
  static constexpr std::string_view kType = "AccountGiven";
  Code request;
  Committed answer;

  static constexpr auto fields() {
    return fields_of(open("request", &AccountGiven::request),
                     restricted("answer", &AccountGiven::answer, kFileReaders));
  }
};

// --- Oversight ---

struct CaseSuspended {
  static constexpr std::string_view kType = "CaseSuspended";
  Instant until;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("until", &CaseSuspended::until),
                     restricted("reason", &CaseSuspended::reason, kFileReaders));
  }
};

struct CaseResumed {
  static constexpr std::string_view kType = "CaseResumed";
  std::optional<Committed> reason;  // absent when the suspension ran out

  static constexpr auto fields() {
    return fields_of(restricted("reason", &CaseResumed::reason, kFileReaders));
  }
};

}  // namespace gozin::appointment

namespace gozin {

// Compiled once, in running.cpp.
extern template EventType const& event_type<appointment::ObjectionRaised>();
extern template EventType const& event_type<appointment::ObjectionDismissed>();
extern template EventType const& event_type<appointment::ObjectionSettled>();
extern template EventType const& event_type<appointment::InquirySent>();
extern template EventType const& event_type<appointment::InquiryAnswered>();
extern template EventType const& event_type<appointment::CaseCancelled>();
extern template EventType const& event_type<appointment::TaskDelegated>();
extern template EventType const& event_type<appointment::HintRaised>();
extern template EventType const& event_type<appointment::HintDisposed>();
extern template EventType const& event_type<appointment::RuleSetMigrated>();
extern template EventType const& event_type<appointment::NominationWithdrawn>();
extern template EventType const& event_type<appointment::CaseUnfilled>();
extern template EventType const& event_type<appointment::DeadlineSet>();
extern template EventType const& event_type<appointment::DeadlineExtended>();
extern template EventType const& event_type<appointment::DeadlineMissed>();
extern template EventType const& event_type<appointment::InfluenceReported>();
extern template EventType const& event_type<appointment::ContactRegistered>();
extern template EventType const& event_type<appointment::NoticeAttempted>();
extern template EventType const& event_type<appointment::NoticeServed>();
extern template EventType const& event_type<appointment::NoteAdded>();
extern template EventType const& event_type<appointment::DocumentAttached>();
extern template EventType const& event_type<appointment::ErrorCorrected>();
extern template EventType const& event_type<appointment::AccountRequested>();
extern template EventType const& event_type<appointment::AccountGiven>();
extern template EventType const& event_type<appointment::CaseSuspended>();
extern template EventType const& event_type<appointment::CaseResumed>();

}  // namespace gozin
