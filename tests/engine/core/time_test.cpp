#include "engine/core/time.hpp"

#include <gtest/gtest.h>

namespace gozin {
namespace {

using namespace std::chrono_literals;

TEST(Instant, IsWrittenAndReadInRfc3339) {
  auto const instant = parse_rfc3339("2022-10-06T12:00:00.250+03:30");
  ASSERT_TRUE(instant);
  EXPECT_EQ(to_rfc3339(*instant), "2022-10-06T08:30:00.250Z");
  EXPECT_EQ(parse_rfc3339(to_rfc3339(*instant)), instant);
  EXPECT_EQ(to_rfc3339(Instant{-1}), "1969-12-31T23:59:59.999Z");
}

TEST(Instant, RefusesImpossibleOrLooseForms) {
  for (auto const* text :
       {"2022-02-30T00:00:00Z", "2022-10-06 08:30:00Z", "2022-10-06T24:00:00Z", "2022-10-06T08:30Z",
        "2022-10-06T08:30:00", "2022-10-06T08:30:00.Z", "2022-10-06T08:30:00.1234Z", ""})
    EXPECT_FALSE(parse_rfc3339(text)) << text;
}

TEST(Day, IsThatOfTheOffice) {
  auto const late = *parse_rfc3339("2022-10-05T21:00:00Z");
  EXPECT_EQ(to_iso_date(day_of(late, 210min)), "2022-10-06");
  EXPECT_EQ(to_iso_date(day_of(late, 0min)), "2022-10-05");
  EXPECT_EQ(to_rfc3339(start_of(*parse_iso_date("2022-10-06"), 210min)),
            "2022-10-05T20:30:00.000Z");
  EXPECT_FALSE(parse_iso_date("1401-13-01"));
}

}  // namespace
}  // namespace gozin
