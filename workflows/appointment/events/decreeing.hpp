#pragma once

#include "workflows/appointment/events/assessing.hpp"

namespace gozin::appointment {

/// The decider's own interests, for everybody in the permitted set, before the choice.
struct DeciderDeclared {
  static constexpr std::string_view kType = "DeciderDeclared";
  PersonId decider;
  std::map<NomineeId, Interest> interests;
  std::optional<Committed> detail;

  static constexpr auto fields() {
    return fields_of(open("decider", &DeciderDeclared::decider),
                     open("interests", &DeciderDeclared::interests),
                     personal("detail", &DeciderDeclared::detail, "decider"));
  }
};

struct PersonSelected {
  static constexpr std::string_view kType = "PersonSelected";
  NomineeId nominee;
  PersonId person;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("nominee", &PersonSelected::nominee),
                     open("person", &PersonSelected::person),
                     personal("reason", &PersonSelected::reason, "person"));
  }
};

/// Somebody outside of the permitted set: an act of its own, with reasons, counted per decider
/// (threat T25).
struct SelectionOverridden {
  static constexpr std::string_view kType = "SelectionOverridden";
  NomineeId nominee;
  PersonId person;
  PersonId decider;
  std::int64_t count = 1;  // this decider's overrides so far, this one included
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("nominee", &SelectionOverridden::nominee),
                     open("person", &SelectionOverridden::person),
                     open("decider", &SelectionOverridden::decider),
                     open("count", &SelectionOverridden::count),
                     personal("reason", &SelectionOverridden::reason, "person"));
  }
};

#define GOZIN_SERIES(X) X(city) X(secretariat)
GOZIN_NAMED_ENUM(Series, GOZIN_SERIES)

/// Takes the number. `document` is the hash of the document the decider will sign, `decree` that
/// of the canonical decree.
struct DecreeDrafted {
  static constexpr std::string_view kType = "DecreeDrafted";
  Label number;
  Series series = Series::city;
  Day dated;
  PersonId person;
  StreamId post;
  Day term_from;
  Day term_until;
  Hash decree;
  Hash document;
  Label media;

  static constexpr auto fields() {
    return fields_of(
        open("number", &DecreeDrafted::number), open("series", &DecreeDrafted::series),
        open("dated", &DecreeDrafted::dated), open("person", &DecreeDrafted::person),
        open("post", &DecreeDrafted::post), open("term_from", &DecreeDrafted::term_from),
        open("term_until", &DecreeDrafted::term_until), open("decree", &DecreeDrafted::decree),
        open("document", &DecreeDrafted::document), open("media", &DecreeDrafted::media));
  }
};

struct DecreeSigned {
  static constexpr std::string_view kType = "DecreeSigned";
  Label number;
  PersonId signatory;
  Hash decree;
  Hash document;

  static constexpr auto fields() {
    return fields_of(
        open("number", &DecreeSigned::number), open("signatory", &DecreeSigned::signatory),
        open("decree", &DecreeSigned::decree), open("document", &DecreeSigned::document));
  }
};

struct DecreeNumberVoided {
  static constexpr std::string_view kType = "DecreeNumberVoided";
  Label number;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("number", &DecreeNumberVoided::number),
                     restricted("reason", &DecreeNumberVoided::reason, kFileReaders));
  }
};

/// The gate named and those after it decide anew.
struct DecreeReturnedToReview {
  static constexpr std::string_view kType = "DecreeReturnedToReview";
  Code gate;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("gate", &DecreeReturnedToReview::gate),
                     restricted("reason", &DecreeReturnedToReview::reason, kFileReaders));
  }
};

/// Before registration; the signature is void.
struct DecreeReturnedToDraft {
  static constexpr std::string_view kType = "DecreeReturnedToDraft";
  Committed reason;

  static constexpr auto fields() {
    return fields_of(restricted("reason", &DecreeReturnedToDraft::reason, kFileReaders));
  }
};

struct DecreeRegistered {
  static constexpr std::string_view kType = "DecreeRegistered";
  Label number;
  Label entry;  // place in the secretariat's register

  static constexpr auto fields() {
    return fields_of(open("number", &DecreeRegistered::number),
                     open("entry", &DecreeRegistered::entry));
  }
};

struct DecreePublished {
  static constexpr std::string_view kType = "DecreePublished";
  Label number;
  PersonId person;

  static constexpr auto fields() {
    return fields_of(open("number", &DecreePublished::number),
                     open("person", &DecreePublished::person));
  }
};

// --- After the end ---

struct AppointmentStayed {
  static constexpr std::string_view kType = "AppointmentStayed";
  Label authority;
  Hash order;

  static constexpr auto fields() {
    return fields_of(open("authority", &AppointmentStayed::authority),
                     open("order", &AppointmentStayed::order));
  }
};

struct StayLifted {
  static constexpr std::string_view kType = "StayLifted";
  Label authority;
  Hash order;

  static constexpr auto fields() {
    return fields_of(open("authority", &StayLifted::authority), open("order", &StayLifted::order));
  }
};

#define GOZIN_PHASES(X) \
  X(drafting)           \
  X(authorising)        \
  X(authorised) X(nominating) X(screening) X(assessing) X(objecting) X(reviewing) X(decreeing)
GOZIN_NAMED_ENUM(Phase, GOZIN_PHASES)

struct CaseAnnulled {
  static constexpr std::string_view kType = "CaseAnnulled";
  Label authority;
  Hash order;
  std::optional<Phase> defect_from = {};  // absent: nothing of the case can be gone back to

  static constexpr auto fields() {
    return fields_of(open("authority", &CaseAnnulled::authority),
                     open("order", &CaseAnnulled::order),
                     open("defect_from", &CaseAnnulled::defect_from));
  }
};

}  // namespace gozin::appointment

namespace gozin {

// Compiled once, in decreeing.cpp.
extern template EventType const& event_type<appointment::DeciderDeclared>();
extern template EventType const& event_type<appointment::PersonSelected>();
extern template EventType const& event_type<appointment::SelectionOverridden>();
extern template EventType const& event_type<appointment::DecreeDrafted>();
extern template EventType const& event_type<appointment::DecreeSigned>();
extern template EventType const& event_type<appointment::DecreeNumberVoided>();
extern template EventType const& event_type<appointment::DecreeReturnedToReview>();
extern template EventType const& event_type<appointment::DecreeReturnedToDraft>();
extern template EventType const& event_type<appointment::DecreeRegistered>();
extern template EventType const& event_type<appointment::DecreePublished>();
extern template EventType const& event_type<appointment::AppointmentStayed>();
extern template EventType const& event_type<appointment::StayLifted>();
extern template EventType const& event_type<appointment::CaseAnnulled>();

}  // namespace gozin
