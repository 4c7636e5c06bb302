// What a store on a server has to bear that a file does not: other nodes, lost connections, and
// the server's own words for what went wrong.

#include "adapters/store/connections.hpp"
#include "adapters/store/read_tables.hpp"
#include "adapters/store/sql_store.hpp"
#include "tests/adapters/store/contract.hpp"
#include "tests/support/line_to_server.hpp"
#include "tests/support/server_database.hpp"
#include "tests/support/temporary_folder.hpp"

#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include <gmock/gmock.h>

namespace gozin::tests {
namespace {

using testing::HasSubstr;
using testing::Not;

StreamId const kCase{"case/a"};

class ServerStore : public testing::TestWithParam<Database> {
 protected:
  std::unique_ptr<SqlStore> open(OpenMode mode = OpenMode::existing) {
    return open_at(database_.url(), mode);
  }
  std::unique_ptr<SqlStore> open_at(StoreUrl const& url, OpenMode mode) {
    return open_store(url, {&timer_table(), &paper_table()}, {.mode = mode, .patience = patience_});
  }

  ServerDatabase database_{GetParam()};
  std::chrono::milliseconds patience_{5'000};
};

/// Events whose bytes no other call makes.
Batch batch_on(WriteTransaction& transaction, int count) {
  static int calls = 0;
  auto const call = std::to_string(::getpid()) + "-" + std::to_string(++calls);
  Batch batch;
  batch.events = events_behind(transaction, kCase, count);
  for (auto& event : batch.events) {
    event.body += call;
    event.leaf = sha256(event.body);
  }
  batch.head.size = transaction.head().size + count;
  auto const name = std::to_string(batch.head.size);
  batch.requests = {{name, sha256(name), "{}"}};
  return batch;
}

void append(EventStore& store, int count) {
  auto const transaction = store.begin();
  transaction->write(batch_on(*transaction, count));
  transaction->commit();
}

/// Every event is there once, in its place.
void expect_log(EventStore& store, std::size_t size) {
  auto const view = store.view();
  auto const log = log_of(*view);
  ASSERT_EQ(log.size(), size);
  EXPECT_EQ(view->head().size, static_cast<std::int64_t>(size));
  for (std::size_t i = 0; i < size; ++i) {
    EXPECT_EQ(log[i].seq, static_cast<std::int64_t>(i));
    EXPECT_EQ(log[i].leaf, sha256(log[i].body));
  }
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

TEST_P(ServerStore, IsMadeOnceInADatabaseThatIsThereAndOpensAgain) {
  EXPECT_FALSE(store_exists(database_.url()));
  EXPECT_THROW((void)open(), StoreFailed);
  append(*open(OpenMode::create), 2);

  EXPECT_TRUE(store_exists(database_.url()));
  EXPECT_THROW((void)open(OpenMode::create), StoreFailed);
  expect_log(*open(), 2);
  expect_log(*open(OpenMode::inspect), 2);
  EXPECT_THROW((void)open(OpenMode::inspect)->begin(), std::logic_error);
}

TEST_P(ServerStore, LeavesADatabaseOfOthersAlone) {
  database_.run("create table addresses (name varchar(10))");
  EXPECT_THAT(message_of<StoreFailed>([&] { (void)open(OpenMode::create); }),
              HasSubstr("not a store of this program"));
}

TEST_P(ServerStore, ServerThatIsNotThereIsToldAndNotWaitedForWithoutEnd) {
  patience_ = std::chrono::milliseconds{50};
  EXPECT_THROW((void)open_at(url_on(GetParam(), "/nowhere", "city"), OpenMode::existing),
               StoreBusy);
  auto const unknown = url_on(GetParam(), database_.socket(), "no_such_city");
  EXPECT_THROW((void)open_at(unknown, OpenMode::existing), StoreFailed);
}

TEST_P(ServerStore, KeepsItsIdentityAndHasItsOwn) {
  auto const first = open(OpenMode::create)->deployment();
  EXPECT_EQ(first.size(), 32u);
  EXPECT_EQ(open()->deployment(), first);
  ServerDatabase const other{GetParam()};
  EXPECT_NE(open_at(other.url(), OpenMode::create)->deployment(), first);
}

TEST_P(ServerStore, TwoNodesTakeTheHeadInTurnsAndSeeEachOther) {
  auto const first = open(OpenMode::create);
  patience_ = std::chrono::milliseconds{300};
  auto const second = open();
  {
    auto const held = first->begin();
    EXPECT_THROW((void)second->begin(), StoreBusy);
    EXPECT_EQ(second->view()->head().size, 0);
  }
  append(*second, 1);
  append(*first, 1);
  expect_log(*second, 2);
}

[[noreturn]] void append_as_a_process(StoreUrl const& url, int batches) {
  auto const store = open_store(url, {&timer_table(), &paper_table()}, {});
  for (int i = 0; i < batches; ++i) append(*store, 3);
  ::_exit(0);
}

TEST_P(ServerStore, TwoProcessesAppendAtOnceWithoutAGap) {
  constexpr int kBatches = 40;
  (void)open(OpenMode::create);
  pid_t children[2];
  for (auto& child : children) {
    child = ::fork();
    if (child == 0) append_as_a_process(database_.url(), kBatches);
  }
  for (auto const child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  }
  expect_log(*open(), 2 * 3 * kBatches);
}

TEST_P(ServerStore, ConnectionsThatDiedInThePoolsAreReplaced) {
  auto const store = open(OpenMode::create);
  append(*store, 2);
  expect_log(*store, 2);

  database_.cut_connections();
  expect_log(*store, 2);
  database_.cut_connections();
  append(*store, 2);

  expect_log(*store, 4);
}

TEST_P(ServerStore, StatementsKeptOnAConnectionDieWithIt) {
  auto const store = open(OpenMode::create);
  // Each kind of statement has been prepared before the cut, and is used behind it.
  for (int i = 0; i < 3; ++i) {
    auto const transaction = store->begin();
    auto batch = batch_on(*transaction, 2);
    batch.rows.upserts = {{&paper_table(), {std::to_string(i), std::string{"1"}, {}, {}, {}}}};
    batch.rows.deletes = {{&paper_table(), {std::to_string(i - 1), std::string{"1"}}}};
    transaction->write(batch);
    transaction->commit();
    database_.cut_connections();
  }
  expect_log(*store, 6);
  EXPECT_EQ(store->view()->select({.table = &paper_table()}).size(), 1u);
}

TEST_P(ServerStore, ViewWhoseConnectionDiesIsBusyAndTheNextOneIsNot) {
  auto const store = open(OpenMode::create);
  append(*store, 2);
  auto const view = store->view();
  database_.cut_connections();

  EXPECT_THROW(log_of(*view), StoreBusy);
  expect_log(*store, 2);
}

TEST_P(ServerStore, BatchIsWrittenOnceWhenTheConnectionIsLostBeforeOrAfterItsWriting) {
  auto const store = open(OpenMode::create);
  {
    auto const transaction = store->begin();
    auto const batch = batch_on(*transaction, 2);
    database_.cut_connections();
    transaction->write(batch);
    transaction->commit();
  }
  {
    auto const transaction = store->begin();
    transaction->write(batch_on(*transaction, 2));
    database_.cut_connections();
    transaction->commit();
  }
  expect_log(*store, 4);
}

TEST_P(ServerStore, BatchIsNotWrittenAgainWhenAnotherNodeWasFirst) {
  auto const store = open(OpenMode::create);
  auto const other = open();
  auto const transaction = store->begin();
  transaction->write(batch_on(*transaction, 2));
  database_.cut_connections();
  append(*other, 3);

  EXPECT_THROW(transaction->commit(), StoreBusy);
  expect_log(*store, 3);
}

TEST_P(ServerStore, FailedStatementSpoilsNothingForThoseWhoComeNext) {
  auto const store = open(OpenMode::create);
  append(*store, 1);
  for (int i = 0; i < 20; ++i) {
    auto const transaction = store->begin();
    auto batch = batch_on(*transaction, 1);
    batch.requests = {{"1", sha256("taken"), "{}"}};
    EXPECT_THROW(transaction->write(batch), std::logic_error);
  }
  append(*store, 1);
  expect_log(*store, 2);
  EXPECT_LE(database_.connections(), 3);
}

TEST_P(ServerStore, ErrorsHoldNoBoundValue) {
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
  EXPECT_THAT(message, HasSubstr("holds it already"));
  EXPECT_THAT(message, Not(HasSubstr("secret")));
  EXPECT_THAT(message, Not(HasSubstr("digest-of")));
}

class PostgresqlStore : public ServerStore {
 protected:
  void be_read_only(bool is) {
    database_.administer("alter database " + database_.url().name +
                         " set default_transaction_read_only = " + (is ? "on" : "off"));
    database_.cut_connections();
  }
  /// Each statement of the query reads an index, and not a whole table to sort it.
  void expect_index(Query const& query) {
    store::Connector const connector{store::postgresql_dialect(), database_.url(), patience_};
    soci::session sql;
    connector.connect(sql, store::Use::read);
    for (auto const& select : store::select_statements(connector.dialect, query)) {
      store::CellStatement explain{
          sql, "explain " + select.text, {select.types, {ColumnType::text}, store::Times::once}};
      std::string plan;
      for (auto const& row : explain.rows(select.values))
        plan += std::get<std::string>(row[0]) + "\n";
      EXPECT_THAT(plan, HasSubstr("paper_1")) << select.text;
      EXPECT_THAT(plan, Not(HasSubstr("Seq Scan"))) << select.text;
    }
  }
};

TEST_P(PostgresqlStore, ServerThatIsReadOnlyIsBusyUntilItIsSoNoMore) {
  patience_ = std::chrono::milliseconds{100};
  auto const store = open(OpenMode::create);
  append(*store, 1);
  be_read_only(true);
  EXPECT_THROW((void)store->begin(), StoreBusy);
  expect_log(*store, 1);

  be_read_only(false);
  append(*store, 1);
  expect_log(*store, 2);
}

TEST_P(PostgresqlStore, ServerThatIsNotTheOneThatIsWantedIsWaitedForAndNotTakenForARefusal) {
  patience_ = std::chrono::milliseconds{100};
  (void)open(OpenMode::create);
  auto url = database_.url();
  url.options["target_session_attrs"] = "read-write";
  auto const store = open_at(url, OpenMode::existing);
  be_read_only(true);
  EXPECT_THAT(message_of<StoreBusy>([&] { append(*store, 1); }), HasSubstr("not reached"));
  EXPECT_THROW((void)open_at(url, OpenMode::existing), StoreBusy);
  url.name = "no_such_city";
  EXPECT_THROW((void)open_at(url, OpenMode::existing), StoreFailed);

  be_read_only(false);
  append(*store, 1);
  expect_log(*store, 1);
}

TEST_P(PostgresqlStore, AcknowledgedIsOnDiskWhateverTheServerDoesByDefault) {
  database_.administer("alter database " + database_.url().name + " set synchronous_commit = off");
  store::Connector const connector{store::postgresql_dialect(), database_.url(), patience_};
  soci::session sql;
  connector.connect(sql, store::Use::write);
  std::string setting;
  sql << "select current_setting('synchronous_commit')", soci::into(setting);
  EXPECT_EQ(setting, "on");
}

TEST_P(PostgresqlStore, PagesAreSoughtInAnIndexInBothDirections) {
  (void)open(OpenMode::create);
  database_.run(
      "insert into paper select 'case/' || n, '1', 'open', nullif(n % 500, 0), 0 "
      "from generate_series(1, 20000) n");
  database_.run("analyze paper");
  Query query{.table = &paper_table(), .where = {{"status", std::string{"open"}}}, .limit = 20};
  for (auto const* order : {"due", "-due"}) {
    query.order = {order};
    query.after = {};
    expect_index(query);
    query.after = {std::int64_t{250}, std::string{"case/250"}, std::string{"1"}};
    expect_index(query);
    query.after = {std::monostate{}, std::string{"case/1000"}, std::string{"1"}};
    expect_index(query);
  }
}

/// A store that is reached over a line that can be cut.
class CutLine : public ServerStore {
 protected:
  std::string end_of(std::string const& socket) const {
    return GetParam() == Database::postgresql ? socket + "/.s.PGSQL.5432" : socket;
  }

  TemporaryFolder folder_;
  std::string own_ =
      GetParam() == Database::postgresql ? folder_.path().string() : folder_.file("socket");
  LineToServer line_{end_of(own_), end_of(database_.socket())};
  std::unique_ptr<SqlStore> far_ =
      open_at(url_on(GetParam(), own_, database_.url().name), OpenMode::create);
};

TEST_P(CutLine, CommitThatNeverArrivedIsDoneOnceMore) {
  append(*far_, 2);
  line_.cut(Cut::before_commit);
  append(*far_, 2);

  EXPECT_TRUE(line_.has_cut());
  append(*far_, 1);
  expect_log(*far_, 5);
}

TEST_P(CutLine, CommitWhoseReplyIsLostIsFoundAndNotDoneTwice) {
  append(*far_, 2);
  line_.cut(Cut::after_commit);
  append(*far_, 2);

  EXPECT_TRUE(line_.has_cut());
  append(*far_, 1);
  expect_log(*far_, 5);
  EXPECT_TRUE(far_->view()->answered("4"));
}

TEST_P(CutLine, CommitWhoseReplyIsLostIsFoundBehindWhatAnotherHasAppended) {
  auto const other = open();
  auto const transaction = far_->begin();
  transaction->write(batch_on(*transaction, 2));
  line_.cut(Cut::after_commit);
  std::thread second{[&] { append(*other, 3); }};
  transaction->commit();
  second.join();

  expect_log(*far_, 5);
}

std::string name_of_database(testing::TestParamInfo<Database> const& database) {
  return database.param == Database::postgresql ? "Postgresql" : "Mariadb";
}

auto const kServers = testing::Values(Database::postgresql, Database::mysql);
INSTANTIATE_TEST_SUITE_P(Servers, ServerStore, kServers, name_of_database);
INSTANTIATE_TEST_SUITE_P(Servers, PostgresqlStore, testing::Values(Database::postgresql),
                         name_of_database);
INSTANTIATE_TEST_SUITE_P(Servers, CutLine, kServers, name_of_database);

}  // namespace
}  // namespace gozin::tests
