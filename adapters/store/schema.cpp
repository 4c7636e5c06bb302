#include "adapters/store/schema.hpp"

namespace gozin::store {
namespace {

constexpr std::string_view kProduct = "gozin";

int current_version(Dialect const& dialect) { return dialect.migrations.back().version; }

/// The version of the schema, 0 in an empty database. Whatever else is in there is not ours, and
/// is left alone.
int version_of(soci::session& sql, Dialect const& dialect) {
  std::string const name = "store_format";
  int marked = 0;
  int tables = 0;
  sql << dialect.count_tables_named, soci::use(name, "name"), soci::into(marked);
  sql << dialect.count_tables, soci::into(tables);
  if (marked == 0 && tables == 0) return 0;
  if (marked == 0) throw StoreFailed("the database is not a store of this program");
  std::string product;
  int version = 0;
  sql << "select product, version from store_format", soci::into(product), soci::into(version);
  if (!sql.got_data() || product != kProduct)
    throw StoreFailed("the database is not a store of this program");
  if (version > current_version(dialect))
    throw StoreFailed("the store is of version " + std::to_string(version) +
                      "; this program knows up to " + std::to_string(current_version(dialect)));
  return version;
}

void migrate(soci::session& sql, Dialect const& dialect, int version) {
  if (version == 0) {
    std::string const product{kProduct};
    sql << "create table store_format (product " << dialect.text_type << " not null, version "
        << dialect.integer_type << " not null)";
    sql << "insert into store_format (product, version) values (:product, 0)",
        soci::use(product, "product");
  }
  for (auto const& migration : dialect.migrations) {
    if (migration.version <= version) continue;
    for (auto const& statement : split_statements(migration.statements)) sql << statement;
    sql << "update store_format set version = :version", soci::use(migration.version, "version");
  }
}

}  // namespace

void prepare_schema(Connector const& connector, std::vector<ReadTable const*> const& tables,
                    bool is_new) {
  auto const& dialect = connector.dialect;
  soci::session sql;
  connector.connect(sql, Use::write);
  translated(dialect, [&] {
    // A session that is closed in the middle of it has rolled back.
    sql << dialect.begin_write;
    auto const version = version_of(sql, dialect);
    if (version == 0 && !is_new) throw StoreFailed("the database is empty: it holds no store");
    migrate(sql, dialect, version);
    declare_tables(sql, dialect, tables);
    sql << "commit";
  });
}

void expect_current_schema(Connector const& connector) {
  auto const& dialect = connector.dialect;
  soci::session sql;
  connector.connect(sql, Use::read);
  auto const version = translated(dialect, [&] { return version_of(sql, dialect); });
  if (version == 0) throw StoreFailed("the database is empty: it holds no store");
  if (version < current_version(dialect))
    throw StoreFailed("the store is of version " + std::to_string(version) +
                      " and has to be opened for writing once");
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
