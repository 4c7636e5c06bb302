#pragma once

#include "engine/event/event.hpp"
#include "engine/rules/rule_set.hpp"

namespace gozin::appointment {

/// Roles that may read the file of a case: reasons, notes and reports that are about no person.
inline constexpr std::string_view kFileReaders =
    "department_officer administrative_affairs finance mayor council_secretary auditor "
    "inspectorate";

/// For what a case appoints: for good, or an acting head (سرپرست) until it is filled so.
#define GOZIN_TENURES(X) X(regular) X(acting)
GOZIN_NAMED_ENUM(Tenure, GOZIN_TENURES)

struct CaseOpened {
  static constexpr std::string_view kType = "CaseOpened";
  StreamId post;
  std::int64_t post_rev = 0;  // where the post's stream stood
  Label post_title;
  Code post_class;
  Code unit;
  StreamId ruleset;                      // by which it will be published
  std::optional<StreamId> readvertises;  // the unfilled case this one follows
  std::optional<Tenure> tenure = {};     // absent: regular

  static constexpr auto fields() {
    return fields_of(
        open("post", &CaseOpened::post), open("post_rev", &CaseOpened::post_rev),
        open("post_title", &CaseOpened::post_title), open("post_class", &CaseOpened::post_class),
        open("unit", &CaseOpened::unit), open("ruleset", &CaseOpened::ruleset),
        open("readvertises", &CaseOpened::readvertises), open("tenure", &CaseOpened::tenure));
  }
};

/// What the department wants: how the post is filled, with which money, by which weights.
struct VacancyDescribed {
  static constexpr std::string_view kType = "VacancyDescribed";
  rules::Route route = rules::Route::full;
  StreamId budget_line;
  std::int64_t yearly_cost = 0;       // rials
  std::map<Code, ExactText> weights;  // by criterion; empty: as the rule set has them
  std::optional<Committed> justification;

  static constexpr auto fields() {
    return fields_of(open("route", &VacancyDescribed::route),
                     open("budget_line", &VacancyDescribed::budget_line),
                     open("yearly_cost", &VacancyDescribed::yearly_cost),
                     open("weights", &VacancyDescribed::weights),
                     restricted("justification", &VacancyDescribed::justification, kFileReaders));
  }
};

/// The description, changed before it is submitted again. Whole, not a difference.
struct VacancyAmended {
  static constexpr std::string_view kType = "VacancyAmended";
  rules::Route route = rules::Route::full;
  StreamId budget_line;
  std::int64_t yearly_cost = 0;
  std::map<Code, ExactText> weights;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("route", &VacancyAmended::route),
                     open("budget_line", &VacancyAmended::budget_line),
                     open("yearly_cost", &VacancyAmended::yearly_cost),
                     open("weights", &VacancyAmended::weights),
                     restricted("reason", &VacancyAmended::reason, kFileReaders));
  }
};

struct VacancySubmitted {
  static constexpr std::string_view kType = "VacancySubmitted";
  static constexpr auto fields() { return fields_of(); }
};

// --- Authorising ---

/// The post exists and nobody holds it, as of that revision of its stream.
struct EstablishmentConfirmed {
  static constexpr std::string_view kType = "EstablishmentConfirmed";
  StreamId post;
  std::int64_t post_rev = 0;

  static constexpr auto fields() {
    return fields_of(open("post", &EstablishmentConfirmed::post),
                     open("post_rev", &EstablishmentConfirmed::post_rev));
  }
};

/// The credit is there and is reserved for this case (تأمین اعتبار).
struct BudgetConfirmed {
  static constexpr std::string_view kType = "BudgetConfirmed";
  StreamId line;
  std::int64_t line_rev = 0;
  std::int64_t amount = 0;     // rials a year
  std::int64_t available = 0;  // before the reservation

  static constexpr auto fields() {
    return fields_of(
        open("line", &BudgetConfirmed::line), open("line_rev", &BudgetConfirmed::line_rev),
        open("amount", &BudgetConfirmed::amount), open("available", &BudgetConfirmed::available));
  }
};

#define GOZIN_CHECKS(X) X(establishment) X(budget)
GOZIN_NAMED_ENUM(Check, GOZIN_CHECKS)

struct ReturnedToDrafting {
  static constexpr std::string_view kType = "ReturnedToDrafting";
  Check check = Check::establishment;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("check", &ReturnedToDrafting::check),
                     restricted("reason", &ReturnedToDrafting::reason, kFileReaders));
  }
};

struct VacancyAuthorised {
  static constexpr std::string_view kType = "VacancyAuthorised";
  static constexpr auto fields() { return fields_of(); }
};

// --- Authorised ---

/// The panel and its reserves in order, before any name is known (threat T5). Where they were
/// drawn: from whom, and by which seed, so that anybody can draw again.
struct PanelAppointed {
  static constexpr std::string_view kType = "PanelAppointed";
  PersonId chair;
  std::vector<PersonId> members;  // the chair among them
  std::vector<PersonId> reserves;
  std::vector<PersonId> pool = {};
  std::optional<Hash> seed = {};
  std::optional<Label> lot_announced = {};  // the public value the seed was made with

  static constexpr auto fields() {
    return fields_of(
        open("chair", &PanelAppointed::chair), open("members", &PanelAppointed::members),
        open("reserves", &PanelAppointed::reserves), open("pool", &PanelAppointed::pool),
        open("seed", &PanelAppointed::seed), open("lot_announced", &PanelAppointed::lot_announced));
  }
};

/// The call is published; from here on the case is judged by the rule set with this hash.
struct VacancyPublished {
  static constexpr std::string_view kType = "VacancyPublished";
  StreamId ruleset;
  std::int64_t ruleset_rev = 0;
  Hash rules;
  rules::Route route = rules::Route::full;
  std::map<Code, ExactText> weights;  // as they will be applied
  std::vector<Code> conditions;
  std::int64_t staff_meeting = 0;  // registered staff who meet the conditions (threat T1)
  Instant closes;
  std::optional<std::int64_t> least = {};    // how many the rules want at least
  std::optional<Committed> narrowness = {};  // why fewer will do
  std::optional<Instant> remind = {};        // of the end of the window
  std::optional<Day> called = {};            // on paper, before; the window is counted from it

  static constexpr auto fields() {
    return fields_of(
        open("ruleset", &VacancyPublished::ruleset),
        open("ruleset_rev", &VacancyPublished::ruleset_rev),
        open("rules", &VacancyPublished::rules), open("route", &VacancyPublished::route),
        open("weights", &VacancyPublished::weights),
        open("conditions", &VacancyPublished::conditions),
        open("staff_meeting", &VacancyPublished::staff_meeting),
        open("closes", &VacancyPublished::closes), open("least", &VacancyPublished::least),
        restricted("narrowness", &VacancyPublished::narrowness, kFileReaders),
        open("remind", &VacancyPublished::remind), open("called", &VacancyPublished::called));
  }
};

/// The route without a call: one named person who meets the conditions, for a listed ground only.
struct DirectAppointmentProposed {
  static constexpr std::string_view kType = "DirectAppointmentProposed";
  StreamId ruleset;
  std::int64_t ruleset_rev = 0;
  Hash rules;
  NomineeId nominee;
  PersonId person;
  rules::DirectReason ground = rules::DirectReason::acting;
  std::vector<Code> conditions;
  Committed reason;
  std::optional<std::int64_t> grade = {};  // that of post and person, where the ground asks for it
  std::optional<PersonId> decider = {};
  std::optional<std::int64_t> count = {};  // this decider's direct appointments, this one included
  std::optional<StreamId> call = {};       // of an acting head: the case that fills the post
  std::optional<StreamId> notice = {};     // the session in which the council took notice of it

  static constexpr auto fields() {
    return fields_of(open("ruleset", &DirectAppointmentProposed::ruleset),
                     open("ruleset_rev", &DirectAppointmentProposed::ruleset_rev),
                     open("rules", &DirectAppointmentProposed::rules),
                     open("nominee", &DirectAppointmentProposed::nominee),
                     open("person", &DirectAppointmentProposed::person),
                     open("ground", &DirectAppointmentProposed::ground),
                     open("conditions", &DirectAppointmentProposed::conditions),
                     personal("reason", &DirectAppointmentProposed::reason, "person"),
                     open("grade", &DirectAppointmentProposed::grade),
                     open("decider", &DirectAppointmentProposed::decider),
                     open("count", &DirectAppointmentProposed::count),
                     open("call", &DirectAppointmentProposed::call),
                     open("notice", &DirectAppointmentProposed::notice));
  }
};

}  // namespace gozin::appointment

namespace gozin {

// Compiled once, in drafting.cpp.
extern template EventType const& event_type<appointment::CaseOpened>();
extern template EventType const& event_type<appointment::VacancyDescribed>();
extern template EventType const& event_type<appointment::VacancyAmended>();
extern template EventType const& event_type<appointment::VacancySubmitted>();
extern template EventType const& event_type<appointment::EstablishmentConfirmed>();
extern template EventType const& event_type<appointment::BudgetConfirmed>();
extern template EventType const& event_type<appointment::ReturnedToDrafting>();
extern template EventType const& event_type<appointment::VacancyAuthorised>();
extern template EventType const& event_type<appointment::PanelAppointed>();
extern template EventType const& event_type<appointment::VacancyPublished>();
extern template EventType const& event_type<appointment::DirectAppointmentProposed>();

}  // namespace gozin
