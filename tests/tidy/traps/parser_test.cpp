// What the parsers of JSON and YAML accept and our own readers have to refuse themselves.

#include <string>

#include <boost/json.hpp>
#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

namespace gozin::traps {
namespace {

TEST(JsonTrap, NameThatStandsTwiceIsAcceptedAndTheLastWins) {
  auto const value = boost::json::parse(R"({"yes": 1, "yes": 9})");
  EXPECT_EQ(value.as_object().size(), 1U);
  EXPECT_EQ(value.at("yes").as_int64(), 9);
}

TEST(JsonTrap, IntegerThatIsTooLongBecomesAFloatingPointNumber) {
  EXPECT_TRUE(boost::json::parse("18446744073709551616").is_double());
}

TEST(YamlTrap, KeyThatStandsTwiceIsAcceptedAndTheFirstWins) {
  auto const node = YAML::Load("quorum: 1\nquorum: 9\n");
  EXPECT_EQ(node.size(), 2U);
  EXPECT_EQ(node["quorum"].as<int>(), 1);
}

TEST(YamlTrap, YesAndOffAreReadAsTruthValuesAndAsText) {
  auto const node = YAML::Load("answer: yes\nswitch: off\n");
  EXPECT_TRUE(node["answer"].as<bool>());
  EXPECT_FALSE(node["switch"].as<bool>());
  EXPECT_EQ(node["answer"].as<std::string>(), "yes");
}

TEST(YamlTrap, MissingKeyIsAnEmptyNodeAndThrowsOnlyWhenRead) {
  auto const node = YAML::Load("a: 1\n");
  EXPECT_NO_THROW(static_cast<void>(node["b"]));
  EXPECT_THROW(static_cast<void>(node["b"].as<int>()), YAML::Exception);
}

}  // namespace
}  // namespace gozin::traps
