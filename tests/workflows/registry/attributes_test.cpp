#include "workflows/registry/attributes.hpp"

#include "engine/event/json.hpp"
#include "tests/support/judge.hpp"

#include <gtest/gtest.h>

namespace gozin::registry {
namespace {

using rules::Degree;
using rules::Field;
using rules::FieldValue;

TEST(Attributes, AreReadByTheTypesOfTheirFields) {
  auto const read = parse_attributes(std::string_view{
      R"({"age":41,"certificates":["assessment-centre"],"degree":"master",)"
      R"("degree_field":"civil-engineering","employment":"permanent","final_conviction":false,)"
      R"("grade":9,"management_years":6,"military_service":"done","service_years":12})"});

  ASSERT_TRUE(read);
  EXPECT_EQ(read->size(), names_of(std::type_identity<Field>{}).size());
  EXPECT_EQ(read->at(Field::age), FieldValue{std::int64_t{41}});
  EXPECT_EQ(read->at(Field::degree), FieldValue{Degree::master});
  EXPECT_EQ(read->at(Field::employment), FieldValue{Code{"permanent"}});
  EXPECT_EQ(read->at(Field::final_conviction), FieldValue{false});
  EXPECT_EQ(read->at(Field::certificates), FieldValue{std::vector{Code{"assessment-centre"}}});
}

TEST(Attributes, MayBeNone) { EXPECT_TRUE(parse_attributes(std::string_view{"{}"})); }

TEST(Attributes, AreRefusedWithTheMemberThatDoesNotFit) {
  struct Row {
    std::string_view text;
    std::string_view detail;
  };
  static constexpr Row kRows[] = {
      {R"([])", ""},
      {R"({)", ""},
      {R"({"shoe_size":41})", "shoe_size"},
      {R"({"age":"41"})", "age"},
      {R"({"age":-1})", "age"},
      {R"({"age":1001})", "age"},
      {R"({"degree":"guild"})", "degree"},
      {R"({"degree_field":"Civil Engineering"})", "degree_field"},
      {R"({"certificates":"one"})", "certificates"},
      {R"({"final_conviction":"no"})", "final_conviction"},
  };
  for (auto const& row : kRows) {
    auto const read = parse_attributes(row.text);
    EXPECT_EQ(judge::reason_of(read), "attributes_must_fit_their_fields") << row.text;
    EXPECT_EQ(read ? "" : read.error().detail, row.detail) << row.text;
  }
}

TEST(Attributes, AreWrittenAsTheyAreRead) {
  constexpr std::string_view kText =
      R"({"age":41,"certificates":["a","b"],"degree":"master","employment":"permanent",)"
      R"("final_conviction":false})";

  auto const read = parse_attributes(kText);

  ASSERT_TRUE(read);
  EXPECT_EQ(to_canonical(to_json(*read)), kText);
}

}  // namespace
}  // namespace gozin::registry
