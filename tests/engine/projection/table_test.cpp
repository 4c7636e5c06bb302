#include "engine/projection/table.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace gozin {
namespace {

using Columns = std::vector<std::size_t>;

ReadTable const& letters() {
  static ReadTable const table{.name = "letter",
                               .columns = {{"stream"},
                                           {"number", ColumnType::integer},
                                           {"state"},
                                           {"due", ColumnType::integer}},
                               .key = {"stream", "number"},
                               .indexes = {}};
  return table;
}

ReadTable const& stamps() {
  static auto const table = [] {
    auto other = letters();
    other.name = "stamp";
    return other;
  }();
  return table;
}

TableRow row(std::int64_t number, std::string state, Value due = {},
             ReadTable const& of = letters()) {
  return table_row(of, std::string{"case/a"}, number, std::move(state), std::move(due));
}

Row key(std::int64_t number) { return {std::string{"case/a"}, number}; }

TEST(Difference, SaysInWhichColumnsARowDiffers) {
  std::vector<TableRow> const before{row(1, "open", std::int64_t{5}), row(2, "open"),
                                     row(3, "open")};
  std::vector<TableRow> const after{row(1, "shut"), row(2, "open"), row(3, "shut")};

  auto const changes = difference(before, after);

  ASSERT_EQ(changes.upserts.size(), 2u);
  EXPECT_EQ(changes.upserts[0].row, after[0].row);
  EXPECT_EQ(changes.upserts[0].differing, (Columns{2, 3}));
  EXPECT_EQ(changes.upserts[1].row, after[2].row);
  EXPECT_EQ(changes.upserts[1].differing, Columns{2});
  EXPECT_TRUE(changes.deletes.empty());
}

TEST(Difference, OfARowThatDidNotStandNothingIsSaid) {
  std::vector<TableRow> const before{row(2, "open")};
  std::vector<TableRow> const after{row(1, "open"), row(2, "open"), row(2, "open", {}, stamps())};

  auto const changes = difference(before, after);

  ASSERT_EQ(changes.upserts.size(), 2u);
  for (auto const& one : changes.upserts) EXPECT_TRUE(one.differing.empty());
}

TEST(Difference, DeletesByItsKeyWhatIsGone) {
  std::vector<TableRow> const before{row(1, "open"), row(2, "open"), row(3, "open")};
  std::vector<TableRow> const after{row(1, "open"), row(3, "open")};

  auto const changes = difference(before, after);

  EXPECT_TRUE(changes.upserts.empty());
  ASSERT_EQ(changes.deletes.size(), 1u);
  EXPECT_EQ(changes.deletes[0].row, key(2));
}

TEST(Difference, TwoRowsOfOneKeyAreABugAlsoBesideRowsThatStay) {
  std::vector<TableRow> const before{row(1, "open"), row(2, "open")};
  auto const refused = [&](std::vector<TableRow> const& after) {
    EXPECT_THROW((void)difference(before, after), std::logic_error);
  };

  refused({row(3, "open"), row(3, "shut")});
  refused({row(1, "open"), row(1, "shut"), row(2, "open")});
  refused({row(1, "open"), row(2, "shut"), row(2, "open")});
}

/// What a store does that writes rows as a whole, or only what differs.
std::map<Row, Row> applied(std::span<TableRow const> before, RowChanges const& changes,
                           bool by_column) {
  std::map<Row, Row> rows;
  for (auto const& one : before) rows.emplace(key_of(*one.table, one.row), one.row);
  for (auto const& gone : changes.deletes) rows.erase(gone.row);
  for (auto const& one : changes.upserts) {
    auto& stands = rows[key_of(*one.table, one.row)];
    if (!by_column || one.differing.empty()) stands = one.row;
    for (auto const at : one.differing) stands.at(at) = one.row.at(at);
  }
  return rows;
}

/// In any order: what stays need not stand where it stood.
std::vector<TableRow> any_rows() {
  std::vector<TableRow> rows;
  for (std::int64_t number = 0; number < 8; ++number)
    if (*rc::gen::inRange(0, 4) > 0)
      rows.push_back(row(number, *rc::gen::elementOf(std::vector<std::string>{"open", "shut"}),
                         *rc::gen::inRange<std::int64_t>(0, 2)));
  auto const turned = *rc::gen::inRange<std::size_t>(0, rows.size() + 1);
  std::ranges::rotate(rows, rows.begin() + static_cast<std::ptrdiff_t>(turned));
  return rows;
}

TEST(Difference, LeadsFromAnyRowsToAnyOthers) {
  EXPECT_TRUE(rc::check([] {
    auto const before = any_rows();
    auto const after = any_rows();
    auto const changes = difference(before, after);
    auto const wanted = applied(after, {}, false);
    RC_ASSERT(applied(before, changes, false) == wanted);
    RC_ASSERT(applied(before, changes, true) == wanted);
  }));
}

}  // namespace
}  // namespace gozin
