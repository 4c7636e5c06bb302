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
  EXPECT_EQ(refused.error().detail, "line 3: duplicate key a");
}

TEST(Yaml, RefusesDepthAndFilesThatAreNotThere) {
  EXPECT_EQ(parse_yaml(std::string(100, '[') + std::string(100, ']')).error().reason,
            Reason{EngineReason::input_must_not_exceed_limits});
  EXPECT_EQ(read_yaml_file("/no/such/file").error().reason,
            Reason{EngineReason::file_must_be_readable});
}

}  // namespace
}  // namespace gozin::exchange
