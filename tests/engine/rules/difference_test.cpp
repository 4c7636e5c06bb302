#include "engine/rules/difference.hpp"

#include "engine/rules/parse.hpp"
#include "tests/engine/rules/yaml_document.hpp"

#include <ostream>
#include <set>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

namespace gozin::rules {
namespace {

namespace json = boost::json;

/// The differences of two texts, a line each: sign, path, values.
std::string told(std::string const& before, std::string const& after) {
  std::string lines;
  for (auto const& change : differences(json::parse(before), json::parse(after))) {
    lines += change.path;
    if (change.before) lines += " -" + json::serialize(*change.before);
    if (change.after) lines += " +" + json::serialize(*change.after);
    lines += "\n";
  }
  return lines;
}

struct Row {
  std::string before;
  std::string after;
  std::string told;
};

class Difference : public testing::TestWithParam<Row> {};

TEST_P(Difference, IsToldByItsPath) {
  EXPECT_EQ(told(GetParam().before, GetParam().after), GetParam().told);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, Difference,
    testing::Values(Row{R"({"a":1})", R"({"a":1})", ""},
                    Row{R"({"a":1})", R"({"a":2})", "/a -1 +2\n"},
                    Row{R"({"a":1})", R"({"b":1})", "/a -1\n/b +1\n"},
                    Row{R"([{"code":"x","n":1},{"code":"y","n":2}])",
                        R"([{"code":"x","n":1},{"code":"y","n":3}])", "/y/n -2 +3\n"},
                    Row{R"([{"code":"x"},{"code":"y"}])", R"([{"code":"y"},{"code":"z"}])",
                        "/x -{\"code\":\"x\"}\n/z +{\"code\":\"z\"}\n"},
                    Row{R"([{"code":"x"},{"code":"y"}])", R"([{"code":"y"},{"code":"x"}])",
                        " -[\"x\",\"y\"] +[\"y\",\"x\"]\n"},
                    Row{R"([{"level":1,"t":"a"}])", R"([{"level":1,"t":"b"}])",
                        "/1/t -\"a\" +\"b\"\n"},
                    Row{R"([["a","b"],["c","d"]])", R"([["c","d"],["a","e"]])",
                        " -[\"a\",\"b\"]\n +[\"a\",\"e\"]\n"},
                    Row{R"(["a","b"])", R"(["b","a"])", " -[\"a\",\"b\"] +[\"b\",\"a\"]\n"},
                    Row{R"([{"code":"x"},{"code":"x"}])", R"([{"code":"x"}])",
                        " -[{\"code\":\"x\"},{\"code\":\"x\"}] +[{\"code\":\"x\"}]\n"},
                    Row{R"({"a":[1]})", R"({"a":{"b":1}})", "/a -[1] +{\"b\":1}\n"}));

/// Karaj's rules with one value changed at a pointer; what the change of its path means.
struct Meant {
  std::string pointer;
  std::string json;
  Meaning meaning;

  friend std::ostream& operator<<(std::ostream& out, Meant const& row) {
    return out << row.pointer;
  }
};

class MeaningOfAChange : public testing::TestWithParam<Meant> {};

TEST_P(MeaningOfAChange, SaysWhatItDoesToACase) {
  auto const before = karaj_document();
  auto after = before;
  after.at_pointer(GetParam().pointer) = json::parse(GetParam().json);

  auto const changes = differences(before, after);

  ASSERT_FALSE(changes.empty());
  // A change alone may break the rule set: its numbers are then those of the old one.
  auto const changed = parse_rule_set(after);
  for (auto const& change : changes)
    EXPECT_EQ(meaning_of(change.path, karaj(), changed ? *changed : karaj()), GetParam().meaning);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, MeaningOfAChange,
    testing::Values(
        Meant{"/version", "2", {Effect::identity, {}}},
        Meant{"/bodies/city_council/quorum/at_least",
              R"("1/2")",
              {Effect::quorum, Code{"city_council"}, "9/13", "7/13"}},
        Meant{"/bodies/city_council/majority/more_than",
              R"("2/3")",
              {Effect::majority, Code{"city_council"}, "7/13", "9/13"}},
        Meant{"/bodies/city_council/seats",
              "15",
              {Effect::quorum, Code{"city_council"}, "9/13", "10/15"}},
        Meant{"/gates/1/kind", R"("consent")", {Effect::gate_kind, Code{"council_advice"}}},
        Meant{"/nomination/min_open/working_days", "5", {Effect::window, {}}},
        Meant{"/conditions/0/value", R"("master")", {Effect::eligibility, Code{"degree"}}},
        Meant{"/criteria/expertise/parts/0/floor",
              R"("3")",
              {Effect::floor, Code{"professional_knowledge"}}},
        Meant{"/criteria/expertise/parts/0/anchors/2/text/en",
              R"("x")",
              {Effect::scale, Code{"professional_knowledge"}}},
        Meant{"/criteria/expertise/weight",
              R"("1/2")",
              {Effect::weight, Code{"expertise"}, "2/5", "2/5"}},
        Meant{"/clocks/sealing/length/working_days", "9", {Effect::clock, Code{"sealing"}}},
        Meant{"/exclusive_duties/0", R"(["a","b"])", {Effect::duties, {}}},
        Meant{"/limits/acting_days_max", "30", {Effect::limits, Code{"acting_days_max"}}}));

TEST(MeaningOfWeights, IsTheExactWeightInTheTotal) {
  auto document = karaj_document();
  document.at_pointer("/criteria/commitment/parts/0/share") = "7/10";
  document.at_pointer("/criteria/commitment/parts/1/share") = "3/10";
  auto const after = parse_rule_set(document).value();

  auto const meaning = meaning_of("/criteria/commitment/parts/integrity/share", karaj(), after);

  EXPECT_EQ(meaning, (Meaning{Effect::weight, Code{"integrity"}, "3/20", "7/40"}));
}

/// Every path of a document, and of what only another one has.
void collect(json::value const& at, std::string const& path, std::set<std::string>& paths) {
  paths.insert(path);
  if (auto const* object = at.if_object())
    for (auto const& [name, value] : *object) collect(value, path + "/" + std::string{name}, paths);
  if (auto const* list = at.if_array())
    for (auto const& item : *list) {
      auto const* code = item.is_object() ? item.get_object().if_contains("code") : nullptr;
      collect(item, path + "/" + (code ? std::string{code->get_string()} : "1"), paths);
    }
}

TEST(MeaningOfAChange, IsKnownForEveryMemberButTheIdentity) {
  std::set<std::string> paths;
  for (auto const* name : {"karaj", "baqershahr", "mayor-election"})
    collect(yaml_document("rules/" + std::string{name} + ".yaml"), "", paths);
  auto const is_identity = [](std::string const& path) {
    for (auto const* member : {"/id", "/version", "/title", "/city", "/sources"})
      if (path.starts_with(member)) return true;
    // The document, and the groups that have no change of their own.
    return path.empty() || path == "/bodies" || path == "/clocks" || path == "/limits";
  };

  for (auto const& path : paths)
    EXPECT_EQ(meaning_of(path, karaj(), karaj()).effect == Effect::identity, is_identity(path))
        << path;
}

}  // namespace
}  // namespace gozin::rules
