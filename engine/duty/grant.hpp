#pragma once

#include "engine/core/ids.hpp"
#include "engine/core/time.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gozin::duty {

/// A time from `from` on and before `until`; open-ended without `until`.
struct Span {
  Instant from;
  std::optional<Instant> until = std::nullopt;
  friend bool operator==(Span const&, Span const&) = default;
};

[[nodiscard]] bool contains(Span const& span, Instant at);

/// A role that a person holds for a time within a scope. A scope is a path (`unit/parks`,
/// `body/council`, `case/…`) and covers everything below it; the empty scope is the whole city.
struct Grant {
  Code role;
  std::string scope;
  Span time;
  friend bool operator==(Grant const&, Grant const&) = default;
};

/// Whether the scope of a grant covers the scope of an act: the same path or one below it. A longer
/// name with the same beginning is not below: `unit/park` does not cover `unit/parks`.
[[nodiscard]] bool covers(std::string_view granted, std::string_view asked);

/// Whether one of a person's grants gives the role in the scope at that moment. Authority is tied
/// to a dated grant, never to the person.
[[nodiscard]] bool holds(std::span<Grant const> grants, Code const& role, std::string_view scope,
                         Instant at);

/// The holder of a task lets another person act for a time. Delegation is one level deep: what was
/// delegated is not delegated on.
struct Delegation {
  PersonId from;
  PersonId to;
  Grant what;
  friend bool operator==(Delegation const&, Delegation const&) = default;
};

/// What an act needs.
struct Need {
  Code role;
  std::string scope;
  Instant at;
};

/// On whose behalf a person may do what is needed, each once, in the order of ids. Whether a
/// principal holds the role at that moment is asked of that person's own grants with `holds`.
[[nodiscard]] std::vector<PersonId> principals(std::span<Delegation const> delegations,
                                               PersonId const& person, Need const& need);

}  // namespace gozin::duty
