#include "workflows/appointment/meetings.hpp"

#include "engine/ballot/ballot.hpp"
#include "workflows/appointment/deliberation.hpp"
#include "workflows/session/procedure.hpp"
#include "workflows/session/quorum.hpp"
#include "workflows/session/reasons.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

rules::BallotRule const& rule_of_case(Context const& context) {
  return ballot_rule_of(rules_of(context), *case_of(context).review);
}

/// Counted from the call, by the calendar of the case's rules.
std::optional<Rejection> flaw_of_notice(session::Session const& meeting, Context const& context) {
  auto const notice = rule_of_case(context).notice;
  if (notice.days == 0) return std::nullopt;
  auto at_the_call = context.call;
  at_the_call.now = meeting.called;
  auto const earliest =
      deadline({at_the_call, context.stream, context.view, context.facts}, notice);
  if (meeting.starts > earliest) return std::nullopt;
  return Rejection{Reason::session_must_give_the_notice_of_the_case, to_rfc3339(earliest)};
}

std::optional<Rejection> flaw_of_quorum(session::Session const& meeting, Context const& context) {
  auto const there = session::quorum_of(meeting, context.view);
  if (!there) return there.error();
  auto const here = session::quorum_by(rule_of_case(context), *body_of(context), meeting);
  if (!here) return here.error();
  if (there->needed >= here->needed) return std::nullopt;
  return Rejection{Reason::session_must_have_the_quorum_of_the_case,
                   shortfall(there->needed, here->needed)};
}

}  // namespace

std::optional<Rejection> flaw_of_meeting(StreamId const& session, Context const& context) {
  auto const& meeting = *context.view.find<session::Session>(session);
  // Its call was held to them.
  if (meeting.ruleset == case_of(context).ruleset) return std::nullopt;
  if (auto refused = flaw_of_notice(meeting, context)) return refused;
  return flaw_of_quorum(meeting, context);
}

std::optional<Rejection> flaw_of_late_case(StreamId const& session, Context const& context) {
  auto const notice = rule_of_case(context).notice;
  if (notice.days == 0) return std::nullopt;
  auto const& meeting = *context.view.find<session::Session>(session);
  bool const in_time = meeting.starts > deadline(context, notice);
  if (in_time && context.view.in(session, "Called")) return std::nullopt;
  auto const* motion =
      session::find_confirmed(meeting, session::Procedure::take_on, context.stream);
  if (motion && motion->entered.carried && has_quorum_of_case(*motion, context))
    return std::nullopt;
  return Rejection{session::MotionReason::late_item_must_be_taken_on, context.stream.text};
}

bool has_quorum_of_case(session::Motion const& motion, Context const& context) {
  auto const& rule = rule_of_case(context);
  auto const* body = body_of(context);
  if (!body) return false;
  auto const present = std::ssize(motion.present);
  bool const without = motion.entered.member && motion.present.contains(*motion.entered.member);
  // Whoever has given up the seat since was there all the same.
  auto const filled = std::max<std::int64_t>(present, std::ssize(registry::voters(*body)));
  auto const verdict = ballot::decide(ballot::second_round_of(rule.rule),
                                      {.seats = rule.seats,
                                       .filled = filled,
                                       .opening = {.present = present, .recused = without ? 1 : 0},
                                       .yes = motion.entered.yes,
                                       .no = motion.entered.no});
  return verdict && verdict->quorum.met;
}

}  // namespace gozin::appointment
