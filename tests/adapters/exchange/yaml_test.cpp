#include "adapters/exchange/yaml.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

namespace gozin::exchange {
namespace {

TEST(Yaml, IsReadAsJsonWithoutRoundingAnything) {
  auto const document =
      parse_yaml("a: 3\nb: 0.35\nc: '3'\nd: [true, null, no, 007]\ne: 1401-07-14\nf: {g: متن}\n");

  ASSERT_TRUE(document) << document.error().detail;
  EXPECT_EQ(document->value, boost::json::parse(R"({"a":3,"b":"0.35","c":"3",)"
                                                R"("d":[true,null,"no","007"],)"
                                                R"("e":"1401-07-14","f":{"g":"متن"}})"));
}

TEST(Yaml, KnowsTheLineOfEveryMember) {
  auto const document = parse_yaml("a: 1\nb:\n  - x\n  - y: 2\n");

  ASSERT_TRUE(document);
  EXPECT_EQ(document->line_of("/a"), 1);
  EXPECT_EQ(document->line_of("/b/1/y"), 4);
  EXPECT_EQ(document->line_of("/b/1/missing"), 4);
}

TEST(Yaml, RefusesWhatIsNotPlainData) {
  for (auto const* text : {"a: 1\na: 2\n", "a: &x 1\nb: *x\n", "a: [1\n", "a: !!int 3\n",
                           "? [1, 2]\n: 3\n", "a: b: c\n"})
    EXPECT_FALSE(parse_yaml(text)) << text;
}

TEST(Yaml, SaysTheLineOfAFault) {
  auto const refused = parse_yaml("a: 1\nb: 2\na: 3\n");

  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, Reason{EngineReason::input_must_be_well_formed});
  EXPECT_EQ(refused.error().detail, "line 3: the key a stands here a second time");
}

// Another reader would see another text, or a part of it.
TEST(Yaml, RefusesWhatIsNoPlainTextOrMoreThanOneDocument) {
  auto const detail = [](std::string const& text) {
    auto const document = parse_yaml(text);
    return document ? std::string{} : document.error().detail;
  };

  EXPECT_EQ(detail("a: 1\n---\nb: 2\n"), "line 3: a second document begins here; a file holds one");
  EXPECT_EQ(detail("a: 1\n# \xFF\n"), "line 2: this is no UTF-8 text");
  EXPECT_EQ(detail(std::string{"\xFF\xFE"
                               "a\0",
                               4}),
            "line 1: this is no text: it has NUL bytes");
  EXPECT_EQ(detail("a: 1\n---\n"), "line 3: a second document begins here; a file holds one");
  EXPECT_EQ(detail("---\na: 1\n...\n"), "");
}

TEST(Yaml, NamesTheTabThatIsMeant) {
  auto const refused = parse_yaml("a:\n  b: 1\n\tc: 2\n");

  ASSERT_FALSE(refused);
  EXPECT_TRUE(refused.error().detail.ends_with("; line 3 is indented by a tab, please use spaces"))
      << refused.error().detail;
}

TEST(Yaml, IsNullWithoutADocument) {
  for (auto const* text : {"", "# nothing\n", "\xEF\xBB\xBF"}) {
    auto const document = parse_yaml(text);
    ASSERT_TRUE(document) << text;
    EXPECT_TRUE(document->value.is_null());
  }
}

TEST(Yaml, RefusesDepthAndFilesThatAreNotThere) {
  EXPECT_EQ(parse_yaml(std::string(100, '[') + std::string(100, ']')).error().reason,
            Reason{EngineReason::input_must_not_exceed_limits});
  EXPECT_EQ(read_yaml_file("/no/such/file").error().reason,
            Reason{EngineReason::file_must_be_readable});
  EXPECT_EQ(read_yaml_file("/").error().reason, Reason{EngineReason::file_must_be_readable});
  EXPECT_TRUE(read_yaml_file("/dev/null"));
}

}  // namespace
}  // namespace gozin::exchange
