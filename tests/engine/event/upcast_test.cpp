// Events that former versions of a type recorded.

#include "engine/event/event.hpp"

#include <gtest/gtest.h>

namespace gozin {
namespace {

json::object with_unit(json::object data) {
  data["unit"] = "parks";
  return data;
}

json::object with_grade_of(json::object data) {
  auto const rank = data.at("rank").as_int64();
  data.erase("rank");
  data["grade"] = rank * 10;
  return data;
}

/// Version 1: `rank`. Version 2: also `unit`. Version 3: `grade`, ten for each rank.
struct Promoted {
  static constexpr std::string_view kType = "Promoted";
  static constexpr int kVersion = 3;
  static constexpr std::array<Upcast, 2> kUpcasts{&with_unit, &with_grade_of};
  std::int64_t grade = 0;
  Code unit;

  static constexpr auto fields() {
    return fields_of(open("grade", &Promoted::grade), open("unit", &Promoted::unit));
  }
};

struct Read {
  json::object data;
  std::int64_t version;
  std::int64_t grade;
  std::string_view unit;
};

TEST(Upcasting, ReadsEveryFormerVersionAsTheNewestWouldHaveRecordedIt) {
  Read const rows[] = {{json::object{{"rank", 4}}, 1, 40, "parks"},
                       {json::object{{"rank", 4}, {"unit", "roads"}}, 2, 40, "roads"},
                       {json::object{{"grade", 7}, {"unit", "roads"}}, 3, 7, "roads"}};
  for (auto const& row : rows) {
    auto const read = event_type<Promoted>().decode(row.data, row.version);
    ASSERT_TRUE(read) << row.version;
    auto const& promoted = *static_cast<Promoted const*>(read->get());
    EXPECT_EQ(promoted.grade, row.grade);
    EXPECT_EQ(promoted.unit.text, row.unit);
  }
}

TEST(Upcasting, RefusesWhatTheNewestVersionWouldRefuse) {
  auto const& type = event_type<Promoted>();
  EXPECT_FALSE(type.decode(json::object{{"rank", 4}, {"foreign", 1}}, 1));
  EXPECT_FALSE(type.decode(json::object{{"rank", 4}}, 3));
  EXPECT_FALSE(type.decode("rank", 1));
}

TEST(Upcasting, IsSaidByTheType) {
  EXPECT_EQ(event_type<Promoted>().version, 3);
  EXPECT_EQ(event_type<Promoted>().upcasts.size(), 2u);
}

}  // namespace
}  // namespace gozin
