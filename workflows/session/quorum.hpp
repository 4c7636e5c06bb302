#pragma once

#include "engine/ballot/ballot.hpp"
#include "engine/command/view.hpp"
#include "engine/rules/rule_set.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/session/state.hpp"

namespace gozin::session {

/// The ballot rule of the body in the rule set under which the session was called; null where
/// either is no longer there.
[[nodiscard]] rules::BallotRule const* rule_of(Session const& session, View& view);

/// What somebody has to do with a vote that is under way.
struct Part {
  bool was_there = false;  // at its opening
  bool has_voted = false;  // in person
};

/// Whether the member is there for a vote: by the secretary's entry, or, of those who were there at
/// its opening, by their own word or vote, which are stronger than the secretary's: only they
/// themselves leave then (threat T16).
[[nodiscard]] bool is_in_the_room(Session const& session, PersonId const& member, Part part);

/// Who is in the room against who must be, by the rule set of the session: members with a vote,
/// nobody counted as recused. Refuses `body_must_be_formed` and `body_must_have_ballot_rule` when
/// what the session was called under is no longer there.
[[nodiscard]] Result<ballot::QuorumTest> quorum_of(Session const& session, View& view);

/// The same by another rule of the body.
[[nodiscard]] Result<ballot::QuorumTest> quorum_by(rules::BallotRule const& rule,
                                                   registry::Body const& body,
                                                   Session const& session);

}  // namespace gozin::session
