#pragma once

#include "engine/core/ids.hpp"

#include <compare>
#include <map>
#include <optional>
#include <set>
#include <span>

namespace gozin::duty {

/// Two duties that one person may not do in the same case. Unordered: (a, b) is (b, a).
struct Pair {
  Code first;
  Code second;
  friend auto operator<=>(Pair const&, Pair const&) = default;
};

/// A duty done, or about to be done, in one case. An act on behalf of somebody else counts for both
/// persons, so that delegation never opens a way around. An act that a clerk only writes down for a
/// person without a computer (`transcribed`) is that person's alone; the clerk has done `clerk`.
struct Act {
  Code duty;
  PersonId by;
  std::optional<PersonId> on_behalf = std::nullopt;
  bool transcribed = false;
};

/// Who has done which duties in one case.
struct Duties {
  std::map<PersonId, std::set<Code>> done;
  friend bool operator==(Duties const&, Duties const&) = default;
};

/// The duty of a clerk who writes down what others say.
[[nodiscard]] Code clerk_duty();

void apply(Act const& act, Duties& duties);

/// Why a person may not do a duty: it excludes one that is held.
struct Conflict {
  PersonId person;
  Code held;
  Code wanted;
  friend bool operator==(Conflict const&, Conflict const&) = default;
};

/// The first conflict between the act and what either of its persons did before, in the order of
/// codes; nothing when there is none. It outweighs every grant of a role.
[[nodiscard]] std::optional<Conflict> conflict(std::span<Pair const> exclusive,
                                               Duties const& duties, Act const& act);

/// Whether two duties exclude each other, in either order.
[[nodiscard]] bool exclude(std::span<Pair const> exclusive, Code const& one, Code const& other);

}  // namespace gozin::duty
