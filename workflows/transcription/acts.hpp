#pragma once

#include "engine/command/command.hpp"
#include "engine/core/named_enum.hpp"
#include "workflows/transcription/events.hpp"
#include "workflows/transcription/reasons.hpp"

#include <map>
#include <optional>

namespace gozin::transcription {

/// What a second person has said of an act.
#define GOZIN_WORDS(X) X(awaited) X(confirmed) X(disputed)
GOZIN_NAMED_ENUM(Word, GOZIN_WORDS)

/// An act that a clerk wrote down for somebody. It stands as it was recorded.
struct Act {
  Code type;                              // of the event that says what it is
  PersonId clerk;                         // who wrote it down
  PersonId behalf;                        // in whose name it stands
  Code role;                              // in which role
  std::optional<NomineeId> nominee = {};  // whom it is about
  Code about = {};                        // the ballot, the objection, the piece of evidence
  bool decides = false;                   // it was a part in what is decided, as a duty is
  Word word = Word::awaited;
  PersonId second = {};  // who has confirmed or disputed it
  Instant recorded = {};
  std::string cause = {};
};

/// By the number in the log of the first event of each, which no other stream has.
using Acts = std::map<std::int64_t, Act>;

/// Whether an event was written down by a clerk for somebody (channel `clerk`).
[[nodiscard]] bool is_transcribed(Envelope const& at);

/// The act that an event is a part of; begins a new one where it is the first of its command. For
/// events that are transcribed, in the order of the log.
Act& keep(Acts& acts, Recorded const& recorded);

void apply(Acts& acts, Recorded const& at, TranscriptionConfirmed const& event);
void apply(Acts& acts, Recorded const& at, TranscriptionDisputed const& event);

/// Whether the caller says themselves that they never did an act that still waits.
[[nodiscard]] bool is_denied(Acts const& acts, std::int64_t number, Call const& call);

/// Why the caller is no second person for these acts: `transcription_must_be_named`,
/// `transcription_must_be_confirmed_in_person`, `transcription_must_be_known`,
/// `transcription_must_be_confirmed_once`, `transcription_must_be_confirmed_by_another_person`.
[[nodiscard]] std::optional<Rejection> flaw_of_second_person(Acts const& acts,
                                                             std::vector<std::int64_t> const& named,
                                                             Call const& call);

/// What waits for a second person, as a refusal: `transcription_must_be_confirmed_first`, with the
/// number of the first such act that `concerns`.
template <class Concerns>
[[nodiscard]] std::optional<Rejection> flaw_of_awaited(Acts const& acts, Concerns concerns) {
  for (auto const& [number, act] : acts)
    if (act.word == Word::awaited && concerns(act))
      return Rejection{Reason::transcription_must_be_confirmed_first, std::to_string(number)};
  return std::nullopt;
}

/// The numbers of acts, each once and in the order of the log.
[[nodiscard]] std::vector<std::int64_t> in_order(std::vector<std::int64_t> acts);

}  // namespace gozin::transcription
