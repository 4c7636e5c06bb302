#include "workflows/appointment/dossier/dossier.hpp"

#include "engine/event/json.hpp"
#include "workflows/appointment/dossier/parts.hpp"
#include "workflows/appointment/publication.hpp"
#include "workflows/registry/roles.hpp"

#include <algorithm>
#include <array>

namespace gozin::appointment {
namespace {

/// Their entries say who put somebody forward, objected, reported, was told of something or was
/// hinted at.
constexpr std::array<std::string_view, 15> kOfPeopleApart{
    NominationReceived::kType, NomineeMatched::kType,    NominationMerged::kType,
    PoolMemberInvited::kType,  ObjectionRaised::kType,   ObjectionDismissed::kType,
    ObjectionSettled::kType,   InfluenceReported::kType, ContactRegistered::kType,
    NoticeAttempted::kType,    NoticeServed::kType,      HintRaised::kType,
    HintDisposed::kType,       NoteAdded::kType,         AccountRequested::kType};

}  // namespace

bool is_of_people_apart(std::string_view type) {
  return std::ranges::find(kOfPeopleApart, type) != kOfPeopleApart.end();
}

namespace parts {

Writer::Writer(CaseFile const& file)
    : file_{file}, named_{named_in_dossier(file.state(), file.rules())} {
  for (auto const& received : file.all<NominationReceived>())
    nominees_.push_back(received->nominee);
  for (auto const& direct : file.all<DirectAppointmentProposed>())
    nominees_.push_back(direct->nominee);
  std::set<PersonId> persons;
  for (auto const& id : named_)
    if (auto const* nominee = find_nominee(state(), id); nominee && nominee->person)
      persons.insert(*nominee->person);
  for (auto const& [id, nominee] : state().nominees)
    if (nominee.person && !persons.contains(*nominee.person)) made_.unnamed.insert(*nominee.person);
}

bool Writer::is_named(NomineeId const& nominee) const {
  auto const found = state().nominees.find(nominee);
  return named_.contains(nominee) && found != state().nominees.end() &&
         found->second.person.has_value();
}

std::int64_t Writer::number(NomineeId const& nominee) const {
  return std::ranges::find(nominees_, nominee) - nominees_.begin() + 1;
}

bool Writer::may_name_actor(Recorded const& recorded) const {
  auto const& at = recorded.at;
  if (at.actor.text == registry::kClockActor || at.actor.text.starts_with(registry::kOperatorActor))
    return true;
  auto const& type = recorded.event.type().name;
  bool const is_apart = type == NominationReceived::kType || type == ObjectionRaised::kType ||
                        type == InfluenceReported::kType || type == ContactRegistered::kType;
  return !is_apart && at.role.text != registry::kCitizen && !made_.unnamed.contains(at.actor) &&
         !made_.unnamed.contains(at.behalf);
}

json::object Writer::act(Recorded const& recorded) {
  auto const& at = recorded.at;
  made_.cited.insert(at.seq);
  json::object object{
      {"seq", at.seq}, {"type", recorded.event.type().name}, {"recorded", to_rfc3339(at.recorded)}};
  if (at.occurred != at.recorded) object.emplace("occurred", to_rfc3339(at.occurred));
  // What a case took over was done in the one that it goes on from.
  if (file_.has_taken_over(recorded)) object.emplace("taken_over_from", at.stream.text);
  bool const is_report =
      recorded.event.as<InfluenceReported>() || recorded.event.as<ContactRegistered>();
  if (!is_report) object.emplace("role", at.role.text);
  auto const& acts = state().transcribed;
  if (auto const written = acts.find(at.seq); written != acts.end())
    object.emplace("transcription", name_of(written->second.word));
  if (!may_name_actor(recorded)) return object;
  object.emplace("actor", person(at.actor));
  if (!at.behalf.empty()) object.emplace("behalf", person(at.behalf));
  return object;
}

json::object Writer::act(Recorded const& recorded, json::object more) {
  auto object = act(recorded);
  for (auto& [name, value] : more) object.insert_or_assign(name, value);
  return object;
}

void Writer::add(json::object& into, std::string_view name, Recorded const* recorded) {
  if (recorded) into.insert_or_assign(name, act(*recorded));
}

json::value Writer::person(PersonId const& person) {
  made_.people.insert(person);
  return json::value(person.text);
}

json::array Writer::persons(std::vector<PersonId> const& people) {
  json::array array;
  for (auto const& one : people) array.push_back(person(one));
  return array;
}

void Writer::cite(std::vector<std::int64_t> const& evidence) {
  made_.cited.insert(evidence.begin(), evidence.end());
}

void Writer::show(Recorded const& recorded, std::string_view field) {
  made_.words.push_back({recorded.at.seq, std::string{field}});
}

json::object bilingual(rules::Text const& text) { return {{"fa", text.fa}, {"en", text.en}}; }

}  // namespace parts

Dossier dossier_of(CaseFile const& file) {
  parts::Writer writer{file};
  json::object content{{"log", json::object{{"origin", file.log().origin},
                                            {"purpose", name_of(file.log().purpose)},
                                            {"city", file.log().city}}}};
  content.emplace("case", parts::case_part(writer));
  content.emplace("post", parts::post_part(writer));
  content.emplace("rules", parts::rules_part(writer));
  content.emplace("notice", parts::notice_part(writer));
  content.emplace("nominations", parts::nominations_part(writer));
  content.emplace("panel", parts::panel_part(writer));
  content.emplace("scores", parts::scores_part(writer));
  content.emplace("objections", parts::objections_part(writer));
  content.emplace("review", parts::review_part(writer));
  content.emplace("decision", parts::decision_part(writer));
  content.emplace("decree", parts::decree_part(writer));
  content.emplace("influence", parts::influence_part(writer));
  content.emplace("deviations", parts::deviations_part(writer));
  content.emplace("checklist", parts::checklist_part(writer));
  writer.made().content = std::move(content);
  for (auto const& opened : file.all<BallotOpened>())
    writer.made().uncounted.insert(opened->ballot);
  for (auto const& ballot : file.state().ballots) writer.made().uncounted.erase(ballot.ballot.code);
  return std::move(writer.made());
}

bool may_show_entry(Dossier const& dossier, Recorded const& recorded, std::string_view leaf) {
  if (is_of_people_apart(recorded.event.type().name)) return false;
  if (recorded.at.role.text == registry::kCitizen) return false;
  // A vote says nothing that its count does not, once there is one.
  if (auto const* cast = recorded.event.as<BallotCast>();
      cast && dossier.uncounted.contains(cast->ballot))
    return false;
  // An entry of the register is of one person, whom the dossier must name.
  auto const& stream = recorded.at.stream;
  if (stream.kind() == registry::Person::kKind &&
      !dossier.people.contains(PersonId{std::string{stream.key()}}))
    return false;
  return std::ranges::none_of(dossier.unnamed, [&](PersonId const& person) {
    return leaf.find("\"" + person.text + "\"") != std::string_view::npos ||
           leaf.find("/" + person.text + "\"") != std::string_view::npos;
  });
}

}  // namespace gozin::appointment
