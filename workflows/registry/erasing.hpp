#pragma once

#include "engine/event/erasure.hpp"

// Erasure of a person's values, and what holds it up; `SubjectErased` itself stands in
// engine/event.
namespace gozin::registry {

/// Somebody asks that the person's values be destroyed; `wait_days` are to pass after the
/// confirmation.
struct SubjectErasureRequested {
  static constexpr std::string_view kType = "SubjectErasureRequested";
  PersonId person;
  std::int64_t wait_days = 0;  // calendar days
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("person", &SubjectErasureRequested::person),
                     open("wait_days", &SubjectErasureRequested::wait_days),
                     personal("reason", &SubjectErasureRequested::reason, "person"));
  }
};

/// A second person has confirmed it; `due` is the first moment at which it may be done.
struct SubjectErasureConfirmed {
  static constexpr std::string_view kType = "SubjectErasureConfirmed";
  PersonId person;
  Instant due;

  static constexpr auto fields() {
    return fields_of(open("person", &SubjectErasureConfirmed::person),
                     open("due", &SubjectErasureConfirmed::due));
  }
};

struct SubjectErasureWithdrawn {
  static constexpr std::string_view kType = "SubjectErasureWithdrawn";
  PersonId person;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("person", &SubjectErasureWithdrawn::person),
                     personal("reason", &SubjectErasureWithdrawn::reason, "person"));
  }
};

/// Nothing about the person may be erased: an authority has said so, under a reference of its own.
struct HoldPlaced {
  static constexpr std::string_view kType = "HoldPlaced";
  Label authority;
  Label reference;

  static constexpr auto fields() {
    return fields_of(open("authority", &HoldPlaced::authority),
                     open("reference", &HoldPlaced::reference));
  }
};

struct HoldLifted {
  static constexpr std::string_view kType = "HoldLifted";
  Label authority;
  Label reference;  // of the hold
  Label order;      // by which it is lifted

  static constexpr auto fields() {
    return fields_of(open("authority", &HoldLifted::authority),
                     open("reference", &HoldLifted::reference), open("order", &HoldLifted::order));
  }
};

}  // namespace gozin::registry
