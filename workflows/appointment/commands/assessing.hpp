#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/events/assessing.hpp"

namespace gozin::appointment {

/// An assessor or a reserve says what links them to nominees, `none` included; several nominees at
/// once. `kinship` for those whose interest is kinship, `detail` where one interest is declared.
struct DeclareInterest {
  static constexpr std::string_view kName = "DeclareInterest";
  std::map<NomineeId, Interest> interests;
  std::map<NomineeId, rules::Kinship> kinship = {};
  std::optional<Committed> detail = {};

  static constexpr auto fields() {
    return fields_of(
        open("interests", &DeclareInterest::interests).ask(Input::list, "nominees"),
        open("kinship", &DeclareInterest::kinship).ask(Input::list, "nominees").optional(),
        personal("detail", &DeclareInterest::detail, "declarer").ask(Input::long_text));
  }
};

/// The assessor steps back: from one nominee or, where none is named, from the whole case.
struct RecuseAssessor {
  static constexpr std::string_view kName = "RecuseAssessor";
  std::optional<NomineeId> nominee = {};
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("nominee", &RecuseAssessor::nominee).ask(Input::nominee, "nominees"),
                     personal("reason", &RecuseAssessor::reason, "assessor"));
  }
};

/// Administrative affairs: the next reserve takes a vacant seat, for one nominee or the whole case.
struct ReplaceAssessor {
  static constexpr std::string_view kName = "ReplaceAssessor";
  PersonId assessor;
  std::optional<NomineeId> nominee = {};

  static constexpr auto fields() {
    return fields_of(open("assessor", &ReplaceAssessor::assessor).ask(Input::person, "assessors"),
                     open("nominee", &ReplaceAssessor::nominee).ask(Input::nominee, "nominees"));
  }
};

/// Everybody who will judge has declared; names give way to aliases.
struct CompleteDeclarations {
  static constexpr std::string_view kName = "CompleteDeclarations";
  static constexpr auto fields() { return fields_of(); }
};

/// Administrative affairs: the next round of the rule set, for those still above the line.
struct OpenRound {
  static constexpr std::string_view kName = "OpenRound";
  static constexpr auto fields() { return fields_of(); }
};

Result<Decision> decide(DeclareInterest const& command, Context const& context);
Result<Decision> decide(RecuseAssessor const& command, Context const& context);
Result<Decision> decide(ReplaceAssessor const& command, Context const& context);
Result<Decision> decide(CompleteDeclarations const& command, Context const& context);
Result<Decision> decide(OpenRound const& command, Context const& context);

/// The descriptions of these commands, of sealing and of ranking.
[[nodiscard]] std::vector<CommandType> assessing_commands();

}  // namespace gozin::appointment
