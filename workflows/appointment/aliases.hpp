#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/case.hpp"

namespace gozin::appointment {

// From the completed declarations to the reveal a nominee has another random name for every
// assessor. Which name means whom is kept sealed; only the engine opens it (threat T7).

/// The aliases of a round as an event carries them. No map where the round is not blind: there the
/// alias is the nominee's id.
struct Aliases {
  std::map<PersonId, std::vector<Code>> by_assessor;
  std::optional<Committed> map;
};

/// Fresh aliases for each assessor × nominee, in an order that says nothing. The map is kept under
/// the round's alias key.
[[nodiscard]] Aliases make_aliases(Context const& context, Code const& round,
                                   std::map<PersonId, std::vector<NomineeId>> const& judged);

/// One sheet that is wanted: who scores whom, under which alias.
struct Assignment {
  PersonId assessor;
  Code alias;
  NomineeId nominee;
  friend bool operator==(Assignment const&, Assignment const&) = default;
};

/// The sheets wanted in the round under way. An assessor who was recused since wants none, nor does
/// a nominee who is out of the running. A map that does not open is a bug: std::logic_error.
[[nodiscard]] std::vector<Assignment> assignments(Context const& context, Case const& state);

/// The sheet sealed for an assignment; null when there is none yet.
[[nodiscard]] SealedSheet const* find_sheet(Case const& state, Assignment const& assignment);

/// How many of the assignments have no sheet.
[[nodiscard]] std::int64_t sheets_missing(Case const& state, std::vector<Assignment> const& wanted);

}  // namespace gozin::appointment
