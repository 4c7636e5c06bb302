#include "workflows/transcription/acts.hpp"

#include <algorithm>

namespace gozin::transcription {
namespace {

/// Events of one command lie together and have its moment and its cause.
bool is_of(Act const& act, Envelope const& at) {
  return act.cause == at.cause && act.recorded == at.recorded && act.clerk == at.actor &&
         act.behalf == at.behalf && act.role == at.role;
}

void speak(Acts& acts, std::int64_t number, Word word, Recorded const& at) {
  auto const found = acts.find(number);
  if (found == acts.end()) return;
  found->second.word = word;
  found->second.second = at.at.actor;
}

}  // namespace

bool is_transcribed(Envelope const& at) { return at.channel.text == "clerk" && !at.behalf.empty(); }

Act& keep(Acts& acts, Recorded const& recorded) {
  auto const& at = recorded.at;
  if (!acts.empty() && is_of(acts.rbegin()->second, at)) return acts.rbegin()->second;
  return acts
      .insert_or_assign(at.seq, Act{.type = Code{std::string{recorded.event.type().name}},
                                    .clerk = at.actor,
                                    .behalf = at.behalf,
                                    .role = at.role,
                                    .recorded = at.recorded,
                                    .cause = at.cause})
      .first->second;
}

void apply(Acts& acts, Recorded const& at, TranscriptionConfirmed const& event) {
  for (auto const number : event.acts) speak(acts, number, Word::confirmed, at);
}

void apply(Acts& acts, Recorded const& at, TranscriptionDisputed const& event) {
  speak(acts, event.act, Word::disputed, at);
}

bool is_denied(Acts const& acts, std::int64_t number, Call const& call) {
  auto const found = acts.find(number);
  return found != acts.end() && found->second.word == Word::awaited && call.behalf.empty() &&
         call.actor == found->second.behalf;
}

std::optional<Rejection> flaw_of_second_person(Acts const& acts,
                                               std::vector<std::int64_t> const& named,
                                               Call const& call) {
  if (named.empty()) return Rejection{Reason::transcription_must_be_named};
  if (!call.behalf.empty())
    return Rejection{Reason::transcription_must_be_confirmed_in_person, call.behalf.text};
  for (auto const number : named) {
    auto const found = acts.find(number);
    if (found == acts.end())
      return Rejection{Reason::transcription_must_be_known, std::to_string(number)};
    auto const& act = found->second;
    if (act.word != Word::awaited)
      return Rejection{Reason::transcription_must_be_confirmed_once, std::to_string(number)};
    if (call.actor == act.clerk || call.actor == act.behalf)
      return Rejection{Reason::transcription_must_be_confirmed_by_another_person, call.actor.text};
  }
  return std::nullopt;
}

std::vector<std::int64_t> in_order(std::vector<std::int64_t> acts) {
  std::ranges::sort(acts);
  auto const [first, last] = std::ranges::unique(acts);
  acts.erase(first, last);
  return acts;
}

}  // namespace gozin::transcription
