#pragma once

#include "engine/command/command.hpp"
#include "workflows/appointment/case.hpp"

namespace gozin::appointment {

// What clerks write down for people: kept until a second person has confirmed it, and what waits
// for that. An act stands as it was recorded; what rests on it does not begin before its second
// person has spoken.

/// Keeps what a clerk wrote down, before the event is folded. Reports about influence are none of
/// it: nobody but the inspectorate reads them.
void keep_transcription(Case& state, Recorded const& recorded);

/// The act by which this event was written down; nothing where somebody did it themselves.
[[nodiscard]] std::optional<std::int64_t> act_under(Case const& state, Recorded const& at);

/// Where a nominee stood who leaves through a clerk, and what rested on them.
void note_departure(Case const& state, Recorded const& at, Nominee& nominee);

/// Whether the nominee has left by nothing but what a clerk wrote down and nobody has confirmed.
[[nodiscard]] bool is_leaving(Case const& state, Nominee const& nominee);

/// The ballot about somebody whose withdrawal has now been confirmed is void, and so are the decree
/// that names them and its number; during a suspension the number when it is over. Nothing of it
/// was void before.
void settle_withdrawals(Decision& decision, Context const& context,
                        std::vector<std::int64_t> const& confirmed);

/// What a disputed act said is as if it had never been said: a name, a consent, a piece of
/// evidence, an objection, an interest, a recusal, a refusal or a withdrawal, a choice. A vote
/// stays in the roll of its ballot, which can only be voided.
void take_back(Case& state, std::int64_t act);

// Why a step has to wait: `transcription_must_be_confirmed_first`.

/// For what was written down about this nominee.
[[nodiscard]] std::optional<Rejection> flaw_of_words_about(Case const& state,
                                                           NomineeId const& nominee);
/// About any nominee.
[[nodiscard]] std::optional<Rejection> flaw_of_words_about_nominees(Case const& state);
/// For a piece of evidence or an objection.
[[nodiscard]] std::optional<Rejection> flaw_of_word(Case const& state, Code const& about);
/// For whoever is written down as having said no or withdrawn: they may not have left.
[[nodiscard]] std::optional<Rejection> flaw_of_departures(Case const& state);
/// Of this person alone.
[[nodiscard]] std::optional<Rejection> flaw_of_departure(Case const& state, PersonId const& person);
/// For interests and recusals of those who judge.
[[nodiscard]] std::optional<Rejection> flaw_of_judges_words(Case const& state);
/// Of this one alone.
[[nodiscard]] std::optional<Rejection> flaw_of_judges_words(Case const& state,
                                                            PersonId const& judge);
/// Before a body or the decider chooses: for both.
[[nodiscard]] std::optional<Rejection> flaw_before_choice(Case const& state);
/// Whether a second person found that a vote written down in the ballot was never given so.
[[nodiscard]] bool has_disputed_vote(Case const& state, Code const& ballot);
/// Before a ballot is closed: for votes written down in it; with a disputed one it is never closed,
/// `ballot_must_be_voided_for_a_disputed_vote`.
[[nodiscard]] std::optional<Rejection> flaw_of_votes(Case const& state, Code const& ballot);
/// Before a decree: for anything; and never over what an office is falsely said to have done,
/// `decree_must_not_rest_on_a_disputed_act`.
[[nodiscard]] std::optional<Rejection> flaw_before_decree(Case const& state);

}  // namespace gozin::appointment
