#include "adapters/store/sql_store.hpp"

#include "adapters/store/read_tables.hpp"
#include "adapters/store/schema.hpp"
#include "adapters/store/sql_accounts.hpp"
#include "adapters/store/sql_archive.hpp"
#include "adapters/store/sql_log_watch.hpp"
#include "adapters/store/sql_views.hpp"

#include <algorithm>
#include <mutex>
#include <set>
#include <utility>

namespace gozin {
namespace store {
namespace {

/// So many pages (48 MB) the journal may have before a commit waits for its end to be moved.
constexpr std::int64_t kPagesBeforeNewJournal = 12'000;
/// So many pages since the last time are worth coming back soon.
constexpr std::int64_t kPagesOfMuch = 500;

class SqlStoreOnPools final : public SqlStore {
 public:
  SqlStoreOnPools(Connector connector, std::vector<ReadTable const*> tables, Deployment deployment,
                  StoreOptions const& options)
      : connector_{std::move(connector)},
        tables_{std::move(tables)},
        deployment_{std::move(deployment.id)},
        is_inspected_{options.mode == OpenMode::inspect},
        layout_{.text = layout_of(connector_.dialect, tables_), .opened = deployment.layout},
        readers_{connector_, options.readers_max},
        writers_{connector_, 1},
        accounts_{writers_, readers_, connector_},
        archive_{{writers_, readers_, connector_, deployment_, is_inspected_}} {
    layout_.is_in_force = deployment.layout == layout_.text;
    connector_.layout = &layout_;
  }

  [[nodiscard]] std::unique_ptr<WriteTransaction> begin() override {
    expect_writable();
    return std::make_unique<SqlWriteTransaction>(writers_, connector_);
  }

  [[nodiscard]] std::unique_ptr<StoreView> view() override {
    return std::make_unique<SqlView>(readers_, connector_);
  }

  [[nodiscard]] std::vector<ReadTable const*> needs_rebuild() override {
    auto const lease = lend_for_reading(readers_, connector_);
    return translated(connector_.dialect,
                      [&] { return tables_not_built((*lease)->sql, connector_.dialect, tables_); });
  }

  [[nodiscard]] std::unique_ptr<Rebuild> rebuild() override {
    expect_writable();
    return std::make_unique<SqlRebuild>(writers_, SqlRebuild::Of{connector_, tables_});
  }

  [[nodiscard]] Accounts& accounts() override { return accounts_; }

  [[nodiscard]] LogArchive& archive() override { return archive_; }

  [[nodiscard]] std::string const& deployment() const override { return deployment_; }

  [[nodiscard]] bool is_outdated() const override { return layout_.is_outdated; }

  bool maintain() override {
    expect_writable();
    if (!connector_.dialect.tidy_up) return false;
    std::scoped_lock const lock{upkeep_mutex_};
    if (!upkeep_.is_connected()) connector_.connect(upkeep_, Use::write);
    auto const pages = tidied_up(upkeep_);
    auto const before = std::exchange(journal_pages_, pages);
    auto const added = pages < before ? pages : pages - before;
    // A journal that grows while it is moved is never moved as a whole, and only then begins anew.
    if (added > 0 && pages >= kPagesBeforeNewJournal) (void)tidied_up((*writers_.lend())->sql);
    return added >= kPagesOfMuch;
  }

  [[nodiscard]] std::vector<std::string> flaws() override {
    if (!connector_.dialect.look_over) return {};
    soci::session sql;
    connector_.connect(sql, Use::read);
    return translated(connector_.dialect, [&] { return connector_.dialect.look_over(sql); });
  }

  [[nodiscard]] std::unique_ptr<LogWatch> watch(WatchPace const& pace) override {
    return std::make_unique<SqlLogWatch>(readers_, connector_, pace);
  }

 private:
  std::int64_t tidied_up(soci::session& sql) {
    return translated(connector_.dialect, [&] { return connector_.dialect.tidy_up(sql); });
  }

  void expect_writable() const {
    if (is_inspected_) throw std::logic_error("a store opened to be inspected is not written");
  }

  Connector connector_;
  std::vector<ReadTable const*> tables_;
  std::string deployment_;
  bool is_inspected_;
  Layout layout_;
  ReaderPool readers_;
  WriterPool writers_;
  SqlAccounts accounts_;
  SqlArchive archive_;
  std::mutex upkeep_mutex_;
  soci::session upkeep_;
  std::int64_t journal_pages_ = 0;
};

}  // namespace
}  // namespace store

namespace store {
namespace {

Preparing preparing_of(OpenMode mode) {
  switch (mode) {
    case OpenMode::create:
      return Preparing::fresh;
    case OpenMode::resume:
      return Preparing::resumed;
    default:
      return Preparing::existing;
  }
}

}  // namespace
}  // namespace store

bool store_exists(StoreUrl const& url, std::chrono::milliseconds patience) {
  auto const& dialect = store::dialect_of(url.database);
  // The file of a store may still be empty, and is one that was begun.
  if (url.database == Database::sqlite) return dialect.exists(url);
  return store::holds_store({dialect, url, patience});
}

std::unique_ptr<SqlStore> open_store(StoreUrl const& url, std::vector<ReadTable const*> tables,
                                     StoreOptions const& options) {
  auto const& dialect = store::dialect_of(url.database);
  if (options.mode == OpenMode::create)
    dialect.create(url);
  else if (!dialect.exists(url))
    throw StoreFailed("there is no store at " + shown(url));

  store::Connector connector{dialect, url, options.patience};
  auto deployment =
      options.mode == OpenMode::inspect
          ? store::expect_current_schema(connector)
          : store::prepare_schema(connector, tables, store::preparing_of(options.mode));
  return std::make_unique<store::SqlStoreOnPools>(std::move(connector), std::move(tables),
                                                  std::move(deployment), options);
}

}  // namespace gozin
