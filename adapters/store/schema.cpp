#include "adapters/store/schema.hpp"

#include "adapters/store/log_ranges.hpp"
#include "adapters/store/read_tables.hpp"

namespace gozin::store {
namespace {

constexpr std::string_view kProduct = "gozin";
/// From this version on a database says which programs may work on it.
constexpr int kSaysOldest = 6;

[[noreturn]] void not_ours() { throw StoreFailed("the database is not a store of this program"); }

void mark(soci::session& sql, Dialect const& dialect) {
  sql << "create table if not exists store_format (product " << dialect.types.text
      << " not null, version " << dialect.types.integer << " not null) " << dialect.types.rows;
  int marks = 0;
  sql << "select count(*) from store_format", soci::into(marks);
  std::string const product{kProduct};
  if (marks == 0)
    sql << "insert into store_format (product, version) values (:product, 0)",
        soci::use(product, "product");
}

/// Whoever is too old for what follows is stopped before anything of it is there, also where it is
/// cut short: behind the head's lock no such program writes.
void stop_the_older(soci::session& sql, Dialect const& dialect, int version) {
  if (version == 0 || version >= known_version()) return;
  dialect.hold_head(sql);
  if (version < kSaysOldest) return;
  auto const oldest = migrations().back().oldest;
  sql << "update compatibility set oldest = :oldest where oldest < :known",
      soci::use(oldest, "oldest"), soci::use(oldest, "known");
  if (dialect.commits_tables_by_themselves) sql << "commit";
}

void migrate(soci::session& sql, Dialect const& dialect, int version) {
  if (version == 0) mark(sql, dialect);
  stop_the_older(sql, dialect, version);
  for (auto const& migration : migrations()) {
    if (migration.version <= version) continue;
    for (auto const& statement : split_statements(migration.statements, dialect.types))
      sql << statement;
    if (migration.version >= kSaysOldest)
      sql << "update compatibility set oldest = :oldest where oldest < :known",
          soci::use(migration.oldest, "oldest"), soci::use(migration.oldest, "known");
    sql << "update store_format set version = :version", soci::use(migration.version, "version");
  }
}

Deployment deployment_in(soci::session& sql) {
  Deployment deployment;
  sql << "select id, state from deployment", soci::into(deployment.id),
      soci::into(deployment.state);
  if (!sql.got_data()) throw StoreDamaged("the store is damaged: it has no identity");
  sql << "select layout from compatibility", soci::into(deployment.layout);
  if (!sql.got_data()) throw StoreDamaged("the store is damaged: it says not who may work on it");
  return deployment;
}

/// Versions go side by side while a deployment is upgraded, where the newer one leaves us to.
void expect_left_to_us(soci::session& sql, int version) {
  int oldest = version;
  sql << "select oldest from compatibility", soci::into(oldest);
  if (oldest > known_version())
    throw StoreFailed("the store is of version " + std::to_string(version) +
                      ", which wants programs that know " + std::to_string(oldest) +
                      "; this one knows up to " + std::to_string(known_version()));
}

void prepare_tables(soci::session& sql, Dialect const& dialect,
                    std::vector<ReadTable const*> const& tables, int version) {
  if (version > known_version()) {
    if (deployment_in(sql).layout != layout_of(dialect, tables))
      throw StoreFailed("the store is of version " + std::to_string(version) +
                        ", whose read tables are not those of this program");
    return;
  }
  auto const layout = layout_of(dialect, tables);
  if (are_settled(sql, dialect, tables) && deployment_in(sql).layout == layout) return;
  dialect.hold_head(sql);
  // Whoever has one of them open with the former declaration is stopped before it goes.
  if (is_any_declared_otherwise(sql, dialect, tables))
    sql << "update compatibility set layout = ''";
  declare_tables(sql, dialect, tables);
  dialect.hold_head(sql);
  std::int64_t size = 0;
  sql << "select size from log_head where id = 1", soci::into(size);
  // A log without events yields no rows, so empty tables are as they should be.
  if (size == 0 || tables_not_built(sql, dialect, tables).empty()) take_over(sql, dialect, tables);
}

void expect_ready(Deployment const& deployment) {
  if (deployment.state != kReady)
    throw StoreFailed("a copy into this store was not finished; begin it again to go on with it");
}

}  // namespace

int schema_version(soci::session& sql, Dialect const& dialect) {
  std::string const name = "store_format";
  int marked = 0;
  int tables = 0;
  sql << dialect.count_tables_named, soci::use(name, "name"), soci::into(marked);
  sql << dialect.count_tables, soci::into(tables);
  if (marked == 0 && tables == 0) return 0;
  if (marked == 0) not_ours();
  std::string product;
  int version = 0;
  sql << "select product, version from store_format", soci::into(product), soci::into(version);
  if (!sql.got_data() && tables == 1) return 0;
  if (!sql.got_data() || product != kProduct) not_ours();
  if (version > known_version()) expect_left_to_us(sql, version);
  return version;
}

bool holds_store(Connector const& connector) {
  soci::session sql;
  connector.connect(sql, Use::read);
  return translated(connector.dialect, [&] {
    std::string const name = "store_format";
    int marked = 0;
    sql << connector.dialect.count_tables_named, soci::use(name, "name"), soci::into(marked);
    return marked != 0;
  });
}

Deployment prepare_schema(Connector const& connector, std::vector<ReadTable const*> const& tables,
                          Preparing preparing) {
  auto const& dialect = connector.dialect;
  soci::session sql;
  connector.connect(sql, Use::write);
  return translated(dialect, [&] {
    // A session that is closed in the middle of it has rolled back, or is gone on with.
    dialect.begin_schema(sql, connector.patience);
    auto const version = schema_version(sql, dialect);
    if (version == 0 && preparing == Preparing::existing)
      throw StoreFailed("the database is empty: it holds no store");
    if (version != 0 && preparing == Preparing::fresh)
      throw StoreFailed("the database holds a store already");
    migrate(sql, dialect, version);
    if (preparing != Preparing::copy) expect_ready(deployment_in(sql));
    prepare_tables(sql, dialect, tables, version);
    expect_archive_folder(sql, connector.url);
    auto deployment = deployment_in(sql);
    sql << "commit";
    return deployment;
  });
}

Deployment expect_current_schema(Connector const& connector) {
  auto const& dialect = connector.dialect;
  soci::session sql;
  connector.connect(sql, Use::read);
  return translated(dialect, [&] {
    auto const version = schema_version(sql, dialect);
    if (version == 0) throw StoreFailed("the database is empty: it holds no store");
    if (version < known_version())
      throw StoreFailed("the store is of version " + std::to_string(version) +
                        " and has to be opened for writing once");
    auto deployment = deployment_in(sql);
    expect_ready(deployment);
    expect_archive_folder(sql, connector.url);
    return deployment;
  });
}

}  // namespace gozin::store
