#include "adapters/cli/calc/calculator.hpp"
#include "adapters/cli/calc/methods.hpp"
#include "engine/event/exact_json.hpp"

#include <algorithm>
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

TextPlace place_of(std::string_view text, std::size_t offset) {
  auto const before = text.substr(0, offset);
  auto const line = before.substr(before.rfind('\n') + 1);
  auto const is_first_byte = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; };
  return {.line = 1 + static_cast<std::size_t>(std::ranges::count(before, '\n')),
          .column = 1 + static_cast<std::size_t>(std::ranges::count_if(line, is_first_byte))};
}

Fault unreadable(std::string_view text, Rejection const& refused, JsonBreak const& broken) {
  Fault fault{.reason = refused.reason, .pointer = broken.pointer, .expected = refused.detail};
  if (text.size() > kLimits.bytes)
    fault.expected = std::to_string(kLimits.bytes) + " bytes";
  else
    fault.place = place_of(text, broken.offset);
  return fault;
}

template <Computed (*method)(Node const&)>
Answer compute(std::string_view text) {
  JsonBreak broken;
  auto const document = parse_exact_json(text, kLimits, &broken);
  if (!document) return Faults{unreadable(text, document.error(), broken)};
  rules::Problems problems;
  auto computed = method({&document->value, "", &problems, &document->numbers});
  Faults faults;
  for (auto& problem : problems)
    faults.push_back({problem.reason, std::move(problem.pointer), std::move(problem.expected)});
  if (faults.empty() && !computed) faults.push_back(computed.error());
  if (!faults.empty()) return faults;
  return std::move(*computed);
}

constexpr std::array<Calculator, 14> kCalculators = {{
    {"reliability", "do the assessors agree? ICC, Krippendorff's alpha, Kendall's W, Fleiss' kappa",
     R"({"ratings": [[4, 5, null], …]}   rows are items, columns raters)",
     R"({"icc": {"1,1", …, "3,k"}, "krippendorff": {"nominal", "ordinal", "interval", "ratio"},)"
     R"( "kendall_w", "fleiss_kappa", "notes"})",
     "At most 20,000 places, 1,000 different values, and 64 million bits in all places over their "
     "common denominator.",
     &compute<reliability>},
    {"weights", "weights from pairwise comparisons (AHP), and whether these are consistent",
     R"({"matrix": [[1, "1/3"], [3, 1]], "method": "eigenvector"|"geometric",)"
     R"( "random_index": "saaty"|[0, 0, 0.52, …]})",
     R"({"weights", "lambda_max", "ci", "cr", "consistent", "notes"})",
     "At most 50 criteria. The diagonal is 1; a comparison times its mirror image is 1 to within a "
     "millionth, since a decimal has no exact third. Saaty's random index goes up to 10 criteria.",
     &compute<weights>},
    {"rank", "an order by weighted sum (exact) or TOPSIS, ties together, with floors",
     R"({"method": "weighted_sum"|"topsis", "criteria": [{"id", "weight",)"
     R"( "better": "more"|"less", "floor"?}], "alternatives": {"A": [4, 3], …}})",
     R"({"scores": {"A": …}, "exact": {"A": "p/q"} (of weighted sums), "order": [["A"], ["B",)"
     R"( "C"]], "excluded": [{"id", "criterion"}], "notes" (of TOPSIS)})",
     "The weights of a weighted sum are 0 or more and sum to exactly 1, others are refused with "
     "the sum that was found; TOPSIS uses them in proportion. Where less is better a value counts "
     "against the sum. A floor is the worst value that is admissible: who misses one is excluded "
     "from the order, keeps a weighted sum, and has no TOPSIS score (null).",
     &compute<rank>},
    {"preferences", "who wins ranked ballots: plurality, Borda, Condorcet, Schulze, IRV, Kemeny",
     R"({"ballots": [{"count": 5, "order": ["A", "C", "B"]}], "candidates": ["A", "B", "C"],)"
     R"( "methods": ["plurality", "borda", "condorcet", "schulze", "irv", "kemeny"]})",
     R"(by method {"winners", "order", "scores"|"pairwise"|"paths"|"rounds"|"disagreements"};)"
     R"( "notes" where a method has no answer (null))",
     "At most 100 candidates (kemeny: 16) and 1,000,000,000 ballots of one order. irv follows the "
     "outcomes of the lots that ties would call for, until 50 million ballots have been looked at; "
     "with 21 ballots it always comes to an end.",
     &compute<preferences>},
    {"vote", "was it carried? quorum and majority in whole numbers",
     R"({"seats", "filled"?, "present", "recused", "yes", "no", "abstain", "blank"?, "void"?,)"
     R"( "rule": {"quorum": {"at_least": "2/3", "of": "seats"|"filled", "recused_count": true},)"
     R"( "majority": {"more_than"|"at_least": "1/2", "of": "cast"|"cast_and_abstain"|"present" | )"
     R"("present_less_recused"|"filled"|"seats"}, "also"?: as majority,)"
     R"( "blank_counts_as"?, "void_counts_as"?: "abstain"|"not_cast"}})",
     R"({"quorum": {"needed", "have", "met"}, "majority": {"needed", "have", "met"},)"
     R"( "also"?: {…}, "outcome": "carried"|"failed"|"inquorate"})",
     "Numbers of persons and papers are at most 1,000,000,000. present includes the recused.",
     &compute<vote>},
    {"outliers", "which values lie apart: modified z, Grubbs' test",
     R"({"values": [4, 5, 1], "alpha": 0.05})",
     R"({"modified_z", "flagged": places from 0, "grubbs": {"g", "critical", "outlier"}, "notes"})",
     "alpha is at least 1/1000000000 and below 1. Flagged is a modified z beyond 3.5; Grubbs' test "
     "is two-sided.",
     &compute<outliers>},
    {"means", "mean, median, trimmed and winsorised mean, exact",
     R"({"values": [4, 5, 1], "trim": "1/20"}   the share cut at each end)",
     R"({"mean", "median", "trimmed", "winsorised", "exact": the four as "p/q"})",
     "trim is at least 0 and below 1/2; of its share of the values whole ones are cut.",
     &compute<means>},
    {"correlation", "Pearson, Spearman, Kendall (tau-b)", R"({"x": [1, 2, 3], "y": [1, 3, 2]})",
     R"({"pearson", "spearman", "kendall", "notes"})", "At most 10,000 pairs.",
     &compute<correlation>},
    {"impact", "adverse impact on groups: four-fifths rule, Fisher's exact test, z",
     R"({"groups": [{"id", "selected", "total"}, …]})",
     R"({"ratios": {"id": …}, "four_fifths", "fisher_p", "z", "enough_data", "compared", "notes"})",
     "Two groups or more, of 1 to 1,000,000 each. The tests compare the highest rate with the "
     "lowest; data are enough when each cell of their table is expected to hold five.",
     &compute<impact>},
    {"sensitivity", "how far a weight must change until two alternatives change places",
     R"({"weights": ["1/2", "1/2"], "alternatives": {"A": [4, 3], …}})",
     R"({"winner", "winners", "changes": [{"criterion": place from 0, "pair", "percent",)"
     R"( "feasible"}], "winner_flips_at": {"criterion", "pair", "percent", "to"},)"
     R"( "any_flip_at"})",
     "At most 100,000 changes (criteria times pairs). Weights are 0 or more and need not sum to "
     "one. At -100 percent the pair is level and does not change places.",
     &compute<sensitivity>},
    {"panel", "a panel's sheets looked at in every way, and on whom the winner depends",
     R"({"criteria": [{"id", "weight"}], "sheets": [{"assessor", "nominee",)"
     R"( "levels": {"expertise": 4, …}}]})",
     R"({"mean"|"trimmed"|"median": {"scores", "exact", "order"}, "borda": {"scores", "order"},)"
     R"( "condorcet", "pairwise": [["A", "B", wins]], "totals": {assessor: {nominee: …}},)"
     R"( "leniency": {assessor: …}, "icc": {"2,1", "2,k"}, "leave_one_out": {assessor: {"order"}},)"
     R"( "pivotal": [assessors], "notes"})",
     "At most 5,000 sheets. The weights are 0 or more and sum to exactly 1, others are refused "
     "with the sum that was found. Each nominee needs a level of somebody for each criterion.",
     &compute<panel>},
    {"seal", "the commitment under which a score sheet is sealed",
     R"({"salt": 64 hexadecimal digits, "sheet": {…}})", R"({"commitment"})",
     "The sheet holds whole numbers within 2^53, text, lists and objects.", &compute<seal>},
    {"date", "one date in both calendars, and working days counted from it",
     R"({"solar": "1403-09-02"}|{"gregorian": "2024-11-22"}, "add_working_days"?: 3,)"
     R"( "weekend"?: ["friday"], "holidays"?: [dates in the same calendar])",
     R"({"solar", "gregorian", "weekday", "result"?: the same three})",
     "From 1178-01-01 to 1633-12-29, at most 10,000 working days, counted from the following day. "
     "1403/9/2 and Persian digits are read too.",
     &compute<date>},
    {"national_id", "whether the check digit of an Iranian national id is right",
     R"({"id": "۰۰۸۴۵۷۵۹۴۸"})", R"({"valid", "normalised"})", "Eight to ten digits.",
     &compute<national_id>},
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
