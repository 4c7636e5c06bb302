#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/tasks.hpp"

// What a case before a body waits for depends on how the session stands, and that is said in the
// session's own stream.
namespace gozin::appointment {

/// What may wait for the body's officers beside `tasks_of`; the case alone does not say which of it
/// does. By these rows whoever looks for their tasks finds the case.
[[nodiscard]] std::vector<Task> tasks_by_session(Case const& state, Active const& active);

/// What the case waits for as its session stands. While it is open, beside `tasks_of`: what the
/// body has carried and nobody has carried out yet, and the close of a ballot of which the votes
/// cast are a quorum, whoever is silent. Once it is over nobody votes or closes any more: in place
/// of that the ballot is voided, and where none is open the item deferred to another session.
[[nodiscard]] std::vector<Task> tasks_in_session(Context const& context, Active const& active);

}  // namespace gozin::appointment
