#pragma once

#include "adapters/store/connections.hpp"
#include "adapters/store/log_watch.hpp"

#include <atomic>

namespace gozin::store {

class SqlLogWatch final : public LogWatch {
 public:
  SqlLogWatch(ReaderPool& readers, Connector const& connector, WatchPace const& pace);
  ~SqlLogWatch() override;
  SqlLogWatch(SqlLogWatch const&) = delete;
  SqlLogWatch& operator=(SqlLogWatch const&) = delete;

  [[nodiscard]] std::optional<std::int64_t> wait(std::int64_t seen,
                                                 std::chrono::milliseconds patience) override;
  void end() override;

 private:
  using Steady = std::chrono::steady_clock;

  void listen();
  void rest(std::chrono::milliseconds patience);
  [[nodiscard]] std::optional<std::int64_t> size() const;

  ReaderPool& readers_;
  Connector const& connector_;
  WatchPace pace_;
  int waker_;  // can be read once the watch has ended
  std::atomic<bool> has_ended_ = false;
  soci::session news_;
  int news_socket_ = -1;  // of the connection that hears, where one does
  Steady::time_point listen_due_;
};

}  // namespace gozin::store
