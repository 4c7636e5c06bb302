#include "engine/rules/condition.hpp"

#include <gtest/gtest.h>

namespace gozin::rules {
namespace {

Condition asking(Field field, Operator op, FieldValue value) {
  return {.code = Code{"c"}, .title = {}, .field = field, .op = op, .value = std::move(value)};
}

Attributes const& dorsa() {
  static Attributes const attributes{
      {Field::degree, Degree::master},
      {Field::service_years, std::int64_t{8}},
      {Field::employment, Code{"permanent"}},
      {Field::certificates, std::vector{Code{"managerial_competence"}, Code{"auditing"}}},
      {Field::final_conviction, false}};
  return attributes;
}

TEST(Condition, ComparesDegreesByTheirOrder) {
  EXPECT_EQ(examine(asking(Field::degree, Operator::at_least, Degree::bachelor), dorsa()),
            Finding::met);
  EXPECT_EQ(examine(asking(Field::degree, Operator::at_least, Degree::doctorate), dorsa()),
            Finding::unmet);
  EXPECT_EQ(examine(asking(Field::degree, Operator::at_most, Degree::master), dorsa()),
            Finding::met);
}

TEST(Condition, ComparesNumbersWithTheirEnds) {
  auto const years = [](Operator op, std::int64_t asked) {
    return examine(asking(Field::service_years, op, asked), dorsa());
  };

  EXPECT_EQ(years(Operator::at_least, 8), Finding::met);
  EXPECT_EQ(years(Operator::at_least, 9), Finding::unmet);
  EXPECT_EQ(years(Operator::at_most, 7), Finding::unmet);
  EXPECT_EQ(years(Operator::equal, 8), Finding::met);
  EXPECT_EQ(years(Operator::not_equal, 8), Finding::unmet);
}

TEST(Condition, LooksForCodes) {
  EXPECT_EQ(examine(asking(Field::certificates, Operator::includes, Code{"auditing"}), dorsa()),
            Finding::met);
  EXPECT_EQ(examine(asking(Field::certificates, Operator::includes, Code{"law"}), dorsa()),
            Finding::unmet);
  EXPECT_EQ(examine(asking(Field::employment, Operator::one_of,
                           std::vector{Code{"contract"}, Code{"permanent"}}),
                    dorsa()),
            Finding::met);
  EXPECT_EQ(examine(asking(Field::employment, Operator::equal, Code{"contract"}), dorsa()),
            Finding::unmet);
}

TEST(Condition, TakesAnExplicitNoForAnAnswer) {
  EXPECT_EQ(examine(asking(Field::final_conviction, Operator::equal, false), dorsa()),
            Finding::met);
}

// T12: what the register does not know neither admits nor excludes.
TEST(Condition, IsUnknownWhereTheRegisterIsSilentOrOfAnotherType) {
  EXPECT_EQ(examine(asking(Field::age, Operator::at_least, std::int64_t{30}), dorsa()),
            Finding::unknown);
  EXPECT_EQ(examine(asking(Field::degree, Operator::at_least, std::int64_t{3}), dorsa()),
            Finding::unknown);
  EXPECT_EQ(examine(asking(Field::service_years, Operator::includes, Code{"x"}), dorsa()),
            Finding::unknown);
}

}  // namespace
}  // namespace gozin::rules
