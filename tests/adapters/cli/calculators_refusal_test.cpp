#include "tests/adapters/cli/calculation.hpp"

#include <gtest/gtest.h>

namespace gozin::calc {
namespace {

/// What a fault says beyond its place and its reason.
std::string first_word(std::string_view name, std::string_view text) {
  auto const found = compute(name, text);
  return std::get<Faults>(found).front().expected;
}

class RefusedInput : public testing::TestWithParam<Row> {};

TEST_P(RefusedInput, NamesThePlaceAndTheRule) {
  EXPECT_EQ(answer(GetParam().name, GetParam().in), GetParam().out);
}

std::vector<Row> const kRefusals{
    {"means", "", " input_must_be_well_formed\n"},
    {"means", "[1, 2]", " member_must_have_its_type\n"},
    {"means", R"({"values": [NaN], "trim": 0})", " input_must_be_well_formed\n"},
    {"means", R"({"values": [1], "values": [2], "trim": 0})",
     "/values input_must_be_well_formed\n"},
    {"seal", R"({"sheet": {"a": ["x", {"b/c": 1, "b/c": 2}]}})",
     "/sheet/a/1/b~1c input_must_be_well_formed\n"},
    {"seal", R"({"sheet": {"a": ["x", "\u0000"]}})", "/sheet/a/1 input_must_be_well_formed\n"},
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
     "/rule/quorum/recused_count member_must_have_its_type\n"
     "/rule/majority members_must_not_be_combined\n"},
    {"impact",
     R"({"groups": [{"id": "a", "selected": 3, "total": 2},)"
     R"( {"id": "b", "selected": 1, "total": 2}]})",
     "/groups/0/selected selected_must_not_exceed_total\n"},
    {"impact",
     R"({"groups": [{"id": "a", "selected": 0, "total": 0},)"
     R"( {"id": "b", "selected": 1, "total": 2}]})",
     "/groups/0/total group_must_have_members\n"},
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
    {"date", R"({"solar": "1403-09-02", "gregorian": "2024-11-22"})",
     " members_must_not_be_combined\n"},
    {"date", R"({"gregorian": "٢٠٢٤-11/22"})", "/gregorian member_must_have_its_type\n"},
    {"date", R"({"weekend": []})", " member_must_be_given\n"},
    {"date", R"({"solar": "tomorrow", "holidays": ["1403-1-", "140-1-1", "1403-001-1", "1403"]})",
     "/solar member_must_have_its_type\n/holidays/0 member_must_have_its_type\n"
     "/holidays/1 member_must_have_its_type\n/holidays/2 member_must_have_its_type\n"
     "/holidays/3 member_must_have_its_type\n"},
    {"date", R"({"gregorian": "2024-00-10", "holidays": ["2024-13-01", "2024-1-0"]})",
     "/gregorian date_must_exist\n/holidays/0 date_must_exist\n/holidays/1 date_must_exist\n"},
    {"means", R"({"values": ["۱,۲", "1٫2٫3", "", "1/٠", "+1"], "trim": 0})",
     "/values/0 number_must_be_exact\n/values/1 number_must_be_exact\n"
     "/values/2 number_must_be_exact\n/values/3 number_must_be_exact\n"
     "/values/4 number_must_be_exact\n"},
    {"date", R"({"solar": "1401-12-30"})", "/solar date_must_exist\n"},
    {"date", R"({"gregorian": "2023-02-29"})", "/gregorian date_must_exist\n"},
    {"date", R"({"gregorian": "1700-01-01"})", "/gregorian number_must_lie_in_range\n"},
    {"date", R"({"solar": "1403-7-31", "add_working_days": -1, "holidays": ["2024-11-22"]})",
     "/solar date_must_exist\n/add_working_days number_must_lie_in_range\n"
     "/holidays/0 number_must_lie_in_range\n"},
    {"date",
     R"({"solar": "1403-09-02", "weekend": ["sunday", "monday", "tuesday", "wednesday",)"
     R"( "thursday", "friday", "saturday"]})",
     "/weekend weekend_must_leave_a_working_day\n"},
    {"date", R"({"solar": "1633-12-29", "add_working_days": 1})",
     "/add_working_days number_must_lie_in_range\n"},
    {"national_id", R"({"id": 84575948})", "/id member_must_have_its_type\n"}};

INSTANTIATE_TEST_SUITE_P(Rows, RefusedInput, testing::ValuesIn(kRefusals));

struct Broken {
  std::string_view text;
  TextPlace place;
};

TEST(TextThatIsNoJson, IsRefusedWithLineAndColumn) {
  std::vector<Broken> const rows{{"", {1, 1}},
                                 {R"({"values": [NaN], "trim": 0})", {1, 13}},
                                 {"{\n  \"values\": [1,\n  ۲]}", {3, 3}},
                                 {"{\"trim\": 0} x", {1, 13}},
                                 {"{\"values\": [1", {1, 14}}};
  for (auto const& row : rows) {
    auto const faults = std::get<Faults>(compute("means", row.text));
    ASSERT_EQ(faults.size(), 1U);
    ASSERT_TRUE(faults[0].place) << row.text;
    EXPECT_EQ(faults[0].place->line, row.place.line) << row.text;
    EXPECT_EQ(faults[0].place->column, row.place.column) << row.text;
  }
  EXPECT_EQ(std::get<Faults>(compute("means", std::string(5 << 20, ' '))).front().expected,
            "4194304 bytes");
}

TEST(RefusalOfTheWhole, SaysWhatWasFound) {
  EXPECT_EQ(
      first_word("rank", R"({"method": "weighted_sum", "criteria": [{"id": "x", "weight": 0.4,)"
                         R"( "better": "more"}, {"id": "y", "weight": "2/5", "better": "more"}],)"
                         R"( "alternatives": {"A": [1, 2]}})"),
      "1, not 4/5");
  EXPECT_EQ(first_word("panel", R"({"criteria": [{"id": "x", "weight": "1/2"}], "sheets":)"
                                R"( [{"assessor": "P", "nominee": "A", "levels": {"x": 1}}]})"),
            "1, not 1/2");
  EXPECT_EQ(first_word("panel", R"({"criteria": [{"id": "x", "weight": 1}], "sheets": [)"
                                R"({"assessor": "P", "nominee": "B", "levels": {"x": 1}},)"
                                R"({"assessor": "P", "nominee": "A", "levels": {}}]})"),
            "A x");
  EXPECT_EQ(first_word("outliers", R"({"values": [1], "alpha": 1e-10})"),
            "at least 1/1000000000, below 1");
}

}  // namespace
}  // namespace gozin::calc
