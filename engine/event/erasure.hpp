#pragma once

#include "engine/event/event.hpp"

namespace gozin {

/// A person's values are gone for good: the keys of the vault under which they rested are
/// destroyed; each stands for itself and for all whose ids go on behind a slash. Whoever verifies a
/// log takes a missing value for damage unless this event names its key: it is part of the format
/// of the log, and every procedure that erases records it.
struct SubjectErased {
  static constexpr std::string_view kType = "SubjectErased";
  PersonId person;
  std::vector<StreamId> keys;  // `person/…`, `nominee/…`, `sealed/sheet/…`

  static constexpr auto fields() {
    return fields_of(open("person", &SubjectErased::person), open("keys", &SubjectErased::keys));
  }
};

}  // namespace gozin
