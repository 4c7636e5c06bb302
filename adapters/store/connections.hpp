#pragma once

#include "adapters/store/account_reads.hpp"
#include "adapters/store/batch_writer.hpp"
#include "adapters/store/dialect.hpp"
#include "adapters/store/reads.hpp"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace gozin::store {

/// How connections to one database are made.
struct Connector {
  Dialect const& dialect;
  StoreUrl url;
  std::chrono::milliseconds patience;
  /// The tables that are known; null while a store is prepared or copied.
  Layout* layout = nullptr;

  /// Opens a session; its errors are translated.
  void connect(soci::session& sql, Use use) const;
};

/// One connection with the statements prepared on it. The session outlives them.
struct Reader {
  explicit Reader(Connector const& connector);
  soci::session sql;
  std::unique_ptr<Reads> reads;
  std::unique_ptr<AccountReads> accounts;
  std::optional<Prepared<>> begin;
  std::optional<Prepared<>> rollback;
};

struct Writer {
  explicit Writer(Connector const& connector);
  soci::session sql;
  std::unique_ptr<Reads> reads;
  std::unique_ptr<BatchWriter> batch;
  std::optional<Prepared<>> rollback;
};

/// Connections of one kind, opened when they are first needed, lent to one user at a time.
template <class Connection>
class Pool {
 public:
  Pool(Connector const& connector, std::size_t connections_max)
      : connector_{connector}, free_{connections_max} {}

  /// A connection on loan, in a transaction. When it goes, whatever is open is rolled back.
  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<Connection> connection)
        : pool_{&pool}, connection_{std::move(connection)} {}
    Lease(Lease const&) = delete;
    Lease& operator=(Lease const&) = delete;
    ~Lease() { give_back(); }

    [[nodiscard]] Connection& operator*() const { return *connection_; }
    [[nodiscard]] Connection* operator->() const { return connection_.get(); }
    [[nodiscard]] bool is_held() const { return pool_ != nullptr; }

    void give_back() {
      if (!pool_) return;
      auto* const pool = std::exchange(pool_, nullptr);
      pool->take_back(std::move(connection_));
    }

    /// Closes the connection, and all that lie idle: what ended one has mostly ended the others.
    void close() {
      if (!pool_) return;
      auto* const pool = std::exchange(pool_, nullptr);
      connection_.reset();
      pool->close_idle();
      pool->free_one(nullptr);
    }

   private:
    Pool* pool_;
    std::unique_ptr<Connection> connection_;
  };

  /// Throws StoreBusy when none is free in time.
  [[nodiscard]] std::unique_ptr<Lease> lend() { return std::make_unique<Lease>(*this, take()); }

 private:
  /// The next one on loan. Whoever waits longest has it: one that gives a connection back and asks
  /// for another at once, as a busy writer or a scrubber does, stands behind all others.
  [[nodiscard]] std::unique_ptr<Connection> take() {
    std::unique_lock lock{mutex_};
    auto const own = waiting_.emplace(waiting_.end());
    bool const is_own_turn = own->called.wait_for(
        lock, connector_.patience, [&] { return free_ > 0 && waiting_.begin() == own; });
    waiting_.erase(own);
    if (is_own_turn) --free_;
    call_next();
    if (!is_own_turn) throw StoreBusy("the store is busy: all connections are taken");
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return connection;
    }
    lock.unlock();
    try {
      return std::make_unique<Connection>(connector_);
    } catch (StoreDamaged const&) {
      free_one(nullptr);
      throw;
    } catch (StoreFailed const&) {
      // The store was open before, so this is one connection too many, and not for ever.
      free_one(nullptr);
      throw StoreBusy("the store is busy: the server takes no further connection");
    } catch (...) {
      free_one(nullptr);
      throw;
    }
  }

  /// A connection on which something is wrong, or that cannot even roll back, is closed, which
  /// rolls back, too; the next user gets a fresh one.
  void take_back(std::unique_ptr<Connection> connection) {
    auto const& dialect = connector_.dialect;
    try {
      if (!dialect.is_sound(connection->sql))
        connection.reset();
      else if (dialect.in_transaction(connection->sql))
        connection->rollback->run();
    } catch (soci::soci_error const&) {
      connection.reset();
    }
    free_one(std::move(connection));
  }

  void close_idle() {
    std::vector<std::unique_ptr<Connection>> closing;
    std::scoped_lock const lock{mutex_};
    closing.swap(idle_);
  }

  void free_one(std::unique_ptr<Connection> connection) {
    std::scoped_lock const lock{mutex_};
    if (connection) idle_.push_back(std::move(connection));
    ++free_;
    call_next();
  }

  /// Under the lock, for whoever is called lives no longer than it waits.
  void call_next() {
    if (free_ > 0 && !waiting_.empty()) waiting_.front().called.notify_one();
  }

  struct Waiting {
    std::condition_variable called;
  };

  Connector const& connector_;
  std::mutex mutex_;
  std::size_t free_;
  std::list<Waiting> waiting_;  // in the order in which they came
  std::vector<std::unique_ptr<Connection>> idle_;
};

using ReaderPool = Pool<Reader>;
using WriterPool = Pool<Writer>;

/// A connection in a transaction that holds the head's lock. Connections that have died meanwhile
/// are replaced; ConnectionLost when none can be made in time.
[[nodiscard]] std::unique_ptr<WriterPool::Lease> lend_for_writing(WriterPool& pool,
                                                                  Connector const& connector);

/// A connection that sees the database as of now from now on.
[[nodiscard]] std::unique_ptr<ReaderPool::Lease> lend_for_reading(ReaderPool& pool,
                                                                  Connector const& connector);

}  // namespace gozin::store
