#include "workflows/session/commands.hpp"

#include "engine/command/preparation.hpp"
#include "engine/command/typed.hpp"
#include "workflows/registry/roles.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/ruleset/state.hpp"
#include "workflows/session/notice.hpp"
#include "workflows/session/procedure.hpp"
#include "workflows/session/quorum.hpp"
#include "workflows/session/reasons.hpp"
#include "workflows/session/state.hpp"

namespace gozin::session {
namespace {

/// The session whose stream this is; the pipeline has refused streams that do not exist.
Session const& session_of(Context const& context) {
  return *context.view.find<Session>(context.stream);
}

StreamId stream_of_meeting(StreamId const& body, std::int64_t number) {
  return stream_of(Session::kKind, std::string{body.key()} + "-" + std::to_string(number));
}

rules::RuleSet const* rules_in_force(Context const& context, StreamId const& ruleset) {
  if (!context.view.in(ruleset, "InForce")) return nullptr;
  return context.view.find<ruleset::RuleSetStream>(ruleset)->rules.get();
}

/// Whether a signal would change nothing: the same was said by the same side before.
bool is_known(RecordAttendance const& command, Session const& session, bool own) {
  bool const present = session.present.contains(command.member);
  bool const confirmed = session.confirmed.contains(command.member);
  if (command.presence == Presence::left) return !present && !confirmed;
  return own ? confirmed : present;
}

}  // namespace

Result<void> prepare(std::type_identity<CallSession>, Preparation& preparation) {
  auto const* body = preparation.input().if_contains("body");
  auto const* number = preparation.input().if_contains("number");
  if (!body || !number) return {};
  auto const named = decode<StreamId>(*body);
  if (!named) return inside("body", named.error());
  auto const counted = decode<std::int64_t>(*number);
  if (!counted) return inside("number", counted.error());
  preparation.open_as(stream_of_meeting(*named, *counted));
  return {};
}

Result<Decision> decide(CallSession const& command, Context const& context) {
  auto const* body = context.view.find<registry::Body>(command.body);
  if (!body) return Rejection{Reason::body_must_be_formed, command.body.text};
  if (command.number <= 0 || context.stream != stream_of_meeting(command.body, command.number))
    return Rejection{Reason::session_must_bear_its_name, context.stream.text};
  auto const& caller = context.call.behalf.empty() ? context.call.actor : context.call.behalf;
  if (!registry::holds_office(*body, caller, registry::Office::secretary))
    return Rejection{Reason::session_must_be_called_by_its_secretary, command.body.text};
  auto const* rules = rules_in_force(context, command.ruleset);
  if (!rules) return Rejection{Reason::session_ruleset_must_be_in_force, command.ruleset.text};
  auto const* rule = rules::find_ballot_rule(*rules, body->code);
  if (!rule) return Rejection{Reason::body_must_have_ballot_rule, body->code.text};
  if (rule->seats != body->seats)
    return Rejection{Reason::seats_must_agree_with_the_rules,
                     std::to_string(body->seats) + " " + std::to_string(rule->seats)};
  if (command.starts <= context.call.now)
    return Rejection{Reason::session_must_start_later, to_rfc3339(command.starts)};
  auto const earliest = earliest_start({*rules, rule->notice}, context);
  if (!earliest) return earliest.error();
  if (command.starts <= *earliest)
    return Rejection{Reason::notice_must_be_long_enough, to_rfc3339(*earliest)};

  Decision decision;
  decision.add(context.stream, SessionCalled{.body = command.body,
                                             .number = command.number,
                                             .starts = command.starts,
                                             .ruleset = command.ruleset});
  return decision;
}

Result<Decision> decide(AddAgendaItem const& command, Context const& context) {
  if (command.about && !context.view.folded(*command.about))
    return Rejection{Reason::agenda_item_must_be_about_a_record, command.about->text};
  if (command.about)
    if (auto const refused = flaw_of_late_item(context.stream, *command.about, context))
      return *refused;

  auto const next = static_cast<std::int64_t>(session_of(context).agenda.size()) + 1;
  Decision decision;
  decision.add(context.stream,
               AgendaItemAdded{.item = next, .title = command.title, .about = command.about});
  return decision;
}

Result<Decision> decide(RecordAttendance const& command, Context const& context) {
  auto const& session = session_of(context);
  auto const& call = context.call;
  bool const own = call.role.text == registry::kBodyMember;
  auto const* body = context.view.find<registry::Body>(session.body);
  if (!body || !registry::has_vote(*body, command.member))
    return Rejection{Reason::attendee_must_sit_on_body, command.member.text};
  if (own && command.member != call.actor && command.member != call.behalf)
    return Rejection{Reason::attendance_must_be_ones_own, command.member.text};
  if (is_known(command, session, own))
    return Rejection{Reason::attendance_must_change, command.member.text};

  Decision decision;
  decision.add(context.stream,
               AttendanceRecorded{.member = command.member, .presence = command.presence});
  return decision;
}

Result<Decision> decide(OpenSession const&, Context const& context) {
  auto const& session = session_of(context);
  if (context.call.now < session.starts)
    return Rejection{Reason::session_must_not_open_early, to_rfc3339(session.starts)};
  auto const quorum = quorum_of(session, context.view);
  if (!quorum) return quorum.error();

  Decision decision;
  if (quorum->met)
    decision.add(context.stream, SessionOpened{.needed = quorum->needed, .present = quorum->have});
  else
    decision.add(context.stream, SessionFailed{.needed = quorum->needed, .present = quorum->have});
  return decision;
}

Result<Decision> decide(CloseSession const&, Context const& context) {
  Decision decision;
  decision.add(context.stream, SessionClosed{});
  return decision;
}

Result<Decision> decide(ApproveMinutes const& command, Context const& context) {
  Decision decision;
  decision.add(context.stream, MinutesApproved{.minutes = command.minutes});
  return decision;
}

std::vector<CommandType> session_commands() {
  CommandTraits const calling{.roles = {registry::kBodySecretary}, .opens = true};
  CommandTraits const writing{.roles = {registry::kBodySecretary}};
  CommandTraits const attending{.roles = {registry::kBodySecretary, registry::kBodyMember}};
  CommandTraits const leading{.roles = {registry::kBodySecretary, registry::kBodyChair}};
  CommandTraits const confirming{.roles = {registry::kBodyChair}};
  return {command_type<CallSession>("session", "session", calling),
          command_type<AddAgendaItem>("session", "session", writing),
          command_type<RecordAttendance>("session", "session", attending),
          command_type<OpenSession>("session", "session", leading),
          command_type<CloseSession>("session", "session", leading),
          command_type<ApproveMinutes>("session", "session", confirming)};
}

}  // namespace gozin::session
