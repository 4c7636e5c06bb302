#include "workflows/appointment/dossier/checklist.hpp"
#include "workflows/appointment/dossier/parts.hpp"
#include "workflows/registry/events.hpp"
#include "workflows/registry/roles.hpp"

#include <algorithm>
#include <array>

namespace gozin::appointment::parts {
namespace {

json::object interests(std::map<NomineeId, Interest> const& declared) {
  json::object object;
  for (auto const& [nominee, interest] : declared) object.emplace(nominee.text, name_of(interest));
  return object;
}

/// The words of the reasons are shown where the person chosen stands by name.
template <class E>
json::object choice(Writer& writer, Found<E> const& chosen, json::object more) {
  more.emplace("nominee", chosen->nominee.text);
  more.emplace("reason", to_hex(chosen->reason.commitment));
  if (writer.is_named(chosen->nominee)) {
    more.emplace("person", writer.person(chosen->person));
    writer.show(*chosen.at, "reason");
  }
  return writer.act(*chosen.at, std::move(more));
}

json::object stays(Writer& writer) {
  json::array array;
  for (auto const& one : writer.file().all<AppointmentStayed>())
    array.push_back(
        writer.act(*one.at, {{"authority", one->authority.text}, {"order", to_hex(one->order)}}));
  for (auto const& one : writer.file().all<StayLifted>())
    array.push_back(
        writer.act(*one.at, {{"authority", one->authority.text}, {"order", to_hex(one->order)}}));
  json::object object{{"stays", std::move(array)}};
  if (auto const annulled = writer.file().last<CaseAnnulled>())
    object.emplace("annulled", annulment(writer, annulled));
  return object;
}

json::object drafted(Writer& writer, Found<DecreeDrafted> const& draft) {
  json::object object{{"number", draft->number.text},
                      {"series", name_of(draft->series)},
                      {"dated", to_iso_date(draft->dated)},
                      {"term_from", to_iso_date(draft->term_from)},
                      {"term_until", to_iso_date(draft->term_until)},
                      {"decree", to_hex(draft->decree)},
                      {"document", to_hex(draft->document)},
                      {"media", draft->media.text},
                      {"published", false}};
  auto const& selected = writer.state().selected;
  if (selected && writer.is_named(*selected))
    object.emplace("person", writer.person(draft->person));
  writer.add(object, "drafted", draft.at);
  return object;
}

/// Roles that took part, without the machine's own.
std::set<std::string> roles_in(CaseFile const& file) {
  std::set<std::string> roles;
  for (auto const& recorded : file.past())
    if (auto const& role = recorded.at.role.text;
        role != registry::kClock && role != registry::kOperator)
      roles.insert(role);
  return roles;
}

bool is_report(Recorded const& recorded) {
  return recorded.event.as<InfluenceReported>() || recorded.event.as<ContactRegistered>();
}

/// What changed the usual course, in the order of the log.
constexpr std::array<std::string_view, 26> kDeviations{
    SelectionOverridden::kType,    DirectAppointmentProposed::kType,
    RuleSetMigrated::kType,        NominationWindowExtended::kType,
    DeadlineExtended::kType,       DeadlineRecounted::kType,
    DeadlineMissed::kType,         AssessorReplaced::kType,
    ScoreRevised::kType,           NomineeReadmitted::kType,
    BallotVoided::kType,           TieBroken::kType,
    ElectionTieBroken::kType,      ResolutionObjected::kType,
    ReturnedToScreening::kType,    ReturnedToAssessing::kType,
    ReviewDeferred::kType,         DecreeNumberVoided::kType,
    DecreeReturnedToReview::kType, DecreeReturnedToDraft::kType,
    CaseSuspended::kType,          CaseResumed::kType,
    ErrorCorrected::kType,         TaskDelegated::kType,
    ReturnedToDrafting::kType,     TranscriptionDisputed::kType};

/// Members in the room who had not voted when the chair closed the ballot, or 0.
std::int64_t silent_at(Recorded const& recorded) {
  std::optional<std::int64_t> silent;
  if (auto const* closed = recorded.event.as<BallotClosed>()) silent = closed->silent;
  if (auto const* closed = recorded.event.as<ElectionRoundClosed>()) silent = closed->silent;
  return silent.value_or(0);
}

/// An answer that takes the place of another.
bool is_second_answer(CaseFile const& file, Recorded const& recorded) {
  auto const* answer = recorded.event.as<InquiryAnswered>();
  return answer && std::ranges::any_of(file.all<InquiryAnswered>(), [&](auto const& former) {
           return former.seq() < recorded.at.seq && former->inquiry == answer->inquiry &&
                  former->nominee == answer->nominee;
         });
}

bool is_deviation(CaseFile const& file, Recorded const& recorded) {
  return std::ranges::find(kDeviations, recorded.event.type().name) != kDeviations.end() ||
         silent_at(recorded) > 0 || is_second_answer(file, recorded);
}

/// What a clerk wrote down and no second person looked at until the case had ended.
bool stays_unconfirmed(Writer const& writer, Recorded const& recorded) {
  auto const& acts = writer.state().transcribed;
  auto const found = acts.find(recorded.at.seq);
  return found != acts.end() && found->second.word == transcription::Word::awaited &&
         !writer.file().stands_in("Running");
}

/// A notice that nobody had opened when the case was over.
bool stays_unopened(Writer const& writer, Recorded const& recorded) {
  auto const* sent = recorded.event.as<NoticeAttempted>();
  return sent && !writer.file().stands_in("Running") &&
         writer.state().notices_owed.contains({sent->notice, sent->person});
}

/// What the deviation is about, as far as a code says it.
json::object subject_of(Recorded const& recorded) {
  json::object more;
  auto const deadline = [&](auto const* fact) {
    if (fact) more.emplace("deadline", fact->name.text);
  };
  deadline(recorded.event.as<DeadlineExtended>());
  deadline(recorded.event.as<DeadlineMissed>());
  deadline(recorded.event.as<DeadlineRecounted>());
  if (auto const* sent = recorded.event.as<NoticeAttempted>())
    more.emplace("notice", sent->notice.text);
  if (auto const silent = silent_at(recorded)) more.emplace("silent", silent);
  if (auto const* overridden = recorded.event.as<SelectionOverridden>())
    more.emplace("count", overridden->count);
  if (auto const* answer = recorded.event.as<InquiryAnswered>())
    more.emplace("inquiry", answer->inquiry.text);
  if (auto const* voided = recorded.event.as<DecreeNumberVoided>())
    more.emplace("number", voided->number.text);
  return more;
}

}  // namespace

json::object annulment(Writer& writer, Found<CaseAnnulled> const& annulled) {
  auto object = writer.act(
      *annulled.at, {{"authority", annulled->authority.text}, {"order", to_hex(annulled->order)}});
  if (annulled->defect_from) object.emplace("defect_from", name_of(*annulled->defect_from));
  return object;
}

json::object decision_part(Writer& writer) {
  auto const& file = writer.file();
  json::object object{{"deciding_role", file.rules().deciding_role.text}};
  if (auto const declared = file.last<DeciderDeclared>())
    object.emplace("declared",
                   writer.act(*declared.at, {{"decider", writer.person(declared->decider)},
                                             {"interests", interests(declared->interests)}}));
  auto const selected = file.last<PersonSelected>();
  auto const overridden = file.last<SelectionOverridden>();
  bool const is_override = overridden && (!selected || selected.seq() < overridden.seq());
  if (is_override)
    object.emplace("chosen",
                   choice(writer, overridden, {{"override", true}, {"count", overridden->count}}));
  else if (selected)
    object.emplace("chosen", choice(writer, selected, {{"override", false}}));
  else if (auto const direct = file.last<DirectAppointmentProposed>())
    object.emplace("chosen", choice(writer, direct, {{"override", false}}));
  json::array inquiries;
  for (auto const& answered : file.all<InquiryAnswered>())
    inquiries.push_back(writer.act(*answered.at, {{"inquiry", answered->inquiry.text},
                                                  {"nominee", answered->nominee.text},
                                                  {"issuer", answered->issuer.text}}));
  object.emplace("inquiries", std::move(inquiries));
  return object;
}

json::object decree_part(Writer& writer) {
  auto const& file = writer.file();
  auto object = stays(writer);
  json::array voided;
  for (auto const& one : file.all<DecreeNumberVoided>())
    voided.push_back(writer.act(*one.at, {{"number", one->number.text}}));
  object.emplace("voided", std::move(voided));
  auto const* decree = current_decree(writer.state());
  if (!decree) return object;
  for (auto const& draft : file.all<DecreeDrafted>())
    if (draft->number == decree->number)
      for (auto& [name, value] : drafted(writer, draft)) object.insert_or_assign(name, value);
  for (auto const& signature : file.all<DecreeSigned>())
    if (signature->number == decree->number)
      object.insert_or_assign(
          "signed",
          writer.act(*signature.at, {{"signatory", writer.person(signature->signatory)}}));
  for (auto const& entered : file.all<DecreeRegistered>())
    if (entered->number == decree->number)
      object.insert_or_assign("registered",
                              writer.act(*entered.at, {{"entry", entered->entry.text}}));
  for (auto const& published : file.all<DecreePublished>())
    if (published->number == decree->number)
      object.insert_or_assign("published", writer.act(*published.at));
  for (auto const& filled : all_of<registry::PostFilled>(file.past_of(writer.state().post)))
    if (filled->by == file.id()) writer.add(object, "post_filled", filled.at);
  for (auto const& filled : all_of<registry::ActingAppointed>(file.past_of(writer.state().post)))
    if (filled->by == file.id()) writer.add(object, "post_filled", filled.at);
  return object;
}

/// Yes or no for each role that took part, how many there were, and what followed. Who reported
/// what is not here, nor when: in a file with times and roles that would tell.
json::object influence_part(Writer& writer) {
  auto const& file = writer.file();
  json::array roles;
  for (auto const& role : roles_in(file)) {
    auto const of_role = [&](Recorded const& recorded) {
      return is_report(recorded) && recorded.at.role.text == role;
    };
    auto const is_reported = std::ranges::any_of(file.past(), of_role);
    roles.push_back(json::object{{"role", role}, {"reported", is_reported}});
  }
  std::int64_t reports = 0;
  json::array measures;
  for (auto const& recorded : file.past()) {
    if (is_report(recorded)) ++reports;
    if (recorded.event.as<CaseSuspended>() || recorded.event.as<CaseResumed>())
      measures.push_back(writer.act(recorded));
  }
  json::array hints;
  for (auto const& raised : file.all<HintRaised>()) {
    json::object object{{"disposition", "open"}};
    // Who named whom is nobody's business; nor is who declared when a hint was raised.
    if (raised->kind != HintKind::nominator && raised->kind != HintKind::co_nomination)
      object.emplace("kind", name_of(raised->kind));
    auto act = writer.act(*raised.at);
    for (auto const* name : {"actor", "behalf"}) act.erase(name);
    object.emplace("raised", std::move(act));
    for (auto const& disposed : file.all<HintDisposed>()) {
      if (disposed->hint != raised->hint) continue;
      object.insert_or_assign("disposition", disposed->conflict ? "conflict" : "no_conflict");
      writer.add(object, "disposed", disposed.at);
    }
    hints.push_back(std::move(object));
  }
  return {{"roles", std::move(roles)},
          {"reports", reports},
          {"measures", std::move(measures)},
          {"hints", std::move(hints)}};
}

json::array deviations_part(Writer& writer) {
  json::array array;
  for (auto const& recorded : writer.file().past())
    if (is_deviation(writer.file(), recorded) || stays_unconfirmed(writer, recorded) ||
        stays_unopened(writer, recorded))
      array.push_back(writer.act(recorded, subject_of(recorded)));
  return array;
}

json::array checklist_part(Writer& writer) {
  json::array array;
  auto const checks = checklist(writer.file());
  for (int item = 1; item <= kItems; ++item) {
    json::array points;
    for (auto const& check : checks) {
      if (item_of(check.point) != item) continue;
      writer.cite(check.evidence);
      json::array evidence;
      for (auto const seq : check.evidence) evidence.emplace_back(seq);
      points.push_back(json::object{{"point", name_of(check.point)},
                                    {"verdict", name_of(check.verdict)},
                                    {"evidence", std::move(evidence)}});
    }
    array.push_back(json::object{{"item", item},
                                 {"verdict", name_of(verdict_of_item(checks, item))},
                                 {"points", std::move(points)}});
  }
  return array;
}

}  // namespace gozin::appointment::parts
