#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/events/assessing.hpp"

namespace gozin::appointment {

/// An assessor's sheet for one alias. Levels and evidence are taken away before the command is
/// queued: what is judged and recorded is the commitment (threat T7).
struct SealScoreSheet {
  static constexpr std::string_view kName = "SealScoreSheet";
  Code alias;
  std::map<Code, std::int64_t> levels;  // by criterion; every one of the round
  std::map<Code, Committed> evidence;   // by criterion, in words; where there is something to say
  Code sheet;
  Hash commitment;
  Committed content;

  static constexpr auto fields() {
    return fields_of(
        open("alias", &SealScoreSheet::alias).ask(Input::code, "aliases"),
        open("levels", &SealScoreSheet::levels).ask(Input::list, "criteria").secret(),
        sealed("evidence", &SealScoreSheet::evidence, "ScoreSheetRevealed")
            .ask(Input::list, "criteria")
            .optional()
            .at_most(8000)
            .secret(),
        open("sheet", &SealScoreSheet::sheet).ask(Input::none),
        open("commitment", &SealScoreSheet::commitment).ask(Input::none),
        sealed("content", &SealScoreSheet::content, "ScoreSheetRevealed").ask(Input::none));
  }
};

/// Opens the round: the clock when the time is over, administrative affairs when all sheets are in.
struct RevealScores {
  static constexpr std::string_view kName = "RevealScores";
  static constexpr auto fields() { return fields_of(); }
};

/// An assessor changes a score of their own after the reveal, once, with the reason.
struct ReviseScore {
  static constexpr std::string_view kName = "ReviseScore";
  NomineeId nominee;
  Code criterion;
  std::int64_t level = 0;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("nominee", &ReviseScore::nominee).ask(Input::nominee, "nominees"),
                     open("criterion", &ReviseScore::criterion).ask(Input::code, "criteria"),
                     open("level", &ReviseScore::level),
                     personal("reason", &ReviseScore::reason, "nominee"));
  }
};

/// Makes the sheet, its salt and its commitment out of the input. Refuses a criterion of another
/// round, a missing one, and a level off its scale; nothing of the levels goes on from here.
Result<void> prepare(std::type_identity<SealScoreSheet>, Preparation& preparation);

Result<Decision> decide(SealScoreSheet const& command, Context const& context);
Result<Decision> decide(RevealScores const& command, Context const& context);
Result<Decision> decide(ReviseScore const& command, Context const& context);

}  // namespace gozin::appointment
