#include "engine/event/exact_json.hpp"

#include <stdexcept>
#include <string>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gozin {
namespace {

namespace json = boost::json;

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

std::string canonical(std::string_view text) {
  auto const value = parse_json(text);
  return value ? to_canonical(*value) : value.error().detail;
}

TEST(CanonicalJson, HasNoBlanksAndItsKeysInOrder) {
  EXPECT_EQ(canonical(R"( { "b" : [ 1 , true , null , { } , [ ] ] , "a" : false , "B" : "" } )"),
            R"({"B":"","a":false,"b":[1,true,null,{},[]]})");
}

// RFC 8785 §3.2.3; U+E000 is added, the first that surrogates stand before.
TEST(CanonicalJson, SortsKeysByTheirUtf16CodeUnits) {
  EXPECT_EQ(canonical(R"({"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,)"
                      R"("\u00f6":7,"":8,"11":9,"\ue000":10})"),
            "{\"\":8,\"\\r\":2,\"1\":4,\"11\":9,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,"
            "\"\U0001f600\":5,\"\ue000\":10,\"\ufb33\":3}");
}

// RFC 8785 §3.2.2.2; the string is that of §3.2.2.
TEST(CanonicalJson, EscapesAsLittleAsItMay) {
  EXPECT_EQ(canonical(R"("\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/")"),
            "\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
  EXPECT_EQ(canonical(R"("\b\t\n\f\r\u0001\u001f\u007f\u2028")"),
            "\"\\b\\t\\n\\f\\r\\u0001\\u001f\x7f\u2028\"");
}

TEST(CanonicalJson, WritesIntegersToTheirLimits) {
  EXPECT_EQ(to_canonical(json::array{kJsonIntegerMax, -kJsonIntegerMax, 0, std::uint64_t{7}}),
            "[9007199254740991,-9007199254740991,0,7]");
  EXPECT_EQ(canonical("-0"), "0");
}

TEST(CanonicalJson, AppendsToWhatIsThere) {
  std::string out = "x";

  append_canonical(out, json::object{{"a", 1}});

  EXPECT_EQ(out, R"(x{"a":1})");
}

TEST(CanonicalJson, ThrowsForWhatCouldNotBeReadBack) {
  std::vector<json::value> const bugs = {1.5,
                                         1.0,
                                         kJsonIntegerMax + 1,
                                         -kJsonIntegerMax - 1,
                                         std::uint64_t{1} << 63,
                                         json::string(1, '\0'),
                                         "\xed\xa0\x80",
                                         "\xff"};
  for (auto const& bug : bugs) {
    EXPECT_THROW((void)to_canonical(bug), std::logic_error) << bug;
    EXPECT_THROW((void)to_canonical(json::array{json::object{{"a", bug}}}), std::logic_error);
  }
  EXPECT_THROW((void)to_canonical(json::object{{"\xff", 1}}), std::logic_error);
}

TEST(StrictJson, ReadsEveryKindOfValue) {
  EXPECT_EQ(*parse_json(" null\n"), json::value(nullptr));
  EXPECT_EQ(*parse_json(R"({"a":[true,-12,"ش\u0634\ud83d\ude00"],"b":{}})"),
            (json::value{{"a", {true, -12, "شش\U0001f600"}}, {"b", json::object{}}}));
  EXPECT_EQ(*parse_json("[9007199254740991,-9007199254740991]"),
            (json::value{kJsonIntegerMax, -kJsonIntegerMax}));
}

TEST(StrictJson, TakesLongStringsWhole) {
  std::string const text =
      R"({")" + std::string(10'000, 'k') + R"(\n":")" + std::string(10'000, 'v') + R"(\n"})";

  auto const value = parse_json(text);

  ASSERT_TRUE(value);
  EXPECT_EQ(value->as_object().at(std::string(10'000, 'k') + "\n").as_string(),
            std::string(10'000, 'v') + "\n");
}

struct Refused {
  std::string text;
  EngineReason reason;
  std::string detail;
};

// api-checklist A06.
TEST(StrictJson, RefusesWhatReadersDisagreeAbout) {
  using enum EngineReason;
  std::vector<Refused> const rows = {
      {R"({"a":1,"a":1})", input_must_be_well_formed, "duplicate_key"},
      {R"({"a":1,"\u0061":1})", input_must_be_well_formed, "duplicate_key"},
      {R"([{"b":{"a":{},"c":0,"a":[]}}])", input_must_be_well_formed, "duplicate_key"},
      {std::string("\"a\0b\"", 5), input_must_be_well_formed, "syntax"},
      {std::string("[1]\0", 4), input_must_be_well_formed, "syntax"},
      {std::string("\0[1]", 4), input_must_be_well_formed, "syntax"},
      {R"("a\u0000b")", input_must_be_well_formed, "nul"},
      {R"({"\u0000":1})", input_must_be_well_formed, "nul"},
      {R"("\ud800")", input_must_be_well_formed, "syntax"},
      {R"("\ud800\ud800")", input_must_be_well_formed, "syntax"},
      {R"("\ud800x")", input_must_be_well_formed, "syntax"},
      {R"("\udc00")", input_must_be_well_formed, "syntax"},
      {"\"\xed\xa0\x80\"", input_must_be_well_formed, "syntax"},
      {"\"\xc0\x80\"", input_must_be_well_formed, "syntax"},
      {"\"\xff\"", input_must_be_well_formed, "syntax"},
      {"\"\xf4\x90\x80\x80\"", input_must_be_well_formed, "syntax"},
      {"\"\xd8", input_must_be_well_formed, "syntax"},
      {"\xef\xbb\xbf{}", input_must_be_well_formed, "syntax"},
      {"NaN", input_must_be_well_formed, "syntax"},
      {"-Infinity", input_must_be_well_formed, "syntax"},
      {"0.5", input_must_be_well_formed, "fraction"},
      {"1.0", input_must_be_well_formed, "fraction"},
      {"[1e2]", input_must_be_well_formed, "fraction"},
      {"9007199254740992", input_must_not_exceed_limits, "integer"},
      {"-9007199254740992", input_must_not_exceed_limits, "integer"},
      {"18446744073709551615", input_must_not_exceed_limits, "integer"},
      {R"({"a":[18446744073709551616]})", input_must_not_exceed_limits, "integer"},
      {std::string(400, '9'), input_must_not_exceed_limits, "integer"},
      {nested(65), input_must_not_exceed_limits, "depth"},
      {nested(100'000), input_must_not_exceed_limits, "depth"},
      {"", input_must_be_well_formed, "syntax"},
      {"  ", input_must_be_well_formed, "syntax"},
      {"{} {}", input_must_be_well_formed, "syntax"},
      {"[1,]", input_must_be_well_formed, "syntax"},
      {R"({"a":1,})", input_must_be_well_formed, "syntax"},
      {"[1 /* one */]", input_must_be_well_formed, "syntax"},
      {"'a'", input_must_be_well_formed, "syntax"},
      {"{a:1}", input_must_be_well_formed, "syntax"},
      {"01", input_must_be_well_formed, "syntax"},
      {"+1", input_must_be_well_formed, "syntax"},
      {"-", input_must_be_well_formed, "syntax"},
      {"\"a\tb\"", input_must_be_well_formed, "syntax"},
      {"[", input_must_be_well_formed, "syntax"},
      {R"({"a")", input_must_be_well_formed, "syntax"},
      {"tru", input_must_be_well_formed, "syntax"},
  };
  for (auto const& row : rows) {
    auto const value = parse_json(row.text);
    auto const shown = row.text.substr(0, 80);
    ASSERT_FALSE(value) << shown;
    EXPECT_EQ(value.error(), (Rejection{row.reason, row.detail}))
        << shown << ": " << value.error().reason.name() << " " << value.error().detail;
  }
}

TEST(StrictJson, TakesSixtyFourLevels) { EXPECT_TRUE(parse_json(nested(64))); }

TEST(StrictJson, CountsBytesAgainstTheLimit) {
  EXPECT_TRUE(parse_json("\"ش\"", {.bytes = 4}));

  auto const longer = parse_json("\"ش\" ", {.bytes = 4});

  ASSERT_FALSE(longer);
  EXPECT_EQ(longer.error(), (Rejection{EngineReason::input_must_not_exceed_limits, "size"}));
}

TEST(StrictJson, ReadsTheNearestDoubleWhereFractionsAreAllowed) {
  JsonLimits const limits{.integers_only = false};

  EXPECT_EQ(parse_json("0.35", limits)->as_double(), 0.35);
  EXPECT_EQ(parse_json("1e3", limits)->as_double(), 1000.0);
  EXPECT_EQ(parse_json("0.1234567890123456789", limits)->as_double(), 0.1234567890123456789);
  EXPECT_EQ(parse_json("7", limits)->as_int64(), 7);
  for (auto const* text :
       {"1e400", "-1e400", "1e99999999999", "9007199254740992", "100000000000000000000"}) {
    auto const value = parse_json(text, limits);
    ASSERT_FALSE(value) << text;
    EXPECT_EQ(value.error().reason, Reason{EngineReason::input_must_not_exceed_limits}) << text;
  }
}

/// Text with a liking for what escapes, sorts or encodes differently.
rc::Gen<std::string> any_text() {
  static std::vector<std::string> const kPieces = {
      "a",      "Z",      "0",      "\"",         "\\",        "/",      "\n",
      "\x01",   "\x1f",   "\x7f",   "\u0080",     "ش",         "\u200c", "\u2028",
      "\ud7ff", "\ue000", "\uffff", "\U00010000", "\U0010ffff"};
  auto const pieces = rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kPieces));
  return rc::gen::map(pieces, [](std::vector<std::string> const& chosen) {
    std::string text;
    for (auto const& piece : chosen) text += piece;
    return text;
  });
}

json::value any_value(int depth) {
  int const kinds = depth == 0 ? 4 : 6;
  switch (*rc::gen::inRange(0, kinds)) {
    case 0:
      return nullptr;
    case 1:
      return *rc::gen::arbitrary<bool>();
    case 2:
      return *rc::gen::inRange(-kJsonIntegerMax, kJsonIntegerMax + 1);
    case 3:
      return json::string{*any_text()};
    case 4: {
      json::array array;
      for (int i = *rc::gen::inRange(0, 5); i > 0; --i) array.push_back(any_value(depth - 1));
      return array;
    }
    default: {
      json::object object;
      for (int i = *rc::gen::inRange(0, 5); i > 0; --i) object[*any_text()] = any_value(depth - 1);
      return object;
    }
  }
}

RC_GTEST_PROP(CanonicalJson, IsAFixedPointOfReadingAndWriting, ()) {
  json::value const value = {any_value(3), any_value(3), any_value(3)};
  auto const text = to_canonical(value);

  auto const read = parse_json(text);

  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == value);
  RC_ASSERT(to_canonical(*read) == text);
}

RC_GTEST_PROP(StrictJson, NeverThrowsForAnyBytes, ()) {
  auto text = to_canonical({any_value(2), any_value(2), any_value(2)});
  auto const at = *rc::gen::inRange<std::size_t>(0, text.size());
  text[at] = *rc::gen::arbitrary<char>();

  auto const read = parse_json(text);

  // What is taken can be written and read again.
  if (read) RC_ASSERT(*parse_json(to_canonical(*read)) == *read);
}

TEST(ExactJson, KeepsEveryNumberAsItIsWritten) {
  auto const exact =
      parse_exact_json(R"({"a": [0.1, -0, 1e5, 123456789012345678901234567890, 7], "b": "0.1"})");

  ASSERT_TRUE(exact.has_value());
  EXPECT_EQ(exact->numbers,
            (std::vector<std::string>{"0.1", "-0", "1e5", "123456789012345678901234567890", "7"}));
  EXPECT_EQ(exact->value.at("a").at(3), json::value(std::uint64_t{3}));
  EXPECT_TRUE(exact->value.at("a").at(4).is_uint64());
  EXPECT_EQ(exact->value.at("b"), json::value("0.1"));
}

TEST(ExactJson, IsReadAsStrictly) {
  for (auto const* text : {"{", "[NaN]", "[1,]", R"({"a":1,"a":2})", "[01]", "[.5]", "[1.]", "[+1]",
                           "[1 2]", R"(["\u0000"])", "[Infinity]"})
    EXPECT_EQ(parse_exact_json(text).error().reason,
              gozin::Reason{EngineReason::input_must_be_well_formed})
        << text;
  EXPECT_EQ(parse_exact_json(nested(65)).error().detail, "depth");
  EXPECT_EQ(parse_exact_json("[1]", {.bytes = 2}).error().detail, "size");
}

}  // namespace
}  // namespace gozin
