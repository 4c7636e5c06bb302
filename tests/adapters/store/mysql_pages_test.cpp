// Pages of a read table on MariaDB, in the plans of the server.

#include "adapters/store/connections.hpp"
#include "adapters/store/read_tables.hpp"
#include "adapters/store/sql_store.hpp"
#include "tests/adapters/store/contract.hpp"
#include "tests/support/server_database.hpp"

#include <gmock/gmock.h>

namespace gozin::tests {
namespace {

using testing::HasSubstr;
using testing::Not;

class MysqlPages : public testing::Test {
 protected:
  /// Each statement of the query reads its rows in the order of the index.
  void expect_no_sorting(Query const& query) {
    store::Connector const connector{store::mysql_dialect(), database_.url(),
                                     std::chrono::seconds{5}};
    soci::session sql;
    connector.connect(sql, store::Use::read);
    for (auto const& select : store::select_statements(connector.dialect, query)) {
      store::CellStatement explain{
          sql,
          "explain " + select.text,
          {select.types, std::vector<ColumnType>(kColumns, ColumnType::text), store::Times::once}};
      auto const plan = explain.rows(select.values);
      ASSERT_EQ(plan.size(), 1u);
      EXPECT_NE(plan.front().at(kKey), Value{}) << select.text;
      EXPECT_THAT(std::get<std::string>(plan.front().at(kExtra)), Not(HasSubstr("filesort")))
          << select.text;
    }
  }

  ServerDatabase database_{Database::mysql};

 private:
  // What `explain` says of a table.
  static constexpr std::size_t kKey = 5;
  static constexpr std::size_t kExtra = 9;
  static constexpr std::size_t kColumns = 10;
};

TEST_F(MysqlPages, AreReadInTheOrderOfAnIndexInBothDirections) {
  auto const store = open_store(database_.url(), {&paper_table()}, {.mode = OpenMode::create});
  database_.run(
      "insert into paper select concat('case/', seq), '1', 'open', nullif(seq % 500, 0), 0 "
      "from seq_1_to_20000");
  database_.run("analyze table paper");
  Query query{.table = &paper_table(), .where = {{"status", std::string{"open"}}}, .limit = 20};
  for (auto const* order : {"due", "-due"}) {
    query.order = {order};
    query.after = {};
    expect_no_sorting(query);
    query.after = {std::int64_t{250}, std::string{"case/250"}, std::string{"1"}};
    expect_no_sorting(query);
    query.after = {std::monostate{}, std::string{"case/1000"}, std::string{"1"}};
    expect_no_sorting(query);
  }
}

}  // namespace
}  // namespace gozin::tests
