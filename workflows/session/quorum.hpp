#pragma once

#include "engine/ballot/ballot.hpp"
#include "engine/command/view.hpp"
#include "engine/rules/rule_set.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/session/state.hpp"

namespace gozin::session {

/// Who is in the room against who must be, by the rule set of the session: members with a vote,
/// nobody counted as recused. Refuses `body_must_be_formed` and `body_must_have_ballot_rule` when
/// what the session was called under is no longer there.
[[nodiscard]] Result<ballot::QuorumTest> quorum_of(Session const& session, View& view);

/// The same by another rule of the body.
[[nodiscard]] Result<ballot::QuorumTest> quorum_by(rules::BallotRule const& rule,
                                                   registry::Body const& body,
                                                   Session const& session);

}  // namespace gozin::session
