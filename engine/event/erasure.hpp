#pragma once

#include "engine/event/event.hpp"

namespace gozin {

/// A person's values are gone for good: the keys of the vault under which they rested are
/// destroyed, those of every nomination of theirs among them. Whoever verifies a log takes a
/// missing value for damage unless this event names its key; so it is part of the format of the
/// log, and every procedure that erases records this one.
struct SubjectErased {
  static constexpr std::string_view kType = "SubjectErased";
  PersonId person;
  std::vector<StreamId> keys;  // ids of keys: `person/…`, `nominee/…`

  static constexpr auto fields() {
    return fields_of(open("person", &SubjectErased::person), open("keys", &SubjectErased::keys));
  }
};

}  // namespace gozin
