#pragma once

#include "engine/rules/rule_set.hpp"
#include "workflows/appointment/case.hpp"

namespace gozin::appointment {

// Who judges whom: seats, recusals, declared interests.

/// Who speaks for the panel: the chair as appointed, or, once the chair is out of the case, the
/// first member in the order of appointment who is not. Empty when nobody is left.
[[nodiscard]] PersonId acting_chair(Case const& state);

/// As what a member of the panel acts for it: chair or assessor.
[[nodiscard]] std::string_view panel_role(Case const& state, PersonId const& person);

/// Who writes the note about those on whom the first place depends (threat T9): the chair, unless
/// it depends on the chair; then another member of the panel, of those on whom it does not depend
/// if there are any. With nobody else left it is the chair's.
[[nodiscard]] std::vector<PersonId> who_may_note(Case const& state,
                                                 std::vector<PersonId> const& pivotal);

/// Whether an assessor judges a nominee: sits for this one, and is recused neither from the case
/// nor from the nominee.
[[nodiscard]] bool judges(Assessor const& assessor, NomineeId const& nominee);
/// Who judges a nominee in the round under way; whoever is scored anew, in all rounds so far.
[[nodiscard]] std::vector<PersonId> judges_of(Case const& state, NomineeId const& nominee);
[[nodiscard]] std::vector<PersonId> judges_of_any_round(Case const& state,
                                                        NomineeId const& nominee);

/// Whether somebody sits among those who score a round: the panel, or the members of the body that
/// took their seats for it.
[[nodiscard]] bool scores(Case const& state, Assessor const& assessor, Code const& round);
/// Whether the round under way is one that a body scores.
[[nodiscard]] bool is_scored_by_body(Case const& state);

[[nodiscard]] bool has_declared(Case const& state, PersonId const& person,
                                NomineeId const& nominee);
/// Whether the person has ever declared an interest in the nominee that the rules count as a
/// conflict: kinship on their list, nomination, subordination, business; or a hint was found to be
/// one. Later declarations do not take it back (threat T6).
[[nodiscard]] bool has_conflict(Case const& state, rules::RuleSet const& rules,
                                PersonId const& person, NomineeId const& nominee);

/// Those admitted who have not fallen below a floor or the cut-off of a round before this one.
[[nodiscard]] std::vector<NomineeId> contenders(Case const& state, rules::RuleSet const& rules);

[[nodiscard]] std::vector<NomineeId> ids_of(std::vector<Nominee const*> const& nominees);

/// The ranked who have not left the running since, best first.
[[nodiscard]] std::vector<NomineeId> ranked_in_the_running(Case const& state);

/// Who comes in for these nominees: first a reserve who already sits for single ones, then the
/// reserves in order; declared for all of them, in conflict with none. Nobody: nothing.
[[nodiscard]] std::optional<PersonId> next_reserve(Case const& state, rules::RuleSet const& rules,
                                                   std::vector<NomineeId> const& nominees);

}  // namespace gozin::appointment
