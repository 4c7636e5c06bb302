#pragma once

#include "workflows/appointment/gates.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/session/state.hpp"

namespace gozin::appointment {

// What the commands of a body ask first: who gives them, in which session, by which rule. Each
// gives why not, or nothing when all is well; a case that is not under review is refused as
// `case_must_be_under_review`.

[[nodiscard]] bool is_among(std::vector<PersonId> const& people, PersonId const& person);

/// Whom a question is about: one nominee, who stands in the round of an election, or all who may be
/// chosen.
[[nodiscard]] std::vector<NomineeId> subjects_of(Context const& context,
                                                 std::optional<NomineeId> const& nominee);

/// The caller serves the body as what the role says: its chair or its secretary.
[[nodiscard]] std::optional<Rejection> flaw_of_officer(Context const& context);

/// The session in which the case is dealt with is open.
[[nodiscard]] std::optional<Rejection> flaw_of_session(Context const& context);

/// The body the case is before; its stream exists once `flaw_of_officer` finds nothing.
[[nodiscard]] registry::Body const* body_of(Context const& context);

/// The body's way of deciding. A rule set that passed its check names it for every gate and every
/// body that may stand in for another.
[[nodiscard]] rules::BallotRule const& ballot_rule_of(rules::RuleSet const& rules,
                                                      ReviewState const& review);

/// The member who declares, recuses or votes: the caller, or whom the body's secretary or a clerk
/// (channel `clerk`) writes it down for. Nobody else acts for a member; there are no proxies.
[[nodiscard]] Result<PersonId> member_acting(Context const& context);

/// An interest that keeps a person from judging, without anybody's ruling. Being the nominator is
/// left to the body's rule; friendship and dispute to a challenge.
[[nodiscard]] bool disqualifies(Interest interest);

/// The gravest reason the person ever declared for not judging the nominee: what disqualifies, and
/// with `as_nominator` having nominated them; nothing where there is none.
[[nodiscard]] std::optional<Interest> forbidding_interest(Case const& state, PersonId const& person,
                                                          NomineeId const& nominee,
                                                          bool as_nominator = false);

/// Those in whom nothing was declared that does.
[[nodiscard]] std::vector<NomineeId> without_interest(
    std::map<NomineeId, Interest> const& interests);

/// What this session has confirmed about the case, with a quorum by the rules of the case, and
/// nothing has been done by yet, carried or lost, in the order of entry. Each motion is carried out
/// once.
[[nodiscard]] std::vector<session::Motion const*> motions_at_hand(Context const& context,
                                                                  StreamId const& session);

/// The motion of a session as what rests on it names it.
[[nodiscard]] MotionCited cited(session::Motion const& motion, StreamId const& session);

/// Whether the member must not vote on the nominee, or, where none is named, on the shortlist: by
/// own word, by a ruling of this body, by an interest ever declared or found (threat T6), before
/// whichever body, as the nominee, and where the rule says so as the nominator.
[[nodiscard]] bool is_recused(Context const& context, PersonId const& member,
                              std::optional<NomineeId> const& nominee);

/// Members, and those of them in the room, in the order of their ids; `recused` are of those
/// present, `recused_in_all` counts the absent too.
struct Room {
  std::vector<PersonId> electorate;
  std::vector<PersonId> present;
  std::vector<PersonId> recused;
  std::int64_t recused_in_all = 0;
};
[[nodiscard]] Room room_for(Context const& context, std::optional<NomineeId> const& nominee);

/// How many of these people are in the session's room now.
[[nodiscard]] std::int64_t count_present(Context const& context,
                                         std::vector<PersonId> const& people);

/// Those in the room who have neither declared their interests in whom the question is about nor
/// stood aside.
[[nodiscard]] std::vector<PersonId> undeclared_in(Context const& context, Room const& room,
                                                  std::optional<NomineeId> const& nominee);

/// A hint of a link between somebody in the room and whom the question is about that nobody has
/// disposed of, or nothing.
[[nodiscard]] Code const* hint_in(Context const& context, Room const& room,
                                  std::optional<NomineeId> const& nominee);

/// What a ballot has come to when it opens: the rule that holds, and whether the fallback does.
struct QuorumFound {
  ballot::Rule rule;
  ballot::QuorumTest test;
  bool fallback = false;
};

/// Whether a ballot may open in this room, in which somebody must have a vote. The fallback holds
/// only where recusals alone put the quorum out of reach, or leave no voter in the whole body.
[[nodiscard]] Result<QuorumFound> quorum_in(Room const& room, rules::BallotRule const& body_rule);

/// `have < needed`, as refusals show it.
[[nodiscard]] std::string shortfall(std::int64_t have, std::int64_t needed);

}  // namespace gozin::appointment
