#pragma once

#include "adapters/store/migrations.hpp"
#include "adapters/store/store_url.hpp"
#include "engine/port/event_store.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <soci/soci.h>

namespace gozin::store {

class BatchWriter;

/// What a connection is for.
enum class Use { write, read };

/// The connection is gone, or none could be made. What was not committed on it is not there.
struct ConnectionLost : StoreBusy {
  using StoreBusy::StoreBusy;
};

/// How the columns of a table are declared, and what stands behind the columns.
struct ColumnTypes {
  std::string_view key;       // text that is sought or ordered by: up to 190 characters
  std::string_view long_key;  // the same, alone in its index: up to 700 characters
  std::string_view text;
  std::string_view long_text;  // beyond 16 MB
  std::string_view integer;    // 64 bits
  std::string_view rows;       // behind the columns: rows by number
  std::string_view keyed;      // rows by key
  std::string_view random;     // 32 random hexadecimal digits
};

/// Everything in which one database differs from another. SQL that is not here is the same on all:
/// `"` quotes names, `:name` stands for a value.
struct Dialect {
  std::string_view name;
  ColumnTypes types;
  /// How many tables of that name there are; how many tables at all.
  std::string_view count_tables_named;
  std::string_view count_tables;
  /// How a column is ordered with NULL first, as an index is; empty where no index is ordered so.
  std::string_view rising;
  std::string_view falling;
  /// What is read after it is as of one moment.
  std::string_view begin_read;
  /// Takes the lock on the head, and waits for it.
  void (*begin_write)(soci::session& sql);
  /// Takes a lock on the schema, and waits for it; `commit` and the end of the session free it.
  void (*begin_schema)(soci::session& sql, std::chrono::milliseconds patience);
  /// Takes the lock on the head on such a connection, and waits for it; `commit` frees it, and so
  /// does a statement about tables where the database commits those by themselves.
  void (*hold_head)(soci::session& sql);
  bool commits_tables_by_themselves;
  /// What a transaction that appends says, so that whoever listens hears of its commit; empty where
  /// the database passes nothing on.
  std::string_view announce;
  /// From now on the connection hears of such commits; gives its socket, which can be read when
  /// there is something to be heard. Null where `announce` is empty.
  int (*listen)(soci::session& sql);
  /// Takes what has come; false when the connection is gone.
  bool (*hear)(soci::session& sql);
  /// Makes the place for a new database, where that is ours to make; throws StoreFailed where one
  /// is already.
  void (*create)(StoreUrl const& url);
  /// Whether there is something to connect to; a server is asked by connecting.
  bool (*exists)(StoreUrl const& url);
  /// Opens the connection and sets it up; waits that long for locks of others.
  void (*connect)(soci::session& sql, StoreUrl const& url, Use use,
                  std::chrono::milliseconds patience);
  bool (*in_transaction)(soci::session& sql);
  /// False for a connection on which something went wrong that outlives a rollback.
  bool (*is_sound)(soci::session& sql);
  /// Throws the error as ConnectionLost, StoreBusy, StoreFailed or, for a broken key,
  /// std::logic_error. Messages hold no bound value.
  void (*fail)(soci::soci_error const& error);
  std::unique_ptr<BatchWriter> (*make_writer)(soci::session& sql);
  /// Moves what was committed from the database's journal to its place, holding nobody up, and
  /// gives how many pages the journal has; null where the server does so itself.
  std::int64_t (*tidy_up)(soci::session& sql);
  /// What the database finds wrong with its own tables and indexes, a few at most; null where it
  /// cannot be asked without more rights than the program has.
  std::vector<std::string> (*look_over)(soci::session& sql);
};

[[nodiscard]] Dialect const& sqlite_dialect();
[[nodiscard]] Dialect const& postgresql_dialect();
[[nodiscard]] Dialect const& mysql_dialect();
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
