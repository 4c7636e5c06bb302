#include "workflows/appointment/dossier/arithmetic.hpp"
#include "workflows/appointment/dossier/parts.hpp"

namespace gozin::appointment::parts {
namespace {

json::object levels(std::map<Code, std::int64_t> const& given) {
  json::object object;
  for (auto const& [criterion, level] : given) object.emplace(criterion.text, level);
  return object;
}

json::object evidence_words(std::map<Code, Committed> const& words) {
  json::object object;
  for (auto const& [criterion, commitment] : words)
    object.emplace(criterion.text, to_hex(commitment.commitment));
  return object;
}

/// A sheet that is still sealed says nothing but that it is there.
json::object sheet(Writer& writer, SheetFound const& found) {
  json::object object{{"assessor", writer.person(found.sealed->assessor)},
                      {"round", found.sealed->round.text},
                      {"alias", found.sealed->alias.text},
                      {"commitment", to_hex(found.sealed->commitment)}};
  writer.add(object, "sealed", found.sealed.at);
  if (!found.revealed) return object;
  object.emplace("nominee", found.revealed->nominee.text);
  object.emplace("salt", to_hex(found.revealed->salt));
  object.emplace("levels", levels(found.revealed->levels));
  object.emplace("words", evidence_words(found.revealed->evidence));
  writer.add(object, "revealed", found.revealed.at);
  return object;
}

json::array revisions(Writer& writer) {
  json::array array;
  for (auto const& one : writer.file().all<ScoreRevised>())
    array.push_back(writer.act(*one.at, {{"assessor", writer.person(one->assessor)},
                                         {"nominee", one->nominee.text},
                                         {"criterion", one->criterion.text},
                                         {"before", one->before},
                                         {"after", one->after}}));
  return array;
}

json::object scored_criterion(Writer& writer, ScoredCriterion const& part) {
  json::array given;
  for (auto const& [assessor, level] : part.levels)
    given.push_back(json::object{{"assessor", writer.person(assessor)}, {"level", level}});
  return {{"criterion", part.criterion.text},
          {"weight", to_exact(part.weight).text},
          {"levels", std::move(given)},
          {"value", to_exact(part.value).text},
          {"product", to_exact(part.product).text}};
}

json::object scored_nominee(Writer& writer, ScoredNominee const& one) {
  json::array criteria;
  for (auto const& part : one.criteria) criteria.push_back(scored_criterion(writer, part));
  json::object object{{"nominee", one.nominee.text},
                      {"criteria", std::move(criteria)},
                      {"total", to_exact(one.total).text},
                      {"reproduces", one.reproduces}};
  if (one.stated) object.emplace("stated", one.stated->text);
  return object;
}

json::object arithmetic_of(Writer& writer, Arithmetic const& made) {
  json::array nominees;
  for (auto const& one : made.nominees) nominees.push_back(scored_nominee(writer, one));
  json::object object{{"nominees", std::move(nominees)}, {"reproduces", made.reproduces}};
  writer.add(object, "ranking", made.ranking.at);
  return object;
}

/// Of each ranking, as it was computed from what was revealed when it was established.
json::array analyses(Writer& writer) {
  json::array array;
  for (auto const& ranking : writer.file().analyses()) {
    auto object = to_json(ranking);
    for (auto const& recorded : writer.file().past())
      if (recorded.at.seq == ranking.seq) writer.add(object, "ranking", &recorded);
    if (ranking.analysis)
      for (auto const& one : ranking.analysis->without) (void)writer.person(one.assessor);
    array.push_back(std::move(object));
  }
  return array;
}

json::array notes(Writer& writer) {
  json::array array;
  for (auto const& one : writer.file().all<AnalysisNoted>())
    array.push_back(writer.act(*one.at, {{"pivotal", writer.persons(one->pivotal)}}));
  return array;
}

}  // namespace

json::object scores_part(Writer& writer) {
  auto const& file = writer.file();
  json::array sheets;
  for (auto const& found : sheets_of(file)) sheets.push_back(sheet(writer, found));
  json::object object{{"sheets", std::move(sheets)}, {"revisions", revisions(writer)}};
  json::array reveals;
  for (auto const& one : file.all<ScoresRevealed>())
    reveals.push_back(writer.act(*one.at, {{"round", one->round.text}, {"missing", one->missing}}));
  object.emplace("reveals", std::move(reveals));
  if (auto const made = recompute(file)) {
    object.emplace("arithmetic", arithmetic_of(writer, *made));
    object.emplace("pivotal", writer.persons(writer.state().pivotal));
  }
  object.emplace("analyses", analyses(writer));
  object.emplace("notes", notes(writer));
  if (auto const shortlist = file.last<ShortlistConfirmed>()) {
    json::array permitted;
    for (auto const& nominee : writer.state().permitted) permitted.emplace_back(nominee.text);
    object.emplace("shortlist", writer.act(*shortlist.at, {{"permitted", std::move(permitted)}}));
  }
  return object;
}

}  // namespace gozin::appointment::parts
