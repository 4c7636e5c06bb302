#include "workflows/session/quorum.hpp"

#include "workflows/ruleset/state.hpp"
#include "workflows/session/reasons.hpp"

#include <algorithm>

namespace gozin::session {

rules::BallotRule const* rule_of(Session const& session, View& view) {
  auto const* body = view.find<registry::Body>(session.body);
  auto const* rules = view.find<ruleset::RuleSetStream>(session.ruleset);
  return body && rules ? rules::find_ballot_rule(*rules->rules, body->code) : nullptr;
}

bool is_in_the_room(Session const& session, PersonId const& member, Part part) {
  if (session.present.contains(member)) return true;
  if (!part.was_there) return false;
  return session.confirmed.contains(member) ||
         (part.has_voted && !session.departed.contains(member));
}

Result<ballot::QuorumTest> quorum_of(Session const& session, View& view) {
  auto const* body = view.find<registry::Body>(session.body);
  if (!body) return Rejection{Reason::body_must_be_formed, session.body.text};
  auto const* rule = rule_of(session, view);
  if (!rule) return Rejection{Reason::body_must_have_ballot_rule, body->code.text};
  return quorum_by(*rule, *body, session);
}

Result<ballot::QuorumTest> quorum_by(rules::BallotRule const& rule, registry::Body const& body,
                                     Session const& session) {
  auto const sitting = registry::voters(body);
  auto const present = std::ranges::count_if(
      sitting, [&](PersonId const& member) { return session.present.contains(member); });
  auto const verdict =
      ballot::decide(rule.rule, {.seats = rule.seats,
                                 .filled = static_cast<std::int64_t>(sitting.size()),
                                 .opening = {.present = present, .recused = 0}});
  if (!verdict) return verdict.error();
  return verdict->quorum;
}

}  // namespace gozin::session
