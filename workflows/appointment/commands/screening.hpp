#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/case.hpp"

namespace gozin::appointment {

/// Admits a nominee who meets every condition. What each condition comes to is found by the same
/// rule for everybody (threat T12), never said by the caller.
struct AdmitNominee {
  static constexpr std::string_view kName = "AdmitNominee";
  NomineeId nominee;

  static constexpr auto fields() {
    return fields_of(open("nominee", &AdmitNominee::nominee).ask(Input::nominee, "nominees"));
  }
};

/// Excludes a nominee for a condition that is found unmet; one of which nothing is known counts as
/// unmet once the time for showing it is over. Neither this nor an admission comes from whoever has
/// entered what the register says of the nominee since the call
/// (`screener_must_not_have_described`).
struct ExcludeNominee {
  static constexpr std::string_view kName = "ExcludeNominee";
  NomineeId nominee;
  Code condition;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("nominee", &ExcludeNominee::nominee).ask(Input::nominee, "nominees"),
                     open("condition", &ExcludeNominee::condition).ask(Input::code, "conditions"),
                     personal("reason", &ExcludeNominee::reason, "nominee"));
  }
};

/// Ends a nomination that nobody could be found for, with the reason; who made it is told. Refuses
/// `nominee_must_await_match` and `nomination_must_be_unanswered`.
struct SetNominationAside {
  static constexpr std::string_view kName = "SetNominationAside";
  NomineeId nominee;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("nominee", &SetNominationAside::nominee).ask(Input::nominee, "nominees"),
                     personal("reason", &SetNominationAside::reason, "nominee"));
  }
};

/// Everybody who consented has been admitted or excluded, and every name is that of somebody or has
/// been set aside (`every_name_must_be_matched`, threat T4). With nobody admitted the case ends,
/// but not before all were told (`exclusion_must_be_served`) and the time for objecting is over.
struct CompleteScreening {
  static constexpr std::string_view kName = "CompleteScreening";
  static constexpr auto fields() { return fields_of(); }
};

Result<Decision> decide(AdmitNominee const& command, Context const& context);
Result<Decision> decide(ExcludeNominee const& command, Context const& context);
Result<Decision> decide(SetNominationAside const& command, Context const& context);
Result<Decision> decide(CompleteScreening const& command, Context const& context);

/// What each condition of the rule set comes to for a nominee. A verified document that holds
/// settles it as met; failing that, the staff register answers; where it says nothing, a
/// verification that something does not hold settles it as unmet.
[[nodiscard]] std::vector<ConditionFinding> findings_of(Nominee const& nominee,
                                                        Context const& context);

/// The descriptions of these commands.
[[nodiscard]] std::vector<CommandType> screening_commands();

}  // namespace gozin::appointment
