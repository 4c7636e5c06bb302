#include "workflows/appointment/dossier/parts.hpp"

#include <algorithm>

namespace gozin::appointment::parts {
namespace {

json::array findings_of(Nominee const& nominee) {
  json::array array;
  for (auto const& one : nominee.findings)
    array.push_back(
        json::object{{"condition", one.condition.text}, {"finding", name_of(one.finding)}});
  return array;
}

/// The last event by which the standing came about; null where nobody has answered yet.
Recorded const* fate_of(CaseFile const& file, NomineeId const& id) {
  Recorded const* fate = nullptr;
  auto const take = [&](auto const& events) {
    for (auto const& one : events)
      if (one->nominee == id && (!fate || fate->at.seq < one.seq())) fate = one.at;
  };
  take(file.all<NominationConsented>());
  take(file.all<NominationMerged>());
  take(file.all<NominationDeclined>());
  take(file.all<NominationWithdrawn>());
  take(file.all<NomineeAdmitted>());
  take(file.all<NomineeExcluded>());
  return fate;
}

json::array received_as(Writer& writer, NomineeId const& id) {
  json::array array;
  for (auto const& received : writer.file().all<NominationReceived>())
    if (received->nominee == id)
      array.push_back(writer.act(*received.at, {{"channel", name_of(received->channel)}}));
  return array;
}

json::array fell_below(Case const& state, NomineeId const& id) {
  json::array array;
  for (auto const& one : state.below)
    if (one.nominee == id)
      array.push_back(
          json::object{{"criterion", one.criterion.text}, {"reached", one.reached.text}});
  return array;
}

void add_result(json::object& object, Case const& state, NomineeId const& id) {
  for (auto const& ranked : state.ranking) {
    if (ranked.nominee != id) continue;
    object.emplace("place", ranked.place);
    object.emplace("score", ranked.score.text);
  }
  object.emplace("below", fell_below(state, id));
  object.emplace("permitted", std::ranges::find(state.permitted, id) != state.permitted.end());
  object.emplace("selected", state.selected == id);
}

json::object declaration(Writer& writer, Found<InterestDeclared> const& declared) {
  json::object more{{"declarer", writer.person(declared->declarer)},
                    {"nominee", declared->nominee.text},
                    {"interest", name_of(declared->interest)}};
  if (declared->kinship) more.emplace("kinship", name_of(*declared->kinship));
  return writer.act(*declared.at, std::move(more));
}

json::array recusals(Writer& writer) {
  json::array array;
  for (auto const& one : writer.file().all<AssessorRecused>()) {
    json::object more{{"assessor", writer.person(one->assessor)}};
    if (one->nominee) more.emplace("nominee", one->nominee->text);
    array.push_back(writer.act(*one.at, std::move(more)));
  }
  return array;
}

json::array replacements(Writer& writer) {
  json::array array;
  for (auto const& one : writer.file().all<AssessorReplaced>()) {
    json::object more{{"assessor", writer.person(one->assessor)},
                      {"replacement", writer.person(one->replacement)}};
    if (one->nominee) more.emplace("nominee", one->nominee->text);
    array.push_back(writer.act(*one.at, std::move(more)));
  }
  return array;
}

}  // namespace

json::array nominations_part(Writer& writer) {
  json::array array;
  auto const& state = writer.state();
  for (auto const& id : writer.nominees()) {
    auto const found = state.nominees.find(id);
    if (found == state.nominees.end()) continue;
    auto const& nominee = found->second;
    json::object object{{"nominee", id.text},
                        {"number", writer.number(id)},
                        {"received", received_as(writer, id)},
                        {"standing", name_of(nominee.standing)},
                        {"findings", findings_of(nominee)}};
    if (writer.is_named(id)) object.emplace("person", writer.person(*nominee.person));
    if (nominee.merged_into) object.emplace("merged_into", writer.number(*nominee.merged_into));
    writer.add(object, "decided", fate_of(writer.file(), id));
    add_result(object, state, id);
    array.push_back(std::move(object));
  }
  return array;
}

json::object panel_part(Writer& writer) {
  json::object object;
  auto const appointed = writer.file().last<PanelAppointed>();
  if (appointed) {
    json::object more{{"chair", writer.person(appointed->chair)},
                      {"members", writer.persons(appointed->members)},
                      {"reserves", writer.persons(appointed->reserves)},
                      {"by_lot", appointed->seed.has_value()}};
    if (appointed->seed) {
      more.emplace("seed", to_hex(*appointed->seed));
      more.emplace("pool", writer.persons(appointed->pool));
      if (appointed->lot_announced) more.emplace("lot", appointed->lot_announced->text);
    }
    object.emplace("appointed", writer.act(*appointed.at, std::move(more)));
  }
  json::array seated;
  for (auto const& one : writer.file().all<AssessorsSeated>())
    seated.push_back(writer.act(*one.at, {{"round", one->round.text},
                                          {"body", one->body.text},
                                          {"assessors", writer.persons(one->assessors)}}));
  if (!seated.empty()) object.emplace("seated", std::move(seated));
  json::array declarations;
  for (auto const& declared : writer.file().all<InterestDeclared>())
    if (!declared.at->at.role.text.starts_with("body_"))
      declarations.push_back(declaration(writer, declared));
  object.emplace("declarations", std::move(declarations));
  object.emplace("recusals", recusals(writer));
  object.emplace("replacements", replacements(writer));
  return object;
}

json::object objections_part(Writer& writer) {
  auto const& file = writer.file();
  json::array array;
  for (auto const& raised : file.all<ObjectionRaised>()) {
    json::object object{{"objection", raised->objection.text},
                        {"against", name_of(raised->against)},
                        {"result", "open"}};
    if (raised->nominee) object.emplace("nominee", raised->nominee->text);
    writer.add(object, "raised", raised.at);
    auto const take = [&](auto const& events, std::string_view result) {
      for (auto const& one : events) {
        if (one->objection != raised->objection) continue;
        object.insert_or_assign("result", result);
        writer.add(object, "decided", one.at);
      }
    };
    take(file.all<ObjectionDismissed>(), "dismissed");
    take(file.all<ObjectionSettled>(), "settled");
    take(file.all<NomineeReadmitted>(), "upheld");
    array.push_back(std::move(object));
  }
  json::object object{{"raised", std::move(array)}};
  if (auto const published = file.last<RankingPublished>())
    object.emplace(
        "ranking_published",
        writer.act(*published.at, {{"closes", to_rfc3339(published->objections_close)}}));
  writer.add(object, "closed", file.last<ObjectionsClosed>().at);
  return object;
}

}  // namespace gozin::appointment::parts
