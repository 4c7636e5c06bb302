// Who waits for the log hears of what others append.

#include "adapters/store/sql_store.hpp"
#include "tests/adapters/store/contract.hpp"
#include "tests/support/server_database.hpp"
#include "tests/support/temporary_folder.hpp"

#include <future>
#include <optional>

namespace gozin::tests {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;

StreamId const kWatched{"case/a"};

/// A store that two nodes have open.
class TwoNodes : public testing::TestWithParam<Database> {
 protected:
  TwoNodes() {
    if (GetParam() != Database::sqlite) server_.emplace(GetParam());
    here_ = open(OpenMode::create);
    there_ = open(OpenMode::existing);
  }

  std::unique_ptr<SqlStore> open(OpenMode mode) {
    auto const url = server_ ? server_->url() : StoreUrl{Database::sqlite, folder_.file("log.db")};
    return open_store(url, {&timer_table(), &paper_table()}, {.mode = mode});
  }

  static void append(EventStore& store) {
    auto const transaction = store.begin();
    Batch batch;
    batch.events = events_behind(*transaction, kWatched, 1);
    batch.head.size = transaction->head().size + 1;
    transaction->write(batch);
    transaction->commit();
  }

  static std::future<std::optional<std::int64_t>> waiting(LogWatch& watch, std::int64_t seen,
                                                          milliseconds patience) {
    return std::async(std::launch::async,
                      [&watch, seen, patience] { return watch.wait(seen, patience); });
  }

  TemporaryFolder folder_;
  std::optional<ServerDatabase> server_;
  std::unique_ptr<SqlStore> here_;
  std::unique_ptr<SqlStore> there_;
};

TEST_P(TwoNodes, HearOfWhatTheOtherAppends) {
  auto const watch = here_->watch({.polls = milliseconds{20}, .polls_behind_news = minutes{5}});
  for (std::int64_t seen = 0; seen < 3; ++seen) {
    EXPECT_EQ(watch->wait(seen, milliseconds{50}), std::nullopt);
    auto heard = waiting(*watch, seen, minutes{5});
    append(*there_);
    EXPECT_EQ(heard.get(), seen + 1);
  }
}

TEST_P(TwoNodes, AreToldAtOnceOfWhatWasAppendedBefore) {
  append(*there_);
  append(*here_);
  auto const watch = here_->watch({.polls = hours{1}, .polls_behind_news = hours{1}});
  EXPECT_EQ(watch->wait(0, minutes{5}), 2);
  EXPECT_EQ(watch->wait(1, minutes{5}), 2);
}

TEST_P(TwoNodes, EndAWatchThatWaits) {
  auto const watch = here_->watch({.polls = hours{1}, .polls_behind_news = hours{1}});
  auto heard = waiting(*watch, 0, hours{1});
  watch->end();
  EXPECT_EQ(heard.get(), std::nullopt);
  EXPECT_EQ(watch->wait(0, hours{1}), std::nullopt);
}

/// Nothing but the word of the commit itself could end this waiting in time.
TEST_P(TwoNodes, OnPostgresqlAreToldByTheCommit) {
  if (GetParam() != Database::postgresql) return;
  auto const watch = here_->watch({.polls = hours{1}, .polls_behind_news = hours{1}});
  EXPECT_EQ(watch->wait(0, milliseconds{1}), std::nullopt);
  auto heard = waiting(*watch, 0, hours{1});
  append(*there_);
  EXPECT_EQ(heard.get(), 1);
}

TEST_P(TwoNodes, AskForTheHeadWhileTheConnectionThatHearsIsLost) {
  if (!server_) return;
  auto const watch = here_->watch({.polls = milliseconds{20}, .polls_behind_news = hours{1}});
  for (std::int64_t seen = 0; seen < 4; ++seen) {
    EXPECT_EQ(watch->wait(seen, milliseconds{1}), std::nullopt);
    auto heard = waiting(*watch, seen, hours{1});
    server_->cut_connections();
    append(*there_);
    EXPECT_EQ(heard.get(), seen + 1);
  }
}

std::string name_of_watched(testing::TestParamInfo<Database> const& database) {
  return std::string{name_of(database.param)};
}

INSTANTIATE_TEST_SUITE_P(Stores, TwoNodes,
                         testing::Values(Database::sqlite, Database::postgresql, Database::mysql),
                         name_of_watched);

}  // namespace
}  // namespace gozin::tests
