#include "engine/scoring/decimal.hpp"
#include "workflows/appointment/analysis.hpp"

namespace gozin::appointment {
namespace {

using scoring::decimal;

json::object undefined(std::string_view cause) { return {{"undefined", cause}}; }

template <class Number>
json::value statistic(scoring::Statistic<Number> const& one) {
  if (one.value) return json::value(decimal(*one.value));
  return undefined(name_of(*one.cause));
}

json::array ids_of(std::vector<NomineeId> const& nominees) {
  json::array array;
  for (auto const& nominee : nominees) array.emplace_back(nominee.text);
  return array;
}

json::array orders(std::vector<std::vector<NomineeId>> const& order) {
  json::array array;
  for (auto const& tied : order) array.push_back(ids_of(tied));
  return array;
}

json::array leniency(RankingAnalysis const& analysis) {
  json::array array;
  for (auto const& [assessor, value] : analysis.leniency)
    array.push_back(json::object{{"assessor", assessor.text}, {"value", statistic(value)}});
  return array;
}

json::array deviations(RankingAnalysis const& analysis) {
  json::array array;
  for (auto const& one : analysis.deviations)
    array.push_back(json::object{{"assessor", one.assessor.text},
                                 {"nominee", one.nominee.text},
                                 {"modified_z", statistic(one.modified_z)},
                                 {"flagged", one.flagged}});
  return array;
}

json::array accords(RankingAnalysis const& analysis) {
  json::array array;
  for (auto const& one : analysis.accords)
    array.push_back(json::object{{"first", one.first.text},
                                 {"second", one.second.text},
                                 {"pairs", one.pairs},
                                 {"alike", one.alike},
                                 {"tau", statistic(one.tau)}});
  return array;
}

json::array without(RankingAnalysis const& analysis) {
  json::array array;
  for (auto const& one : analysis.without)
    array.push_back(json::object{
        {"assessor", one.assessor.text}, {"first", ids_of(one.first)}, {"pivotal", one.pivotal}});
  return array;
}

/// Of each pair once, by id.
json::array wins(RankingAnalysis const& analysis) {
  json::array array;
  for (auto const& [pair, times] : analysis.wins)
    if (pair.first < pair.second)
      array.push_back(json::object{{"first", pair.first.text},
                                   {"second", pair.second.text},
                                   {"above", times},
                                   {"below", analysis.wins.at({pair.second, pair.first})}});
  return array;
}

json::object winner_change(RankingAnalysis const& analysis) {
  if (!analysis.winner_change) return undefined(name_of(*analysis.unmoved));
  return {{"criterion", analysis.winner_change->criterion.text},
          {"percent", decimal(analysis.winner_change->percent)},
          {"to", analysis.winner_change->to.text}};
}

json::object groups(RankingAnalysis const& analysis) {
  json::array array;
  for (std::size_t i = 0; i < analysis.groups.size(); ++i) {
    auto const& group = analysis.groups[i];
    json::object one{{"group", name_of(group.channel)},
                     {"selected", group.count.selected},
                     {"total", group.count.total}};
    if (analysis.impact && analysis.impact->ratios[i])
      one.emplace("ratio", decimal(*analysis.impact->ratios[i]));
    array.push_back(std::move(one));
  }
  json::object object{{"by", "channel"}, {"groups", std::move(array)}};
  if (!analysis.impact) {
    object.emplace("undefined", name_of(scoring::DataReason::groups_must_be_several));
    return object;
  }
  object.emplace("four_fifths", analysis.impact->four_fifths);
  object.emplace("fisher_p", decimal(analysis.impact->fisher_p));
  object.emplace("enough_data", analysis.impact->enough_data);
  return object;
}

void add_analysis(json::object& object, RankingAnalysis const& analysis) {
  object.emplace("round", analysis.round.text);
  object.emplace("last_round", analysis.is_last_round);
  if (analysis.readmitted) object.emplace("readmitted", analysis.readmitted->text);
  object.emplace("span", name_of(analysis.span));
  object.emplace("first", ids_of(analysis.first));
  object.emplace("icc_2_1", statistic(analysis.icc_2_1));
  object.emplace("icc_2_k", statistic(analysis.icc_2_k));
  object.emplace("krippendorff_interval", statistic(analysis.alpha));
  object.emplace("kendall_w", statistic(analysis.kendall_w));
  object.emplace("leniency", leniency(analysis));
  object.emplace("outliers", deviations(analysis));
  object.emplace("agreement", accords(analysis));
  object.emplace("borda", orders(analysis.borda));
  object.emplace("condorcet", ids_of(analysis.condorcet));
  object.emplace("wins", wins(analysis));
  object.emplace("without", without(analysis));
  object.emplace("winner_changes_at", winner_change(analysis));
  object.emplace("groups", groups(analysis));
}

}  // namespace

json::object to_json(AnalysedRanking const& ranking) {
  json::object object;
  if (ranking.seq) object.emplace("seq", *ranking.seq);
  if (ranking.analysis)
    add_analysis(object, *ranking.analysis);
  else
    object.emplace("undefined", ranking.refused->reason.name());
  return object;
}

}  // namespace gozin::appointment
