#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/case.hpp"
#include "workflows/appointment/events/assessing.hpp"
#include "workflows/appointment/events/running.hpp"

namespace gozin::appointment {

/// Against conditions, while the window is open, by anyone; against an exclusion, by the one
/// excluded; against the ranking, by those in it. `nominee`: whom it concerns, oneself where it is
/// left out.
struct RaiseObjection {
  static constexpr std::string_view kName = "RaiseObjection";
  Against against = Against::ranking;
  std::optional<NomineeId> nominee = {};
  Committed grounds;

  static constexpr auto fields() {
    return fields_of(open("against", &RaiseObjection::against),
                     open("nominee", &RaiseObjection::nominee).ask(Input::nominee, "nominees"),
                     personal("grounds", &RaiseObjection::grounds, "objector"));
  }
};

struct DismissObjection {
  static constexpr std::string_view kName = "DismissObjection";
  Code objection;
  std::optional<PersonId> objector = {};  // whose the reason is about; found by the server
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("objection", &DismissObjection::objection).ask(Input::code, "objections"),
                     open("objector", &DismissObjection::objector).ask(Input::none),
                     personal("reason", &DismissObjection::reason, "objector"));
  }
};

/// Upheld with a remedy that needs no re-entry, or taken back.
struct SettleObjection {
  static constexpr std::string_view kName = "SettleObjection";
  Code objection;
  std::optional<PersonId> objector = {};
  Committed remedy;

  static constexpr auto fields() {
    return fields_of(open("objection", &SettleObjection::objection).ask(Input::code, "objections"),
                     open("objector", &SettleObjection::objector).ask(Input::none),
                     personal("remedy", &SettleObjection::remedy, "objector"));
  }
};

/// The nominee whom the objection concerns goes back to an old step; nobody else's scores move.
struct UpholdObjection {
  static constexpr std::string_view kName = "UpholdObjection";
  Code objection;
  Step step = Step::screening;
  std::optional<NomineeId> nominee = {};  // found by the server
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("objection", &UpholdObjection::objection).ask(Input::code, "objections"),
                     open("step", &UpholdObjection::step),
                     open("nominee", &UpholdObjection::nominee).ask(Input::none),
                     personal("reason", &UpholdObjection::reason, "nominee"));
  }
};

/// The panel's chair: the new ranking, with the readmitted nominee in it or out of it.
struct ConcludeReadmission {
  static constexpr std::string_view kName = "ConcludeReadmission";
  std::optional<Label> announced = {};  // as for EstablishRanking

  static constexpr auto fields() {
    return fields_of(open("announced", &ConcludeReadmission::announced));
  }
};

/// The period is over and nothing is open; what the rules want next follows by the same act.
struct CloseObjections {
  static constexpr std::string_view kName = "CloseObjections";
  static constexpr auto fields() { return fields_of(); }
};

// Each finds the person or nominee under whose key the text rests.
Result<void> prepare(std::type_identity<DismissObjection>, Preparation& preparation);
Result<void> prepare(std::type_identity<SettleObjection>, Preparation& preparation);
Result<void> prepare(std::type_identity<UpholdObjection>, Preparation& preparation);

/// Whether this person raised the objection or did what it is about.
[[nodiscard]] bool took_part(Context const& context, Objection const& objection,
                             PersonId const& person);

Result<Decision> decide(RaiseObjection const& command, Context const& context);
Result<Decision> decide(DismissObjection const& command, Context const& context);
Result<Decision> decide(SettleObjection const& command, Context const& context);
Result<Decision> decide(UpholdObjection const& command, Context const& context);
Result<Decision> decide(ConcludeReadmission const& command, Context const& context);
Result<Decision> decide(CloseObjections const& command, Context const& context);

/// The descriptions of these commands.
[[nodiscard]] std::vector<CommandType> objecting_commands();

}  // namespace gozin::appointment
