#include "workflows/session/procedure.hpp"

#include "engine/command/typed.hpp"
#include "workflows/registry/roles.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/ruleset/state.hpp"
#include "workflows/session/notice.hpp"
#include "workflows/session/quorum.hpp"
#include "workflows/session/reasons.hpp"

#include <algorithm>

namespace gozin::session {
namespace {

Session const& meeting_of(Context const& context) {
  return *context.view.find<Session>(context.stream);
}

bool is_listed(Session const& session, StreamId const& about) {
  return std::ranges::any_of(session.agenda,
                             [&](AgendaItem const& item) { return item.about == about; });
}

/// A member with a vote who is in the room.
bool is_there(Session const& session, PersonId const& person, View& view) {
  auto const* body = view.find<registry::Body>(session.body);
  return body && registry::has_vote(*body, person) && session.present.contains(person);
}

std::optional<Rejection> flaw_of_subject(EnterMotion const& command, Session const& session,
                                         View& view) {
  bool const is_new = command.procedure == Procedure::take_on;
  if (is_listed(session, command.about) == is_new || !view.folded(command.about))
    return Rejection{MotionReason::motion_must_concern_an_item, command.about.text};
  bool const challenges = command.procedure == Procedure::recuse;
  auto const* body = view.find<registry::Body>(session.body);
  bool const is_member = command.member && body && registry::has_vote(*body, *command.member);
  if (challenges ? !is_member : (command.member || command.nominee))
    return Rejection{MotionReason::motion_must_challenge_a_member,
                     command.member.value_or(PersonId{}).text};
  return std::nullopt;
}

/// More yes than no, of those who are there; whoever is challenged does not vote on it.
Result<ballot::Verdict> verdict_on(EnterMotion const& command, Session const& session,
                                   Context const& context) {
  auto const* rule = rule_of(session, context.view);
  if (!rule) return Rejection{Reason::body_must_have_ballot_rule, session.body.text};
  auto const sitting = registry::voters(*context.view.find<registry::Body>(session.body));
  auto const present = std::ranges::count_if(
      sitting, [&](PersonId const& member) { return session.present.contains(member); });
  bool const without = command.member && session.present.contains(*command.member);
  auto verdict = ballot::decide(ballot::second_round_of(rule->rule),
                                {.seats = rule->seats,
                                 .filled = static_cast<std::int64_t>(sitting.size()),
                                 .opening = {.present = present, .recused = without ? 1 : 0},
                                 .yes = command.yes,
                                 .no = command.no});
  if (!verdict)
    return Rejection{MotionReason::motion_must_count_members_in_the_room,
                     std::string{verdict.error().reason.name()}};
  if (!verdict->quorum.met)
    return Rejection{
        MotionReason::motion_must_have_its_quorum,
        std::to_string(verdict->quorum.have) + " < " + std::to_string(verdict->quorum.needed)};
  return verdict;
}

}  // namespace

Motion const* find_confirmed(Session const& session, Procedure procedure, StreamId const& about) {
  auto const found =
      std::find_if(session.motions.rbegin(), session.motions.rend(), [&](Motion const& motion) {
        return motion.rev && motion.entered.procedure == procedure && motion.entered.about == about;
      });
  return found == session.motions.rend() ? nullptr : &*found;
}

bool may_confirm(Session const& session, Motion const& motion, PersonId const& person, View& view) {
  bool const had_a_part = motion.writers.contains(person) || motion.entered.mover == person ||
                          motion.entered.member == person;
  return !motion.rev && !had_a_part && is_there(session, person, view);
}

std::optional<Rejection> flaw_of_late_item(StreamId const& session, StreamId const& about,
                                           Context const& context) {
  auto& view = context.view;
  auto const* meeting = view.find<Session>(session);
  if (!meeting) return std::nullopt;
  auto const* rule = rule_of(*meeting, view);
  if (rule && rule->notice.days == 0) return std::nullopt;
  if (rule && view.in(session, "Called")) {
    auto const& rules = *view.find<ruleset::RuleSetStream>(meeting->ruleset)->rules;
    auto const earliest = earliest_start({rules, rule->notice}, context);
    if (!earliest) return earliest.error();
    if (meeting->starts > *earliest) return std::nullopt;
  }
  auto const* motion = find_confirmed(*meeting, Procedure::take_on, about);
  if (motion && motion->entered.carried) return std::nullopt;
  return Rejection{MotionReason::late_item_must_be_taken_on, about.text};
}

Result<Decision> decide(EnterMotion const& command, Context const& context) {
  auto const& session = meeting_of(context);
  if (auto const refused = flaw_of_subject(command, session, context.view)) return *refused;
  if (!is_there(session, command.mover, context.view) || command.mover == command.member)
    return Rejection{MotionReason::mover_must_be_another_member_in_the_room, command.mover.text};
  auto const verdict = verdict_on(command, session, context);
  if (!verdict) return verdict.error();

  Decision decision;
  decision.add(context.stream,
               MotionEntered{.motion = std::ssize(session.motions) + 1,
                             .procedure = command.procedure,
                             .about = command.about,
                             .member = command.member,
                             .nominee = command.nominee,
                             .mover = command.mover,
                             .yes = command.yes,
                             .no = command.no,
                             .carried = verdict->outcome == ballot::Outcome::carried});
  return decision;
}

Result<Decision> decide(ConfirmMotion const& command, Context const& context) {
  auto const& session = meeting_of(context);
  auto const found = std::ranges::find_if(session.motions, [&](Motion const& motion) {
    return motion.entered.motion == command.motion;
  });
  if (found == session.motions.end() || found->rev)
    return Rejection{MotionReason::motion_must_await_confirmation, std::to_string(command.motion)};
  auto const& actor = context.call.actor;
  if (!context.call.behalf.empty() || !may_confirm(session, *found, actor, context.view))
    return Rejection{MotionReason::motion_must_be_confirmed_by_another_member, actor.text};

  Decision decision;
  decision.add(context.stream, MotionConfirmed{.motion = command.motion});
  return decision;
}

std::vector<CommandType> procedure_commands() {
  CommandTraits const leading{.roles = {registry::kBodySecretary, registry::kBodyChair}};
  CommandTraits const attending{.roles = {registry::kBodyMember, registry::kBodyChair}};
  return {command_type<EnterMotion>("session", "session", leading),
          command_type<ConfirmMotion>("session", "session", attending)};
}

}  // namespace gozin::session
