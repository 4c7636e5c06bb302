#pragma once

#include "engine/event/access.hpp"
#include "engine/event/signing_key.hpp"
#include "engine/rules/condition.hpp"
#include "workflows/registry/account_events.hpp"
#include "workflows/registry/acting_events.hpp"
#include "workflows/registry/changing.hpp"
#include "workflows/registry/erasing.hpp"
#include "workflows/registry/granting.hpp"
#include "workflows/registry/opening.hpp"
#include "workflows/registry/seating.hpp"

namespace gozin::registry {

inline constexpr std::string_view kRegisterReaders = "administrative_affairs auditor inspectorate";

// --- log ---

#define GOZIN_PURPOSES(X) X(live) X(pilot) X(demonstration)
GOZIN_NAMED_ENUM(Purpose, GOZIN_PURPOSES)

/// The first event of every log.
struct LogOpened {
  static constexpr std::string_view kType = "LogOpened";
  Label origin;
  Purpose purpose = Purpose::live;
  Label city;
  Label key;  // the log's verifier key (C2SP signed-note)

  static constexpr auto fields() {
    return fields_of(open("origin", &LogOpened::origin), open("purpose", &LogOpened::purpose),
                     open("city", &LogOpened::city), open("key", &LogOpened::key));
  }
};

/// The working days by which deadlines are counted: weekend and holidays are data.
struct CalendarAdopted {
  static constexpr std::string_view kType = "CalendarAdopted";
  Code code;
  Document calendar;

  static constexpr auto fields() {
    return fields_of(open("code", &CalendarAdopted::code),
                     open("calendar", &CalendarAdopted::calendar));
  }
};

/// The vault's keys are wrapped under a new epoch key, the first after `epoch - 1`; the former one
/// is still there.
struct EpochKeyActivated {
  static constexpr std::string_view kType = "EpochKeyActivated";
  std::int64_t epoch = 2;

  static constexpr auto fields() { return fields_of(open("epoch", &EpochKeyActivated::epoch)); }
};

/// The key of an epoch is destroyed: `bundles` places hold the keys of the vault under the one that
/// followed, each of them read back before.
struct EpochKeyDestroyed {
  static constexpr std::string_view kType = "EpochKeyDestroyed";
  std::int64_t epoch = 1;
  std::int64_t bundles = 1;

  static constexpr auto fields() {
    return fields_of(open("epoch", &EpochKeyDestroyed::epoch),
                     open("bundles", &EpochKeyDestroyed::bundles));
  }
};

// --- person ---

#define GOZIN_PERSON_KINDS(X) X(staff) X(citizen) X(council_member) X(official)
GOZIN_NAMED_ENUM(PersonKind, GOZIN_PERSON_KINDS)

/// `attributes` is canonical JSON of what conditions may ask for (rules::Field → value).
struct PersonRegistered {
  static constexpr std::string_view kType = "PersonRegistered";
  PersonId person;
  PersonKind kind = PersonKind::staff;
  std::optional<Code> unit;
  Committed name;
  std::optional<Committed> national_id;
  std::optional<Committed> attributes;

  static constexpr auto fields() {
    return fields_of(open("person", &PersonRegistered::person),
                     open("kind", &PersonRegistered::kind), open("unit", &PersonRegistered::unit),
                     personal("name", &PersonRegistered::name, "person"),
                     personal("national_id", &PersonRegistered::national_id, "person"),
                     personal("attributes", &PersonRegistered::attributes, "person"));
  }
};

struct PersonMoved {
  static constexpr std::string_view kType = "PersonMoved";
  Code unit;

  static constexpr auto fields() { return fields_of(open("unit", &PersonMoved::unit)); }
};

/// The person, deciding a case, chose somebody outside of the permitted set; `count` is how often
/// by now (threat T25).
struct OverrideCounted {
  static constexpr std::string_view kType = "OverrideCounted";
  StreamId by;  // the case
  std::int64_t count = 1;

  static constexpr auto fields() {
    return fields_of(open("by", &OverrideCounted::by), open("count", &OverrideCounted::count));
  }
};

/// A direct appointment that the person proposed, counted over all cases.
struct DirectAppointmentCounted {
  static constexpr std::string_view kType = "DirectAppointmentCounted";
  StreamId by;  // the case
  std::int64_t count = 1;

  static constexpr auto fields() {
    return fields_of(open("by", &DirectAppointmentCounted::by),
                     open("count", &DirectAppointmentCounted::count));
  }
};

/// The person, judging a case, declared to be kin of that one. It is true of other cases too, so a
/// hint tells of it there (threat T6); what kin they are is said in the case alone.
struct KinDeclared {
  static constexpr std::string_view kType = "KinDeclared";
  PersonId kin;
  StreamId by;  // the case

  static constexpr auto fields() {
    return fields_of(open("kin", &KinDeclared::kin), open("by", &KinDeclared::by));
  }
};

/// The person holds that post from here on, beside others if they do.
struct PostTaken {
  static constexpr std::string_view kType = "PostTaken";
  StreamId post;
  std::optional<StreamId> by = {};  // the case whose decree gives it; absent: held before this log

  static constexpr auto fields() {
    return fields_of(open("post", &PostTaken::post), open("by", &PostTaken::by));
  }
};

struct PostLeft {
  static constexpr std::string_view kType = "PostLeft";
  StreamId post;

  static constexpr auto fields() { return fields_of(open("post", &PostLeft::post)); }
};

// --- post ---

struct PostRegistered {
  static constexpr std::string_view kType = "PostRegistered";
  Code code;
  Label title;
  Code post_class;
  Code unit;
  std::int64_t grade = 0;

  static constexpr auto fields() {
    return fields_of(open("code", &PostRegistered::code), open("title", &PostRegistered::title),
                     open("post_class", &PostRegistered::post_class),
                     open("unit", &PostRegistered::unit), open("grade", &PostRegistered::grade));
  }
};

/// A case has begun that will fill the post; another must wait (threat: two decrees for one post).
struct PostClaimed {
  static constexpr std::string_view kType = "PostClaimed";
  StreamId by;

  static constexpr auto fields() { return fields_of(open("by", &PostClaimed::by)); }
};

struct PostReleased {
  static constexpr std::string_view kType = "PostReleased";
  StreamId by;

  static constexpr auto fields() { return fields_of(open("by", &PostReleased::by)); }
};

struct PostFilled {
  static constexpr std::string_view kType = "PostFilled";
  StreamId by;  // the case whose decree fills it
  PersonId person;
  Day from;
  std::optional<Day> until;
  Label decree;
  std::optional<StreamId> budget_line = {};  // whose credit pays for the holder
  std::optional<bool> outsider = {};         // is not of the staff; absent: as if of the staff

  static constexpr auto fields() {
    return fields_of(open("by", &PostFilled::by), open("person", &PostFilled::person),
                     open("from", &PostFilled::from), open("until", &PostFilled::until),
                     open("decree", &PostFilled::decree),
                     open("budget_line", &PostFilled::budget_line),
                     open("outsider", &PostFilled::outsider));
  }
};

/// Why a holder has left. Where a case is the cause of something else, it stands in `by`.
#define GOZIN_VACANCY_CAUSES(X) \
  X(retired) X(transferred) X(resigned) X(removed) X(died) X(term_ended)
GOZIN_NAMED_ENUM(VacancyCause, GOZIN_VACANCY_CAUSES)

/// Readers of why somebody left a post.
inline constexpr std::string_view kPostReaders =
    "administrative_affairs auditor inspectorate mayor";

struct PostVacated {
  static constexpr std::string_view kType = "PostVacated";
  std::optional<StreamId> by = {};  // the case that is the cause: annulled, or appointing elsewhere
  std::optional<VacancyCause> cause = {};
  std::optional<Day> from = {};
  std::optional<Label> reference = {};  // of the decree or letter by which it was done
  std::optional<Committed> reason = {};

  static constexpr auto fields() {
    return fields_of(open("by", &PostVacated::by), open("cause", &PostVacated::cause),
                     open("from", &PostVacated::from), open("reference", &PostVacated::reference),
                     restricted("reason", &PostVacated::reason, kPostReaders));
  }
};

// --- budget line ---

struct BudgetLineOpened {
  static constexpr std::string_view kType = "BudgetLineOpened";
  Code code;
  Label title;
  std::int64_t amount = 0;  // rials a year

  static constexpr auto fields() {
    return fields_of(open("code", &BudgetLineOpened::code), open("title", &BudgetLineOpened::title),
                     open("amount", &BudgetLineOpened::amount));
  }
};

struct BudgetLineChanged {
  static constexpr std::string_view kType = "BudgetLineChanged";
  std::int64_t amount = 0;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("amount", &BudgetLineChanged::amount),
                     restricted("reason", &BudgetLineChanged::reason, "finance auditor"));
  }
};

struct CreditReserved {
  static constexpr std::string_view kType = "CreditReserved";
  StreamId by;
  std::int64_t amount = 0;

  static constexpr auto fields() {
    return fields_of(open("by", &CreditReserved::by), open("amount", &CreditReserved::amount));
  }
};

struct CreditReleased {
  static constexpr std::string_view kType = "CreditReleased";
  StreamId by;

  static constexpr auto fields() { return fields_of(open("by", &CreditReleased::by)); }
};

struct CreditUsed {
  static constexpr std::string_view kType = "CreditUsed";
  StreamId by;

  static constexpr auto fields() { return fields_of(open("by", &CreditUsed::by)); }
};

// --- decree numbers: one series a city, so that every number has a decree or a void ---

/// Where the series stood on paper, as somebody read it out of the register; waits for another.
struct DecreeSeriesProposed {
  static constexpr std::string_view kType = "DecreeSeriesProposed";
  Label last;  // number of the last decree before this program
  std::int64_t next = 1;
  Label source;                       // the register or letter it was taken from
  std::optional<Hash> document = {};  // a scan of it

  static constexpr auto fields() {
    return fields_of(open("last", &DecreeSeriesProposed::last),
                     open("next", &DecreeSeriesProposed::next),
                     open("source", &DecreeSeriesProposed::source),
                     open("document", &DecreeSeriesProposed::document));
  }
};

struct DecreeSeriesOpened {
  static constexpr std::string_view kType = "DecreeSeriesOpened";
  Label last;  // number of the last decree before this program
  std::int64_t next = 1;
  std::optional<Label> source = {};
  std::optional<PersonId> proposed_by = {};  // absent: a demonstration's, by one alone

  static constexpr auto fields() {
    return fields_of(open("last", &DecreeSeriesOpened::last),
                     open("next", &DecreeSeriesOpened::next),
                     open("source", &DecreeSeriesOpened::source),
                     open("proposed_by", &DecreeSeriesOpened::proposed_by));
  }
};

/// The number of a decree, once and for all. `count` is its place in the city's own series; a
/// number out of the secretariat's register has none, and the series does not move.
struct DecreeNumberTaken {
  static constexpr std::string_view kType = "DecreeNumberTaken";
  Label number;
  std::optional<std::int64_t> count;
  StreamId by;

  static constexpr auto fields() {
    return fields_of(open("number", &DecreeNumberTaken::number),
                     open("count", &DecreeNumberTaken::count), open("by", &DecreeNumberTaken::by));
  }
};

}  // namespace gozin::registry
