#pragma once

#include "engine/port/event_store.hpp"

#include <optional>
#include <set>
#include <string>

namespace gozin {

/// One reading of personal data, as the journal keeps it: who read it, when, on which page, whose
/// names were shown and which events' values were opened. Holds ids, never a value.
struct Access {
  Instant at;
  PersonId reader;   // a person, or `operator/…` on the shell
  std::string page;  // the path of the page, or the command line's words
  std::set<PersonId> people = {};
  bool all_people = false;   // the register as a whole was offered
  bool all_of_page = false;  // a document was given out, with everybody in it
  std::set<std::int64_t> events = {};
};

/// As the journal keeps it, in canonical JSON.
[[nodiscard]] std::string to_text(Access const& access);

/// A piece of the journal, as it is bound to the log.
struct AccessRange {
  std::int64_t from = 0;
  std::int64_t to = 0;  // belongs to it
  Hash hash;
};

/// The entries from `from` on, all there are by now; nothing where there is none. Throws
/// StoreFailed where a number is missing: nothing may be bound to the log as if it were whole.
[[nodiscard]] std::optional<AccessRange> range_from(StoreView& store, std::int64_t from);

/// The hash of entries `from` to `to`, both of them; nothing where one is missing.
[[nodiscard]] std::optional<Hash> hash_of_accesses(StoreView& store, std::int64_t from,
                                                   std::int64_t to);

}  // namespace gozin
