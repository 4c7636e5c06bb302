// Leaves that are read: the data as they hold it, and how they are refused.

#include "engine/event/leaf.hpp"

#include <gtest/gtest.h>

namespace gozin {
namespace {

/// A public document.
struct Adopted {
  static constexpr std::string_view kType = "Adopted";
  Document rules;

  static constexpr auto fields() { return fields_of(open("rules", &Adopted::rules)); }
};

std::string leaf_with(json::object rules) {
  Envelope at;
  at.stream = StreamId{"book/one"};
  at.actor = PersonId{"arash"};
  at.role = Code{"writer"};
  at.channel = Code{"web"};
  at.cause = "request";
  return leaf_bytes("log.example", at, event_of(Adopted{Document{std::move(rules)}})).value();
}

TEST(ReadingLeaves, GivesTheDataAsItStands) {
  json::object const rules{{"name", "karaj"}, {"weights", json::array{1, 2}}};
  LeafReader reader;

  auto const head = reader.read(leaf_with(rules));

  ASSERT_TRUE(head);
  EXPECT_EQ(head->type, "Adopted");
  EXPECT_EQ(head->origin, "log.example");
  EXPECT_EQ(head->at.actor, PersonId{"arash"});
  EXPECT_EQ(reader.data().at("rules"), rules);
  EXPECT_EQ(parse_leaf(leaf_with(rules))->data.at("rules"), rules);
}

TEST(ReadingLeaves, KeepsTheDataOfEachWhateverIsReadBehindIt) {
  json::array many;
  for (int i = 0; i < 2'000; ++i)
    many.push_back(json::string("weight number " + std::to_string(i)));
  auto const bytes = leaf_with({{"weights", many}});

  auto const first = parse_leaf(bytes).value();
  auto const second = parse_leaf(leaf_with({{"name", "karaj"}})).value();
  auto const document = decode<Adopted>(first.data).value();

  EXPECT_EQ(first.data.storage(), json::storage_ptr{});
  EXPECT_EQ(first.data.at("rules").at("weights").as_array(), many);
  EXPECT_EQ(second.data.at("rules").at("name").as_string(), "karaj");
  EXPECT_EQ(document.rules.value.at("weights").as_array(), many);
}

TEST(ReadingLeaves, GivesDocumentsThatOutliveTheReader) {
  Result<Adopted> read{Rejection{}};
  {
    LeafReader reader;
    ASSERT_TRUE(reader.read(leaf_with({{"name", "karaj, a text that needs memory of its own"}})));
    read = decode<Adopted>(reader.data());
  }

  ASSERT_TRUE(read);
  EXPECT_EQ(read->rules.value.storage(), json::storage_ptr{});
}

TEST(ReadingLeaves, ReadsManyLongOnesInBoundedMemory) {
  json::array many;
  for (int i = 0; i < 2'500; ++i)
    many.push_back(json::string("weight number " + std::to_string(i)));
  auto const bytes = leaf_with({{"weights", many}});
  LeafReader reader;

  for (int i = 0; i < 100; ++i) ASSERT_TRUE(reader.read(bytes)) << i;
}

TEST(ReadingLeaves, TakesKeysThatAreWrittenWithEscapes) {
  json::object const rules{{"a \"name\"\nof two lines", 1}};
  LeafReader reader;

  ASSERT_TRUE(reader.read(leaf_with(rules)));
  EXPECT_EQ(reader.data().at("rules"), rules);
}

TEST(ReadingLeaves, SaysWhatIsWrongWithOneThatItDoesNotTake) {
  struct Row {
    std::string bytes;
    std::string_view detail;
  };
  auto const good = leaf_with({{"name", "karaj"}});
  auto const with = [&](std::string const& from, std::string const& to) {
    auto changed = good;
    return changed.replace(changed.find(from), from.size(), to);
  };
  Row const rows[] = {{good + " ", "canonical"},
                      {with("\"seq\":0", "\"seq\": 0"), "canonical"},
                      {with("\"v\":1", "\"v\":2"), "v"},
                      {with("\"seq\":0,", ""), "seq"},
                      {with("\"seq\":0", "\"seq\":\"0\""), "seq/integer"},
                      {with("\"seq\"", "\"sep\""), "seq"},
                      {with("\"v\":1", "\"v\":1,\"w\":1"), "w"},
                      {good.substr(0, 40), "syntax"},
                      {"", "syntax"}};
  LeafReader reader;
  for (auto const& row : rows) {
    auto const head = reader.read(row.bytes);
    ASSERT_FALSE(head) << row.bytes;
    EXPECT_EQ(head.error().reason, EngineReason::input_must_be_well_formed);
    EXPECT_EQ(head.error().detail, row.detail) << row.bytes;
  }
}

}  // namespace
}  // namespace gozin
