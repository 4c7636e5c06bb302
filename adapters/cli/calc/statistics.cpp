#include "adapters/cli/calc/shape.hpp"
#include "engine/scoring/correlation.hpp"
#include "engine/scoring/impact.hpp"
#include "engine/scoring/means.hpp"
#include "engine/scoring/outliers.hpp"
#include "engine/scoring/reliability.hpp"

namespace gozin::calc {
namespace {

constexpr reader::Range kGroupSize{0, 1'000'000};

scoring::Ratings ratings_of(Node const& list) {
  scoring::Ratings ratings;
  for (auto const& item : reader::some_items(list)) {
    auto& row = ratings.emplace_back();
    for (auto const& rating : reader::some_items(item))
      row.push_back(rating.value->is_null() ? std::nullopt : std::optional{number(rating)});
  }
  return ratings;
}

}  // namespace

Computed reliability(Node const& in) {
  reader::open(in, {"ratings"});
  auto const ratings = ratings_of(reader::member(in, "ratings"));
  if (!is_sound(in)) return json::object{};
  if (auto const fault = scoring::find_fault(ratings)) return at("/ratings", *fault);

  Notes notes;
  auto const all = scoring::icc(ratings);
  json::object icc{
      {"1,1", notes.shown("icc.1,1", all.icc_1_1)}, {"2,1", notes.shown("icc.2,1", all.icc_2_1)},
      {"3,1", notes.shown("icc.3,1", all.icc_3_1)}, {"1,k", notes.shown("icc.1,k", all.icc_1_k)},
      {"2,k", notes.shown("icc.2,k", all.icc_2_k)}, {"3,k", notes.shown("icc.3,k", all.icc_3_k)}};
  json::object krippendorff;
  for (auto const metric :
       {scoring::Metric::nominal, scoring::Metric::ordinal, scoring::Metric::interval}) {
    std::string const name{name_of(metric)};
    krippendorff[name] =
        notes.shown("krippendorff." + name, scoring::krippendorff_alpha(ratings, metric));
  }
  krippendorff["ratio"] =
      notes.shown("krippendorff.ratio", scoring::krippendorff_alpha_of_ratios(ratings));
  auto kendall = notes.shown("kendall_w", scoring::kendall_w(ratings));
  auto fleiss = notes.shown("fleiss_kappa", scoring::fleiss_kappa(ratings));
  return json::object{{"icc", std::move(icc)},
                      {"krippendorff", std::move(krippendorff)},
                      {"kendall_w", std::move(kendall)},
                      {"fleiss_kappa", std::move(fleiss)},
                      {"notes", notes.take()}};
}

Computed outliers(Node const& in) {
  reader::open(in, {"values", "alpha"});
  auto const values = numbers(reader::member(in, "values"));
  auto const alpha = number(reader::member(in, "alpha"));
  if (!is_sound(in)) return json::object{};
  auto const found = scoring::outliers(values, alpha);
  if (!found) return Fault{found.error().reason, "/alpha", "at least 1/1000000000, below 1"};

  Notes notes;
  json::array modified_z;
  for (auto const& score : found->modified_z) modified_z.push_back(shown(score));
  json::array flagged;
  for (auto const place : found->flagged) flagged.emplace_back(place);
  auto const& grubbs = found->grubbs;
  auto g = notes.shown("grubbs.g", grubbs.g);
  auto critical = notes.shown("grubbs.critical", grubbs.critical);
  auto outlier = grubbs.outlier ? json::value(*grubbs.outlier) : json::value{};
  return json::object{{"modified_z", std::move(modified_z)},
                      {"flagged", std::move(flagged)},
                      {"grubbs", {{"g", g}, {"critical", critical}, {"outlier", outlier}}},
                      {"notes", notes.take()}};
}

Computed means(Node const& in) {
  reader::open(in, {"values", "trim"});
  auto values = numbers(reader::member(in, "values"));
  auto const trim = number(reader::member(in, "trim"));
  if (!is_sound(in)) return json::object{};
  auto const found = scoring::means(std::move(values), trim);
  if (!found) return at("/trim", found.error());
  json::object exact{{"mean", exact_text(found->mean)},
                     {"median", exact_text(found->median)},
                     {"trimmed", exact_text(found->trimmed)},
                     {"winsorised", exact_text(found->winsorised)}};
  return json::object{{"mean", shown(found->mean)},
                      {"median", shown(found->median)},
                      {"trimmed", shown(found->trimmed)},
                      {"winsorised", shown(found->winsorised)},
                      {"exact", std::move(exact)}};
}

Computed correlation(Node const& in) {
  reader::open(in, {"x", "y"});
  auto const x = numbers(reader::member(in, "x"));
  auto const y = numbers(reader::member(in, "y"));
  if (!is_sound(in)) return json::object{};
  auto const found = scoring::correlate(x, y);
  if (!found) return at("/y", found.error());

  Notes notes;
  auto pearson = notes.shown("pearson", found->pearson);
  auto spearman = notes.shown("spearman", found->spearman);
  auto kendall = notes.shown("kendall", found->kendall);
  return json::object{{"pearson", std::move(pearson)},
                      {"spearman", std::move(spearman)},
                      {"kendall", std::move(kendall)},
                      {"notes", notes.take()}};
}

Computed impact(Node const& in) {
  reader::open(in, {"groups"});
  std::vector<Node> nodes;
  std::vector<std::string> ids;
  std::vector<scoring::SelectedOf> groups;
  for (auto const& group : reader::some_items(reader::member(in, "groups"))) {
    reader::open(group, {"id", "selected", "total"});
    nodes.push_back(reader::member(group, "id"));
    ids.push_back(reader::text(nodes.back()));
    groups.push_back({reader::whole(reader::member(group, "selected"), kGroupSize),
                      reader::whole(reader::member(group, "total"), kGroupSize)});
  }
  require_unique(nodes, ids);
  if (!is_sound(in)) return json::object{};
  auto const found = scoring::adverse_impact(groups);
  if (!found) return at("/groups", found.error());

  auto const nobody = name_of(scoring::Undefined::nobody_was_selected);
  Notes notes;
  json::object ratios;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    auto const& ratio = found->ratios[i];
    ratios[ids[i]] = ratio ? shown(*ratio) : notes.none("ratios." + ids[i], nobody);
  }
  // Of no rate can be said how far it lies below the highest.
  auto four_fifths =
      found->ratios.front() ? json::value(found->four_fifths) : notes.none("four_fifths", nobody);
  auto z = notes.shown("z", found->z);
  return json::object{{"ratios", std::move(ratios)},
                      {"four_fifths", std::move(four_fifths)},
                      {"fisher_p", found->fisher_p},
                      {"z", std::move(z)},
                      {"enough_data", found->enough_data},
                      {"compared", {ids[found->highest], ids[found->lowest]}},
                      {"notes", notes.take()}};
}

}  // namespace gozin::calc
