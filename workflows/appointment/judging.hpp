#pragma once

#include "engine/command/context.hpp"
#include "engine/duty/duty.hpp"
#include "engine/rules/calendar.hpp"
#include "engine/rules/rule_set.hpp"
#include "workflows/appointment/case.hpp"
#include "workflows/appointment/reasons.hpp"

namespace gozin::appointment {

/// The case a command is given to. The stream exists: the pipeline has refused the others.
[[nodiscard]] Case const& case_of(Context const& context);

/// The rule set by which the case is judged.
[[nodiscard]] rules::RuleSet const& rules_of(Context const& context);

/// Whether a state of the case's chart is active, by its name.
[[nodiscard]] bool stands_in(Context const& context, std::string_view state);

/// The nominee, merged ones followed; refused as `nominee_must_be_known`.
[[nodiscard]] Result<Nominee const*> known_nominee(Case const& state, NomineeId const& id);

/// The nominee, who must be in the running; refused as `nominee_must_be_in_the_running`.
[[nodiscard]] Result<Nominee const*> running_nominee(Case const& state, NomineeId const& id);

/// Whether a nominee may still come to be appointed: named, or in the running.
[[nodiscard]] bool remains(Nominee const& nominee);

/// For whom an act counts: the person on whose behalf it is done, or the actor.
[[nodiscard]] PersonId principal_of(Call const& call);

/// Who has done what, in this case and in all that were struck down before it: what was struck down
/// was done all the same.
[[nodiscard]] duty::Duties duties_in_matter(Case const& state, Context const& context);

/// Whether an objection waits to be decided.
[[nodiscard]] bool is_objection_open(Case const& state);

/// Why a case in which nobody is left ends without an appointment.
[[nodiscard]] UnfilledCause cause_of_end(Case const& state);

/// Whether a clerk only writes down what somebody else does (channel `clerk`).
[[nodiscard]] bool is_transcribed(Call const& call);

/// Refused as `class_of_post_must_be_listed`: rules that do not know a class of posts say nothing
/// of who decides about it, and fill none.
[[nodiscard]] std::optional<Rejection> flaw_of_class(Code const& post_class,
                                                     rules::RuleSet const& rules);

/// Why the post of the case may not be filled on this route by these rules: they do not know its
/// class, do not have the route, or not for posts of its class.
[[nodiscard]] std::optional<Rejection> flaw_of_route(Case const& state, rules::RuleSet const& rules,
                                                     rules::Route route);

/// Ends the case without an appointment, and frees the post and the credit by the same act.
void leave_unfilled(Decision& decision, Context const& context, UnfilledCause cause);

/// Gives the post's claim and the reserved credit back, as far as the case holds them.
void release_claims(Decision& decision, Context const& context);

/// A text of the machine's own, for a field of an event on the case that is restricted to readers
/// of the file; used where an act follows from another one and nobody was asked for words.
[[nodiscard]] Committed noted(Context const& context, std::string_view field,
                              std::string_view text);

/// The city's calendar by which the rule set counts.
[[nodiscard]] rules::Calendar const& calendar_of(Context const& context);

/// The end of a period that starts now, by the city's calendar.
[[nodiscard]] Instant deadline(Context const& context, rules::Period period);

/// Whether the clock of a stage has run out; not before it was started.
[[nodiscard]] bool is_over(Context const& context, rules::Stage stage);

/// How long a stage may last that began then: by its clock, and the one that waits for the decree's
/// publication no longer than the duty says (threat T28). Nothing where the rules have neither.
[[nodiscard]] std::optional<rules::Period> length_of(Context const& context, rules::Stage stage,
                                                     Instant since);

/// Appends `DeadlineSet` for a stage whose length the rules know.
void start_clock(Decision& decision, Context const& context, rules::Stage stage);

/// The name of a stage's deadline: `stage.screening`.
[[nodiscard]] Code stage_deadline(rules::Stage stage);

}  // namespace gozin::appointment
