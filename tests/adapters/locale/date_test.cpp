#include "engine/port/plain_text.hpp"
#include "tests/adapters/locale/opened_texts.hpp"

#include <algorithm>
#include <chrono>

#include <gtest/gtest.h>
// After GoogleTest, which it extends.
#include <rapidcheck/gtest.h>

namespace gozin {
namespace {

std::string shown(std::string_view iso, Language language, DateStyle style) {
  return texts().date(parse_iso_date(iso).value(), language, style);
}

struct Pair {
  char const* solar;
  char const* gregorian;
};

class SolarHijri : public testing::TestWithParam<Pair> {};

TEST_P(SolarHijri, ReadsTheDay) {
  auto const day = texts().parse_date(GetParam().solar);

  ASSERT_TRUE(day);
  EXPECT_EQ(to_iso_date(*day), GetParam().gregorian);
}

TEST_P(SolarHijri, ShowsTheDay) {
  auto shown_day = to_ascii_digits(shown(GetParam().gregorian, Language::fa, DateStyle::day));
  std::ranges::replace(shown_day, '/', '-');
  EXPECT_EQ(shown_day, GetParam().solar);
}

// P09: the table of the years' first days.
INSTANTIATE_TEST_SUITE_P(
    NewYear, SolarHijri,
    testing::Values(Pair{"1403-01-01", "2024-03-20"}, Pair{"1404-01-01", "2025-03-21"},
                    Pair{"1405-01-01", "2026-03-21"}, Pair{"1406-01-01", "2027-03-21"},
                    Pair{"1407-01-01", "2028-03-20"}, Pair{"1408-01-01", "2029-03-20"},
                    Pair{"1409-01-01", "2030-03-21"}, Pair{"1405-09-04", "2026-11-25"}));

// E22: dates whose weekday their source names, and leap days.
INSTANTIATE_TEST_SUITE_P(
    Domain, SolarHijri,
    testing::Values(Pair{"1403-09-02", "2024-11-22"}, Pair{"1401-07-14", "2022-10-06"},
                    Pair{"1400-05-23", "2021-08-14"}, Pair{"1395-08-12", "2016-11-02"},
                    Pair{"1386-08-27", "2007-11-18"}, Pair{"1403-12-30", "2025-03-20"},
                    Pair{"1408-12-30", "2030-03-20"}, Pair{"1375-03-01", "1996-05-21"},
                    Pair{"1395-04-01", "2016-06-21"}));

// E22: the weekdays as the sources name them.
TEST(Date, NamesTheWeekday) {
  auto const day_long = [](std::string_view iso) {
    return shown(iso, Language::fa, DateStyle::day_long);
  };
  EXPECT_EQ(day_long("2024-11-22"), "جمعه ۲ آذر ۱۴۰۳");
  EXPECT_EQ(day_long("2022-10-06"), "پنجشنبه ۱۴ مهر ۱۴۰۱");
  EXPECT_EQ(day_long("2021-08-14"), "شنبه ۲۳ مرداد ۱۴۰۰");
  EXPECT_EQ(day_long("2016-11-02"), "چهارشنبه ۱۲ آبان ۱۳۹۵");
  EXPECT_EQ(day_long("2007-11-18"), "یکشنبه ۲۷ آبان ۱۳۸۶");
}

// P10: the readers' order, not the library's default.
TEST(Date, WritesWeekdayDayMonthYear) {
  EXPECT_EQ(shown("2026-11-18", Language::fa, DateStyle::day_long), "چهارشنبه ۲۷ آبان ۱۴۰۵");
  EXPECT_EQ(shown("2026-11-18", Language::fa, DateStyle::day), "۱۴۰۵/۰۸/۲۷");
  EXPECT_EQ(shown("2026-11-18", Language::en, DateStyle::day_long), "Wednesday 18 November 2026");
  EXPECT_EQ(shown("2026-11-18", Language::en, DateStyle::day), "2026-11-18");
}

// P09: one instant in Tehran, in both calendars.
TEST(Date, ShowsAnInstantInTehran) {
  Instant const instant{1'795'000'000'000};
  EXPECT_EQ(texts().date(instant, Language::fa, DateStyle::minute), "۱۴۰۵/۰۸/۲۷ ۱۴:۳۶");
  EXPECT_EQ(texts().date(instant, Language::en, DateStyle::minute), "2026-11-18 14:36");
}

// P09: no summer time since 1401; before, the clocks of the time are shown.
TEST(Date, KnowsThatSummerTimeEnded) {
  auto const at = [](std::string_view rfc3339) {
    return texts().date(parse_rfc3339(rfc3339).value(), Language::en, DateStyle::minute);
  };
  EXPECT_EQ(at("2026-07-01T08:30:00.000Z"), "2026-07-01 12:00");
  EXPECT_EQ(at("2022-07-01T07:30:00.000Z"), "2022-07-01 12:00");
  EXPECT_EQ(at("2021-12-01T08:30:00.000Z"), "2021-12-01 12:00");
}

TEST(Date, BeginsTheDayAtMidnightInTehran) {
  auto const at = [](std::string_view rfc3339) {
    return texts().date(parse_rfc3339(rfc3339).value(), Language::fa, DateStyle::day);
  };
  EXPECT_EQ(at("2026-03-20T20:29:59.999Z"), "۱۴۰۴/۱۲/۲۹");
  EXPECT_EQ(at("2026-03-20T20:30:00.000Z"), "۱۴۰۵/۰۱/۰۱");
}

TEST(Date, ShowsADayWithoutInventingATime) {
  EXPECT_EQ(shown("2022-10-06", Language::fa, DateStyle::minute), "۱۴۰۱/۰۷/۱۴");
}

// P09: the years with thirty days of Esfand, and two that an older rule takes for such.
TEST(Date, KnowsTheLeapYears) {
  for (auto const* const year : {"1399", "1403", "1408", "1412", "1436"})
    EXPECT_TRUE(texts().parse_date(std::string{year} + "-12-30")) << year;
  for (auto const* const year : {"1401", "1404", "1405", "1437"}) {
    EXPECT_FALSE(texts().parse_date(std::string{year} + "-12-30")) << year;
    EXPECT_TRUE(texts().parse_date(std::string{year} + "-12-29")) << year;
  }
}

// P11: whatever digits and separators people have on their keyboard.
TEST(Date, ReadsEveryWayOfTyping) {
  for (auto const* const typed :
       {"1401-07-14", "1401/07/14", "1401/7/14", "۱۴۰۱/۰۷/۱۴", "۱۴۰۱-۷-۱۴", "١٤٠١/٠٧/١٤",
        " ۱۴۰۱/۰۷/۱۴ ", "\u2068۱۴۰۱/۰۷/۱۴\u2069", "2022-10-06", "۲۰۲۲/۱۰/۰۶"}) {
    auto const day = texts().parse_date(typed);
    ASSERT_TRUE(day) << typed;
    EXPECT_EQ(to_iso_date(*day), "2022-10-06") << typed;
  }
}

// P11: the calendar is strict, and nothing is guessed.
TEST(Date, RefusesWhatIsNoDay) {
  for (auto const* const typed :
       {"1404/12/30", "1405/07/31", "1401-12-30", "1401-13-01",  "1401-00-01",  "1401-01-00",
        "1401-01-32", "2023-02-29", "2022-13-01", "0000-01-01",  "01-07-14",    "401-07-14",
        "14010714",   "1401/07-14", "1401-07",    "1401-07-14x", "1401-007-14", "14/07/1401",
        "-1401-7-1",  "",           "امروز",      "1401 07 14"})
    EXPECT_FALSE(texts().parse_date(typed)) << typed;
}

RC_GTEST_PROP(Date, IsReadBackAsItWasShown, ()) {
  auto const first = parse_iso_date("1850-01-01").value();
  auto const day = Day{first + std::chrono::days{*rc::gen::inRange(0, 130'000)}};
  auto const language = *rc::gen::element(Language::fa, Language::en);
  auto const read = texts().parse_date(texts().date(day, language, DateStyle::day));
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == day);
}

}  // namespace
}  // namespace gozin
