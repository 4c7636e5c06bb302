#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/events/assessing.hpp"

namespace gozin::appointment {

/// The panel's chair says what the analysis shows; wanted where the winner depends on one assessor.
struct NoteAnalysis {
  static constexpr std::string_view kName = "NoteAnalysis";
  Committed note;

  static constexpr auto fields() {
    return fields_of(restricted("note", &NoteAnalysis::note, kFileReaders).ask(Input::long_text));
  }
};

/// The panel's chair concludes the round. `announced`: the public value of the lot that was
/// announced; wanted only where a lot settles a tie.
struct EstablishRanking {
  static constexpr std::string_view kName = "EstablishRanking";
  std::optional<Label> announced = {};

  static constexpr auto fields() {
    return fields_of(open("announced", &EstablishRanking::announced));
  }
};

/// The panel's chair: whom the decider may choose, as the rule set says.
struct ConfirmShortlist {
  static constexpr std::string_view kName = "ConfirmShortlist";
  static constexpr auto fields() { return fields_of(); }
};

/// Administrative affairs: from here on objections against the ranking run.
struct PublishRanking {
  static constexpr std::string_view kName = "PublishRanking";
  static constexpr auto fields() { return fields_of(); }
};

Result<Decision> decide(NoteAnalysis const& command, Context const& context);
Result<Decision> decide(EstablishRanking const& command, Context const& context);
Result<Decision> decide(ConfirmShortlist const& command, Context const& context);
Result<Decision> decide(PublishRanking const& command, Context const& context);

}  // namespace gozin::appointment
