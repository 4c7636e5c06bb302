#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/case.hpp"

namespace gozin::appointment {

/// Who puts whom forward, by which channel.
struct Proposal {
  PersonId nominator;
  rules::Channel channel = rules::Channel::citizen;
  std::optional<PersonId> person;
};

/// Why this name cannot be put forward; nothing when it can. Caps count people, not nominations:
/// who was named before costs the nominator a name, but the channel and the case nothing (E26).
[[nodiscard]] std::optional<Rejection> flaw_of(Proposal const& proposal, Context const& context);

/// Why a person cannot be a nominee of this case: not registered, on the panel, or, on the internal
/// route, not of the city's own staff.
[[nodiscard]] std::optional<Rejection> flaw_of_nominee(PersonId const& person,
                                                       Context const& context);

/// Whether somebody sits on the panel or waits as a reserve.
[[nodiscard]] bool is_of_panel(Case const& state, PersonId const& person);

/// As what somebody opens a notice of the case: nominee, of the panel, or a citizen who named
/// somebody.
[[nodiscard]] std::string_view role_of_told(Case const& state, PersonId const& person);

/// The nominee, who must be the one for whom the call is made; refused as `otherwise`. Nobody acts
/// for them; a clerk may only write down what they say.
[[nodiscard]] Result<Nominee const*> own_nomination(Context const& context, NomineeId const& id,
                                                    Rejection otherwise);

/// Appends `NominationMerged` for every other nomination of the person.
void merge_others(Decision& decision, Context const& context, PersonId const& person,
                  NomineeId const& into);

/// While one nominee goes through an old step again, nobody else does.
[[nodiscard]] std::optional<Rejection> not_readmitted(Context const& context,
                                                      Nominee const& nominee);

}  // namespace gozin::appointment
