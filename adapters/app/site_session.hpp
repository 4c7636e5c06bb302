#pragma once

#include "adapters/app/site_form.hpp"
#include "adapters/web/model.hpp"
#include "workflows/session/state.hpp"

namespace gozin::app {

/// Procedural motions of a session as its page tells them: what each is about, who moved it, its
/// votes, and whether a second member has confirmed it. For people who are signed in.
[[nodiscard]] std::vector<web::Fact> motions_of(Visit& visit, session::Session const& session);

/// Those that wait for a second member, to be chosen from.
[[nodiscard]] std::vector<web::Choice> motions_awaited(Visit& visit,
                                                       session::Session const& session);

/// Nominees of the cases on the agenda, by name where the reader may know it.
[[nodiscard]] std::vector<web::Choice> nominees_on_agenda(Visit& visit,
                                                          session::Session const& session);

}  // namespace gozin::app
