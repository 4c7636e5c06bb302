#pragma once

#include "adapters/store/migrations.hpp"
#include "adapters/store/store_url.hpp"

#include <chrono>
#include <string_view>

#include <soci/soci.h>

namespace gozin::store {

/// What a connection is for.
enum class Use { write, read };

/// Everything in which one database differs from another. SQL that is not here is the same on all.
struct Dialect {
  std::span<Migration const> migrations;
  /// How many tables of that name there are; how many tables at all.
  std::string_view count_tables_named;
  std::string_view count_tables;
  /// Takes the lock on the head at once, and waits for it.
  std::string_view begin_write;
  /// What is read after it is as of one moment.
  std::string_view begin_read;
  std::string_view text_type;
  std::string_view integer_type;
  /// Stands behind the columns of a read table.
  std::string_view table_options;
  /// Makes an empty database; throws StoreFailed where one is already.
  void (*create)(StoreUrl const& url);
  bool (*exists)(StoreUrl const& url);
  /// Opens the connection and sets it up; waits that long for locks of others.
  void (*connect)(soci::session& sql, StoreUrl const& url, Use use,
                  std::chrono::milliseconds patience);
  bool (*in_transaction)(soci::session& sql);
  /// Throws the error as StoreBusy, StoreFailed or, for a broken key, std::logic_error. Messages
  /// hold no bound value.
  void (*fail)(soci::soci_error const& error);
  /// Moves what was committed from the database's journal to its place, holding nobody up.
  void (*tidy_up)(soci::session& sql);
};

[[nodiscard]] Dialect const& sqlite_dialect();
[[nodiscard]] Dialect const& dialect_of(Database database);

/// Runs the work and lets no error of the library out untranslated.
template <class Work>
decltype(auto) translated(Dialect const& dialect, Work&& work) {
  try {
    return work();
  } catch (soci::soci_error const& error) {
    dialect.fail(error);
    throw;
  }
}

}  // namespace gozin::store
