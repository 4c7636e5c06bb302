#include "tests/adapters/cli/calculation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gozin::calc {
namespace {

class Answered : public testing::TestWithParam<Row> {};

TEST_P(Answered, InTheDocumentedShape) {
  EXPECT_EQ(answer(GetParam().name, GetParam().in), GetParam().out);
}

/// What is degenerate and still has an answer.
std::vector<Row> const kAnswers{
    {"means", R"({"values": [0.1, 0.2, "1/3"], "trim": 0})",
     R"({"mean":0.2111111111111111,"median":0.2,"trimmed":0.2111111111111111,)"
     R"("winsorised":0.2111111111111111,"exact":{"mean":"19/90","median":"1/5",)"
     R"("trimmed":"19/90","winsorised":"19/90"}})"},
    {"means", R"({"values": [9007199254740993], "trim": "1/20"})",
     R"({"mean":9007199254740992,"median":9007199254740992,"trimmed":9007199254740992,)"
     R"("winsorised":9007199254740992,"exact":{"mean":"9007199254740993",)"
     R"("median":"9007199254740993","trimmed":"9007199254740993",)"
     R"("winsorised":"9007199254740993"}})"},
    {"means", R"({"values": ["۱٫۵", "٢/٤", "-۳"], "trim": "۰"})",
     R"({"mean":-0.3333333333333333,"median":0.5,"trimmed":-0.3333333333333333,)"
     R"("winsorised":-0.3333333333333333,"exact":{"mean":"-1/3","median":"1/2",)"
     R"("trimmed":"-1/3","winsorised":"-1/3"}})"},
    {"reliability", R"({"ratings": [[null, null], [null, null]]})",
     R"({"icc":{"1,1":null,"2,1":null,"3,1":null,"1,k":null,"2,k":null,"3,k":null},)"
     R"("krippendorff":{"nominal":null,"ordinal":null,"interval":null,"ratio":null},)"
     R"("kendall_w":null,"fleiss_kappa":null,"notes":{"icc.1,1":"ratings_are_missing",)"
     R"("icc.2,1":"ratings_are_missing","icc.3,1":"ratings_are_missing",)"
     R"("icc.1,k":"ratings_are_missing","icc.2,k":"ratings_are_missing",)"
     R"("icc.3,k":"ratings_are_missing","krippendorff.nominal":"no_item_is_rated_twice",)"
     R"("krippendorff.ordinal":"no_item_is_rated_twice",)"
     R"("krippendorff.interval":"no_item_is_rated_twice",)"
     R"("krippendorff.ratio":"no_item_is_rated_twice","kendall_w":"ratings_are_missing",)"
     R"("fleiss_kappa":"two_raters_are_needed"}})"},
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
     R"({"scores":{"B":null},"order":[],"excluded":[{"id":"B","criterion":"x"}],)"
     R"("notes":{"scores.B":"excluded"}})"},
    {"rank",
     R"({"method": "topsis", "criteria": [{"id": "x", "weight": 1, "better": "more",)"
     R"( "floor": 1}, {"id": "y", "weight": 0, "better": "less", "floor": 1}],)"
     R"( "alternatives": {"Z": [0, 2], "M": [3, 1], "B": [0, 1]}})",
     R"({"scores":{"Z":null,"M":null,"B":null},"order":[["M"]],)"
     R"("excluded":[{"id":"Z","criterion":"x"},{"id":"Z","criterion":"y"},)"
     R"({"id":"B","criterion":"x"}],"notes":{"scores.Z":"excluded","scores.B":"excluded",)"
     R"("scores.M":"nothing_varies"}})"},
    {"rank",
     R"({"method": "weighted_sum", "criteria": [{"id": "x", "weight": 1, "better": "more",)"
     R"( "floor": 1}, {"id": "y", "weight": 0, "better": "less", "floor": 1}],)"
     R"( "alternatives": {"Z": [0, 2], "M": [3, 1], "B": [0, 1]}})",
     R"({"scores":{"Z":0,"M":3,"B":0},"exact":{"Z":"0","M":"3","B":"0"},"order":[["M"]],)"
     R"("excluded":[{"id":"Z","criterion":"x"},{"id":"Z","criterion":"y"},)"
     R"({"id":"B","criterion":"x"}]})"},
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
     R"({"ratios":{"a":null,"b":null},"four_fifths":null,"fisher_p":1,"z":null,)"
     R"("enough_data":false,"compared":["a","b"],"notes":{"ratios.a":"nobody_was_selected",)"
     R"("ratios.b":"nobody_was_selected","four_fifths":"nobody_was_selected",)"
     R"("z":"nothing_varies"}})"},
    {"preferences",
     R"({"ballots": [{"count": 1, "order": ["A"]}], "candidates": ["A", "B", "C", "D", "E", "F",)"
     R"( "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q"], "methods": ["kemeny", "irv"]})",
     R"({"kemeny":null,"irv":{"winners":["A"],"order":[["A"],["B","C","D","E","F","G","H","I",)"
     R"("J","K","L","M","N","O","P","Q"]],"rounds":[{"votes":{"A":1,"B":0,"C":0,"D":0,"E":0,)"
     R"("F":0,"G":0,"H":0,"I":0,"J":0,"K":0,"L":0,"M":0,"N":0,"O":0,"P":0,"Q":0},)"
     R"("eliminated":["B","C","D","E","F","G","H","I","J","K","L","M","N","O","P","Q"],)"
     R"("tied":[]},{"votes":{"A":1,"B":0,"C":0,"D":0,"E":0,"F":0,"G":0,"H":0,"I":0,"J":0,)"
     R"("K":0,"L":0,"M":0,"N":0,"O":0,"P":0,"Q":0},"eliminated":[],"tied":[]}]},)"
     R"("notes":{"kemeny":"candidates_must_not_exceed_limits"}})"},
    {"sensitivity", R"({"weights": ["1/2", "1/2"], "alternatives": {"A": [2, 0], "B": [0, 0]}})",
     R"({"winner":"A","winners":["A"],"changes":[)"
     R"({"criterion":0,"pair":["A","B"],"percent":-100,"feasible":true}],)"
     R"("winner_flips_at":null,"any_flip_at":null})"},
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
    {"date", R"({"solar": "۱۴۰۳/۹/۲", "add_working_days": 0, "holidays": ["1403-9-3"]})",
     R"({"solar":"1403-09-02","gregorian":"2024-11-22","weekday":"friday",)"
     R"("result":{"solar":"1403-09-02","gregorian":"2024-11-22","weekday":"friday"}})"},
    {"date", R"({"gregorian": "2024/11/22"})",
     R"({"solar":"1403-09-02","gregorian":"2024-11-22","weekday":"friday"})"},
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
