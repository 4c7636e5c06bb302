#include "adapters/store/schema.hpp"

#include "adapters/store/read_tables.hpp"

namespace gozin::store {
namespace {

constexpr std::string_view kProduct = "gozin";

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

void migrate(soci::session& sql, Dialect const& dialect, int version) {
  if (version == 0) mark(sql, dialect);
  for (auto const& migration : migrations()) {
    if (migration.version <= version) continue;
    for (auto const& statement : split_statements(migration.statements, dialect.types))
      sql << statement;
    sql << "update store_format set version = :version", soci::use(migration.version, "version");
  }
}

Deployment deployment_in(soci::session& sql) {
  Deployment deployment;
  sql << "select id, state from deployment", soci::into(deployment.id),
      soci::into(deployment.state);
  if (!sql.got_data()) throw StoreFailed("the store is damaged: it has no identity");
  return deployment;
}

void expect_ready(Deployment const& deployment) {
  if (deployment.state != kReady)
    throw StoreFailed("a copy into this store was not finished; begin it again to go on with it");
}

}  // namespace

int known_version() { return migrations().back().version; }

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
  if (version > known_version())
    throw StoreFailed("the store is of version " + std::to_string(version) +
                      "; this program knows up to " + std::to_string(known_version()));
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
    auto deployment = deployment_in(sql);
    if (preparing != Preparing::copy) expect_ready(deployment);
    declare_tables(sql, dialect, tables);
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
    return deployment;
  });
}

std::vector<ReadTable const*> tables_not_built(soci::session& sql, Dialect const& dialect,
                                               std::vector<ReadTable const*> const& tables) {
  Reading<Types<std::string, std::string>, Types<int>> built{
      sql, "select built from read_table where name = :name and fingerprint = :fingerprint"};
  std::vector<ReadTable const*> missing;
  for (auto const* table : tables) {
    bool is_built = false;
    built.each([&](int value) { is_built = value != 0; }, table->name,
               fingerprint_of(dialect, *table));
    if (!is_built) missing.push_back(table);
  }
  return missing;
}

}  // namespace gozin::store
