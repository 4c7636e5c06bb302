#pragma once

#include "workflows/appointment/judging.hpp"

namespace gozin::appointment {

// Who may screen a nominee, and what the silence of register and nominee comes to.

/// Until when a nominee may still show what nobody knows of them: the clock of screening, or, where
/// none runs, the time for consenting since the step began. Afterwards unknown is unmet, so that
/// nobody keeps a case waiting by showing nothing.
[[nodiscard]] Instant evidence_due(Case const& state, rules::RuleSet const& rules,
                                   rules::Calendar const& calendar);

/// The same where the case stands, as an end that a suspension moves; nothing where a clock keeps
/// it or nobody is being screened.
[[nodiscard]] std::optional<Instant> evidence_end(Context const& context);

/// Why a condition cannot be held against a nominee: it is met, or evidence about it waits to be
/// verified (`cited_condition_must_be_unmet`), or nothing is known of it and there is still time to
/// show it (`time_for_evidence_must_have_passed`).
[[nodiscard]] std::optional<Rejection> flaw_of_cited(Context const& context, Nominee const& nominee,
                                                     ConditionFinding const& cited);

/// Refused as `screener_must_not_have_described` where the caller has entered what the register
/// says of the nominee since the call was published: somebody else judges by it (threat T13).
[[nodiscard]] std::optional<Rejection> flaw_of_screener(Context const& context,
                                                        Nominee const& nominee);

}  // namespace gozin::appointment
