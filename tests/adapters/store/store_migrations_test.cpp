// The schema comes out the same whichever way a database has come to it.

#include "adapters/store/connections.hpp"
#include "adapters/store/schema.hpp"
#include "adapters/store/sql_store.hpp"
#include "tests/adapters/store/contract.hpp"
#include "tests/support/server_database.hpp"
#include "tests/support/temporary_folder.hpp"

#include <functional>
#include <optional>

#include <gmock/gmock.h>

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

/// A database as a newer version of the program leaves it, open to programs from `oldest` on.
void be_newer(EmptyDatabase const& database, int oldest) {
  auto const newer = std::to_string(store::migrations().back().version + 1);
  std::string const statements[] = {"update store_format set version = " + newer,
                                    "update compatibility set oldest = " + std::to_string(oldest)};
  run(database.connector(), statements);
}

std::string refusal_of(std::function<void()> const& work) {
  try {
    work();
  } catch (StoreFailed const& failure) {
    return failure.what();
  }
  return "nothing was refused";
}

void append_one(EventStore& store) {
  auto const transaction = store.begin();
  Batch batch;
  batch.events = events_behind(*transaction, StreamId{"case/versions"}, 1);
  batch.head.size = transaction->head().size + 1;
  transaction->write(batch);
  transaction->commit();
}

/// The read table of the same name in another version of the program.
ReadTable const& later_paper_table() {
  static ReadTable const table = [] {
    auto later = paper_table();
    later.columns.push_back({"note"});
    return later;
  }();
  return table;
}

TEST_P(Migrations, EachSaysWhichProgramsMayStillWorkBehindIt) {
  int before = 1;
  for (auto const& migration : store::migrations()) {
    EXPECT_GE(migration.oldest, before);
    EXPECT_LE(migration.oldest, migration.version);
    before = migration.oldest;
  }
  EmptyDatabase const fresh{GetParam()};
  (void)open(fresh, OpenMode::create);
  soci::session sql;
  fresh.connector().connect(sql, store::Use::read);
  int oldest = 0;
  sql << "select oldest from compatibility", soci::into(oldest);
  EXPECT_EQ(oldest, before);
}

TEST_P(Migrations, NewerDatabaseThatLeavesItToUsIsWorkedOnAndStaysNewer) {
  EmptyDatabase const shared{GetParam()};
  auto const running = open(shared, OpenMode::create);
  auto const known = store::migrations().back().version;
  be_newer(shared, known);

  append_one(*running);
  auto const started = open(shared, OpenMode::existing);
  append_one(*started);
  EXPECT_EQ(log_of(*running->view()).size(), 2u);
  EXPECT_EQ(log_of(*open(shared, OpenMode::inspect)->view()).size(), 2u);
  soci::session sql;
  shared.connector().connect(sql, store::Use::read);
  EXPECT_EQ(store::schema_version(sql, shared.connector().dialect), known + 1);
}

TEST_P(Migrations, NewerDatabaseThatDoesNotIsRefusedByItsVersion) {
  EmptyDatabase const newer{GetParam()};
  (void)open(newer, OpenMode::create);
  auto const next = store::migrations().back().version + 1;
  be_newer(newer, next);

  for (auto const mode : {OpenMode::existing, OpenMode::inspect})
    EXPECT_THAT(refusal_of([&] { (void)open(newer, mode); }),
                testing::HasSubstr("of version " + std::to_string(next)));
}

TEST_P(Migrations, NewerDatabaseWithOtherReadTablesIsRefusedAndKeepsThem) {
  EmptyDatabase const newer{GetParam()};
  (void)open_store(newer.url(), {&timer_table(), &later_paper_table()}, {.mode = OpenMode::create});
  be_newer(newer, store::migrations().back().version);
  auto const schema = newer.schema();

  EXPECT_THAT(refusal_of([&] { (void)open(newer, OpenMode::existing); }),
              testing::HasSubstr("read tables"));
  EXPECT_EQ(newer.schema(), schema);
}

TEST_P(Migrations, WhoeverKnowsOtherReadTablesStopsWhenTheyAreMadeAnew) {
  EmptyDatabase const shared{GetParam()};
  auto const former = open(shared, OpenMode::create);
  append_one(*former);
  auto const same = open(shared, OpenMode::existing);
  append_one(*former);

  auto const later = open_store(shared.url(), {&timer_table(), &later_paper_table()}, {});
  for (auto* node : {former.get(), same.get()}) {
    EXPECT_THAT(refusal_of([&] { (void)node->view(); }),
                testing::HasSubstr("another version of the program"));
    EXPECT_THAT(refusal_of([&] { append_one(*node); }),
                testing::HasSubstr("another version of the program"));
  }
  append_one(*later);
  EXPECT_EQ(log_of(*later->view()).size(), 3u);
}

/// What another version of the program keeps beside, or in the place of, the table of papers.
ReadTable const& table_beside() {
  static ReadTable const table = [] {
    auto beside = later_paper_table();
    beside.name = "paper_with_note";
    return beside;
  }();
  return table;
}

TEST_P(Migrations, VersionWithTablesUnderNewNamesLetsTheFormerGoOnUntilTheirRowsAreThere) {
  EmptyDatabase const shared{GetParam()};
  auto const former = open(shared, OpenMode::create);
  append_one(*former);
  std::vector<ReadTable const*> const tables{&timer_table(), &table_beside()};
  auto const later = open_store(shared.url(), tables, {});
  be_newer(shared, store::migrations().back().version);
  auto const other_later = open_store(shared.url(), tables, {.mode = OpenMode::inspect});

  EXPECT_EQ(later->needs_rebuild(), std::vector{&table_beside()});
  append_one(*former);
  EXPECT_TRUE(former->view()->select({.table = &paper_table()}).empty());
  // Also one that is started again in the middle of it.
  append_one(*open(shared, OpenMode::existing));

  later->rebuild()->commit();
  EXPECT_TRUE(later->needs_rebuild().empty());
  EXPECT_THROW((void)former->view(), StoreOutdated);
  EXPECT_THROW((void)former->begin(), StoreOutdated);
  EXPECT_THAT(refusal_of([&] { (void)open(shared, OpenMode::existing); }),
              testing::HasSubstr("read tables"));
  append_one(*later);
  EXPECT_EQ(other_later->view()->head().size, 4);
}

TEST_P(Migrations, TablesOfAFormerVersionGoWhenNobodyKeepsThemAnyMore) {
  EmptyDatabase const shared{GetParam()};
  append_one(*open(shared, OpenMode::create));
  std::vector<ReadTable const*> const tables{&timer_table(), &table_beside()};
  open_store(shared.url(), tables, {})->rebuild()->commit();
  EXPECT_THAT(shared.schema(), testing::HasSubstr("paper_1"));

  EXPECT_TRUE(open_store(shared.url(), tables, {})->needs_rebuild().empty());
  EXPECT_THAT(shared.schema(), testing::Not(testing::HasSubstr("paper_1")));
  EXPECT_THAT(shared.schema(), testing::HasSubstr("paper_with_note_1"));
}

/// And what one after that keeps.
ReadTable const& table_after_that() {
  static ReadTable const table = [] {
    auto after = later_paper_table();
    after.name = "paper_with_more";
    return after;
  }();
  return table;
}

TEST_P(Migrations, NodeWhoseTablesAnotherOneMadeStopsAtTheNextTakeOverLikewise) {
  EmptyDatabase const shared{GetParam()};
  append_one(*open(shared, OpenMode::create));
  std::vector<ReadTable const*> const tables{&timer_table(), &table_beside()};
  auto const waiting = open_store(shared.url(), tables, {});
  open_store(shared.url(), tables, {})->rebuild()->commit();
  EXPECT_TRUE(waiting->needs_rebuild().empty());
  append_one(*waiting);
  EXPECT_FALSE(waiting->is_outdated());

  open_store(shared.url(), {&timer_table(), &table_after_that()}, {})->rebuild()->commit();
  EXPECT_THROW(append_one(*waiting), StoreOutdated);
  EXPECT_THROW((void)waiting->view(), StoreOutdated);
  EXPECT_TRUE(waiting->is_outdated());
}

TEST_P(Migrations, NobodyTakesOverBackwardsHoweverLongItsMakingTook) {
  EmptyDatabase const shared{GetParam()};
  append_one(*open(shared, OpenMode::create));
  auto const slow = open_store(shared.url(), {&timer_table(), &table_beside()}, {});
  auto const next = open_store(shared.url(), {&timer_table(), &table_after_that()}, {});
  next->rebuild()->commit();

  EXPECT_THROW((void)slow->rebuild(), StoreOutdated);
  EXPECT_THROW((void)slow->begin(), StoreOutdated);
  append_one(*next);
}

TEST_P(Migrations, StepIsNotBegunWhileAProgramOfBeforeHoldsTheHead) {
  EmptyDatabase const shared{GetParam()};
  auto const running = open(shared, OpenMode::create);
  append_one(*running);
  auto const before = std::to_string(store::migrations().back().version - 1);
  std::string const statements[] = {"drop table archived_stream",
                                    "update compatibility set oldest = " + before,
                                    "update store_format set version = " + before};
  run(shared.connector(), statements);
  auto const schema = shared.schema();
  {
    auto const held = running->begin();
    EXPECT_THROW((void)open_store(shared.url(), {&timer_table(), &paper_table()},
                                  {.patience = std::chrono::milliseconds{1'000}}),
                 StoreBusy);
  }
  EXPECT_EQ(shared.schema(), schema);
  append_one(*open(shared, OpenMode::existing));
}

TEST_P(Migrations, RunningProgramThatIsTooOldForAMigratedDatabaseStops) {
  EmptyDatabase const shared{GetParam()};
  auto const running = open(shared, OpenMode::create);
  append_one(*running);
  auto const begun = running->view();
  auto const known = store::migrations().back().version;
  be_newer(shared, known);
  append_one(*running);

  be_newer(shared, known + 1);
  EXPECT_THROW((void)running->begin(), StoreOutdated);
  EXPECT_THROW((void)running->view(), StoreOutdated);
  EXPECT_THROW((void)running->accounts().add(Account{"arash", PersonId{"arash"}, "", {}, {}}),
               StoreOutdated);
  EXPECT_THROW((void)running->watch()->wait(0, std::chrono::seconds{5}), StoreOutdated);
  EXPECT_EQ(log_of(*begun).size(), 1u);
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
