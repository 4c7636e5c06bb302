#pragma once

#include "workflows/appointment/events/drafting.hpp"

// What may be recorded at any time, after the end of a case too.
namespace gozin::appointment {

/// `name` is unique among the deadlines of a case, such as `stage.screening` or `consent.n-…`.
struct DeadlineSet {
  static constexpr std::string_view kType = "DeadlineSet";
  Code name;
  Instant due;
  std::optional<Instant> remind = {};        // absent: nobody is reminded
  std::optional<rules::AtDeadline> at = {};  // what the rules have happen then

  static constexpr auto fields() {
    return fields_of(open("name", &DeadlineSet::name), open("due", &DeadlineSet::due),
                     open("remind", &DeadlineSet::remind), open("at", &DeadlineSet::at));
  }
};

struct DeadlineExtended {
  static constexpr std::string_view kType = "DeadlineExtended";
  Code name;
  Instant due;
  std::optional<Committed> reason;  // absent when the clock stood still during a suspension
  std::optional<Instant> remind = {};

  static constexpr auto fields() {
    return fields_of(open("name", &DeadlineExtended::name), open("due", &DeadlineExtended::due),
                     open("remind", &DeadlineExtended::remind),
                     restricted("reason", &DeadlineExtended::reason, kFileReaders));
  }
};

/// `escalated_to`: the office that may now step in; absent where the rules only want it noted.
struct DeadlineMissed {
  static constexpr std::string_view kType = "DeadlineMissed";
  Code name;
  std::optional<Code> escalated_to = {};

  static constexpr auto fields() {
    return fields_of(open("name", &DeadlineMissed::name),
                     open("escalated_to", &DeadlineMissed::escalated_to));
  }
};

/// Roles that read who said what about pressure on a case, unless it names the reader.
inline constexpr std::string_view kReportReaders = "auditor inspectorate";

/// Readable by auditors and the inspectorate, never by a person it names. An anonymous report has
/// the actor `anonymous` and nothing that leads back.
struct InfluenceReported {
  static constexpr std::string_view kType = "InfluenceReported";
  Committed report;
  std::optional<Committed> withheld = {};  // from whom of its readers: `reports.hpp`

  static constexpr auto fields() {
    using E = InfluenceReported;
    return fields_of(restricted("report", &E::report, kReportReaders),
                     restricted("withheld", &E::withheld, kReportReaders));
  }
};

struct ContactRegistered {
  static constexpr std::string_view kType = "ContactRegistered";
  Committed contact;
  std::optional<Committed> withheld = {};  // from whom of its readers: `reports.hpp`

  static constexpr auto fields() {
    using E = ContactRegistered;
    return fields_of(restricted("contact", &E::contact, kReportReaders),
                     restricted("withheld", &E::withheld, kReportReaders));
  }
};

/// What follows by the rules: another channel, or an office that sees to it.
struct NoticeAttempted {
  static constexpr std::string_view kType = "NoticeAttempted";
  Code notice;
  PersonId person;
  rules::NoticeChannel channel = rules::NoticeChannel::inbox;
  std::optional<rules::NoticeChannel> next = {};
  std::optional<Code> escalated_to = {};

  static constexpr auto fields() {
    return fields_of(
        open("notice", &NoticeAttempted::notice), open("person", &NoticeAttempted::person),
        open("channel", &NoticeAttempted::channel), open("next", &NoticeAttempted::next),
        open("escalated_to", &NoticeAttempted::escalated_to));
  }
};

struct NoticeServed {
  static constexpr std::string_view kType = "NoticeServed";
  Code notice;
  PersonId person;
  rules::NoticeChannel channel = rules::NoticeChannel::inbox;
  rules::Proof proof = rules::Proof::receipt;
  Instant served;
  std::optional<Hash> document = {};  // of the proof

  static constexpr auto fields() {
    return fields_of(open("notice", &NoticeServed::notice), open("person", &NoticeServed::person),
                     open("channel", &NoticeServed::channel), open("proof", &NoticeServed::proof),
                     open("served", &NoticeServed::served),
                     open("document", &NoticeServed::document));
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

/// What stands wrongly in an earlier event by a slip of the pen, and what is right.
struct CorrectionProposed {
  static constexpr std::string_view kType = "CorrectionProposed";
  Code proposal;
  std::int64_t seq = 0;
  Committed correction;

  static constexpr auto fields() {
    return fields_of(open("proposal", &CorrectionProposed::proposal),
                     open("seq", &CorrectionProposed::seq),
                     restricted("correction", &CorrectionProposed::correction, kFileReaders));
  }
};

/// What was proposed is not a correction: withdrawn by its author or refused by somebody else.
struct CorrectionDropped {
  static constexpr std::string_view kType = "CorrectionDropped";
  Code proposal;
  std::int64_t seq = 0;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("proposal", &CorrectionDropped::proposal),
                     open("seq", &CorrectionDropped::seq),
                     restricted("reason", &CorrectionDropped::reason, kFileReaders));
  }
};

/// A second person, its actor, found the correction right. The event that was wrong stays, and so
/// does what it decided.
struct ErrorCorrected {
  static constexpr std::string_view kType = "ErrorCorrected";
  Code proposal;
  std::int64_t seq = 0;
  PersonId proposed_by;

  static constexpr auto fields() {
    return fields_of(open("proposal", &ErrorCorrected::proposal), open("seq", &ErrorCorrected::seq),
                     open("proposed_by", &ErrorCorrected::proposed_by));
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

}  // namespace gozin::appointment

namespace gozin {

// Compiled once, in progress.cpp.
extern template EventType const& event_type<appointment::DeadlineSet>();
extern template EventType const& event_type<appointment::DeadlineExtended>();
extern template EventType const& event_type<appointment::DeadlineMissed>();
extern template EventType const& event_type<appointment::InfluenceReported>();
extern template EventType const& event_type<appointment::ContactRegistered>();
extern template EventType const& event_type<appointment::NoticeAttempted>();
extern template EventType const& event_type<appointment::NoticeServed>();
extern template EventType const& event_type<appointment::NoteAdded>();
extern template EventType const& event_type<appointment::DocumentAttached>();
extern template EventType const& event_type<appointment::CorrectionProposed>();
extern template EventType const& event_type<appointment::ErrorCorrected>();
extern template EventType const& event_type<appointment::CorrectionDropped>();
extern template EventType const& event_type<appointment::AccountRequested>();
extern template EventType const& event_type<appointment::AccountGiven>();

}  // namespace gozin
