// The reader of canonical JSON for bulk: it accepts what reading, writing again and comparing
// accepts, and nothing else.

#include "engine/event/canonical.hpp"

#include "engine/event/json.hpp"

#include <optional>
#include <string>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gozin {
namespace {

namespace json = boost::json;

std::optional<json::value> read_slowly(std::string const& text) {
  auto const value = parse_json(text);
  if (!value || to_canonical(*value) != text) return std::nullopt;
  return *value;
}

/// Texts with what strings may hold: blanks, escapes, letters beyond ASCII.
rc::Gen<std::string> texts() {
  auto const pieces = rc::gen::element<std::string>("a", "Z", "0", " ", "\"", "\\", "/", "\n", "\t",
                                                    "\x01", "\x1f", "\x7f", "\u06af\u0632",
                                                    "\u200c", "\U0001f600", "a longer piece of it");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(pieces),
                      [](std::vector<std::string> const& all) {
                        std::string text;
                        for (auto const& piece : all) text += piece;
                        return text;
                      });
}

/// Of what holds others: a few, or they are too many together.
template <class T>
rc::Gen<T> few(rc::Gen<T> all) {
  return rc::gen::resize(6, std::move(all));
}

rc::Gen<json::value> values(int levels);

rc::Gen<json::value> scalars() {
  return rc::gen::oneOf(
      rc::gen::map(texts(), [](std::string const& text) { return json::value(text); }),
      rc::gen::map(rc::gen::inRange<std::int64_t>(-kJsonIntegerMax, kJsonIntegerMax + 1),
                   [](std::int64_t number) { return json::value(number); }),
      rc::gen::map(rc::gen::inRange<std::int64_t>(-12, 13),
                   [](std::int64_t number) { return json::value(number); }),
      rc::gen::element<json::value>(nullptr, true, false));
}

rc::Gen<json::value> arrays(int levels) {
  return rc::gen::map(few(rc::gen::container<std::vector<json::value>>(values(levels - 1))),
                      [](std::vector<json::value> const& elements) {
                        return json::value(json::array(elements.begin(), elements.end()));
                      });
}

rc::Gen<json::value> objects(int levels) {
  auto const members = few(rc::gen::container<std::vector<std::pair<std::string, json::value>>>(
      rc::gen::pair(texts(), values(levels - 1))));
  return rc::gen::map(members, [](auto const& all) {
    json::object object;
    for (auto const& [key, value] : all) object.emplace(key, value);
    return json::value(std::move(object));
  });
}

rc::Gen<json::value> values(int levels) {
  if (levels == 0) return scalars();
  return rc::gen::oneOf(scalars(), arrays(levels), objects(levels));
}

bool has_key_with_escapes(json::value const& value) {
  if (auto const* array = value.if_array()) {
    for (auto const& element : *array)
      if (has_key_with_escapes(element)) return true;
  }
  if (auto const* object = value.if_object()) {
    for (auto const& [key, element] : *object)
      if (to_canonical(json::value(key)).find('\\') != std::string::npos ||
          has_key_with_escapes(element))
        return true;
  }
  return false;
}

RC_GTEST_PROP(CanonicalReading, GivesEveryValueThatWasWritten, ()) {
  auto const value = *values(3);
  auto const text = to_canonical(value);

  CanonicalReader reader;
  auto const* read = reader.read(text);

  if (has_key_with_escapes(value))
    RC_ASSERT(read == nullptr);
  else
    RC_ASSERT((read != nullptr && *read == value));
}

RC_GTEST_PROP(CanonicalReading, AcceptsNoTextThatWouldBeWrittenOtherwise, ()) {
  auto text = to_canonical(*values(2));
  auto const at = *rc::gen::inRange<std::size_t>(0, text.size() + 1);
  auto const piece = *rc::gen::element<std::string>(" ", "0", "-", ",", "\"", "\\", "\\u000a", "{}",
                                                    "[]", "\xff", "\xd8\x80", "e1", ".0", "\n");
  if (*rc::gen::arbitrary<bool>())
    text.insert(at, piece);
  else
    text.replace(at, 1, piece);

  CanonicalReader reader;
  auto const* read = reader.read(text);

  // Where the reader gives up, the slow way may still find a key with escapes.
  auto const slowly = read_slowly(text);
  if (read)
    RC_ASSERT((slowly && *slowly == *read));
  else
    RC_ASSERT((!slowly || has_key_with_escapes(*slowly)));
}

TEST(CanonicalReading, RefusesWhatIsWellFormedAndNotCanonical) {
  CanonicalReader reader;
  for (auto const* text : {" 1",
                           "1 ",
                           "01",
                           "-0",
                           "1.0",
                           "1e3",
                           "9007199254740992",
                           R"({"b":1,"a":2})",
                           R"({"a":1,"a":1})",
                           R"(["\u0041"])",
                           R"(["\u000A"])",
                           R"(["\u000a"])",
                           R"(["\/"])",
                           "[\"\t\"]",
                           "\"\xff\"",
                           "[1,]",
                           "{\"a\":1,}",
                           "[1",
                           "\"",
                           "nul",
                           "",
                           "\"\\u0000\"",
                           "-"}) {
    EXPECT_EQ(reader.read(text), nullptr) << text;
    EXPECT_EQ(read_slowly(text), std::nullopt) << text;
  }
}

TEST(CanonicalReading, GivesUpBeyondTheLevelsThatLeavesHave) {
  auto const nested = [](std::size_t levels) {
    return std::string(levels, '[') + std::string(levels, ']');
  };
  CanonicalReader reader;

  EXPECT_NE(reader.read(nested(32)), nullptr);
  EXPECT_EQ(reader.read(nested(40)), nullptr);
  EXPECT_TRUE(read_slowly(nested(40)));
}

TEST(CanonicalReading, ReadsOneTextAfterAnotherEvenBehindOneThatItGaveUp) {
  CanonicalReader reader;
  std::string const large = "[\"" + std::string(60'000, 'x') + "\"]";

  EXPECT_NE(reader.read(large), nullptr);
  EXPECT_EQ(reader.read(R"({"a":[1,2,)"), nullptr);
  auto const* read = reader.read(R"({"a":"b"})");

  ASSERT_NE(read, nullptr);
  EXPECT_EQ(*read, (json::value{{"a", "b"}}));
}

}  // namespace
}  // namespace gozin
