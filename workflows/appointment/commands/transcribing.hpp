#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/case.hpp"
#include "workflows/appointment/events/transcribing.hpp"
#include "workflows/transcription/acts.hpp"

namespace gozin::appointment {

/// A second person finds what a clerk wrote down as it stands on paper: neither the clerk nor
/// whoever it stands for or is about, and of an office that it concerns. Several acts may stand on
/// one sheet, such as the hands of a vote, whose scan is attached by its hash. Refused beside what
/// `flaw_of_second_person` asks as `transcription_must_be_confirmed_by_its_office` and
/// `transcription_must_be_confirmed_by_somebody_neutral`: of a vote, whoever must not vote in it
/// confirms none, and of an objection whoever did what it is about.
struct ConfirmTranscription {
  static constexpr std::string_view kName = "ConfirmTranscription";
  std::vector<std::int64_t> acts;
  Hash scan;

  static constexpr auto fields() {
    return fields_of(open("acts", &ConfirmTranscription::acts).ask(Input::list, "transcriptions"),
                     open("scan", &ConfirmTranscription::scan));
  }
};

/// A second person finds that the paper says otherwise, or that there is none; or the one in whose
/// name it stands says themselves that they never did it. Whoever was said to have consented is
/// asked anew.
struct DisputeTranscription {
  static constexpr std::string_view kName = "DisputeTranscription";
  std::int64_t act = 0;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("act", &DisputeTranscription::act).ask(Input::number, "transcriptions"),
                     restricted("reason", &DisputeTranscription::reason, transcription::kReaders));
  }
};

Result<Decision> decide(ConfirmTranscription const& command, Context const& context);
Result<Decision> decide(DisputeTranscription const& command, Context const& context);

/// A second person has their time for what a clerk writes down in a case that runs, and is reminded
/// of it; `DeadlineSet`, named after the act.
void await_second_person(Decision& decision, Context const& context);

/// Whether somebody in this role may speak about the act now: whom it concerns, or the office that
/// was told that they have said nothing in time.
[[nodiscard]] bool may_speak(Case const& state, Code const& role, std::int64_t act);

/// Whether somebody in this role speaks about the act: the body's own people about its members'
/// acts, whoever hears objections about objections, administrative affairs about the rest; clerks
/// about all.
[[nodiscard]] bool suits(Code const& role, transcription::Act const& act);

/// The descriptions of these commands.
[[nodiscard]] std::vector<CommandType> transcribing_commands();

}  // namespace gozin::appointment
