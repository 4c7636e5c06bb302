// The schema comes out the same whichever way a database has come to it.

#include "adapters/store/connections.hpp"
#include "adapters/store/sql_store.hpp"
#include "tests/adapters/store/contract.hpp"
#include "tests/support/server_database.hpp"
#include "tests/support/temporary_folder.hpp"

#include <optional>

namespace gozin::tests {
namespace {

/// An empty database of some kind.
class EmptyDatabase {
 public:
  explicit EmptyDatabase(Database database) {
    if (database == Database::sqlite)
      folder_.emplace();
    else
      server_.emplace(database);
  }

  [[nodiscard]] StoreUrl url() const {
    return server_ ? server_->url() : StoreUrl{Database::sqlite, folder_->file("log.db")};
  }

  [[nodiscard]] store::Connector connector() const {
    return {store::dialect_of(url().database), url(), std::chrono::seconds{5}};
  }

  [[nodiscard]] std::string schema() const {
    if (server_) return server_->schema();
    soci::session sql;
    connector().connect(sql, store::Use::read);
    std::string line;
    std::string lines;
    soci::statement statement =
        (sql.prepare << "select coalesce(sql, name) from sqlite_master order by name",
         soci::into(line));
    statement.execute();
    while (statement.fetch()) lines += line + "\n";
    return lines;
  }

 private:
  std::optional<TemporaryFolder> folder_;
  std::optional<ServerDatabase> server_;
};

class Migrations : public testing::TestWithParam<Database> {
 protected:
  static std::unique_ptr<SqlStore> open(EmptyDatabase const& database, OpenMode mode) {
    return open_store(database.url(), {&timer_table(), &paper_table()}, {.mode = mode});
  }

  static std::string fresh_schema() {
    EmptyDatabase const fresh{GetParam()};
    (void)open(fresh, OpenMode::create);
    return fresh.schema();
  }
};

/// All statements up to a version, and those that mark what is reached.
std::vector<std::string> statements_to(store::Dialect const& dialect, int version) {
  auto const type = [](std::string_view word) { return std::string{word} + " not null"; };
  std::vector<std::string> statements{
      "create table if not exists store_format (product " + type(dialect.types.text) +
          ", version " + type(dialect.types.integer) + ") " + std::string{dialect.types.rows},
      "insert into store_format (product, version) values ('gozin', 0)"};
  for (auto const& migration : store::migrations()) {
    if (migration.version > version) break;
    for (auto& statement : store::split_statements(migration.statements, dialect.types))
      statements.push_back(std::move(statement));
    statements.push_back("update store_format set version = " + std::to_string(migration.version));
  }
  return statements;
}

void run(store::Connector const& connector, std::span<std::string const> statements) {
  if (!connector.dialect.exists(connector.url)) connector.dialect.create(connector.url);
  soci::session sql;
  connector.connect(sql, store::Use::write);
  for (auto const& statement : statements) sql << statement;
}

TEST_P(Migrations, AreNumberedFromOneWithoutAGap) {
  int next = 1;
  for (auto const& migration : store::migrations()) EXPECT_EQ(migration.version, next++);
}

TEST_P(Migrations, UpgradedSchemaIsTheFreshOneAndKeepsItsRows) {
  for (int version = 1; version < store::migrations().back().version; ++version) {
    EmptyDatabase const old{GetParam()};
    auto statements = statements_to(old.connector().dialect, version);
    statements.push_back(
        "insert into event (seq, stream, rev, type, recorded, body, leaf) "
        "values (0, 'log', 0, 'LogOpened', 1, '{}', 'ab')");
    statements.push_back("update log_head set size = 1");
    run(old.connector(), statements);

    EXPECT_THROW((void)open(old, OpenMode::inspect), StoreFailed);
    auto const upgraded = open(old, OpenMode::existing);

    EXPECT_EQ(log_of(*upgraded->view()).size(), 1u);
    EXPECT_EQ(old.schema(), fresh_schema());
  }
}

TEST_P(Migrations, MakingThatWasCutShortAnywhereIsGoneOnWith) {
  auto const fresh = fresh_schema();
  auto const& dialect = store::dialect_of(GetParam());
  auto const all = statements_to(dialect, store::migrations().back().version);
  for (std::size_t count = 1; count < all.size(); count += 4) {
    SCOPED_TRACE(all[count - 1]);
    EmptyDatabase const cut{GetParam()};
    run(cut.connector(), std::span{all}.first(count));

    auto const store = open(cut, OpenMode::resume);

    EXPECT_EQ(store->view()->head().size, 0);
    EXPECT_EQ(cut.schema(), fresh);
  }
}

TEST_P(Migrations, ReadTableWhoseMakingWasCutShortIsMadeAgain) {
  auto const fresh = fresh_schema();
  EmptyDatabase const cut{GetParam()};
  (void)open(cut, OpenMode::create);
  // The table is there, and its name without a fingerprint; and the other way round.
  std::string const unfinished[] = {
      "update read_table set fingerprint = '' where name = 'paper'", "drop table timer",
      "update read_table set fingerprint = 'of another time' where name = 'timer'"};
  run(cut.connector(), unfinished);

  (void)open(cut, OpenMode::existing);
  EXPECT_EQ(cut.schema(), fresh);
}

std::string name_of_kind(testing::TestParamInfo<Database> const& database) {
  switch (database.param) {
    case Database::sqlite:
      return "Sqlite";
    case Database::postgresql:
      return "Postgresql";
    case Database::mysql:
      return "Mariadb";
  }
  return "Unknown";
}

INSTANTIATE_TEST_SUITE_P(Stores, Migrations,
                         testing::Values(Database::sqlite, Database::postgresql, Database::mysql),
                         name_of_kind);

}  // namespace
}  // namespace gozin::tests
