#include "engine/core/solar_hijri.hpp"
#include "workflows/appointment/decree.hpp"
#include "workflows/appointment/decree_dates.hpp"
#include "workflows/appointment/deliberation.hpp"
#include "workflows/appointment/dossier/checks.hpp"
#include "workflows/appointment/dossier/dossier.hpp"
#include "workflows/appointment/duties.hpp"
#include "workflows/appointment/objections.hpp"
#include "workflows/registry/events.hpp"
#include "workflows/registry/roles.hpp"

namespace gozin::appointment::checks {
namespace {

/// The act by which the person was chosen; null where nobody was.
Recorded const* choice_of(CaseFile const& file) {
  auto const selected = file.last<PersonSelected>();
  auto const overridden = file.last<SelectionOverridden>();
  if (selected && overridden)
    return selected.seq() > overridden.seq() ? selected.at : overridden.at;
  if (overridden) return overridden.at;
  return selected ? selected.at : file.last<DirectAppointmentProposed>().at;
}

/// The draft of the decree that counts.
Found<DecreeDrafted> draft_of(CaseFile const& file) {
  auto const* decree = current_decree(file.state());
  Found<DecreeDrafted> found;
  if (!decree) return found;
  for (auto const& draft : file.all<DecreeDrafted>())
    if (draft->number == decree->number) found = draft;
  return found;
}

Found<DecreeSigned> signature_of(CaseFile const& file) {
  auto const draft = draft_of(file);
  Found<DecreeSigned> found;
  if (!draft) return found;
  for (auto const& signature : file.all<DecreeSigned>())
    if (signature->number == draft->number && signature.seq() > draft.seq()) found = signature;
  return found;
}

/// The grant by which somebody held a role at a moment; null where none was running.
Recorded const* grant_of(CaseFile const& file, PersonId const& who, Code const& role, Instant at) {
  Recorded const* grant = nullptr;
  for (auto const& recorded : file.past_of(stream_of(registry::Person::kKind, who.text))) {
    if (recorded.at.recorded > at) break;
    auto const* granted = recorded.event.as<registry::RoleGranted>();
    auto const* ended = recorded.event.as<registry::RoleEnded>();
    if (granted && granted->role == role && granted->from <= at &&
        (!granted->until || at < *granted->until))
      grant = &recorded;
    if (ended && ended->role == role) grant = nullptr;
  }
  return grant;
}

bool is_granted_role(Code const& role) {
  return find_by_name<registry::GrantedRole>(role.text).has_value();
}

/// The newest entry that may be cited before everybody.
Recorded const* newest(CaseFile const& file) {
  Recorded const* found = nullptr;
  for (auto const& recorded : file.past())
    if (!is_of_people_apart(recorded.event.type().name)) found = &recorded;
  return found;
}

}  // namespace

/// About everybody who could be chosen, before the choice; a decider with an interest in the person
/// chosen fails it.
Judgement decider_declared(CaseFile const& file) {
  Judgement judged;
  auto const* choice = choice_of(file);
  if (!choice) return judged;
  auto const declared = file.last<DeciderDeclared>();
  bool is_whole = static_cast<bool>(declared);
  if (declared)
    for (auto const& nominee : file.state().permitted) {
      auto const found = declared->interests.find(nominee);
      bool const is_chosen = file.state().selected == nominee;
      is_whole = is_whole && found != declared->interests.end() &&
                 (!is_chosen || found->second == Interest::none);
    }
  // Whom an override chose stands outside of that set.
  if (declared && file.state().selected) {
    auto const found = declared->interests.find(*file.state().selected);
    is_whole = is_whole && found != declared->interests.end() && found->second == Interest::none &&
               !forbidding_interest(file.state(), declared->decider, *file.state().selected);
  }
  auto const* before = file.first<DecreeDrafted>().at;
  // On the direct route the proposal comes first and the declaration before the decree.
  bool const in_time = choice->event.as<DirectAppointmentProposed>()
                           ? is_before(declared.at, before)
                           : is_before(declared.at, choice);
  judged.hold(is_whole && in_time, {declared.at, choice});
  return judged;
}

/// Otherwise there is an override with reasons, and it was published with the decree.
Judgement in_permitted_set(CaseFile const& file) {
  Judgement judged;
  auto const* choice = choice_of(file);
  if (!choice) return judged;
  auto const shortlist = file.last<ShortlistConfirmed>();
  if (auto const* overridden = choice->event.as<SelectionOverridden>()) {
    judged.hold(!overridden->reason.empty(), {choice, shortlist.at});
    return judged;
  }
  auto const& permitted = file.state().permitted;
  auto const is_in = [&](NomineeId const& id) {
    return std::ranges::find(permitted, id) != permitted.end();
  };
  auto const* selected = choice->event.as<PersonSelected>();
  auto const* direct = choice->event.as<DirectAppointmentProposed>();
  judged.hold((selected && is_in(selected->nominee)) || (direct && is_in(direct->nominee)),
              {shortlist.at, choice});
  return judged;
}

Judgement objections_decided(CaseFile const& file) {
  Judgement judged;
  for (auto const& raised : file.all<ObjectionRaised>()) {
    Recorded const* decision = nullptr;
    auto const take = [&](auto const& events) {
      for (auto const& one : events)
        if (one->objection == raised->objection) decision = one.at;
    };
    take(file.all<ObjectionDismissed>());
    take(file.all<ObjectionSettled>());
    take(file.all<NomineeReadmitted>());
    Recorded const* missed = nullptr;
    for (auto const& late : file.all<DeadlineMissed>())
      if (late->name == objection_deadline(raised->objection)) missed = late.at;
    if (!decision && !missed && file.stands_in("Running")) continue;
    judged.hold(decision && !missed, {raised.at, decision, missed});
  }
  return judged;
}

/// An event of a stream's own.
Recorded const* event_in(CaseFile const& file, StreamId const& stream, std::int64_t rev) {
  for (auto const& one : file.past_of(stream))
    if (one.at.stream == stream && one.at.rev == rev) return &one;
  return nullptr;
}

template <class E>
Found<E> last_in(CaseFile const& file, StreamId const& stream) {
  Found<E> last;
  for (auto const& one : all_of<E>(file.past_of(stream)))
    if (one.at->at.stream == stream) last = one;
  return last;
}

/// Nothing went on before the time for objecting to the ranking was over.
Judgement standstill_kept(CaseFile const& file) {
  Judgement judged;
  auto const closed = file.last<ObjectionsClosed>();
  if (!closed) return judged;
  auto const published = file.last<RankingPublished>();
  auto const concluded = file.last<ReadmissionConcluded>();
  auto closes = published ? published->objections_close : Instant{};
  if (concluded) closes = std::max(closes, concluded->objections_close);
  judged.hold(published && closed.at->at.recorded >= closes,
              {published.at, concluded.at, closed.at});
  return judged;
}

/// Where a stage began for the last time before the case was struck down.
Recorded const* last_beginning(CaseFile const& file, StreamId const& annulled, Phase stage) {
  Recorded const* last = nullptr;
  for (auto const& one : file.past_of(annulled))
    if (stage_begun_by(one.event.type().name) == stage) last = &one;
  return last;
}

/// A case goes on from another one by the order that struck that one down, and from the last event
/// before the stage with the defect.
Judgement remand_follows_order(CaseFile const& file) {
  Judgement judged;
  for (auto const& taken : file.all<CaseTakenOver>()) {
    auto const annulled = last_in<CaseAnnulled>(file, taken->annulled);
    auto const remanded = last_in<CaseRemanded>(file, taken->annulled);
    auto const& [from, through, leaf] = taken->takes_over;
    auto const* last = event_in(file, from, through);
    auto const* next = last_beginning(file, taken->annulled, taken->defect_from);
    bool const is_ordered = annulled && is_before(annulled.at, taken.at) &&
                            annulled->order == taken->order &&
                            annulled->defect_from == taken->defect_from;
    bool const is_answered = remanded && remanded->to == taken.at->at.stream;
    bool const is_before_defect = last && next && next->at.prev == leaf &&
                                  next->at.stream == from && next->at.rev == through + 1;
    judged.hold(is_ordered && is_answered && is_before_defect,
                {annulled.at, taken.at, remanded.at, last});
  }
  return judged;
}

/// Each number of this case, and each of the city's series up to the last of them (threat T19).
Judgement numbers_whole(CaseFile const& file) {
  Judgement judged;
  for (auto const& draft : file.all<DecreeDrafted>()) {
    Recorded const* end = nullptr;
    for (auto const& voided : file.all<DecreeNumberVoided>())
      if (voided->number == draft->number) end = voided.at;
    for (auto const& published : file.all<DecreePublished>())
      if (published->number == draft->number) end = published.at;
    if (end || !file.stands_in("Running")) judged.hold(end != nullptr, {draft.at, end});
  }
  if (!file.first<DecreeDrafted>()) return judged;
  std::optional<std::int64_t> last;
  for (auto const& taken :
       all_of<registry::DecreeNumberTaken>(file.past_of(registry::city_decrees()))) {
    if (!taken->count) continue;
    auto const is_own = taken->by == file.id();
    if (is_own) judged.hold(!last || *taken->count == *last + 1 || *taken->count == 1, {taken.at});
    last = taken->count;
  }
  return judged;
}

Judgement signatory_in_office(CaseFile const& file) {
  Judgement judged;
  auto const signature = signature_of(file);
  if (!signature) return judged;
  auto const* grant =
      grant_of(file, signature->signatory, file.rules().deciding_role, signature.at->at.recorded);
  judged.hold(grant != nullptr, {grant, signature.at});
  return judged;
}

Judgement signed_as_drafted(CaseFile const& file) {
  Judgement judged;
  auto const draft = draft_of(file);
  auto const signature = signature_of(file);
  if (!draft || !signature) return judged;
  auto const published = file.last<DecreePublished>();
  judged.hold(draft->decree == signature->decree && draft->document == signature->document &&
                  (!published ||
                   (published->number == draft->number && published->person == draft->person)),
              {draft.at, signature.at, published.at});
  return judged;
}

/// The number was taken after the choice, and after everything that binds it was effective; nor is
/// the decree dated before.
Judgement follows_decision(CaseFile const& file) {
  Judgement judged;
  auto const draft = draft_of(file);
  auto const* choice = choice_of(file);
  if (!draft || !choice) return judged;
  judged.hold(is_before(choice, draft.at), {choice, draft.at});
  if (auto const* calendar = file.calendar())
    judged.hold(draft->dated >= day_of(decided_at(file.as_of(draft.seq())), calendar->offset),
                {draft.at});
  if (auto const sent = file.last<ResolutionSent>()) {
    auto const effective = file.last<ResolutionEffective>();
    judged.hold(effective && sent.seq() < effective.seq() && is_before(effective.at, draft.at),
                {sent.at, effective.at});
  }
  if (file.last<CaseReferred>()) {
    auto const passed = file.last<GatesPassed>();
    judged.hold(is_before(passed.at, draft.at), {passed.at});
  }
  if (auto const signature = signature_of(file))
    judged.hold(is_before(draft.at, signature.at), {signature.at});
  return judged;
}

Judgement term_in_limits(CaseFile const& file) {
  Judgement judged;
  auto const draft = draft_of(file);
  if (!draft) return judged;
  auto const acting = file.state().ground == rules::DirectReason::acting;
  auto const latest = term_end(file.rules().limits, draft->term_from, acting);
  judged.hold(draft->term_from <= draft->term_until && draft->term_until <= latest, {draft.at});
  return judged;
}

Judgement time_forward(CaseFile const& file) {
  Judgement judged;
  Recorded const* before = nullptr;
  for (auto const& recorded : file.past()) {
    bool const runs_on = !before || (before->at.recorded <= recorded.at.recorded &&
                                     before->at.seq < recorded.at.seq);
    judged.hold(runs_on && recorded.at.occurred <= recorded.at.recorded, {});
    if (!runs_on && !is_of_people_apart(recorded.event.type().name)) judged.show(&recorded);
    before = &recorded;
  }
  judged.show(&file.past().front());
  judged.show(newest(file));
  return judged;
}

/// Whoever acted in a granted role held it then. Offices of bodies and parties to the case follow
/// from elsewhere.
Judgement roles_held(CaseFile const& file) {
  Judgement judged;
  for (auto const& recorded : file.past()) {
    auto const role =
        recorded.at.role.text == "decider" ? file.rules().deciding_role : recorded.at.role;
    if (!is_granted_role(role)) continue;
    auto const who = recorded.at.behalf.empty() ? recorded.at.actor : recorded.at.behalf;
    auto const* grant = grant_of(file, who, role, recorded.at.recorded);
    // What leads to whoever put somebody forward or reported is no evidence for everybody.
    bool const is_apart = is_of_people_apart(recorded.event.type().name);
    judged.hold(grant != nullptr, {is_apart ? nullptr : grant});
    if (!grant && !is_apart) judged.show(&recorded);
  }
  return judged;
}

Judgement duties_apart(CaseFile const& file) {
  Judgement judged;
  judged.hold(true, {});
  // What was struck down was done all the same.
  Case matter;
  matter.duties = file.state().duties;
  for (auto const& taken : file.all<CaseTakenOver>())
    for (auto const& recorded : file.past_of(taken->annulled)) keep_books(matter, recorded);
  for (auto const& [person, done] : matter.duties)
    for (auto const& pair : file.rules().exclusive_duties)
      if (done.contains(pair.first) && done.contains(pair.second)) judged.hold(false, {});
  judged.show(newest(file));
  return judged;
}

/// A second person has spoken about everything that clerks wrote down for others (threat T16);
/// while a case goes on, what waits for one is no fault yet.
Judgement transcriptions_confirmed(CaseFile const& file) {
  Judgement judged;
  auto const& acts = file.state().transcribed;
  for (auto const& recorded : file.past()) {
    auto const act = acts.find(recorded.at.seq);
    if (act == acts.end()) continue;
    bool const is_awaited = act->second.word == transcription::Word::awaited;
    if (is_awaited && file.stands_in("Running")) continue;
    bool const is_apart = is_of_people_apart(recorded.event.type().name);
    judged.hold(!is_awaited, {is_apart ? nullptr : &recorded});
  }
  for (auto const& confirmed : file.all<TranscriptionConfirmed>()) judged.show(confirmed.at);
  for (auto const& disputed : file.all<TranscriptionDisputed>()) judged.show(disputed.at);
  return judged;
}

}  // namespace gozin::appointment::checks
