#pragma once

#include "workflows/appointment/judging.hpp"

namespace gozin::appointment {

/// What comes after the first `passed` gates: the next referral, or GatesPassed. Gates of kind
/// `none` are passed over; a body that is only notified is named and does not hold the case up.
void follow_gates(Decision& decision, Context const& context, std::size_t passed);

/// The referral of a case to the body of a gate, with the kind of papers it votes by.
[[nodiscard]] CaseReferred referral_to(rules::Gate const& gate, rules::RuleSet const& rules);

/// Whether the body of such a gate is asked something.
[[nodiscard]] bool asks(rules::GateKind kind);

/// Whether nobody can be appointed against the gate: consent and election.
[[nodiscard]] bool binds(rules::GateKind kind);

/// Where a gate stands in the order of the rules; their number for a gate they do not have.
[[nodiscard]] std::size_t gate_index(rules::RuleSet const& rules, Code const& gate);

/// Whom the bodies may be asked about now: the permitted set without those no longer in the
/// running, in rank order.
[[nodiscard]] std::vector<NomineeId> candidates_of(Case const& state);

/// Those of them who may come before the gate under review: not turned down by a binding gate, and
/// passed by every binding one that comes before it.
[[nodiscard]] std::vector<NomineeId> candidates_before(Case const& state,
                                                       rules::RuleSet const& rules);

/// A body before which cases come by these rules, itself or in the place of another, and whose
/// papers cannot decide at that gate: by yes and no everywhere, by one name where it elects.
[[nodiscard]] std::optional<Code> unfit_body(rules::RuleSet const& rules);

/// Whether the body before which the case is votes on names.
[[nodiscard]] bool elects_by_name(Case const& state);

/// The round of its election that comes next and who stands in it: whoever the last one left, less
/// those no longer in the running; from the first round on all who may come before the gate, where
/// none of them is left or none was held.
[[nodiscard]] ElectionRound coming_round(Case const& state, rules::RuleSet const& rules);

/// Whether what a gate decided about this nominee stands and is in favour, and is in effect.
[[nodiscard]] bool gate_is_passed(Case const& state, Code const& gate, NomineeId const& nominee);

/// Whether a binding gate turned this nominee down and nothing has reopened the matter.
[[nodiscard]] bool is_rejected(Case const& state, NomineeId const& nominee);

/// The first gate a decree for this nominee still lacks; nothing when it lacks none. Advice and
/// notices must have been asked for, consent and election must be in favour and in effect.
[[nodiscard]] std::optional<Code> gate_lacking(Case const& state, rules::RuleSet const& rules,
                                               NomineeId const& nominee);

/// Of whom the gate under review may be asked, those about whom it has said nothing that stands.
[[nodiscard]] std::vector<NomineeId> unheard(Case const& state, rules::RuleSet const& rules);

/// Appends that a body which only advises can say nothing, since these of it who are there are all
/// recused, and what follows: advice never holds a case up.
void follow_silence(Decision& decision, Context const& context, std::vector<PersonId> recused);

/// What a body decided about the question of one ballot; without a nominee about the shortlist.
struct Resolution {
  Code ballot;
  std::optional<NomineeId> nominee;
  bool in_favour = false;
};

/// Appends what the body decided and what follows from it: the sending to the authority that may
/// object, the next candidate, a return, the next gate, or the end without an appointment.
void follow_resolution(Decision& decision, Context const& context, Resolution const& resolution);

}  // namespace gozin::appointment
