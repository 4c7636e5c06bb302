// What becomes of a lease, and of what is written under one, when the connection is lost.

#include "adapters/store/sql_store.hpp"
#include "tests/adapters/store/contract.hpp"
#include "tests/support/line_to_server.hpp"
#include "tests/support/server_database.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace gozin::tests {
namespace {

class ServerLeases : public testing::TestWithParam<Database> {
 protected:
  static std::unique_ptr<SqlStore> open(StoreUrl const& url, OpenMode mode = OpenMode::existing) {
    return open_store(url, {&timer_table(), &paper_table()}, {.mode = mode});
  }

  ServerDatabase database_{GetParam()};
};

void change_lease(WriteTransaction& transaction, Lease const& next) {
  Batch batch;
  batch.head = transaction.head();
  batch.leases = {{next, transaction.lease(next.work)}};
  transaction.write(batch);
}

void give_lease(EventStore& store, Lease const& next) {
  auto const transaction = store.begin();
  change_lease(*transaction, next);
  transaction->commit();
}

TEST_P(ServerLeases, LeaseIsNotWrittenAgainOverOneThatAnotherNodeTookMeanwhile) {
  auto const store = open(database_.url(), OpenMode::create);
  auto const other = open(database_.url());
  give_lease(*store, {"relay", "first", 1, 0});
  auto const renewal = store->begin();
  change_lease(*renewal, {"relay", "first", 1, 1});
  database_.cut_connections();
  give_lease(*other, {"relay", "second", 2, 0});

  EXPECT_THROW(renewal->commit(), LeaseLost);
  EXPECT_EQ(store->view()->lease("relay"), (Lease{"relay", "second", 2, 0}));
}

TEST_P(ServerLeases, LeaseThatNobodyElseTookIsWrittenAgain) {
  auto const store = open(database_.url(), OpenMode::create);
  auto const transaction = store->begin();
  change_lease(*transaction, {"relay", "first", 1, 0});
  database_.cut_connections();
  transaction->commit();
  EXPECT_EQ(store->view()->lease("relay"), (Lease{"relay", "first", 1, 0}));
}

TEST_P(ServerLeases, BatchIsNotWrittenAgainUnderALeaseThatWasLostWithTheConnection) {
  auto const store = open(database_.url(), OpenMode::create);
  auto const other = open(database_.url());
  give_lease(*store, {"relay", "first", 1, 0});
  for (int events : {0, 2}) {
    {
      auto const late = store->begin();
      Batch batch;
      batch.events = events_behind(*late, StreamId{"case/a"}, events);
      batch.head.size = late->head().size + events;
      batch.states = {{"late", "{}", {}}};
      batch.under = {{"relay", "first", 1}};
      late->write(batch);
      database_.cut_connections();
      give_lease(*other, {"relay", "second", 2, 0});
      EXPECT_THROW(late->commit(), LeaseLost);
    }
    EXPECT_TRUE(store->view()->node_states().empty());
    give_lease(*other, {"relay", "first", 1, 0});
  }
  EXPECT_EQ(store->view()->head().size, 0);
}

TEST_P(ServerLeases, LeaseWhoseReplyIsLostIsHeldByWhomeverTookIt) {
  TemporaryFolder const folder;
  bool const is_postgresql = GetParam() == Database::postgresql;
  auto const own = is_postgresql ? folder.path().string() : folder.file("socket");
  auto const end_of = [&](std::string const& socket) {
    return is_postgresql ? socket + "/.s.PGSQL.5432" : socket;
  };
  LineToServer line{end_of(own), end_of(database_.socket())};
  auto const far = open(url_on(GetParam(), own, database_.url().name), OpenMode::create);
  line.cut(Cut::after_commit);
  give_lease(*far, {"relay", "first", 1, 0});
  EXPECT_TRUE(line.has_cut());
  EXPECT_EQ(far->view()->lease("relay"), (Lease{"relay", "first", 1, 0}));
}

std::string name_of_database(testing::TestParamInfo<Database> const& database) {
  return database.param == Database::postgresql ? "Postgresql" : "Mariadb";
}

INSTANTIATE_TEST_SUITE_P(Servers, ServerLeases,
                         testing::Values(Database::postgresql, Database::mysql), name_of_database);

}  // namespace
}  // namespace gozin::tests
