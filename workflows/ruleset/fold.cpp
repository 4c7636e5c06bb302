#include "workflows/ruleset/fold.hpp"

#include "engine/command/streams.hpp"
#include "engine/rules/parse.hpp"

namespace gozin::ruleset {

void apply(RuleSetStream& state, Recorded const& at, RuleSetProposed const& event) {
  auto rules = rules::parse_rule_set(event.document.value);
  if (!rules) throw UnreadableEvent("recorded rule set cannot be read: " + at.at.stream.text);
  state.hash = event.hash;
  state.rules = std::make_shared<rules::RuleSet const>(std::move(*rules));
  state.judged_by = event.judged_by.value_or(StreamId{});
  state.proposers.insert(at.at.actor);
  if (!at.at.behalf.empty()) state.proposers.insert(at.at.behalf);
}

void apply(RuleSetStream&, Recorded const&, RuleSetApproved const&) {}

void apply(RuleSetStream& state, Recorded const&, RuleSetScheduled const& event) {
  state.in_force_from = event.from;
  state.begins = event.begins;
}

void apply(RuleSetStream& state, Recorded const&, RuleSetInForce const& event) {
  state.in_force_from = event.from;
  state.begins.reset();
}

void apply(RuleSetStream& state, Recorded const&, RuleSetSuperseded const&) {
  state.begins.reset();
}

void apply(RuleSetStream& state, Recorded const&, balloting::BallotOpened const& event) {
  state.vote = VoteUnderWay{.ballot = event.ballot,
                            .session = event.session,
                            .electorate = event.electorate,
                            .present = event.present,
                            .rules = event.rules.value_or(StreamId{})};
}

void apply(RuleSetStream& state, Recorded const& at, balloting::BallotCast const& event) {
  if (!state.vote || !event.choice) return;
  state.vote->roll.emplace(event.voter, *event.choice);
  if (!at.at.behalf.empty()) state.vote->writers.insert(at.at.actor);
  if (transcription::is_transcribed(at.at)) transcription::keep(state.vote->transcribed, at);
}

void apply(RuleSetStream& state, Recorded const&, balloting::BallotClosed const&) {
  state.vote.reset();
}

void apply(RuleSetStream& state, Recorded const& at,
           transcription::TranscriptionConfirmed const& event) {
  if (state.vote) transcription::apply(state.vote->transcribed, at, event);
}

void apply(RuleSetStream& state, Recorded const&, transcription::TranscriptionDisputed const&) {
  state.vote.reset();
}

}  // namespace gozin::ruleset
