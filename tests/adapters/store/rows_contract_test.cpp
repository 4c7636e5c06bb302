#include "tests/adapters/store/contract.hpp"

#include <algorithm>
#include <stdexcept>

namespace gozin::tests {
namespace {

class RowsContract : public StoreContract {
 protected:
  void upsert(std::vector<Row> const& rows) {
    auto batch = batch_at_head();
    for (auto const& row : rows) batch.rows.upserts.push_back({&paper_table(), row});
    commit(batch);
  }
  std::vector<Row> all() { return store().view()->select({.table = &paper_table()}); }
};

Row paper(std::string stream, std::string status, Value due) {
  return {std::move(stream), std::string{"1"}, std::move(status), std::move(due), std::int64_t{0}};
}

std::vector<std::string> streams_of(std::vector<Row> const& rows) {
  std::vector<std::string> streams;
  for (auto const& row : rows) streams.push_back(std::get<std::string>(row[0]));
  return streams;
}

TEST_P(RowsContract, RowsComeBackExactly) {
  Row const row{std::string{"case/a"}, std::string{"ردیف «۱» 🏛 'x' \"y\" ; -- :p1 ?"},
                std::monostate{}, std::int64_t{9'007'199'254'740'992},
                std::int64_t{-9'000'000'000}};
  upsert({row});

  EXPECT_EQ(all(), std::vector<Row>{row});
}

TEST_P(RowsContract, KeysAreToldApartAndOrderedByTheirBytes) {
  std::vector<std::string> const names{"A", "B", "a", "a ", "a\t", "aa", "b", "é", "ی", "ي", "𐎠"};
  std::vector<Row> rows;
  for (auto const& name : names) rows.push_back(paper(name, "open", {}));
  upsert(rows);

  auto expected = names;
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(streams_of(all()), expected);
  auto const of_one =
      store().view()->select({.table = &paper_table(), .where = {{"stream", std::string{"a"}}}});
  EXPECT_EQ(of_one.size(), 1u);
}

TEST_P(RowsContract, RowOfWhichTheDifferenceIsKnownComesOutTheSame) {
  upsert({paper("case/a", "open", std::int64_t{1})});
  auto const closed = paper("case/a", "closed", std::monostate{});
  auto const other = paper("case/b", "open", std::int64_t{2});
  auto batch = batch_at_head();
  // The second one does not stand, whatever is said of it.
  batch.rows.upserts = {{&paper_table(), closed, {2, 3}}, {&paper_table(), other, {2}}};
  commit(batch);

  EXPECT_EQ(all(), (std::vector<Row>{closed, other}));
}

TEST_P(RowsContract, UpsertReplacesAndDeleteTakesAway) {
  upsert({paper("case/a", "open", std::int64_t{1}), paper("case/b", "open", std::int64_t{2})});
  upsert({paper("case/a", "closed", std::monostate{})});
  auto batch = batch_at_head();
  batch.rows.deletes = {{&paper_table(), {std::string{"case/b"}, std::string{"1"}}},
                        {&paper_table(), {std::string{"case/none"}, std::string{"1"}}}};
  commit(batch);

  EXPECT_EQ(all(), std::vector<Row>{paper("case/a", "closed", std::monostate{})});
}

TEST_P(RowsContract, RowThatDoesNotFitItsTableIsABug) {
  EXPECT_THROW(upsert({{std::string{"case/a"}}}), std::logic_error);
  EXPECT_THROW(upsert({paper("case/a", "open", std::string{"soon"})}), std::logic_error);
  EXPECT_THROW(
      upsert({{std::string{"case/a"}, std::monostate{}, std::string{}, std::int64_t{}, {}}}),
      std::logic_error);
}

TEST_P(RowsContract, SelectsByEqualValuesAndByNothing) {
  upsert({paper("case/a", "open", std::int64_t{1}), paper("case/b", "closed", std::int64_t{2}),
          paper("case/c", "open", std::monostate{})});
  auto const view = store().view();

  EXPECT_EQ(streams_of(view->select(
                {.table = &paper_table(), .where = {{"status", std::string{"open"}}}})),
            (std::vector<std::string>{"case/a", "case/c"}));
  EXPECT_EQ(streams_of(view->select(
                {.table = &paper_table(),
                 .where = {{"due", std::monostate{}}, {"status", std::string{"open"}}}})),
            (std::vector<std::string>{"case/c"}));
  EXPECT_THROW((void)view->select({.table = &paper_table(), .where = {{"colour", {}}}}),
               std::logic_error);
  EXPECT_THROW(
      (void)view->select({.table = &paper_table(), .order = {"due"}, .after = {std::int64_t{1}}}),
      std::logic_error);
}

TEST_P(RowsContract, OrdersBothWaysWithNothingFirst) {
  upsert({paper("case/a", "open", std::int64_t{2}), paper("case/b", "open", std::int64_t{1}),
          paper("case/c", "open", std::monostate{}), paper("case/d", "open", std::int64_t{2})});
  auto const view = store().view();

  EXPECT_EQ(streams_of(view->select({.table = &paper_table(), .order = {"due"}})),
            (std::vector<std::string>{"case/c", "case/b", "case/a", "case/d"}));
  EXPECT_EQ(streams_of(view->select({.table = &paper_table(), .order = {"-due"}})),
            (std::vector<std::string>{"case/c", "case/d", "case/a", "case/b"}));
}

/// Walks all pages of a query, two rows a page.
std::vector<std::string> walk(EventStore& store, Query query,
                              std::function<void(int)> const& between) {
  std::vector<std::string> seen;
  query.limit = 2;
  for (int page = 0;; ++page) {
    auto const rows = store.view()->select(query);
    for (auto const& row : rows) seen.push_back(std::get<std::string>(row[0]));
    if (rows.size() < query.limit) return seen;
    auto const& last = rows.back();
    query.after = query.order.empty() ? Row{last[0], last[1]} : Row{last[3], last[0], last[1]};
    between(page);
  }
}

TEST_P(RowsContract, PagesMissNothingAndShowNothingTwiceWhileRowsAreInserted) {
  std::vector<Row> rows;
  for (int i = 0; i < 9; ++i) {
    auto const due = i < 2 ? Value{} : Value{std::int64_t{i / 3}};
    rows.push_back(paper("case/" + std::to_string(i), "open", due));
  }
  upsert(rows);
  auto const insert_before = [&](int page) {
    upsert({paper("case/0" + std::to_string(page), "open", std::monostate{})});
  };

  std::vector<std::string> const rising{"case/0", "case/1", "case/2", "case/3", "case/4",
                                        "case/5", "case/6", "case/7", "case/8"};
  std::vector<std::string> const falling{"case/1", "case/0", "case/8", "case/7", "case/6",
                                         "case/5", "case/4", "case/3", "case/2"};
  auto const nothing = [](int) {};
  EXPECT_EQ(walk(store(), {.table = &paper_table(), .order = {"due"}}, nothing), rising);
  EXPECT_EQ(walk(store(), {.table = &paper_table(), .order = {"-due"}}, nothing), falling);
  EXPECT_EQ(
      walk(store(),
           {.table = &paper_table(), .where = {{"status", std::string{"open"}}}, .order = {"-due"}},
           nothing),
      falling);
  EXPECT_EQ(walk(store(), {.table = &paper_table()}, nothing), rising);
  // What is inserted before the place already reached shifts no later page.
  EXPECT_EQ(walk(store(), {.table = &paper_table()}, insert_before), rising);
}

TEST_P(RowsContract, VisitsEveryRowInTheOrderOfItsKey) {
  std::vector<Row> rows;
  for (int i = 0; i < 2'345; ++i) rows.push_back(paper("case/" + std::to_string(i), "open", {}));
  upsert(rows);

  std::vector<std::string> seen;
  auto const view = store().view();
  visit_rows(*view, paper_table(),
             [&](Row const& row) { seen.push_back(std::get<std::string>(row[0])); });

  EXPECT_EQ(seen.size(), rows.size());
  EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
}

TEST_P(RowsContract, RebuildReplacesRowsUnderTheHeadOrNotAtAll) {
  auto const row = paper("case/stale", "open", std::int64_t{1});
  auto const stale = key_of(paper_table(), row);
  upsert({row});
  {
    auto const dropped = tables().rebuild();
    dropped->change({.upserts = {}, .deletes = {{&paper_table(), stale}}});
  }
  EXPECT_EQ(streams_of(all()), (std::vector<std::string>{"case/stale"}));

  {
    auto const rebuild = tables().rebuild();
    EXPECT_EQ(rebuild->log().head().size, 0);
    EXPECT_EQ(rebuild->log().select({.table = &paper_table()}).size(), 1u);
    rebuild->change({.upserts = {{&paper_table(), paper("case/a", "open", {})},
                                 {&paper_table(), paper("case/b", "open", {})}},
                     .deletes = {{&paper_table(), stale}}});
    rebuild->commit();
  }
  EXPECT_EQ(streams_of(all()), (std::vector<std::string>{"case/a", "case/b"}));
  EXPECT_TRUE(tables().needs_rebuild().empty());
}

INSTANTIATE_TEST_SUITE_P(Stores, RowsContract, testing::ValuesIn(store_kinds()), name_of_store);

}  // namespace
}  // namespace gozin::tests
