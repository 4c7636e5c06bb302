#pragma once

#include "adapters/store/log_watch.hpp"
#include "adapters/store/store_url.hpp"
#include "engine/port/accounts.hpp"
#include "engine/port/event_store.hpp"
#include "engine/port/log_archive.hpp"
#include "engine/port/read_tables.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <vector>

namespace gozin {

/// `create`: a new store, refused where one is; `existing`: refused where none is; `resume`: the
/// same, but a store whose making was cut short before its first table is made; `inspect`: as
/// `existing`, and nothing is ever written.
enum class OpenMode { create, existing, resume, inspect };

struct StoreOptions {
  OpenMode mode = OpenMode::existing;
  std::size_t readers_max = 8;  // views at one time
  /// How long one waits for the head or a reader before StoreBusy.
  std::chrono::milliseconds patience{5'000};
};

/// A store in an SQL database.
class SqlStore : public EventStore, public ReadTables {
 public:
  [[nodiscard]] virtual Accounts& accounts() = 0;
  /// Which deployment it is: 32 hexadecimal digits, made with the store and kept by its copies.
  [[nodiscard]] virtual std::string const& deployment() const = 0;
  /// Whether the head that was read last, by whomever, says that the store has gone over to another
  /// version of the program. Asks the database nothing.
  [[nodiscard]] virtual bool is_outdated() const = 0;
  /// What the database finds wrong with its own files, such as an index that lacks a row; nothing
  /// where it cannot look. Takes as long as reading all of them.
  [[nodiscard]] virtual std::vector<std::string> flaws() = 0;
  /// Ranges of the log in files of their own.
  [[nodiscard]] virtual LogArchive& archive() = 0;
  /// Moves what was committed from the database's journal to its place. For an idle thread, once a
  /// second or so; true where so much is written that it should come back sooner. Commits wait for
  /// it only where a long journal is to begin anew, and then for the little that is left to move.
  virtual bool maintain() = 0;
  /// Keeps a connection of its own while it waits. The store outlives it.
  [[nodiscard]] virtual std::unique_ptr<LogWatch> watch(WatchPace const& pace = {}) = 0;
};

/// Whether a store is there, or has been begun. Throws as `open_store` does where that cannot be
/// known.
[[nodiscard]] bool store_exists(StoreUrl const& url,
                                std::chrono::milliseconds patience = StoreOptions{}.patience);

/// Opens the store, brings its schema up to date and makes the declared read tables; tables and
/// their declarations outlive it. Throws StoreFailed when the store is not there (or is, with
/// `create`), is not a store of ours, is of a newer version, is an unfinished copy, or cannot be
/// written safely where it lies; StoreBusy when another holds it or its server is not reached. A
/// database on a server is made by whoever runs the server; `create` makes the store in it.
[[nodiscard]] std::unique_ptr<SqlStore> open_store(StoreUrl const& url,
                                                   std::vector<ReadTable const*> tables,
                                                   StoreOptions const& options = {});

}  // namespace gozin
