#include "workflows/appointment/closing.hpp"

#include "workflows/appointment/transcribing.hpp"
#include "workflows/registry/states.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

/// The quorum of the ballot with those who were there at its opening and those who are there now.
Result<ballot::QuorumTest> quorum_now(Context const& context, BallotUnderWay const& ballot) {
  auto count = opened_count(context, ballot);
  count.closing = attendance_now(context, ballot);
  auto const verdict = ballot::decide(rule_of(context, ballot), count);
  if (!verdict) return verdict.error();
  return verdict->quorum;
}

/// Why the votes cast are too few to be counted while others are silent.
std::optional<Rejection> flaw_of_votes_cast(Context const& context, BallotUnderWay const& ballot) {
  auto const quorum = quorum_now(context, ballot);
  if (!quorum) return quorum.error();
  // Where it is lost, nothing is decided over anybody's head, and nobody could close it otherwise.
  if (!quorum->met) return std::nullopt;
  auto have = std::ssize(ballot.roll);
  if (quorum->recused_count) have += count_present(context, ballot.recused);
  if (have < quorum->needed)
    return Rejection{Reason::unfinished_vote_must_have_its_quorum, shortfall(have, quorum->needed)};
  return std::nullopt;
}

}  // namespace

std::int64_t votes_outstanding(Context const& context, BallotUnderWay const& ballot) {
  return std::count_if(ballot.present.begin(), ballot.present.end(), [&](PersonId const& member) {
    return !is_among(ballot.recused, member) && !ballot.roll.contains(member) &&
           is_in_the_room(context, ballot, member);
  });
}

std::optional<Rejection> flaw_of_unfinished(Context const& context, BallotUnderWay const& ballot,
                                            std::optional<Committed> const& reason) {
  auto const outstanding = votes_outstanding(context, ballot);
  if (outstanding == 0) return std::nullopt;
  if (context.call.role != Code{"body_chair"})
    return Rejection{Reason::chair_must_close_unfinished_vote, std::to_string(outstanding)};
  if (!reason) return Rejection{EngineReason::field_must_be_given, "reason"};
  return flaw_of_votes_cast(context, ballot);
}

bool is_closed_by_chair(Context const& context, BallotUnderWay const& ballot) {
  auto const& state = case_of(context);
  return votes_outstanding(context, ballot) > 0 && !ballot.roll.empty() &&
         !flaw_of_votes_cast(context, ballot) && !flaw_of_departures(state) &&
         !flaw_of_votes(state, ballot.code);
}

std::optional<Rejection> flaw_of_closing(Context const& context, BallotUnderWay const& ballot,
                                         std::optional<Committed> const& reason) {
  if (ballot.roll.empty()) return Rejection{Reason::ballot_must_have_votes, ballot.code.text};
  if (auto refused = flaw_of_session(context)) return refused;
  auto const& call = context.call;
  if (ballot.writers.contains(call.actor))
    return Rejection{Reason::count_must_be_confirmed_by_another_person, call.actor.text};
  if (auto refused = flaw_of_unfinished(context, ballot, reason)) return refused;
  if (auto refused = flaw_of_departures(case_of(context))) return refused;
  return flaw_of_votes(case_of(context), ballot.code);
}

Result<bool> stays_unread(Context const& context, BallotUnderWay const& ballot) {
  if (!has_box(ballot)) return false;
  auto const quorum = quorum_now(context, ballot);
  if (!quorum) return quorum.error();
  return !quorum->met;
}

std::vector<session::Motion const*> motions_to_carry_out(Context const& context) {
  auto const& review = *case_of(context).review;
  auto found = motions_at_hand(context, *review.session);
  auto const* body = body_of(context);
  std::erase_if(found, [&](session::Motion const* motion) {
    auto const& entered = motion->entered;
    if (!entered.carried) return true;
    switch (entered.procedure) {
      case session::Procedure::return_to_screening:
      case session::Procedure::return_to_assessing:
        return review.ballot || !binds(review.kind);
      case session::Procedure::recuse:
        return review.ballot || !body || !registry::has_vote(*body, *entered.member);
      case session::Procedure::void_ballot:
        return !review.ballot || motion->entered_at < review.ballot->opened;
      case session::Procedure::take_on:
        break;
    }
    return true;
  });
  return found;
}

std::optional<Rejection> flaw_of_carried_motions(Context const& context) {
  auto const waiting = motions_to_carry_out(context);
  if (waiting.empty()) return std::nullopt;
  return Rejection{Reason::carried_motion_must_be_carried_out,
                   std::string{name_of(waiting.front()->entered.procedure)}};
}

Result<std::optional<MotionCited>> motion_of_voiding(Context const& context,
                                                     BallotUnderWay const& ballot) {
  using None = std::optional<MotionCited>;
  auto const& state = case_of(context);
  auto const* meeting = context.view.find<session::Session>(ballot.session);
  // What lies in an urn is known to nobody before it is counted.
  bool const may_have_votes = !ballot.roll.empty() || ballot.medium == Medium::paper;
  if (!meeting || !may_have_votes || has_disputed_vote(state, ballot.code)) return None{};
  if (!context.view.in(ballot.session, "Open")) {
    if (context.call.role == Code{"body_chair"} && context.call.actor != meeting->closed_by)
      return None{};
    return Rejection{Reason::void_must_come_from_the_chair_after_the_session, ballot.code.text};
  }
  for (auto const* motion : motions_at_hand(context, ballot.session))
    if (motion->entered.carried && motion->entered.procedure == session::Procedure::void_ballot &&
        motion->entered_at >= ballot.opened)
      return None{cited(*motion, ballot.session)};
  return Rejection{Reason::void_must_be_carried_by_the_body, ballot.code.text};
}

std::optional<std::int64_t> silent_at_close(Context const& context, BallotUnderWay const& ballot) {
  auto const silent = votes_outstanding(context, ballot);
  return silent > 0 ? std::optional{silent} : std::nullopt;
}

}  // namespace gozin::appointment
