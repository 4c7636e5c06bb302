#include "tests/model/witness_bodies.hpp"

#include <algorithm>

// What a clerk writes down for somebody rests on nothing but paper until a second person has looked
// at it (threat T16): no ballot is closed over it, nobody admitted, nothing decided, no decree
// made.
namespace gozin::model {
namespace {

using namespace appointment;

bool is_written(Envelope const& at) { return at.channel.text == "clerk" && !at.behalf.empty(); }

/// By which act somebody speaks; 0: by themselves. All events of one command have one moment.
std::int64_t act_of(CaseSeen const& seen, Envelope const& at) {
  if (!is_written(at)) return 0;
  for (auto const& [place, written] : seen.written)
    if (written.at.value == at.recorded && written.clerk == at.actor && written.behalf == at.behalf)
      return place;
  return at.seq;
}

/// Whom an event names, with what was known of them before it.
template <class... E>
void name_in(CaseSeen& seen, WrittenSeen& written, Event const& event) {
  auto const read = [&](auto const* fact) {
    if (!fact) return;
    written.nominees.insert(fact->nominee);
    written.before.emplace(fact->nominee, nominee_in(seen, fact->nominee).standing);
  };
  (read(event.as<E>()), ...);
}

void write_down(Sight const& sight) {
  auto& [witness, seen, at, event] = sight;
  if (!is_written(at) || event.as<InfluenceReported>() || event.as<ContactRegistered>()) return;
  auto& written = seen.written[act_of(seen, at)];
  written.clerk = at.actor;
  written.behalf = at.behalf;
  written.at.value = at.recorded;
  written.types.insert(std::string{event.type().name});
  name_in<NominationConsented, NominationDeclined, NominationWithdrawn>(seen, written, event);
  if (auto const* received = event.as<NominationReceived>()) {
    written.nominees.insert(received->nominee);
    written.is_public = received->channel != rules::Channel::body_member &&
                        received->channel != rules::Channel::department;
  }
  if (auto const* filed = event.as<EvidenceFiled>()) {
    written.nominees.insert(filed->nominee);
    written.filed[filed->nominee].insert(filed->evidence);
  }
  if (auto const* cast = event.as<BallotCast>()) written.about = cast->ballot;
  if (auto const* raised = event.as<ObjectionRaised>()) written.about = raised->objection;
}

/// What those who judge say of themselves, in person or through a clerk.
void note_words(Sight const& sight) {
  auto& [witness, seen, at, event] = sight;
  auto const act = act_of(seen, at);
  bool const in_review = seen.review.has_value();
  if (event.as<CaseReferred>() || event.as<ReturnedToScreening>() ||
      event.as<ReturnedToAssessing>())
    std::erase_if(seen.words, [](WordSeen const& word) { return word.in_review; });
  if (auto const* declared = event.as<InterestDeclared>()) {
    bool const bars = in_review ? keeps_from_judging(declared->interest)
                                : forbids(*declared, witness.rules_of(seen));
    seen.words.insert({act, declared->declarer, declared->nominee, in_review, false, bars});
    if (keeps_from_judging(declared->interest))
      seen.said_once[{declared->declarer, declared->nominee}].insert(act);
  }
  if (auto const* recused = event.as<AssessorRecused>())
    seen.words.insert({act, recused->assessor, recused->nominee, false, true, false});
  if (auto const* recused = event.as<MemberRecused>())
    seen.words.insert({act, recused->member, recused->nominee, true, true, false});
  if (auto const* received = event.as<NominationReceived>())
    seen.nominees[received->nominee].named.insert({received->nominator, act});
}

bool is_said(CaseSeen const& seen, WordSeen const& word) {
  return std::ranges::any_of(seen.words, [&](WordSeen const& other) {
    return other.who == word.who && other.about == word.about &&
           other.in_review == word.in_review && other.aside == word.aside &&
           (!word.bars || other.bars);
  });
}

/// Nobody has said it any more, but for who said so otherwise too.
void take_back_word(CaseSeen& seen, WordSeen word) {
  if (word.aside) {
    if (is_said(seen, word)) return;
    if (word.in_review && seen.review) seen.review->aside.erase({word.who, word.about});
    if (!word.in_review && word.about) seen.recused_from.erase({word.who, *word.about});
    if (!word.in_review && !word.about) seen.recused.erase(word.who);
    return;
  }
  std::pair const pair{word.who, word.about.value()};
  if (!word.in_review && !is_said(seen, word)) seen.conflicted.erase(pair);
  word.bars = false;
  if (is_said(seen, word)) return;
  if (!word.in_review) seen.declared.erase(pair);
  if (word.in_review && seen.review) seen.review->declared.erase(pair);
}

void take_back_words(CaseSeen& seen, std::int64_t act) {
  std::vector<WordSeen> gone;
  for (auto const& word : seen.words)
    if (word.act == act) gone.push_back(word);
  for (auto const& word : gone) seen.words.erase(word);
  for (auto const& word : gone) take_back_word(seen, word);
  for (auto& [pair, acts] : seen.said_once) acts.erase(act);
  std::erase_if(seen.said_once, [](auto const& one) { return one.second.empty(); });
}

/// Whoever was said to have left stands where they stood; whoever was said to have consented was
/// asked and has not answered.
void take_back_answers(CaseSeen& seen, WrittenSeen const& written) {
  bool const consented = written.types.contains("NominationConsented");
  for (auto const& [id, before] : written.before) {
    auto& standing = nominee_in(seen, id).standing;
    bool const left = standing == "declined" || standing == "withdrawn";
    if (consented ? standing == "consented" : left) standing = before;
    if (!consented) continue;
    for (auto& [place, other] : seen.written)
      for (auto& [about, then] : other.before)
        if (&nominee_in(seen, about) == &nominee_in(seen, id) && then == "consented")
          then = "received";
  }
}

void take_back(CaseSeen& seen, std::int64_t act) {
  auto const written = seen.written.at(act);
  take_back_answers(seen, written);
  take_back_words(seen, act);
  for (auto const& [id, codes] : written.filed)
    for (auto const& code : codes) nominee_in(seen, id).filed.erase(code);
  for (auto& [id, nominee] : seen.nominees) {
    auto const erased =
        std::erase_if(nominee.named, [&](auto const& one) { return one.second == act; });
    if (erased > 0 && written.is_public) nominee.publicly_named = true;
    nominee.nominators.clear();
    for (auto const& [who, by] : nominee.named) nominee.nominators.insert(who);
    bool const by_own_word = nominee.standing == "consented" && nominee.publicly_named;
    bool const stands =
        nominee.standing == "received" || (nominee.standing == "consented" && !by_own_word);
    if (stands && nominee.named.empty()) nominee.standing = "disputed";
  }
  if (written.types.contains("ObjectionRaised")) seen.objections.erase(written.about);
  bool const declared = written.types.contains("DeciderDeclared");
  if (declared || written.types.contains("PersonSelected")) seen.selected.reset();
  if (!declared) return;
  seen.decider.reset();
  seen.decider_free.clear();
}

/// Somebody else than the clerk, once; who confirms is not the one it stands for either.
void see_second_person(Sight const& sight, std::int64_t act, bool confirms) {
  auto& [witness, seen, at, event] = sight;
  auto const written = seen.written.find(act);
  witness.demand(written != seen.written.end() && !written->second.disputed,
                 "a word about what nobody wrote down, or twice");
  if (written == seen.written.end()) return;
  bool const is_own = at.actor == written->second.behalf;
  witness.demand((confirms ? at.actor != written->second.clerk && !is_own
                           : at.actor != written->second.clerk || is_own) &&
                     at.behalf.empty(),
                 "an act confirmed by whoever wrote it down or by its own person", at.actor.text);
  for (auto const& id : written->second.nominees)
    witness.demand(is_own || nominee_in(seen, id).person != at.actor,
                   "a nominee as a second person about themselves", at.actor.text);
}

template <class Concerns>
void demand_none(Sight const& sight, std::string_view what, Concerns concerns) {
  auto& [witness, seen, at, event] = sight;
  for (auto const& [place, written] : seen.written)
    witness.demand(!concerns(written), what, written.behalf.text);
}

bool is_of(WrittenSeen const& written, std::initializer_list<char const*> types) {
  return std::ranges::any_of(types, [&](char const* type) { return written.types.contains(type); });
}

void see_votes(Sight const& sight) {
  auto& event = sight.event;
  auto const closed = [&](Code const& ballot) {
    demand_none(sight, "a ballot closed over a vote that nobody has confirmed",
                [&](WrittenSeen const& one) { return one.about == ballot; });
  };
  if (auto const* counted = event.as<BallotClosed>()) closed(counted->ballot);
  if (auto const* counted = event.as<ElectionRoundClosed>()) closed(counted->ballot);
  if (event.as<BallotOpened>())
    demand_none(sight, "a ballot over interests that nobody has confirmed",
                [](WrittenSeen const& one) {
                  return !one.disputed && is_of(one, {"InterestDeclared", "MemberRecused"});
                });
}

/// Whether the decree in preparation is for one of those it names.
bool is_decreed(CaseSeen& seen, WrittenSeen const& written) {
  return seen.decree && std::ranges::any_of(written.nominees, [&](NomineeId const& id) {
           return nominee_in(seen, id).person == seen.decree->person;
         });
}

/// What a clerk wrote down voids nothing, signs nothing and ends nothing.
void see_nothing_void(Sight const& sight) {
  auto& [witness, seen, at, event] = sight;
  bool const voids = event.as<BallotVoided>() || event.as<DecreeNumberVoided>() ||
                     event.as<DecreeReturnedToDraft>();
  witness.demand(!voids || !is_written(at), "something void by what a clerk wrote down");
  bool const cancelled = event.as<CaseCancelled>() != nullptr;
  if (!cancelled && !event.as<DecreeSigned>() && !event.as<DecreeRegistered>()) return;
  demand_none(sight, "a decree or an end over a withdrawal that nobody has confirmed",
              [&](WrittenSeen const& one) {
                return !one.disputed && is_of(one, {"NominationWithdrawn"}) &&
                       (cancelled || is_decreed(seen, one));
              });
}

void see_rest(Sight const& sight) {
  auto& [witness, seen, at, event] = sight;
  if (auto const* admitted = event.as<NomineeAdmitted>())
    demand_none(sight, "somebody admitted by a word that nobody has confirmed",
                [&](WrittenSeen const& one) {
                  return !one.disputed && std::ranges::any_of(one.nominees, [&](auto const& id) {
                    return &nominee_in(seen, id) == &nominee_in(seen, admitted->nominee);
                  });
                });
  auto const heard = [&](Code const& objection) {
    demand_none(sight, "an objection decided that nobody has confirmed",
                [&](WrittenSeen const& one) { return one.about == objection; });
  };
  if (auto const* decided = event.as<ObjectionDismissed>()) heard(decided->objection);
  if (auto const* decided = event.as<ObjectionSettled>()) heard(decided->objection);
  if (auto const* decided = event.as<NomineeReadmitted>()) heard(decided->objection);
  if (event.as<DeclarationsCompleted>())
    demand_none(sight, "scoring over interests that nobody has confirmed",
                [](WrittenSeen const& one) {
                  return !one.disputed && is_of(one, {"InterestDeclared", "AssessorRecused"});
                });
  if (event.as<CaseUnfilled>() || event.as<PersonSelected>())
    demand_none(sight, "somebody left out for a withdrawal that nobody has confirmed",
                [](WrittenSeen const& one) {
                  return !one.disputed && is_of(one, {"NominationDeclined", "NominationWithdrawn"});
                });
  if (event.as<DecreeDrafted>())
    demand_none(
        sight, "a decree over something that nobody has confirmed",
        [&](WrittenSeen const& one) { return !one.disputed && one.at.value < at.recorded; });
}

}  // namespace

void see_transcribing(Sight const& sight) {
  auto& [witness, seen, at, event] = sight;
  see_votes(sight);
  see_nothing_void(sight);
  see_rest(sight);
  write_down(sight);
  note_words(sight);
  if (auto const* confirmed = event.as<transcription::TranscriptionConfirmed>())
    for (auto const act : confirmed->acts) {
      see_second_person(sight, act, true);
      seen.written.erase(act);
    }
  if (auto const* disputed = event.as<transcription::TranscriptionDisputed>()) {
    see_second_person(sight, disputed->act, false);
    if (!seen.written.contains(disputed->act)) return;
    take_back(seen, disputed->act);
    seen.written[disputed->act].disputed = true;
  }
}

}  // namespace gozin::model
