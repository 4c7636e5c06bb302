#pragma once

#include "engine/command/context.hpp"
#include "workflows/session/events.hpp"

namespace gozin::session {

/// The secretary calls a meeting of a body under a rule set. Its stream is
/// `session/<body>-<number>`, so that a number is given once.
struct CallSession {
  static constexpr std::string_view kName = "CallSession";
  StreamId body = {};
  std::int64_t number = 0;
  Instant starts = {};
  StreamId ruleset = {};

  static constexpr auto fields() {
    return fields_of(open("body", &CallSession::body).ask(Input::stream, "bodies"),
                     open("number", &CallSession::number), open("starts", &CallSession::starts),
                     open("ruleset", &CallSession::ruleset).ask(Input::stream, "rulesets"));
  }
};

/// Adds the next item; `about` is the case or the rule set that will be decided under it.
struct AddAgendaItem {
  static constexpr std::string_view kName = "AddAgendaItem";
  Label title = {};
  std::optional<StreamId> about = {};

  static constexpr auto fields() {
    return fields_of(open("title", &AddAgendaItem::title),
                     open("about", &AddAgendaItem::about).ask(Input::stream, "cases"));
  }
};

/// Says who has come or gone: the secretary for everybody, a member for oneself.
struct RecordAttendance {
  static constexpr std::string_view kName = "RecordAttendance";
  PersonId member = {};
  Presence presence = Presence::arrived;

  static constexpr auto fields() {
    return fields_of(open("member", &RecordAttendance::member).ask(Input::person, "body_members"),
                     open("presence", &RecordAttendance::presence));
  }
};

/// Opens the session when its time has come; below the quorum it fails by the same act.
struct OpenSession {
  static constexpr std::string_view kName = "OpenSession";
  static constexpr auto fields() { return fields_of(); }
};

struct CloseSession {
  static constexpr std::string_view kName = "CloseSession";
  static constexpr auto fields() { return fields_of(); }
};

/// The chair confirms the minutes that the secretary wrote, by the hash of the document.
struct ApproveMinutes {
  static constexpr std::string_view kName = "ApproveMinutes";
  Hash minutes = {};

  static constexpr auto fields() { return fields_of(open("minutes", &ApproveMinutes::minutes)); }
};

/// Names the stream.
Result<void> prepare(std::type_identity<CallSession>, Preparation& preparation);

Result<Decision> decide(CallSession const& command, Context const& context);
Result<Decision> decide(AddAgendaItem const& command, Context const& context);
Result<Decision> decide(RecordAttendance const& command, Context const& context);
Result<Decision> decide(OpenSession const& command, Context const& context);
Result<Decision> decide(CloseSession const& command, Context const& context);
Result<Decision> decide(ApproveMinutes const& command, Context const& context);

/// The descriptions of these commands.
[[nodiscard]] std::vector<CommandType> session_commands();

}  // namespace gozin::session
