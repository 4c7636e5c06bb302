#pragma once

#include "adapters/app/site_writer.hpp"
#include "engine/port/access_journal.hpp"

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>

namespace gozin::app {

/// Writes entries where the access journal ends, in one transaction. Throws as the store does.
void write_accesses(EventStore& store, std::vector<Access> const& accesses);

/// The thread that keeps the access journal: many readings a commit, each durable before its page
/// goes out, and every few minutes an event that binds them to the log; at its end what is left.
class AccessKeeper {
 public:
  AccessKeeper(City& city, Writer& writer);
  ~AccessKeeper();
  AccessKeeper(AccessKeeper const&) = delete;
  AccessKeeper& operator=(AccessKeeper const&) = delete;

  /// Waits until it is durable. Throws StoreBusy when too much is waiting, and what the store
  /// throws.
  void keep(Access access);

 private:
  struct Entry {
    Access access;
    std::promise<void> done;
  };

  void work();
  /// What is waiting, at once or by the time the next piece is to be sealed.
  [[nodiscard]] std::deque<Entry> take();
  void write(std::deque<Entry>& entries);
  void seal();

  City& city_;
  Writer& writer_;
  std::mutex mutex_;
  std::condition_variable waiting_;
  std::deque<Entry> entries_;
  bool ending_ = false;
  std::chrono::steady_clock::time_point seal_due_;
  std::thread thread_;
};

}  // namespace gozin::app
