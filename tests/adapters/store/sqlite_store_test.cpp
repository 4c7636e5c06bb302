#include "adapters/store/read_tables.hpp"
#include "adapters/store/sql_store.hpp"
#include "tests/adapters/store/contract.hpp"
#include "tests/support/temporary_folder.hpp"

#include <atomic>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>
#include <unistd.h>

#include <gmock/gmock.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace gozin::tests {
namespace {

using testing::HasSubstr;

StreamId const kCase{"case/a"};

class SqliteStore : public testing::Test {
 protected:
  StoreUrl url() const { return {Database::sqlite, folder_.file("log of the city.db")}; }
  std::unique_ptr<SqlStore> open(OpenMode mode, std::vector<ReadTable const*> tables = {
                                                    &timer_table(), &paper_table()}) {
    return open_store(url(), std::move(tables), {.mode = mode, .patience = patience_});
  }
  /// What another program does to the file.
  void run(std::string const& statement) {
    soci::session sql{soci::sqlite3, "dbname=\"" + url().path + "\""};
    sql << statement;
  }
  static void append(EventStore& store, int count, RowChanges rows = {}) {
    auto const transaction = store.begin();
    Batch batch;
    batch.events = events_behind(*transaction, kCase, count);
    batch.head.size = transaction->head().size + count;
    batch.rows = std::move(rows);
    transaction->write(batch);
    transaction->commit();
  }
  template <class Error>
  std::string message_of(std::function<void()> const& work) {
    try {
      work();
    } catch (Error const& error) {
      return error.what();
    }
    return "nothing was thrown";
  }

  TemporaryFolder folder_;
  std::chrono::milliseconds patience_{5'000};
};

TEST_F(SqliteStore, MakesWhatWasCutShortBeforeItsFirstTableAndNothingElse) {
  EXPECT_THROW((void)open(OpenMode::resume), StoreFailed);
  std::ofstream{url().path};

  EXPECT_THROW((void)open(OpenMode::existing), StoreFailed);
  append(*open(OpenMode::resume), 2);

  EXPECT_EQ(open(OpenMode::resume)->view()->head().size, 2);
  run("drop table store_format");
  EXPECT_THROW((void)open(OpenMode::resume), StoreFailed);
}

TEST_F(SqliteStore, CreatesOnceForItsOwnerAloneAndOpensAgain) {
  append(*open(OpenMode::create), 2);

  EXPECT_EQ(std::filesystem::status(url().path).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_THROW((void)open(OpenMode::create), StoreFailed);
  EXPECT_EQ(open(OpenMode::existing)->view()->head().size, 2);
}

TEST_F(SqliteStore, MakesNothingWhereNothingIs) {
  EXPECT_THAT(message_of<StoreFailed>([&] { (void)open(OpenMode::existing); }),
              HasSubstr("there is no store"));
  EXPECT_THROW((void)open(OpenMode::inspect), StoreFailed);
  EXPECT_FALSE(std::filesystem::exists(url().path));
  StoreUrl const nowhere{Database::sqlite, folder_.file("none/log.db")};
  EXPECT_THROW((void)open_store(nowhere, {}, {.mode = OpenMode::create}), StoreFailed);
}

TEST_F(SqliteStore, LeavesFilesOfOthersAlone) {
  std::ofstream{url().path} << std::string(5'000, 'x');
  EXPECT_THROW((void)open(OpenMode::existing), StoreFailed);

  std::filesystem::remove(url().path);
  std::ofstream{url().path};
  EXPECT_THAT(message_of<StoreFailed>([&] { (void)open(OpenMode::existing); }),
              HasSubstr("holds no store"));

  run("create table addresses (name text)");
  EXPECT_THAT(message_of<StoreFailed>([&] { (void)open(OpenMode::existing); }),
              HasSubstr("not a store of this program"));
  EXPECT_THROW((void)open(OpenMode::inspect), StoreFailed);
  EXPECT_THROW((void)open_store({Database::sqlite, folder_.path().string()}, {}), StoreFailed);
}

TEST_F(SqliteStore, NewerVersionIsRefusedByName) {
  (void)open(OpenMode::create);
  run("update store_format set version = 1000");
  run("update compatibility set oldest = 1000");

  EXPECT_THAT(message_of<StoreFailed>([&] { (void)open(OpenMode::existing); }),
              HasSubstr("version 1000"));
}

TEST_F(SqliteStore, HasTheTableThatVerifiersOutsideReadAndWrite) {
  auto const store = open(OpenMode::create);
  append(*store, 4);
  run("update event set body=replace(body,'2','b') where seq=2");
  run("update event set leaf=(case when substr(leaf,1,1)='0' then '1' else '0' end)"
      "||substr(leaf,2) where seq=3");
  run("delete from event where seq=1");

  std::vector<StoredEvent> events;
  store->view()->read_log(0, 4, [&](StoredEvent const& event) { events.push_back(event); });
  ASSERT_EQ(events.size(), 3u);
  EXPECT_EQ(events[1].seq, 2);
  EXPECT_EQ(events[1].body, "{\"seq\":b}");
  EXPECT_NE(events[2].leaf, sha256(events[2].body));
}

TEST_F(SqliteStore, LeafThatIsNoHashIsShownAndEndsNothing) {
  auto const store = open(OpenMode::create);
  append(*store, 2);
  run("update event set leaf='no hash' where seq=0");

  auto const log = log_of(*store->view());
  ASSERT_EQ(log.size(), 2u);
  EXPECT_EQ(log[0].leaf, Hash{});
}

TEST_F(SqliteStore, SecondProcessWaitsForTheHeadAndThenIsToldThatItIsBusy) {
  auto const first = open(OpenMode::create);
  patience_ = std::chrono::milliseconds{50};
  auto const second = open(OpenMode::existing);

  {
    auto const held = first->begin();
    EXPECT_THROW((void)second->begin(), StoreBusy);
    EXPECT_EQ(second->view()->head().size, 0);
  }
  append(*second, 1);
  EXPECT_EQ(first->begin()->head().size, 1);
}

TEST_F(SqliteStore, WriterThatHoldsTheHeadTwiceIsToldThatItIsBusy) {
  patience_ = std::chrono::milliseconds{50};
  auto const store = open(OpenMode::create);
  auto const held = store->begin();
  EXPECT_THROW((void)store->begin(), StoreBusy);
}

TEST_F(SqliteStore, LendsReadersOutAndTakesThemBack) {
  patience_ = std::chrono::milliseconds{50};
  auto const store =
      open_store(url(), {}, {.mode = OpenMode::create, .readers_max = 2, .patience = patience_});
  {
    auto const first = store->view();
    auto const second = store->view();
    EXPECT_THROW((void)store->view(), StoreBusy);
  }
  append(*store, 1);
  for (int i = 0; i < 10; ++i) EXPECT_EQ(store->view()->head().size, 1);
}

/// Asks for a view, says who had it, and gives it back; `is_asking` tells whether it waits by now.
class Visitor {
 public:
  Visitor(EventStore& store, std::vector<std::string>& came, std::string name)
      : thread_{[this, &store, &came, name = std::move(name)] {
          id_ = ::gettid();
          auto const view = store.view();
          came.push_back(name);
        }} {}
  ~Visitor() { thread_.join(); }
  Visitor(Visitor const&) = delete;
  Visitor& operator=(Visitor const&) = delete;

  /// A thread that has nothing else to wait for sleeps.
  [[nodiscard]] bool is_asking() const {
    std::ifstream file{"/proc/self/task/" + std::to_string(id_) + "/stat"};
    std::string number;
    std::string name;
    char state = 0;
    return file >> number && std::getline(file, name, ')') && file >> state && state == 'S';
  }

 private:
  std::atomic<int> id_ = 0;
  std::thread thread_;
};

TEST_F(SqliteStore, LendsToWhoeverWaitsLongestAndNotToWhoeverIsQuickest) {
  auto const store = open_store(
      url(), {}, {.mode = OpenMode::create, .readers_max = 1, .patience = std::chrono::minutes{1}});
  std::vector<std::string> came;
  {
    auto held = store->view();
    Visitor const first{*store, came, "first"};
    while (!first.is_asking()) std::this_thread::yield();
    Visitor const second{*store, came, "second"};
    while (!second.is_asking()) std::this_thread::yield();
    held.reset();
    held = store->view();
    came.push_back("whoever asks at once again");
    held.reset();
  }
  EXPECT_EQ(came, (std::vector<std::string>{"first", "second", "whoever asks at once again"}));
}

TEST_F(SqliteStore, ChangedTableWantsRebuildingAndOneThatIsLeftBehindWantsItWhenItComesBack) {
  Row row{std::string{"case/a"}, std::string{"1"}, {}, {}, {}};
  {
    auto const store = open(OpenMode::create);
    EXPECT_TRUE(store->needs_rebuild().empty());
    append(*store, 1, {.upserts = {{&paper_table(), row}}, .deletes = {}});
  }
  EXPECT_TRUE(open(OpenMode::existing)->needs_rebuild().empty());

  auto changed = paper_table();
  changed.columns.push_back({"note"});
  {
    auto const store = open(OpenMode::existing, {&timer_table(), &changed});
    ASSERT_EQ(store->needs_rebuild(), (std::vector<ReadTable const*>{&changed}));
    EXPECT_TRUE(store->view()->select({.table = &changed}).empty());
    row.emplace_back("noted");
    auto const rebuild = store->rebuild();
    EXPECT_EQ(rebuild->log().head().size, 1);
    rebuild->change({.upserts = {{&changed, row}}, .deletes = {}});
    rebuild->commit();
  }
  {
    auto const store = open(OpenMode::existing, {&timer_table(), &changed});
    EXPECT_TRUE(store->needs_rebuild().empty());
    EXPECT_EQ(store->view()->select({.table = &changed}).size(), 1u);
  }
  (void)open(OpenMode::existing, {&timer_table()});
  EXPECT_EQ(open(OpenMode::existing)->needs_rebuild(),
            (std::vector<ReadTable const*>{&paper_table()}));
}

TEST_F(SqliteStore, InspectionChangesNothing) {
  append(*open(OpenMode::create), 1);
  auto changed = paper_table();
  changed.indexes.clear();

  auto const store = open(OpenMode::inspect, {&changed});
  EXPECT_EQ(store->view()->head().size, 1);
  EXPECT_EQ(store->needs_rebuild(), (std::vector<ReadTable const*>{&changed}));
  EXPECT_THROW((void)store->begin(), std::logic_error);
  EXPECT_THROW((void)store->rebuild(), std::logic_error);
  EXPECT_TRUE(open(OpenMode::existing)->needs_rebuild().empty());
}

TEST_F(SqliteStore, DeclarationsThatCannotBeTablesAreBugs) {
  ReadTable const misnamed{"Paper", {{"stream"}}, {"stream"}, {}};
  ReadTable const keyless{"plain", {{"stream"}}, {}, {}};
  ReadTable const unknown{"plain", {{"stream"}}, {"id"}, {}};
  ReadTable const taken{"event", {{"stream"}}, {"stream"}, {}};
  int number = 0;
  for (auto const* table : {&misnamed, &keyless, &unknown, &taken}) {
    StoreUrl const own{Database::sqlite, folder_.file("d" + std::to_string(number++))};
    EXPECT_THROW((void)open_store(own, {table}, {.mode = OpenMode::create}), std::logic_error)
        << table->name;
  }
}

std::string bytes_of(std::string const& path) {
  std::ostringstream all;
  all << std::ifstream{path, std::ios::binary}.rdbuf();
  return all.str();
}

TEST_F(SqliteStore, DestroyedKeysAndCountedPapersAreOverwrittenOnDisk) {
  std::string const key = "a2V5LXRoYXQtaXMtZGVzdHJveWVk";
  std::string const paper = "cGFwZXItdGhhdC1pcy1jb3VudGVk";
  {
    auto const store = open(OpenMode::create);
    auto const write = [&](Batch const& batch) {
      auto const transaction = store->begin();
      transaction->write(batch);
      transaction->commit();
    };
    Batch kept;
    kept.keys = {{VaultKeyId{"box/b"}, key}};
    kept.ballots = {{"p", "b", paper}};
    write(kept);
    store->maintain();
    EXPECT_NE(bytes_of(url().path).find(key), std::string::npos);
    EXPECT_NE(bytes_of(url().path).find(paper), std::string::npos);
    Batch destroyed;
    destroyed.destroyed_keys = {VaultKeyId{"box/b"}};
    destroyed.emptied_boxes = {"b"};
    write(destroyed);
  }
  EXPECT_EQ(bytes_of(url().path).find(key), std::string::npos);
  EXPECT_EQ(bytes_of(url().path).find(paper), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(url().path + "-wal"));
}

/// Each column that is set again costs the indexes in which it stands.
TEST_F(SqliteStore, WritesOfARowOnlyWhatDiffers) {
  Row const first{std::string{"case/a"}, std::string{"1"}, "open", std::int64_t{1}, {}};
  Row const next{std::string{"case/a"}, std::string{"1"}, "closed", std::int64_t{2}, {}};
  auto const store = open(OpenMode::create);
  append(*store, 1, {.upserts = {{&paper_table(), first}}, .deletes = {}});
  append(*store, 1, {.upserts = {{&paper_table(), next, {3}}}, .deletes = {}});

  auto const rows = store->view()->select({.table = &paper_table()});
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0][2], Value{"open"});
  EXPECT_EQ(rows[0][3], Value{std::int64_t{2}});
}

TEST_F(SqliteStore, WantsItsJournalMovedSoonerWhileMuchIsWritten) {
  auto const store = open(OpenMode::create);
  auto const write = [&](std::size_t bytes) {
    auto const transaction = store->begin();
    Batch batch;
    batch.documents = {{sha256(std::to_string(bytes)), {}, "text/plain", std::string(bytes, 'x')}};
    transaction->write(batch);
    transaction->commit();
  };
  write(1'000);
  EXPECT_FALSE(store->maintain());
  write(4'000'000);
  EXPECT_TRUE(store->maintain());
  EXPECT_FALSE(store->maintain());
}

TEST_F(SqliteStore, MovesItsJournalWhileBatchesAreWritten) {
  auto const store = open(OpenMode::create);
  std::thread writer{[&] {
    for (int i = 0; i < 50; ++i) append(*store, 10);
  }};
  for (int i = 0; i < 50; ++i) store->maintain();
  writer.join();
  store->maintain();

  EXPECT_EQ(log_of(*store->view()).size(), 500u);
}

TEST_F(SqliteStore, ErrorsHoldNoBoundValue) {
  auto const store = open(OpenMode::create);
  auto const write = [&] {
    auto const transaction = store->begin();
    Batch batch;
    batch.lookups = {{"digest-of-a-person", PersonId{"dorsa-secret"}}};
    transaction->write(batch);
    transaction->commit();
  };
  write();

  auto const message = message_of<std::logic_error>(write);
  EXPECT_THAT(message, HasSubstr("person_lookup"));
  EXPECT_EQ(message.find("secret"), std::string::npos);
  EXPECT_EQ(message.find("digest-of"), std::string::npos);
}

/// How the database means to answer a query, a line a step.
std::string plan_of(soci::session& sql, Query const& query) {
  auto const select = store::select_statements(store::sqlite_dialect(), query).front();
  using enum ColumnType;
  store::CellStatement explain{
      sql, "explain query plan " + select.text, {select.types, {integer, integer, integer, text}}};
  std::string plan;
  for (auto const& row : explain.rows(select.values)) plan += std::get<std::string>(row[3]) + "\n";
  return plan;
}

TEST_F(SqliteStore, PagesAreSoughtInAnIndexInBothDirections) {
  (void)open(OpenMode::create);
  soci::session sql{soci::sqlite3, "dbname=\"" + url().path + "\""};
  Query query{.table = &paper_table(),
              .where = {{"status", std::string{"open"}}},
              .after = {std::int64_t{5}, std::string{"case/a"}, std::string{"1"}}};

  query.order = {"due"};
  EXPECT_THAT(plan_of(sql, query), HasSubstr("paper_1 (status=? AND due>?)"));
  query.order = {"-due"};
  EXPECT_THAT(plan_of(sql, query), HasSubstr("paper_1 (status=? AND due<?)"));
}

}  // namespace
}  // namespace gozin::tests
