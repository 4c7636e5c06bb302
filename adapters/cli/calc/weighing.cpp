#include "adapters/cli/calc/shape.hpp"
#include "engine/scoring/comparisons.hpp"
#include "engine/scoring/ranking.hpp"
#include "engine/scoring/sensitivity.hpp"
#include "engine/scoring/topsis.hpp"

#include <boost/json/value_from.hpp>

namespace gozin::calc {
namespace {

#define GOZIN_CALC_RANKINGS(X) X(weighted_sum) X(topsis)
GOZIN_NAMED_ENUM(RankingMethod, GOZIN_CALC_RANKINGS)

/// A criterion as it stands in the input.
struct Column {
  std::string id;
  Fraction weight;
  scoring::Better better = scoring::Better::more;
  std::optional<Fraction> floor = std::nullopt;

  /// Whether a value is on the wrong side of the floor: the worst that is admissible.
  [[nodiscard]] bool excludes(Fraction const& value) const {
    if (!floor) return false;
    return better == scoring::Better::more ? value < *floor : value > *floor;
  }
};

std::vector<Column> columns_of(Node const& list) {
  std::vector<Column> columns;
  std::vector<Node> nodes;
  std::vector<std::string> ids;
  for (auto const& item : reader::some_items(list)) {
    reader::open(item, {"id", "weight", "better", "floor"});
    nodes.push_back(reader::member(item, "id"));
    ids.push_back(reader::text(nodes.back()));
    auto const weight = reader::member(item, "weight");
    columns.push_back(
        {.id = ids.back(),
         .weight = number(weight),
         .better = reader::one_of<scoring::Better>(reader::member(item, "better")),
         .floor = reader::optionally(reader::optional_member(item, "floor"), number)});
    if (columns.back().weight < 0)
      reader::report(weight, rules::Reason::number_must_lie_in_range, "0..");
  }
  require_unique(nodes, ids);
  return columns;
}

scoring::Criterion criterion_of(Column const& column) {
  bool const less = column.better == scoring::Better::less;
  scoring::Criterion criterion{.code = Code{column.id}, .weight = to_exact(column.weight)};
  if (column.floor) criterion.floor = to_exact(less ? Fraction{-*column.floor} : *column.floor);
  return criterion;
}

bool is_excluded(std::vector<Column> const& columns, std::vector<Fraction> const& values) {
  for (std::size_t k = 0; k < columns.size(); ++k)
    if (columns[k].excludes(values[k])) return true;
  return false;
}

/// Every missed floor, in the order of the input.
json::array excluded_of(std::vector<Column> const& columns, Alternatives const& read) {
  json::array excluded;
  for (std::size_t i = 0; i < read.ids.size(); ++i)
    for (std::size_t k = 0; k < columns.size(); ++k)
      if (columns[k].excludes(read.values[i][k]))
        excluded.push_back({{"id", read.ids[i]}, {"criterion", columns[k].id}});
  return excluded;
}

/// Where less is better, a value counts against the total.
Computed weighted_sum(std::vector<Column> const& columns, Alternatives const& read) {
  std::vector<scoring::Criterion> criteria;
  for (auto const& column : columns) criteria.push_back(criterion_of(column));
  std::vector<scoring::Alternative> alternatives;
  for (std::size_t i = 0; i < read.ids.size(); ++i) {
    scoring::Alternative alternative{.nominee = NomineeId{read.ids[i]}, .values = {}};
    for (std::size_t k = 0; k < columns.size(); ++k) {
      bool const less = columns[k].better == scoring::Better::less;
      alternative.values.emplace(Code{columns[k].id},
                                 less ? Fraction{-read.values[i][k]} : read.values[i][k]);
    }
    alternatives.push_back(std::move(alternative));
  }
  auto const ranking = scoring::rank(criteria, alternatives, {});
  if (!ranking) {
    auto const& [reason, detail] = ranking.error();
    bool const of_sum = reason == Reason{scoring::Reason::weights_must_sum_to_one};
    return Fault{reason, "/criteria", of_sum ? "1, not " + detail : detail};
  }

  json::object scores, exact;
  for (auto const& id : read.ids) {
    auto const& total = ranking->totals.at(NomineeId{id});
    scores[id] = shown(from_exact(total));
    exact[id] = json::string_view{total.text};
  }
  return json::object{{"scores", std::move(scores)},
                      {"exact", std::move(exact)},
                      {"order", order_of(ranking->order)},
                      {"excluded", excluded_of(columns, read)}};
}

/// Who misses a floor leaves before anything is normalised.
Alternatives admitted(std::vector<Column> const& columns, Alternatives const& read) {
  Alternatives left;
  for (std::size_t i = 0; i < read.ids.size(); ++i) {
    if (is_excluded(columns, read.values[i])) continue;
    left.ids.push_back(read.ids[i]);
    left.values.push_back(read.values[i]);
  }
  return left;
}

Computed closeness(std::vector<Column> const& columns, Alternatives const& read) {
  std::vector<scoring::WeightedColumn> weighted;
  for (auto const& column : columns) weighted.push_back({column.weight, column.better});
  auto const left = admitted(columns, read);
  Notes notes;
  json::object scores;
  // Everybody has a place among the scores, in the order of the input.
  for (std::size_t i = 0; i < read.ids.size(); ++i)
    scores[read.ids[i]] = is_excluded(columns, read.values[i])
                              ? notes.none("scores." + read.ids[i], "excluded")
                              : json::value{};
  json::array order;
  if (!left.ids.empty()) {
    auto const found = scoring::topsis(weighted, left.values);
    if (!found) return Fault{found.error().reason, "/criteria", ""};
    for (std::size_t i = 0; i < left.ids.size(); ++i)
      scores[left.ids[i]] = notes.shown("scores." + left.ids[i], found->scores[i]);
    order = order_of(found->order, left.ids);
  }
  return json::object{{"scores", std::move(scores)},
                      {"order", std::move(order)},
                      {"excluded", excluded_of(columns, read)},
                      {"notes", notes.take()}};
}

std::vector<Fraction> random_index_of(Node const& node) {
  if (!node || node.value->is_array()) return numbers(node);
  if (!node.value->is_string() || node.value->get_string() != "saaty")
    reader::report(node, rules::Reason::value_must_be_listed, "saaty|list of numbers");
  return scoring::saaty_random_index();
}

json::value shown_flip(std::optional<scoring::Flip> const& flip,
                       std::vector<std::string> const& ids) {
  if (!flip) return nullptr;
  auto const& change = flip->change;
  return {{"criterion", change.criterion},
          {"pair", {ids[change.first], ids[change.second]}},
          {"percent", shown(change.percent)},
          {"to", ids[flip->to]}};
}

}  // namespace

Computed weights(Node const& in) {
  reader::open(in, {"matrix", "method", "random_index"});
  auto const matrix = table(reader::member(in, "matrix"));
  auto const how = reader::one_of<scoring::Derivation>(reader::member(in, "method"));
  auto const random_index = random_index_of(reader::member(in, "random_index"));
  if (!is_sound(in)) return json::object{};
  auto const found = scoring::derive_weights(matrix, how, random_index);
  if (!found) {
    bool const index =
        found.error().reason == Reason{scoring::DataReason::random_index_must_not_be_negative};
    return at(index ? "/random_index" : "/matrix", found.error());
  }

  Notes notes;
  auto cr = notes.shown("cr", found->cr);
  auto consistent = found->consistent ? json::value(*found->consistent) : json::value{};
  return json::object{{"weights", json::value_from(found->weights)},
                      {"lambda_max", found->lambda_max},
                      {"ci", found->ci},
                      {"cr", std::move(cr)},
                      {"consistent", std::move(consistent)},
                      {"notes", notes.take()}};
}

Computed rank(Node const& in) {
  reader::open(in, {"method", "criteria", "alternatives"});
  auto const method = reader::one_of<RankingMethod>(reader::member(in, "method"));
  auto const columns = columns_of(reader::member(in, "criteria"));
  auto const read = alternatives(reader::member(in, "alternatives"), columns.size());
  if (!is_sound(in)) return json::object{};
  return method == RankingMethod::weighted_sum ? weighted_sum(columns, read)
                                               : closeness(columns, read);
}

Computed sensitivity(Node const& in) {
  reader::open(in, {"weights", "alternatives"});
  auto const weights = numbers(reader::member(in, "weights"));
  auto const read = alternatives(reader::member(in, "alternatives"), weights.size());
  if (!is_sound(in)) return json::object{};
  auto const found = scoring::sensitivity(weights, read.values);
  if (!found) {
    bool const size =
        found.error().reason == Reason{scoring::DataReason::size_must_not_exceed_limits};
    return Fault{found.error().reason, size ? "/alternatives" : "/weights", ""};
  }

  json::array changes;
  for (auto const& change : found->changes)
    changes.push_back({{"criterion", change.criterion},
                       {"pair", {read.ids[change.first], read.ids[change.second]}},
                       {"percent", shown(change.percent)},
                       {"feasible", change.feasible}});
  auto winner =
      found->winners.size() == 1 ? json::value(read.ids[found->winners.front()]) : json::value{};
  return json::object{{"winner", std::move(winner)},
                      {"winners", names_at(found->winners, read.ids)},
                      {"changes", std::move(changes)},
                      {"winner_flips_at", shown_flip(found->winner_flips_at, read.ids)},
                      {"any_flip_at", shown_flip(found->any_flip_at, read.ids)}};
}

}  // namespace gozin::calc
