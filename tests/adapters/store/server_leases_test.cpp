// What becomes of a lease, of what is written under one, and of what was read, when the connection
// is lost.

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

/// With a node behind a line that can be cut.
class ServerLeasesFarAway : public ServerLeases {
 protected:
  [[nodiscard]] std::string end_of(std::string const& socket) const {
    return is_postgresql_ ? socket + "/.s.PGSQL.5432" : socket;
  }

  bool is_postgresql_ = GetParam() == Database::postgresql;
  TemporaryFolder folder_;
  std::string own_ = is_postgresql_ ? folder_.path().string() : folder_.file("socket");
  LineToServer line_{end_of(own_), end_of(database_.socket())};
  std::unique_ptr<SqlStore> far_ =
      open(url_on(GetParam(), own_, database_.url().name), OpenMode::create);
};

TEST_P(ServerLeasesFarAway, LeaseWhoseReplyIsLostIsHeldByWhomeverTookIt) {
  line_.cut(Cut::after_commit);
  give_lease(*far_, {"relay", "first", 1, 0});
  EXPECT_TRUE(line_.has_cut());
  EXPECT_EQ(far_->view()->lease("relay"), (Lease{"relay", "first", 1, 0}));
}

TEST_P(ServerLeasesFarAway, AccessesWhoseReplyIsLostAreNotedDownOnce) {
  std::vector<AccessEntry> const noted{{0, "{\"page\":\"a\"}"}, {1, "{\"page\":\"b\"}"}};
  for (auto const cut : {Cut::after_commit, Cut::before_commit}) {
    auto const transaction = far_->begin();
    Batch batch;
    batch.head = transaction->head();
    batch.accesses = {noted.at(static_cast<std::size_t>(transaction->accesses_end()))};
    transaction->write(batch);
    line_.cut(cut);
    transaction->commit();
    EXPECT_TRUE(line_.has_cut());
  }
  EXPECT_EQ(far_->view()->accesses(0, 9), noted);
}

TEST_P(ServerLeases, AccessesAreNotNotedDownBehindThoseThatAnotherNodeNotedMeanwhile) {
  auto const store = open(database_.url(), OpenMode::create);
  auto const other = open(database_.url());
  auto const note = [](WriteTransaction& transaction, std::string body) {
    Batch batch;
    batch.head = transaction.head();
    batch.accesses = {{transaction.accesses_end(), std::move(body)}};
    transaction.write(batch);
  };
  auto const late = store->begin();
  note(*late, "{\"page\":\"late\"}");
  database_.cut_connections();
  auto const first = other->begin();
  note(*first, "{\"page\":\"first\"}");
  first->commit();

  EXPECT_THROW(late->commit(), StoreBusy);
  EXPECT_EQ(store->view()->accesses(0, 9), (std::vector<AccessEntry>{{0, "{\"page\":\"first\"}"}}));
}

std::string name_of_database(testing::TestParamInfo<Database> const& database) {
  return database.param == Database::postgresql ? "Postgresql" : "Mariadb";
}

auto const kServers = testing::Values(Database::postgresql, Database::mysql);
INSTANTIATE_TEST_SUITE_P(Servers, ServerLeases, kServers, name_of_database);
INSTANTIATE_TEST_SUITE_P(Servers, ServerLeasesFarAway, kServers, name_of_database);

}  // namespace
}  // namespace gozin::tests
