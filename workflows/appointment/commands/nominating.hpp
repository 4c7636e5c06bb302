#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/events/nominating.hpp"

namespace gozin::appointment {

/// Puts a name forward. A person of the register is chosen as `person`; otherwise name and
/// workplace or field suffice. A second nomination of the same person by somebody else is answered
/// like a first one and merged later, so that no stranger learns who is nominated (AC4.6).
struct Nominate {
  static constexpr std::string_view kName = "Nominate";
  NomineeId nominee;
  rules::Channel channel = rules::Channel::citizen;
  std::optional<PersonId> person = {};
  std::optional<Committed> name = {};
  std::optional<Committed> workplace = {};
  std::optional<Committed> statement = {};

  static constexpr auto fields() {
    return fields_of(
        open("nominee", &Nominate::nominee).ask(Input::none), open("channel", &Nominate::channel),
        open("person", &Nominate::person).ask(Input::person, "persons"),
        personal("name", &Nominate::name, "nominee").ask(Input::text).at_most(400),
        personal("workplace", &Nominate::workplace, "nominee").ask(Input::text).at_most(400),
        personal("statement", &Nominate::statement, "nominee").ask(Input::long_text));
  }
};

/// Says which person of the register a name means. Merges with the nominations that are known to
/// mean the same person.
struct MatchNominee {
  static constexpr std::string_view kName = "MatchNominee";
  NomineeId nominee;
  PersonId person;

  static constexpr auto fields() {
    return fields_of(open("nominee", &MatchNominee::nominee).ask(Input::nominee, "unmatched"),
                     open("person", &MatchNominee::person).ask(Input::person, "persons"));
  }
};

struct MergeNominations {
  static constexpr std::string_view kName = "MergeNominations";
  NomineeId nominee;
  NomineeId into;

  static constexpr auto fields() {
    return fields_of(open("nominee", &MergeNominations::nominee).ask(Input::nominee, "nominees"),
                     open("into", &MergeNominations::into).ask(Input::nominee, "nominees"));
  }
};

/// Invites a member of the talent pool to put himself forward.
struct InvitePoolMember {
  static constexpr std::string_view kName = "InvitePoolMember";
  PersonId person;

  static constexpr auto fields() {
    return fields_of(open("person", &InvitePoolMember::person).ask(Input::person, "pool"));
  }
};

/// The nominee's own yes; it answers every nomination of this person.
struct ConsentToNomination {
  static constexpr std::string_view kName = "ConsentToNomination";
  NomineeId nominee;

  static constexpr auto fields() {
    return fields_of(open("nominee", &ConsentToNomination::nominee).ask(Input::nominee, "own"));
  }
};

struct DeclineNomination {
  static constexpr std::string_view kName = "DeclineNomination";
  NomineeId nominee;
  std::optional<Committed> reason = {};

  static constexpr auto fields() {
    return fields_of(open("nominee", &DeclineNomination::nominee).ask(Input::nominee, "own"),
                     personal("reason", &DeclineNomination::reason, "nominee"));
  }
};

/// Evidence about a condition or a criterion, filed by the nominee or by an officer.
struct FileEvidence {
  static constexpr std::string_view kName = "FileEvidence";
  NomineeId nominee;
  Code evidence;
  Code about;
  std::optional<Hash> document = {};
  Committed description;

  static constexpr auto fields() {
    return fields_of(
        open("nominee", &FileEvidence::nominee).ask(Input::nominee, "nominees"),
        open("evidence", &FileEvidence::evidence).ask(Input::none),
        open("about", &FileEvidence::about).ask(Input::code, "conditions_criteria"),
        open("document", &FileEvidence::document),
        personal("description", &FileEvidence::description, "nominee").ask(Input::long_text));
  }
};

/// Somebody else than who filed it has checked it (threat T13).
struct VerifyEvidence {
  static constexpr std::string_view kName = "VerifyEvidence";
  NomineeId nominee;
  Code evidence;
  bool holds = true;
  Committed finding;

  static constexpr auto fields() {
    return fields_of(open("nominee", &VerifyEvidence::nominee).ask(Input::nominee, "nominees"),
                     open("evidence", &VerifyEvidence::evidence).ask(Input::code, "evidence"),
                     open("holds", &VerifyEvidence::holds),
                     personal("finding", &VerifyEvidence::finding, "nominee"));
  }
};

/// Keeps the window open longer, for everybody alike; never shorter.
struct ExtendNominationWindow {
  static constexpr std::string_view kName = "ExtendNominationWindow";
  Instant closes;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("closes", &ExtendNominationWindow::closes),
                     restricted("reason", &ExtendNominationWindow::reason, kFileReaders));
  }
};

/// The clock closes the window. Where nobody is left to screen, the case ends unfilled.
struct CloseNominations {
  static constexpr std::string_view kName = "CloseNominations";
  static constexpr auto fields() { return fields_of(); }
};

Result<Decision> decide(Nominate const& command, Context const& context);
Result<Decision> decide(MatchNominee const& command, Context const& context);
Result<Decision> decide(MergeNominations const& command, Context const& context);
Result<Decision> decide(InvitePoolMember const& command, Context const& context);
Result<Decision> decide(ConsentToNomination const& command, Context const& context);
Result<Decision> decide(DeclineNomination const& command, Context const& context);
Result<Decision> decide(FileEvidence const& command, Context const& context);
Result<Decision> decide(VerifyEvidence const& command, Context const& context);
Result<Decision> decide(ExtendNominationWindow const& command, Context const& context);
Result<Decision> decide(CloseNominations const& command, Context const& context);

Result<void> prepare(std::type_identity<Nominate>, Preparation& preparation);
Result<void> prepare(std::type_identity<FileEvidence>, Preparation& preparation);

/// The descriptions of these commands.
[[nodiscard]] std::vector<CommandType> nominating_commands();

}  // namespace gozin::appointment
