#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/case.hpp"

namespace gozin::appointment {

/// Says how far a case that is described here has come on paper, and by which letters; may be
/// repeated to correct it. Refuses `vacancy_must_be_described`, `route_must_have_a_call`,
/// `paper_must_say_when_it_was_called` where the stage and the call do not fit,
/// `paper_call_must_not_lie_ahead`, and `paper_must_precede_going_live` where the class of the post
/// has no day of going live or the call was not made before it.
struct ProposePaperFile {
  static constexpr std::string_view kName = "ProposePaperFile";
  PaperStage stage = PaperStage::authorised;
  Label file = {};
  Label establishment = {};
  Label budget = {};
  std::optional<Hash> document = {};
  std::optional<Day> called = {};
  std::optional<Label> call = {};

  static constexpr auto fields() {
    using C = ProposePaperFile;
    return fields_of(open("stage", &C::stage), open("file", &C::file),
                     open("establishment", &C::establishment), open("budget", &C::budget),
                     open("document", &C::document), open("called", &C::called),
                     open("call", &C::call));
  }
};

/// By the finance office, since the credit is reserved with it. Refuses
/// `paper_file_must_be_proposed`, `confirmer_must_be_another_person`, and what confirming post and
/// credit refuses.
struct ConfirmPaperFile {
  static constexpr std::string_view kName = "ConfirmPaperFile";
  static constexpr auto fields() { return fields_of(); }
};

Result<Decision> decide(ProposePaperFile const& command, Context const& context);
Result<Decision> decide(ConfirmPaperFile const& command, Context const& context);

/// The descriptions of these commands.
[[nodiscard]] std::vector<CommandType> paper_commands();

}  // namespace gozin::appointment
