#pragma once

#include "engine/event/event.hpp"

namespace gozin {

/// Binds a piece of the access journal to the log: entries `from` to `to`, both of them, so many.
/// `hash`: from the hash of nothing on, SHA-256 of the hash so far and the bytes of the next entry.
/// Part of the format of the log: whoever verifies one holds the journal to it.
struct AccessJournalSealed {
  static constexpr std::string_view kType = "AccessJournalSealed";
  std::int64_t from = 0;
  std::int64_t to = 0;
  std::int64_t count = 0;
  Hash hash = {};

  static constexpr auto fields() {
    using A = AccessJournalSealed;
    return fields_of(open("from", &A::from), open("to", &A::to), open("count", &A::count),
                     open("hash", &A::hash));
  }
};

}  // namespace gozin
