#include "workflows/session/workflow.hpp"

#include "engine/command/offers.hpp"
#include "engine/command/typed.hpp"
#include "workflows/registry/authority.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/ruleset/versions.hpp"
#include "workflows/session/chart.hpp"
#include "workflows/session/commands.hpp"
#include "workflows/session/fold.hpp"
#include "workflows/session/motions.hpp"
#include "workflows/session/procedure.hpp"

namespace gozin::session {
namespace {

void project(Projected const& projected, std::vector<TableRow>& rows) {
  auto const& session = *static_cast<Session const*>(projected.folded.state.get());
  auto const& folded = projected.folded;
  auto const& stream = projected.stream.text;
  rows.push_back({&session_list(),
                  {stream, session.body.text, session.number, session.starts.ms,
                   chart::leaf_names(folded.kind->chart.model, folded.position).front(),
                   session.ruleset.text, static_cast<std::int64_t>(session.present.size())}});
  for (auto const& item : session.agenda)
    rows.push_back(
        {&session_agenda(),
         {stream, item.number, item.title.text, item.about ? Value{item.about->text} : Value{}}});
}

/// The offices that count are those of the session's body, or of the body that approves a change of
/// rules: never the one that the proposed rules name (threat T18). A session that is being called
/// has none yet: its decision asks for them.
std::optional<Rejection> authorise(CommandType const& type, Context const& context) {
  registry::Place place;
  if (auto const* session = context.view.find<Session>(context.stream)) place.body = session->body;
  if (auto const* voted = context.view.find<ruleset::RuleSetStream>(context.stream))
    place.body = ruleset::approving_body(context.view, *voted);
  return registry::authorise_by_grants(type, context, place);
}

std::span<Lead const> leads() {
  static std::vector<Lead> const all{{"CallSession", {"SessionCalled"}},
                                     {"AddAgendaItem", {"AgendaItemAdded"}},
                                     {"RecordAttendance", {"AttendanceRecorded"}},
                                     {"OpenSession", {"SessionOpened", "SessionFailed"}},
                                     {"EnterMotion", {"MotionEntered"}},
                                     {"ConfirmMotion", {"MotionConfirmed"}},
                                     {"CloseSession", {"SessionClosed"}},
                                     {"ApproveMinutes", {"MinutesApproved"}},
                                     {"PutRuleSetToVote", {"BallotOpened"}},
                                     {"VoteOnRuleSet", {"BallotCast"}},
                                     {"CloseRuleSetVote", {"BallotClosed"}},
                                     {"ConfirmRuleSetVotes", {"TranscriptionConfirmed"}},
                                     {"DisputeRuleSetVote", {"TranscriptionDisputed"}}};
  return all;
}

}  // namespace

ReadTable const& session_list() {
  // The indexes serve the calendar of a body and the list of what is open.
  static ReadTable const table{.name = "session_list",
                               .columns = {{"stream"},
                                           {"body"},
                                           {"number", ColumnType::integer},
                                           {"starts", ColumnType::integer},
                                           {"state"},
                                           {"ruleset"},
                                           {"present", ColumnType::integer}},
                               .key = {"stream"},
                               .indexes = {{"body", "starts"}, {"state", "starts"}}};
  return table;
}

ReadTable const& session_agenda() {
  // The index serves "when does my case come up".
  static ReadTable const table{
      .name = "session_agenda",
      .columns = {{"stream"}, {"item", ColumnType::integer}, {"title"}, {"about"}},
      .key = {"stream", "item"},
      .indexes = {{"about"}}};
  return table;
}

Workflow session_workflow() {
  Workflow workflow;
  workflow.name = "session";
  workflow.kinds.push_back(stream_kind<Session>(
      session_chart(),
      EventList<SessionCalled, AgendaItemAdded, AttendanceRecorded, SessionOpened, SessionFailed,
                SessionClosed, MotionEntered, MotionConfirmed, MinutesApproved>{}));
  workflow.kinds.back().project = &project;
  workflow.commands = session_commands();
  for (auto& type : motion_commands()) workflow.commands.push_back(std::move(type));
  for (auto& type : procedure_commands()) workflow.commands.push_back(std::move(type));
  take_leads(workflow.commands, leads());
  workflow.tables = {&session_list(), &session_agenda()};
  workflow.authorise = &authorise;
  return workflow;
}

}  // namespace gozin::session
