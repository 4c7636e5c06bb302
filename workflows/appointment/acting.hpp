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

/// Why the case cannot fill its post: somebody was appointed to it for good, it does not claim it,
/// or it was opened for something else than it names.
[[nodiscard]] std::optional<Rejection> flaw_of_hold(Context const& context);

/// Whoever was the last acting head owes the call again, when the case that claims the post gives
/// it up. A case that never published a call has won no time: then the day stays what it was.
void owe_call_again(Decision& decision, Context const& context);

/// The same when the appointment that this case has made is struck down.
void owe_call_after_strike(Decision& decision, Context const& context);

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

/// Why an acting head may not take the post by this decree today: the term lies ahead, or others
/// have used the days since it was drafted.
[[nodiscard]] std::optional<Rejection> flaw_of_beginning(Context const& context,
                                                         Decree const& decree);

/// Whether the nominee was or is acting head of this very post and no hint was ever raised of it.
[[nodiscard]] bool lacks_acting_hint(Context const& context, Nominee const& nominee);

/// Fills the post by the decree that is published, and uses the credit: for good, or with an acting
/// head, whom the call must follow. An acting head who holds it leaves by the same act.
void fill_post(Decision& decision, Context const& context, Decree const& decree);

/// Hints that a nominee in the running is or was the acting head of this very post, once for each;
/// the other side is whoever put them there.
void raise_acting_hints(Decision& decision, Context const& context);

}  // namespace gozin::appointment
