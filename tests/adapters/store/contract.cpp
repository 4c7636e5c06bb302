#include "tests/adapters/store/contract.hpp"

#include "adapters/store/sql_store.hpp"
#include "tests/support/memory_store.hpp"
#include "tests/support/server_database.hpp"
#include "tests/support/temporary_folder.hpp"

namespace gozin::tests {
namespace {

class MemoryUnderTest final : public StoreUnderTest {
 public:
  EventStore& store() override { return store_; }
  ReadTables& tables() override { return store_; }

 private:
  MemoryStore store_;
};

class SqliteUnderTest final : public StoreUnderTest {
 public:
  SqliteUnderTest()
      : store_{open_store({Database::sqlite, folder_.file("log.db")},
                          {&timer_table(), &paper_table()}, {.mode = OpenMode::create})} {}
  EventStore& store() override { return *store_; }
  ReadTables& tables() override { return *store_; }
  Accounts* accounts() override { return &store_->accounts(); }

 private:
  TemporaryFolder folder_;
  std::unique_ptr<SqlStore> store_;
};

template <Database kDatabase>
class ServerUnderTest final : public StoreUnderTest {
 public:
  ServerUnderTest()
      : store_{open_store(database_.url(), {&timer_table(), &paper_table()},
                          {.mode = OpenMode::create})} {}
  EventStore& store() override { return *store_; }
  ReadTables& tables() override { return *store_; }
  Accounts* accounts() override { return &store_->accounts(); }

 private:
  ServerDatabase database_{kDatabase};
  std::unique_ptr<SqlStore> store_;
};

template <class Store>
std::unique_ptr<StoreUnderTest> make() {
  return std::make_unique<Store>();
}

}  // namespace

std::vector<StoreKind> store_kinds() {
  return {{"Memory", &make<MemoryUnderTest>},
          {"Sqlite", &make<SqliteUnderTest>},
          {"Postgresql", &make<ServerUnderTest<Database::postgresql>>},
          {"Mariadb", &make<ServerUnderTest<Database::mysql>>}};
}

std::vector<StoreKind> kinds_with_accounts() {
  auto kinds = store_kinds();
  std::erase_if(kinds, [](StoreKind const& kind) { return kind.name == "Memory"; });
  return kinds;
}

std::string name_of_store(testing::TestParamInfo<StoreKind> const& kind) { return kind.param.name; }

ReadTable const& paper_table() {
  static ReadTable const table{.name = "paper",
                               .columns = {{"stream"},
                                           {"order"},  // a word of SQL
                                           {"status"},
                                           {"due", ColumnType::integer},
                                           {"amount", ColumnType::integer}},
                               .key = {"stream", "order"},
                               .indexes = {{"status", "due"}}};
  return table;
}

std::vector<StoredEvent> log_of(StoreView& view) {
  std::vector<StoredEvent> events;
  view.read_log(0, view.head().size, [&](StoredEvent const& event) { events.push_back(event); });
  return events;
}

std::vector<StoredEvent> events_behind(StoreView& view, StreamId const& stream, int count) {
  std::int64_t rev = 0;
  view.read_stream(stream, 0, [&](StoredEvent const& event) { rev = event.rev + 1; });
  auto const size = view.head().size;
  std::vector<StoredEvent> events;
  for (int i = 0; i < count; ++i) {
    auto const seq = size + i;
    auto const body = "{\"seq\":" + std::to_string(seq) + "}";
    events.push_back({.seq = seq,
                      .stream = stream,
                      .rev = rev + i,
                      .type = "Written",
                      .recorded = Instant{seq * 10},
                      .body = body,
                      .leaf = sha256(body)});
  }
  return events;
}

void StoreContract::commit(Batch const& batch) {
  auto const transaction = store().begin();
  transaction->write(batch);
  transaction->commit();
}

Batch StoreContract::batch_at_head() {
  Batch batch;
  batch.head = store().view()->head();
  return batch;
}

Batch StoreContract::batch_with_events(StreamId const& stream, int count) {
  auto const view = store().view();
  Batch batch;
  batch.head = view->head();
  batch.events = events_behind(*view, stream, count);
  batch.head.size += count;
  batch.head.recorded = batch.events.back().recorded;
  return batch;
}

}  // namespace gozin::tests
