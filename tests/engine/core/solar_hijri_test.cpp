#include "engine/core/solar_hijri.hpp"

#include <string_view>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gozin {
namespace {

Day day(std::string_view iso) { return parse_iso_date(iso).value(); }

struct Row {
  std::string_view iso;
  SolarHijriDate date;
};

// E22 and the calendar vectors of P09, two implementations agreeing on each.
constexpr Row kRows[] = {
    {"2024-11-22", {1403, 9, 2}},   {"2022-10-06", {1401, 7, 14}}, {"2021-08-14", {1400, 5, 23}},
    {"2016-11-02", {1395, 8, 12}},  {"2007-11-18", {1386, 8, 27}}, {"2025-03-20", {1403, 12, 30}},
    {"2030-03-20", {1408, 12, 30}}, {"1996-05-21", {1375, 3, 1}},  {"2016-06-21", {1395, 4, 1}},
    {"2024-03-20", {1403, 1, 1}},   {"2025-03-21", {1404, 1, 1}},  {"2026-03-21", {1405, 1, 1}},
    {"2027-03-21", {1406, 1, 1}},   {"2028-03-20", {1407, 1, 1}},  {"2029-03-20", {1408, 1, 1}},
    {"2030-03-21", {1409, 1, 1}},   {"2026-11-25", {1405, 9, 4}},  {"1921-03-21", {1300, 1, 1}},
    {"2026-11-18", {1405, 8, 27}},
};

TEST(SolarHijri, AgreesWithTheCalendarVectors) {
  for (auto const& row : kRows) {
    EXPECT_EQ(to_solar_hijri(day(row.iso)), row.date) << row.iso;
    EXPECT_EQ(from_solar_hijri(row.date), day(row.iso)) << row.iso;
  }
}

TEST(SolarHijri, KnowsTheLeapYears) {
  for (int const year : {1370, 1375, 1399, 1403, 1408, 1412, 1436})
    EXPECT_TRUE(is_solar_hijri_leap(year)) << year;
  for (int const year : {1400, 1401, 1404, 1407, 1437})
    EXPECT_FALSE(is_solar_hijri_leap(year)) << year;
}

TEST(SolarHijri, RefusesDaysThatItDoesNotHave) {
  EXPECT_FALSE(from_solar_hijri({1401, 12, 30}));
  EXPECT_FALSE(from_solar_hijri({1404, 12, 30}));
  EXPECT_FALSE(from_solar_hijri({1405, 7, 31}));
  EXPECT_FALSE(from_solar_hijri({1405, 13, 1}));
  EXPECT_FALSE(from_solar_hijri({1405, 0, 1}));
  EXPECT_FALSE(from_solar_hijri({1405, 1, 0}));
}

TEST(SolarHijri, AddsYearsToADate) {
  EXPECT_EQ(add_solar_hijri_years(day("2026-11-25"), 4), from_solar_hijri({1409, 9, 4}));
  EXPECT_EQ(add_solar_hijri_years(day("2025-03-21"), 4), from_solar_hijri({1408, 1, 1}));
  EXPECT_EQ(add_solar_hijri_years(day("2025-03-20"), 1), from_solar_hijri({1404, 12, 29}));
}

TEST(SolarHijri, IsWrittenWithTwoDigits) { EXPECT_EQ(to_text({1405, 9, 4}), "1405/09/04"); }

// 1300 to 1500: every day comes back, and the next day is the next date.
RC_GTEST_PROP(SolarHijri, IsOneDateADay, ()) {
  auto const first = day("1921-03-21");
  auto const any = first + std::chrono::days{*rc::gen::inRange(0, 73'400)};

  auto const date = to_solar_hijri(any);

  RC_ASSERT(from_solar_hijri(date) == any);
  RC_ASSERT(to_solar_hijri(any + std::chrono::days{1}) > date);
}

}  // namespace
}  // namespace gozin
