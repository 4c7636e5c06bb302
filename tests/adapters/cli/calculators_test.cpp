#include "adapters/cli/calc/calculator.hpp"

#include <algorithm>
#include <ostream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gozin::calc {
namespace {

Answer compute(std::string_view name, std::string_view text) {
  for (auto const& calculator : calculators())
    if (calculator.name == name) return calculator.compute(text);
  throw std::logic_error("no calculator " + std::string{name});
}

/// The answer as text, or the faults one after another.
std::string answer(std::string_view name, std::string_view text) {
  auto const found = compute(name, text);
  if (auto const* object = std::get_if<boost::json::object>(&found)) return to_text(*object);
  std::string faults;
  for (auto const& fault : std::get<Faults>(found))
    faults += fault.pointer + " " + std::string{fault.reason.name()} + "\n";
  return faults;
}

struct Row {
  std::string_view name;
  std::string_view in;
  std::string_view out;

  friend std::ostream& operator<<(std::ostream& stream, Row const& row) {
    return stream << row.name << ' ' << row.in;
  }
};

class Answered : public testing::TestWithParam<Row> {};

TEST_P(Answered, InTheDocumentedShape) {
  EXPECT_EQ(answer(GetParam().name, GetParam().in), GetParam().out);
}

/// What is degenerate and still has an answer.
std::vector<Row> const kAnswers{
    {"means", R"({"values": [0.1, 0.2, "1/3"], "trim": 0})",
     R"({"mean":0.2111111111111111,"median":0.2,"trimmed":0.2111111111111111,)"
     R"("winsorised":0.2111111111111111})"},
    {"means", R"({"values": [1e100], "trim": "1/20"})",
     R"({"mean":1e+100,"median":1e+100,"trimmed":1e+100,"winsorised":1e+100})"},
    {"reliability", R"({"ratings": [[4]]})",
     R"({"icc":{"1,1":null,"2,1":null,"3,1":null,"1,k":null,"2,k":null,"3,k":null},)"
     R"("krippendorff":{"nominal":null,"ordinal":null,"interval":null,"ratio":null},)"
     R"("kendall_w":null,"fleiss_kappa":null,"notes":{"icc.1,1":"two_items_are_needed",)"
     R"("icc.2,1":"two_items_are_needed","icc.3,1":"two_items_are_needed",)"
     R"("icc.1,k":"two_items_are_needed","icc.2,k":"two_items_are_needed",)"
     R"("icc.3,k":"two_items_are_needed","krippendorff.nominal":"no_item_is_rated_twice",)"
     R"("krippendorff.ordinal":"no_item_is_rated_twice",)"
     R"("krippendorff.interval":"no_item_is_rated_twice",)"
     R"("krippendorff.ratio":"no_item_is_rated_twice","kendall_w":"two_items_are_needed",)"
     R"("fleiss_kappa":"two_raters_are_needed"}})"},
    {"outliers", R"({"values": [4], "alpha": 0.05})",
     R"({"modified_z":[0],"flagged":[],"grubbs":{"g":null,"critical":null,"outlier":null},)"
     R"("notes":{"grubbs.g":"three_values_are_needed",)"
     R"("grubbs.critical":"three_values_are_needed"}})"},
    {"correlation", R"({"x": [1, 2], "y": [5, 5]})",
     R"({"pearson":null,"spearman":null,"kendall":null,"notes":{"pearson":"nothing_varies",)"
     R"("spearman":"nothing_varies","kendall":"nothing_varies"}})"},
    {"weights", R"({"matrix": [[1]], "method": "geometric", "random_index": [0]})",
     R"({"weights":[1],"lambda_max":1,"ci":0,"cr":0,"consistent":true,"notes":{}})"},
    {"rank",
     R"({"method": "weighted_sum", "criteria": [{"id": "x", "weight": 1, "better": "less",)"
     R"( "floor": 4}], "alternatives": {"A": [3], "B": [5]}})",
     R"({"scores":{"A":-3,"B":-5},"exact":{"A":"-3","B":"-5"},"order":[["A"]],)"
     R"("excluded":[{"id":"B","criterion":"x"}]})"},
    {"rank",
     R"({"method": "topsis", "criteria": [{"id": "x", "weight": 1, "better": "less",)"
     R"( "floor": 4}], "alternatives": {"B": [5]}})",
     R"({"scores":{},"order":[],"excluded":[{"id":"B","criterion":"x"}],"notes":{}})"},
    {"rank",
     R"({"method": "topsis", "criteria": [{"id": "x", "weight": 1, "better": "more"}],)"
     R"( "alternatives": {"A": [2], "B": [2]}})",
     R"({"scores":{"A":null,"B":null},"order":[["A","B"]],"excluded":[],)"
     R"("notes":{"scores.A":"nothing_varies","scores.B":"nothing_varies"}})"},
    {"preferences", R"({"ballots": [], "candidates": ["B", "A"], "methods": ["borda", "irv"]})",
     R"({"borda":{"winners":[],"order":[["B","A"]],"scores":{"B":0,"A":0}},)"
     R"("irv":{"winners":[],"order":[["B","A"]],"rounds":[]}})"},
    {"preferences",
     R"({"ballots": [{"count": 1, "order": ["A"]}], "candidates": ["A"],)"
     R"( "methods": ["condorcet", "kemeny"]})",
     R"({"condorcet":{"winners":["A"],"order":[["A"]],"pairwise":{"A":{}}},)"
     R"("kemeny":{"winners":["A"],"order":[["A"]],"pairwise":{"A":{}},"disagreements":0}})"},
    {"impact",
     R"({"groups": [{"id": "a", "selected": 0, "total": 3},)"
     R"( {"id": "b", "selected": 0, "total": 4}]})",
     R"({"ratios":{"a":null,"b":null},"four_fifths":true,"fisher_p":1,"z":null,)"
     R"("enough_data":false,"compared":["a","b"],"notes":{"z":"nothing_varies"}})"},
    {"sensitivity", R"({"weights": [1], "alternatives": {"A": [2], "B": [2]}})",
     R"({"winner":null,"winners":["A","B"],"changes":[],"winner_flips_at":null,)"
     R"("any_flip_at":null})"},
    {"sensitivity", R"({"weights": [0.5, 0.5], "alternatives": {"A": [4, 2], "B": [2, 3]}})",
     R"({"winner":"A","winners":["A"],"changes":[)"
     R"({"criterion":0,"pair":["A","B"],"percent":-50,"feasible":true},)"
     R"({"criterion":1,"pair":["A","B"],"percent":100,"feasible":true}],)"
     R"("winner_flips_at":{"criterion":0,"pair":["A","B"],"percent":-50,"to":"B"},)"
     R"("any_flip_at":{"criterion":0,"pair":["A","B"],"percent":-50,"to":"B"}})"},
    {"date", R"({"gregorian": "2025-03-20", "add_working_days": 0})",
     R"({"solar":"1403-12-30","gregorian":"2025-03-20","weekday":"thursday",)"
     R"("result":{"solar":"1403-12-30","gregorian":"2025-03-20","weekday":"thursday"}})"},
    {"date",
     R"({"solar": "1405-09-04", "add_working_days": 1, "weekend": [],)"
     R"( "holidays": ["1405-09-05", "1405-09-05"]})",
     R"({"solar":"1405-09-04","gregorian":"2026-11-25","weekday":"wednesday",)"
     R"("result":{"solar":"1405-09-06","gregorian":"2026-11-27","weekday":"friday"}})"},
    {"national_id", R"({"id": "۸۴۵۷۵۹۴۸"})", R"({"valid":true,"normalised":"0084575948"})"},
    {"national_id", R"({"id": "0084575947"})", R"({"valid":false,"normalised":"0084575947"})"},
    {"national_id", R"({"id": ""})", R"({"valid":false,"normalised":null})"},
    {"vote",
     R"({"seats": 13, "present": 13, "recused": 0, "yes": 6, "no": 5, "abstain": 0, "blank": 1,)"
     R"( "void": 1, "rule": {"quorum": {"at_least": "2/3", "of": "seats", "recused_count": true},)"
     R"( "majority": {"more_than": 0.5, "of": "cast_and_abstain"},)"
     R"( "also": {"at_least": "2/5", "of": "filled"}, "void_counts_as": "abstain"}})",
     R"({"quorum":{"needed":9,"have":13,"met":true},"majority":{"needed":7,"have":6,"met":false},)"
     R"("also":{"needed":6,"have":6,"met":true},"outcome":"failed"})"},
    {"vote",
     R"({"seats": 13, "present": 0, "recused": 0, "yes": 0, "no": 0, "abstain": 0,)"
     R"( "rule": {"quorum": {"at_least": "2/3", "of": "seats", "recused_count": true},)"
     R"( "majority": {"at_least": "1/2", "of": "cast"}}})",
     R"({"quorum":{"needed":9,"have":0,"met":false},"majority":{"needed":1,"have":0,"met":false},)"
     R"("outcome":"inquorate"})"}};

INSTANTIATE_TEST_SUITE_P(Rows, Answered, testing::ValuesIn(kAnswers));

class RefusedInput : public testing::TestWithParam<Row> {};

TEST_P(RefusedInput, NamesThePlaceAndTheRule) {
  EXPECT_EQ(answer(GetParam().name, GetParam().in), GetParam().out);
}

std::vector<Row> const kRefusals{
    {"means", "", " input_must_be_well_formed\n"},
    {"means", "[1, 2]", " member_must_have_its_type\n"},
    {"means", R"({"values": [NaN], "trim": 0})", " input_must_be_well_formed\n"},
    {"means", R"({"values": [1], "values": [2], "trim": 0})", " input_must_be_well_formed\n"},
    {"means", R"({"values": [1, null, "x", true, [1]], "trim": 0, "more": 1})",
     "/more member_must_be_known\n/values/1 member_must_have_its_type\n"
     "/values/2 number_must_be_exact\n/values/3 member_must_have_its_type\n"
     "/values/4 member_must_have_its_type\n"},
    {"means", R"({"values": [1e101], "trim": 0})", "/values/0 number_must_lie_in_range\n"},
    {"means", R"({"values": ["1/0"], "trim": 0})", "/values/0 number_must_be_exact\n"},
    {"means", R"({"values": [], "trim": 0})", "/values list_must_not_be_empty\n"},
    {"means", R"({"values": [1], "trim": "1/2"})", "/trim trim_must_lie_below_half\n"},
    {"means", R"({"trim": 0})", "/values member_must_be_given\n"},
    {"reliability", R"({"ratings": [[1, 2], [3]]})", "/ratings/1 rows_must_be_equally_long\n"},
    {"reliability", R"({"ratings": [[null]]})", "/ratings values_must_be_given\n"},
    {"reliability", R"({"ratings": [[]]})", "/ratings/0 list_must_not_be_empty\n"},
    {"outliers", R"({"values": [1, 2, 3], "alpha": 0})",
     "/alpha significance_must_lie_between_zero_and_one\n"},
    {"correlation", R"({"x": [1, 2], "y": [1]})", "/y lists_must_be_equally_long\n"},
    {"weights", R"({"matrix": [[1, 2], ["1/3", 1]], "method": "mean", "random_index": "mine"})",
     "/method value_must_be_listed\n/random_index value_must_be_listed\n"},
    {"weights",
     R"({"matrix": [[1, 2], ["1/3", 1]], "method": "geometric",)"
     R"( "random_index": "saaty"})",
     "/matrix/1/0 comparisons_must_be_reciprocal\n"},
    {"weights", R"({"matrix": [[1]], "method": "geometric", "random_index": []})",
     "/random_index list_must_not_be_empty\n"},
    {"weights", R"({"matrix": [[1]], "method": "geometric", "random_index": [-1]})",
     "/random_index random_index_must_not_be_negative\n"},
    {"weights", R"({"matrix": [[1, 2]], "method": "geometric", "random_index": [-1]})",
     "/matrix/0 matrix_must_be_square\n"},
    {"rank",
     R"({"method": "weighted_sum", "criteria": [{"id": "x", "weight": 0.4, "better": "more"},)"
     R"( {"id": "y", "weight": 0.4, "better": "more"}], "alternatives": {"A": [1, 2]}})",
     "/criteria weights_must_sum_to_one\n"},
    {"rank",
     R"({"method": "topsis", "criteria": [{"id": "x", "weight": -1, "better": "worse"},)"
     R"( {"id": "x", "weight": 2, "better": "more"}], "alternatives": {"A/~": [1]}})",
     "/criteria/0/better value_must_be_listed\n/criteria/0/weight number_must_lie_in_range\n"
     "/criteria/1/id code_must_be_unique\n/alternatives/A~1~0 member_must_have_its_type\n"},
    {"rank",
     R"({"method": "topsis", "criteria": [{"id": "x", "weight": 0, "better": "more"}],)"
     R"( "alternatives": {"A": [1]}})",
     "/criteria data_weights_must_be_usable\n"},
    {"rank",
     R"({"method": "topsis", "criteria": [{"id": "x", "weight": 1, "better": "more"}],)"
     R"( "alternatives": {}})",
     "/alternatives list_must_not_be_empty\n"},
    {"preferences",
     R"({"ballots": [{"count": 1.5, "order": ["X", 3]}], "candidates": ["A", "A"],)"
     R"( "methods": ["approval"]})",
     "/candidates/1 code_must_be_unique\n/ballots/0/count member_must_have_its_type\n"
     "/ballots/0/order/0 value_must_be_listed\n/ballots/0/order/1 member_must_have_its_type\n"
     "/ballots/0/order/1 value_must_be_listed\n/methods/0 value_must_be_listed\n"},
    {"preferences",
     R"({"ballots": [{"count": 1, "order": ["A", "A"]}], "candidates": ["A"],)"
     R"( "methods": ["borda"]})",
     "/ballots/0/order/1 candidate_must_be_ranked_once\n"},
    {"vote",
     R"({"seats": 13, "present": 14, "recused": 0, "yes": 0, "no": 0, "abstain": 0,)"
     R"( "rule": {"quorum": {"at_least": "2/3", "of": "seats", "recused_count": true},)"
     R"( "majority": {"at_least": "1/2", "of": "cast"}}})",
     "/present present_must_not_exceed_filled\n"},
    {"vote",
     R"({"seats": 13, "present": 13, "recused": 0, "yes": 9, "no": 5, "abstain": 0,)"
     R"( "rule": {"quorum": {"at_least": "2/3", "of": "seats", "recused_count": true},)"
     R"( "majority": {"at_least": "1/2", "of": "cast"}}})",
     "/yes papers_must_not_exceed_voters\n"},
    {"vote",
     R"({"seats": 13, "present": 13, "recused": 0, "yes": 9, "no": 4, "abstain": 0,)"
     R"( "rule": {"quorum": {"at_least": "2/3", "of": "seats", "recused_count": true},)"
     R"( "majority": {"at_least": "1/2", "of": "cast"}, "also": {"more_than": 1, "of": "seats"}}})",
     "/rule/also majority_must_be_reachable\n"},
    {"vote",
     R"({"seats": 13, "present": 13, "recused": 0, "yes": 9, "no": 4, "abstain": 0,)"
     R"( "rule": {"quorum": {"at_least": "2/3", "of": "seats", "recused_count": 1},)"
     R"( "majority": {"at_least": "1/2", "more_than": "1/2", "of": "cast"}}})",
     "/rule/quorum/recused_count member_must_have_its_type\n/rule/majority member_must_be_given\n"},
    {"impact",
     R"({"groups": [{"id": "a", "selected": 3, "total": 2},)"
     R"( {"id": "b", "selected": 1, "total": 2}]})",
     "/groups/0/selected selected_must_not_exceed_total\n"},
    {"impact", R"({"groups": [{"id": "a", "selected": 1, "total": 2}]})",
     "/groups groups_must_be_several\n"},
    {"sensitivity", R"({"weights": [1, 1], "alternatives": {"A": [1]}})",
     "/alternatives/A member_must_have_its_type\n"},
    {"sensitivity", R"({"weights": [-1], "alternatives": {"A": [1]}})",
     "/weights data_weights_must_be_usable\n"},
    {"panel",
     R"({"criteria": [{"id": "x", "weight": "1/2"}],)"
     R"( "sheets": [{"assessor": "P", "nominee": "A", "levels": {"x": 1}}]})",
     "/criteria weights_must_sum_to_one\n"},
    {"panel",
     R"({"criteria": [{"id": "x", "weight": 1}], "sheets": [)"
     R"({"assessor": "P", "nominee": "A", "levels": {"x": 1}},)"
     R"({"assessor": "P", "nominee": "A", "levels": {"x": 2, "y": 2}}]})",
     "/sheets/1/levels/x code_must_be_unique\n/sheets/1/levels/y criterion_must_be_known\n"},
    {"panel",
     R"({"criteria": [{"id": "x", "weight": 1}],)"
     R"( "sheets": [{"assessor": "P", "nominee": "A", "levels": {}}]})",
     "/sheets nominee_must_have_enough_sheets\n"},
    {"seal", R"({"salt": "00", "sheet": 3})",
     "/salt member_must_have_its_type\n/sheet member_must_have_its_type\n"},
    {"date", R"({"solar": "1403-09-02", "gregorian": "2024-11-22"})", " member_must_be_given\n"},
    {"date", R"({"solar": "1401-12-30"})", "/solar date_must_exist\n"},
    {"date", R"({"gregorian": "2023-02-29"})", "/gregorian date_must_exist\n"},
    {"date", R"({"gregorian": "1700-01-01"})", "/gregorian date_must_exist\n"},
    {"date", R"({"solar": "1403-9-2", "add_working_days": -1, "holidays": ["2024-11-22"]})",
     "/solar date_must_exist\n/add_working_days number_must_lie_in_range\n"
     "/holidays/0 date_must_exist\n"},
    {"date",
     R"({"solar": "1403-09-02", "weekend": ["sunday", "monday", "tuesday", "wednesday",)"
     R"( "thursday", "friday", "saturday"]})",
     "/weekend weekend_must_leave_a_working_day\n"},
    {"date", R"({"solar": "1633-12-29", "add_working_days": 1})",
     "/add_working_days number_must_lie_in_range\n"},
    {"national_id", R"({"id": 84575948})", "/id member_must_have_its_type\n"}};

INSTANTIATE_TEST_SUITE_P(Rows, RefusedInput, testing::ValuesIn(kRefusals));

// E26 and E18 have no calculator; every other one is in a test of its engine.
TEST(Calculators, AreListedOnceWithOneLineEach) {
  std::vector<std::string_view> names;
  for (auto const& calculator : calculators()) {
    names.push_back(calculator.name);
    EXPECT_LE(calculator.says.size(), 80U) << calculator.name;
    EXPECT_EQ(calculator.says.find('\n'), std::string_view::npos);
  }
  EXPECT_THAT(names,
              testing::UnorderedElementsAre("reliability", "weights", "rank", "preferences", "vote",
                                            "outliers", "means", "correlation", "impact",
                                            "sensitivity", "panel", "seal", "date", "national_id"));
}

TEST(Calculators, RefuseWhatHasNoMemberTheyKnow) {
  for (auto const& calculator : calculators())
    for (std::string_view const text : {"{}", "null", "7", R"({"surprise": {}})", "[[]]", "{"}) {
      auto const found = calculator.compute(text);
      EXPECT_TRUE(std::holds_alternative<Faults>(found)) << calculator.name << ' ' << text;
    }
}

TEST(Outliers, AreFlaggedByTheirPlaces) {
  auto const found = std::get<boost::json::object>(
      compute("outliers", R"({"values": [4, 5, 6, 4, 5, 6, 5, 90], "alpha": "1/20"})"));

  EXPECT_EQ(to_text({{"flagged", found.at("flagged")}}), R"({"flagged":[7]})");
  auto const& grubbs = found.at("grubbs").as_object();
  EXPECT_NEAR(grubbs.at("critical").as_double(), 2.1266, 1e-4);
  EXPECT_EQ(grubbs.at("outlier"), boost::json::value(true));
}

TEST(SealedSheet, HoldsWholeNumbersAndText) {
  std::string const salt(64, '0');
  auto const of = [&](std::string const& value) {
    return answer("seal", R"({"salt": ")" + salt + R"(", "sheet": {"a": [)" + value + "]}}");
  };

  EXPECT_EQ(of("7"), of("7.0"));
  EXPECT_NE(of("7"), of("\"7\""));
  EXPECT_EQ(of("1.5"), "/sheet/a/0 member_must_have_its_type\n");
  EXPECT_EQ(of("9007199254740992"), "/sheet/a/0 member_must_have_its_type\n");
}

RC_GTEST_PROP(CalculatorsProperty, DecimalsAreTakenExactly, ()) {
  auto const digits = *rc::gen::inRange(1, 100'000'000);
  auto const decimal = "0." + std::to_string(100'000'000 + digits).substr(1);

  auto const found =
      compute("means", R"({"values": [)" + decimal + R"(, "-)" + decimal + R"("], "trim": 0})");

  RC_ASSERT(std::get<boost::json::object>(found).at("mean") == boost::json::value(0));
}

}  // namespace
}  // namespace gozin::calc
