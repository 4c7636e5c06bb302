#include "engine/scoring/panel.hpp"
#include "engine/scoring/sensitivity.hpp"
#include "workflows/appointment/dossier/arithmetic.hpp"
#include "workflows/appointment/dossier/parts.hpp"

namespace gozin::appointment::parts {
namespace {

constexpr std::size_t kDigits = 6;
constexpr std::int64_t kScale = 1'000'000;

/// A decimal of so many digits, rounded half away from zero; for what does not decide anything.
std::string decimal(Fraction const& value) {
  using boost::multiprecision::denominator;
  using boost::multiprecision::numerator;
  Fraction const size = value < 0 ? Fraction{-value} : value;
  Fraction const shifted = size * kScale + Fraction{1, 2};
  auto text = boost::multiprecision::cpp_int{numerator(shifted) / denominator(shifted)}.str();
  if (text.size() <= kDigits) text.insert(0, kDigits + 1 - text.size(), '0');
  text.insert(text.size() - kDigits, ".");
  return value < 0 ? "-" + text : text;
}

/// A value, or under `undefined` why there is none.
json::value statistic(scoring::ExactStatistic const& one) {
  if (one.value) return json::value(decimal(*one.value));
  return json::object{{"undefined", name_of(*one.cause)}};
}

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

json::array orders(std::vector<std::vector<NomineeId>> const& order) {
  json::array array;
  for (auto const& tied : order) {
    json::array together;
    for (auto const& nominee : tied) together.emplace_back(nominee.text);
    array.push_back(std::move(together));
  }
  return array;
}

/// The smallest change of one weight that makes another person the first.
void add_sensitivity(json::object& object, Arithmetic const& made) {
  std::vector<Fraction> weights;
  for (auto const& criterion : made.criteria) weights.push_back(from_exact(criterion.weight));
  std::vector<std::vector<Fraction>> rows;
  for (auto const& one : made.nominees) {
    if (!one.stated || one.criteria.size() != weights.size()) continue;
    auto& row = rows.emplace_back();
    for (auto const& part : one.criteria) row.push_back(part.value);
  }
  auto const found = scoring::sensitivity(weights, rows);
  if (!found || !found->winner_flips_at) return;
  auto const& change = found->winner_flips_at->change;
  object.emplace("winner_changes_at",
                 json::object{{"criterion", made.criteria[change.criterion].code.text},
                              {"percent", decimal(change.percent)}});
}

json::object reliability_of(Writer& writer, Arithmetic const& made) {
  json::object object;
  auto const analysis = scoring::analyse(made.criteria, made.sheets);
  if (!analysis) return object;
  object.emplace("icc_2_1", statistic(analysis->agreement.icc_2_1));
  object.emplace("icc_2_k", statistic(analysis->agreement.icc_2_k));
  object.emplace("krippendorff_interval", statistic(scoring::krippendorff_alpha(
                                              analysis->ratings, scoring::Metric::interval)));
  object.emplace("kendall_w", statistic(scoring::kendall_w(analysis->ratings)));
  json::array leniency;
  for (auto const& [assessor, value] : analysis->leniency)
    leniency.push_back(
        json::object{{"assessor", writer.person(assessor)}, {"value", decimal(value)}});
  object.emplace("leniency", std::move(leniency));
  object.emplace("borda", orders(analysis->borda_order));
  json::array condorcet;
  for (auto const& nominee : analysis->condorcet) condorcet.emplace_back(nominee.text);
  object.emplace("condorcet", std::move(condorcet));
  add_sensitivity(object, made);
  return object;
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
    object.emplace("reliability", reliability_of(writer, *made));
    object.emplace("pivotal", writer.persons(writer.state().pivotal));
  }
  writer.add(object, "noted", file.last<AnalysisNoted>().at);
  if (auto const shortlist = file.last<ShortlistConfirmed>()) {
    json::array permitted;
    for (auto const& nominee : writer.state().permitted) permitted.emplace_back(nominee.text);
    object.emplace("shortlist", writer.act(*shortlist.at, {{"permitted", std::move(permitted)}}));
  }
  return object;
}

}  // namespace gozin::appointment::parts
