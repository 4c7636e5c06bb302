#include "adapters/exchange/csv.hpp"

#include <gtest/gtest.h>

namespace gozin::exchange {
namespace {

using Cells = std::vector<std::string>;

std::string detail_of(std::string_view text) {
  auto const table = parse_csv(text);
  return table ? std::string{} : table.error().detail;
}

TEST(Csv, ReadsCellsAndTheLinesTheyStandOn) {
  auto const table =
      parse_csv("code,title\r\n\na, Head of parks \r\nb,\"one, \"\"two\"\"\nand three\"\nc,\n");

  ASSERT_TRUE(table) << table.error().detail;
  EXPECT_EQ(table->header.cells, (Cells{"code", "title"}));
  ASSERT_EQ(table->rows.size(), 3U);
  EXPECT_EQ(table->rows[0].line, 3);
  EXPECT_EQ(table->rows[0].cells, (Cells{"a", "Head of parks"}));
  EXPECT_EQ(table->rows[1].line, 4);
  EXPECT_EQ(table->rows[1].cells, (Cells{"b", "one, \"two\"\nand three"}));
  EXPECT_EQ(table->rows[2].line, 6);
  EXPECT_EQ(table->rows[2].cells, (Cells{"c", ""}));
  EXPECT_TRUE(table->faults.empty());
}

TEST(Csv, TakesTheSignThatTheHeaderHasMostOf) {
  for (auto const* text : {"a,b,c\n1;2,3,4\n",
                           "\xEF\xBB\xBF"
                           "a;b;c\n\"1;2\";3;4\n",
                           "a\tb\tc\n1;2\t3\t4"}) {
    auto const table = parse_csv(text);
    ASSERT_TRUE(table) << text;
    EXPECT_EQ(table->header.cells, (Cells{"a", "b", "c"})) << text;
    EXPECT_EQ(table->rows.at(0).cells, (Cells{"1;2", "3", "4"})) << text;
  }
}

TEST(Csv, KeepsAnEmptyCellAtTheEnd) {
  auto const table = parse_csv("a,b\n1,");

  ASSERT_TRUE(table);
  EXPECT_EQ(table->rows.at(0).cells, (Cells{"1", ""}));
}

TEST(Csv, SetsRowsWithOtherThanTheHeadersCellsAside) {
  auto const table = parse_csv("a,b\n1,2\n3\n4,5,6\n");

  ASSERT_TRUE(table);
  EXPECT_EQ(table->rows.size(), 1U);
  ASSERT_EQ(table->faults.size(), 2U);
  EXPECT_EQ(table->faults[0].line, 3);
  EXPECT_EQ(table->faults[1].cells.size(), 3U);
}

TEST(Csv, RefusesWhatIsNoTable) {
  EXPECT_EQ(detail_of(""), "line 1: there is no header");
  EXPECT_EQ(detail_of("\n , \n"), "line 1: there is no header");
  EXPECT_EQ(detail_of("a,b\n1,\"2\n3"), "line 2: a quote is not closed");
  EXPECT_EQ(detail_of("a,b\n1,\"2\"3\n"), "line 2: text stands after a closing quote");
  EXPECT_EQ(detail_of("a,b\n1,\xFF\n"), "line 2: this is no UTF-8 text");
  EXPECT_EQ(detail_of(std::string_view{"a\n\0", 3}), "line 2: this is no UTF-8 text");
}

TEST(Csv, HashesTheBytesOfTheFile) {
  EXPECT_EQ(parse_csv("a\n1\n")->hash, sha256("a\n1\n"));
  EXPECT_EQ(read_csv_file("/no/such/file").error().reason,
            Reason{EngineReason::file_must_be_readable});
  EXPECT_EQ(read_csv_file("/").error().reason, Reason{EngineReason::file_must_be_readable});
}

}  // namespace
}  // namespace gozin::exchange
