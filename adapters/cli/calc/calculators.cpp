#include "adapters/cli/calc/calculator.hpp"
#include "adapters/cli/calc/methods.hpp"
#include "engine/event/exact_json.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <stdexcept>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

namespace gozin::calc {
namespace {

namespace json = boost::json;

constexpr JsonLimits kLimits{.bytes = 4 << 20};

template <Computed (*method)(Node const&)>
Answer compute(std::string_view text) {
  auto const document = parse_exact_json(text, kLimits);
  if (!document) return Faults{{document.error().reason, "", document.error().detail}};
  rules::Problems problems;
  auto computed = method({&document->value, "", &problems, &document->numbers});
  Faults faults;
  for (auto& problem : problems)
    faults.push_back({problem.reason, std::move(problem.pointer), std::move(problem.expected)});
  if (faults.empty() && !computed)
    faults.push_back({computed.error().reason, computed.error().detail, ""});
  if (!faults.empty()) return faults;
  return std::move(*computed);
}

constexpr std::array<Calculator, 14> kCalculators = {{
    {"reliability", "do the assessors agree? ICC, Krippendorff's alpha, Kendall's W, Fleiss' kappa",
     R"({"ratings": [[4, 5, null], …]}   rows are items, columns raters)",
     R"({"icc": {"1,1", …, "3,k"}, "krippendorff": {"nominal", "ordinal", "interval", "ratio"},)"
     R"( "kendall_w", "fleiss_kappa", "notes"})",
     &compute<reliability>},
    {"weights", "weights from pairwise comparisons (AHP), and whether these are consistent",
     R"({"matrix": [[1, "1/3"], [3, 1]], "method": "eigenvector"|"geometric",)"
     R"( "random_index": "saaty"|[0, 0, 0.52, …]})",
     R"({"weights", "lambda_max", "ci", "cr", "consistent", "notes"})", &compute<weights>},
    {"rank", "an order by weighted sum (exact) or TOPSIS, ties together, with floors",
     R"({"method": "weighted_sum"|"topsis", "criteria": [{"id", "weight",)"
     R"( "better": "more"|"less", "floor"?}], "alternatives": {"A": [4, 3], …}})",
     R"({"scores", "exact" (of weighted sums), "order": [["A"], ["B", "C"]], "excluded"})",
     &compute<rank>},
    {"preferences", "who wins ranked ballots: plurality, Borda, Condorcet, Schulze, IRV, Kemeny",
     R"({"ballots": [{"count": 5, "order": ["A", "C", "B"]}], "candidates": ["A", "B", "C"],)"
     R"( "methods": ["plurality", "borda", "condorcet", "schulze", "irv", "kemeny"]})",
     R"(by method {"winners", "order", "scores"|"pairwise"|"paths"|"rounds"|"disagreements"})",
     &compute<preferences>},
    {"vote", "was it carried? quorum and majority in whole numbers",
     R"({"seats", "filled"?, "present", "recused", "yes", "no", "abstain", "blank"?, "void"?,)"
     R"( "rule": {"quorum": {"at_least": "2/3", "of": "seats"|"filled", "recused_count": true},)"
     R"( "majority": {"more_than"|"at_least": "1/2", "of": "present"|…}, "also"?,)"
     R"( "blank_counts_as"?, "void_counts_as"?: "abstain"|"not_cast"}})",
     R"({"quorum": {"needed", "have", "met"}, "majority", "also"?, "outcome"})", &compute<vote>},
    {"outliers", "which values lie apart: modified z, Grubbs' test",
     R"({"values": [4, 5, 1], "alpha": 0.05})",
     R"({"modified_z", "flagged": places from 0, "grubbs": {"g", "critical", "outlier"}, "notes"})",
     &compute<outliers>},
    {"means", "mean, median, trimmed and winsorised mean, exact",
     R"({"values": [4, 5, 1], "trim": "1/20"}   the share cut at each end)",
     R"({"mean", "median", "trimmed", "winsorised"})", &compute<means>},
    {"correlation", "Pearson, Spearman, Kendall (tau-b)", R"({"x": [1, 2, 3], "y": [1, 3, 2]})",
     R"({"pearson", "spearman", "kendall", "notes"})", &compute<correlation>},
    {"impact", "adverse impact on groups: four-fifths rule, Fisher's exact test, z",
     R"({"groups": [{"id", "selected", "total"}, …]})",
     R"({"ratios", "four_fifths", "fisher_p", "z", "enough_data", "compared", "notes"})",
     &compute<impact>},
    {"sensitivity", "how far a weight must change until two alternatives change places",
     R"({"weights": ["1/2", "1/2"], "alternatives": {"A": [4, 3], …}})",
     R"({"winner", "changes": [{"criterion", "pair", "percent", "feasible"}], "winner_flips_at",)"
     R"( "any_flip_at"})",
     &compute<sensitivity>},
    {"panel", "a panel's sheets looked at in every way, and on whom the winner depends",
     R"({"criteria": [{"id", "weight"}], "sheets": [{"assessor", "nominee",)"
     R"( "levels": {"expertise": 4, …}}]})",
     R"({"mean", "trimmed", "median", "borda", "pairwise", "totals", "icc", "leave_one_out",)"
     R"( "pivotal", …})",
     &compute<panel>},
    {"seal", "the commitment under which a score sheet is sealed",
     R"({"salt": 64 hexadecimal digits, "sheet": {…}})", R"({"commitment"})", &compute<seal>},
    {"date", "one date in both calendars, and working days counted from it",
     R"({"solar": "1403-09-02"}|{"gregorian": "2024-11-22"}, "add_working_days"?: 3,)"
     R"( "weekend"?: ["friday"], "holidays"?: [dates in the same calendar])",
     R"({"solar", "gregorian", "weekday", "result"?})", &compute<date>},
    {"national_id", "whether the check digit of an Iranian national id is right",
     R"({"id": "۰۰۸۴۵۷۵۹۴۸"})", R"({"valid", "normalised"})", &compute<national_id>},
}};

void append(std::string& out, json::value const& value);

void append_number(std::string& out, double value) {
  if (!std::isfinite(value)) throw std::logic_error("a number that JSON does not have");
  char digits[32];
  out.append(digits, std::to_chars(std::begin(digits), std::end(digits), value).ptr);
}

void append_members(std::string& out, json::object const& object) {
  char separator = '{';
  for (auto const& [name, member] : object) {
    out += separator;
    out += json::serialize(name);
    out += ':';
    append(out, member);
    separator = ',';
  }
  out += object.empty() ? "{}" : "}";
}

void append_items(std::string& out, json::array const& array) {
  char separator = '[';
  for (auto const& item : array) {
    out += separator;
    append(out, item);
    separator = ',';
  }
  out += array.empty() ? "[]" : "]";
}

void append(std::string& out, json::value const& value) {
  if (auto const* object = value.if_object()) return append_members(out, *object);
  if (auto const* array = value.if_array()) return append_items(out, *array);
  if (auto const* number = value.if_double()) return append_number(out, *number);
  out += json::serialize(value);
}

}  // namespace

std::span<Calculator const> calculators() { return kCalculators; }

std::string to_text(boost::json::object const& answer) {
  std::string out;
  append_members(out, answer);
  return out;
}

}  // namespace gozin::calc
