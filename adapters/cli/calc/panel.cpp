#include "engine/scoring/panel.hpp"

#include "adapters/cli/calc/shape.hpp"

#include <set>
#include <tuple>

namespace gozin::calc {
namespace {

constexpr std::size_t kSheetsMax = 5'000;

std::vector<scoring::Criterion> criteria_of(Node const& list) {
  std::vector<scoring::Criterion> criteria;
  std::vector<Node> nodes;
  std::vector<std::string> ids;
  for (auto const& item : reader::some_items(list)) {
    reader::open(item, {"id", "weight"});
    nodes.push_back(reader::member(item, "id"));
    ids.push_back(reader::text(nodes.back()));
    auto const weight = reader::member(item, "weight");
    auto const read = number(weight);
    if (read < 0) reader::report(weight, rules::Reason::number_must_lie_in_range, "0..");
    criteria.push_back({.code = Code{ids.back()}, .weight = to_exact(read)});
  }
  require_unique(nodes, ids);
  return criteria;
}

class Sheets {
 public:
  explicit Sheets(std::vector<scoring::Criterion> const& criteria) {
    for (auto const& criterion : criteria) known_.insert(criterion.code);
  }

  scoring::Sheet read(Node const& item) {
    reader::open(item, {"assessor", "nominee", "levels"});
    scoring::Sheet sheet{.assessor = PersonId{reader::text(reader::member(item, "assessor"))},
                         .nominee = NomineeId{reader::text(reader::member(item, "nominee"))},
                         .levels = {}};
    for (auto const& [name, node] : reader::named_members(reader::member(item, "levels"))) {
      Code const code{name};
      if (!known_.contains(code))
        reader::report(node, rules::Reason::criterion_must_be_known, "criterion");
      if (!given_.emplace(sheet.assessor, sheet.nominee, code).second)
        reader::report(node, rules::Reason::code_must_be_unique, name);
      sheet.levels.emplace(code, number(node));
    }
    return sheet;
  }

 private:
  std::set<Code> known_;
  std::set<std::tuple<PersonId, NomineeId, Code>> given_;
};

template <class Id>
json::object shown_scores(std::map<Id, Fraction> const& scores) {
  json::object shown_all;
  for (auto const& [id, score] : scores) shown_all[id.text] = shown(score);
  return shown_all;
}

json::object shown_ranking(scoring::Ranking const& ranking) {
  json::object scores, exact;
  for (auto const& [nominee, total] : ranking.totals) {
    scores[nominee.text] = shown(from_exact(total));
    exact[nominee.text] = json::string_view{total.text};
  }
  return {{"scores", std::move(scores)},
          {"exact", std::move(exact)},
          {"order", order_of(ranking.order)}};
}

json::array shown_wins(scoring::PanelAnalysis const& analysis) {
  json::array wins;
  for (auto const& [pair, times] : analysis.wins)
    wins.push_back({pair.first.text, pair.second.text, times});
  return wins;
}

json::object shown_analysis(scoring::PanelAnalysis const& analysis) {
  Notes notes;
  json::object totals, without;
  for (auto const& [assessor, of_assessor] : analysis.totals)
    totals[assessor.text] = shown_scores(of_assessor);
  json::array pivotal;
  for (auto const& one : analysis.leave_one_out) {
    without[one.assessor.text] = {{"order", order_of(one.order)}};
    if (one.pivotal) pivotal.emplace_back(one.assessor.text);
  }
  json::object icc{{"2,1", notes.shown("icc.2,1", analysis.agreement.icc_2_1)},
                   {"2,k", notes.shown("icc.2,k", analysis.agreement.icc_2_k)}};
  json::array condorcet;
  for (auto const& nominee : analysis.condorcet) condorcet.emplace_back(nominee.text);
  json::object borda{{"scores", shown_scores(analysis.borda)},
                     {"order", order_of(analysis.borda_order)}};
  return {{"mean", shown_ranking(analysis.mean)},
          {"trimmed", shown_ranking(analysis.trimmed)},
          {"median", shown_ranking(analysis.median)},
          {"borda", std::move(borda)},
          {"condorcet", std::move(condorcet)},
          {"pairwise", shown_wins(analysis)},
          {"totals", std::move(totals)},
          {"leniency", shown_scores(analysis.leniency)},
          {"icc", std::move(icc)},
          {"leave_one_out", std::move(without)},
          {"pivotal", std::move(pivotal)},
          {"notes", notes.take()}};
}

}  // namespace

Computed panel(Node const& in) {
  reader::open(in, {"criteria", "sheets"});
  auto const criteria = criteria_of(reader::member(in, "criteria"));
  auto const list = reader::member(in, "sheets");
  auto const items = reader::some_items(list);
  if (items.size() > kSheetsMax)
    return Fault{scoring::DataReason::size_must_not_exceed_limits, "/sheets",
                 std::to_string(kSheetsMax)};
  Sheets reading{criteria};
  std::vector<scoring::Sheet> sheets;
  for (auto const& item : items) sheets.push_back(reading.read(item));
  if (!is_sound(in)) return json::object{};

  auto const analysis = scoring::analyse(criteria, sheets);
  if (analysis) return shown_analysis(*analysis);
  auto const& [reason, detail] = analysis.error();
  if (reason == Reason{scoring::Reason::weights_must_sum_to_one})
    return Fault{reason, "/criteria", "1, not " + detail};
  return Fault{reason, "/sheets", detail};
}

}  // namespace gozin::calc
