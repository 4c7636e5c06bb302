#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/judging.hpp"

#include <optional>

// Acting heads (سرپرست): what keeps them from staying, and the call that must follow them (threats
// T2, T26).
namespace gozin::appointment {

/// Why a case may not begin on the post: somebody was appointed to it for good, or another case is
/// about the same. The case of a call and one for an acting head go on beside each other.
[[nodiscard]] std::optional<Rejection> flaw_of_claim(Context const& context, StreamId const& post,
                                                     Tenure tenure);

/// Claims the post for the case; with that of a call what an acting head's case owed is done.
void claim_post(Decision& decision, Context const& context, StreamId const& post, Tenure tenure);

/// Why the case cannot fill its post: somebody was appointed to it for good, or it does not claim
/// it.
[[nodiscard]] std::optional<Rejection> flaw_of_hold(Context const& context);

/// The case of an acting head owes that of a call by a day that the rules name: `DeadlineSet`.
void owe_call(Decision& decision, Context const& context, StreamId const& acting_case);

/// The last day of a term that begins then. An acting head has what the rules allow all of them
/// together, less the days of those before; refused as `acting_days_must_be_left`.
[[nodiscard]] Result<Day> last_day_of_term(Context const& context, Day from);

/// Why the ground does not suit what the case was opened for, or why there can be no acting head
/// now; `notice`: the session in which the council took notice.
[[nodiscard]] std::optional<Rejection> flaw_of_acting(Context const& context,
                                                      rules::DirectReason ground,
                                                      std::optional<StreamId> const& notice);

/// Why no decree may be drafted: the other case of the post has one in preparation.
[[nodiscard]] std::optional<Rejection> flaw_of_other_decree(Context const& context);

/// Fills the post by the decree that is published, and uses the credit: for good, or with an acting
/// head, whom the call must follow. An acting head who holds it leaves by the same act.
void fill_post(Decision& decision, Context const& context, Decree const& decree);

/// Hints that a nominee in the running is or was the acting head of this very post, once for each;
/// the other side is whoever put them there.
void raise_acting_hints(Decision& decision, Context const& context);

}  // namespace gozin::appointment
