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
  Committed outcome;                  // InquiryOutcome by its name
  std::optional<Hash> document = {};  // the letter

  static constexpr auto fields() {
    return fields_of(
        open("inquiry", &InquiryAnswered::inquiry), open("nominee", &InquiryAnswered::nominee),
        open("issuer", &InquiryAnswered::issuer), open("reference", &InquiryAnswered::reference),
        open("valid_until", &InquiryAnswered::valid_until),
        personal("outcome", &InquiryAnswered::outcome, "nominee"),
        open("document", &InquiryAnswered::document));
  }
};

struct CaseCancelled {
  static constexpr std::string_view kType = "CaseCancelled";
  Committed reason;

  static constexpr auto fields() {
    return fields_of(restricted("reason", &CaseCancelled::reason, kFileReaders));
  }
};

/// What a lot settles: who sits on the panel, a tie of the ranking, a tie of a ballot.
#define GOZIN_LOT_PURPOSES(X) X(panel) X(ranking) X(ballot)
GOZIN_NAMED_ENUM(LotPurpose, GOZIN_LOT_PURPOSES)

/// A lot is announced before the public value is known that will draw it (threat T29; RFC 3797 for
/// the method): from which source the value will be taken, not before when, from which pool, and
/// the root of the log as it was published then.
struct LotAnnounced {
  static constexpr std::string_view kType = "LotAnnounced";
  LotPurpose purpose = LotPurpose::ranking;
  Code about;    // the round, the readmitted nominee or the ballot; `panel`
  Label source;  // such as "the last digits of the closing index of the stock exchange on that day"
  std::int64_t digits = 0;  // of the value: there is one way to write it
  Instant draws_at;
  Hash root;
  std::vector<PersonId> pool = {};  // of a panel

  static constexpr auto fields() {
    return fields_of(open("purpose", &LotAnnounced::purpose), open("about", &LotAnnounced::about),
                     open("source", &LotAnnounced::source), open("digits", &LotAnnounced::digits),
                     open("draws_at", &LotAnnounced::draws_at), open("root", &LotAnnounced::root),
                     open("pool", &LotAnnounced::pool));
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

/// Why somebody who judges, and a nominee, may be linked: they work in one unit; the judge heads
/// the nominee's unit (`superior`), or the nominee heads the judge's (`subordinate`); one named the
/// other (`nominator`), or both named a third (`co_nomination`), in this call or one before it; one
/// of them once declared the other as kin; the nominee is, or just was, the acting head of this
/// very post; the judge had an interest in the nominee in a case that was struck down.
#define GOZIN_HINT_KINDS(X) \
  X(same_unit)              \
  X(superior)               \
  X(subordinate)            \
  X(nominator)              \
  X(co_nomination)          \
  X(declared_kin)           \
  X(acting_head)            \
  X(earlier_interest)
GOZIN_NAMED_ENUM(HintKind, GOZIN_HINT_KINDS)

/// What a hint is about: of what kind it is, who judges, and whom.
struct HintAbout {
  HintKind kind = HintKind::same_unit;
  PersonId person;
  NomineeId nominee;
  friend auto operator<=>(HintAbout const&, HintAbout const&) = default;
};

/// A hint of an undeclared link; people decide what it means.
struct HintRaised {
  static constexpr std::string_view kType = "HintRaised";
  Code hint;
  HintKind kind = HintKind::same_unit;
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
extern template EventType const& event_type<appointment::LotAnnounced>();
extern template EventType const& event_type<appointment::TaskDelegated>();
extern template EventType const& event_type<appointment::HintRaised>();
extern template EventType const& event_type<appointment::HintDisposed>();
extern template EventType const& event_type<appointment::RuleSetMigrated>();
extern template EventType const& event_type<appointment::NominationWithdrawn>();
extern template EventType const& event_type<appointment::CaseUnfilled>();
extern template EventType const& event_type<appointment::CaseSuspended>();
extern template EventType const& event_type<appointment::CaseResumed>();

}  // namespace gozin
