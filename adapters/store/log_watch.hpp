#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace gozin {

/// How often the head is asked for: where the database tells nobody of a commit, and behind it
/// where it does.
struct WatchPace {
  std::chrono::milliseconds polls{200};
  std::chrono::milliseconds polls_behind_news{1'000};
};

/// Waits for what is appended to the log, by whatever program. PostgreSQL tells of each commit;
/// elsewhere, and while no such word can be had, the head is asked for.
class LogWatch {
 public:
  virtual ~LogWatch() = default;
  /// The size of the log as soon as it is another than `seen`; nothing when the patience is over or
  /// the watch has ended; where the database is not reached, it is tried again until then. Throws
  /// StoreBusy and StoreFailed for anything else. For one thread.
  [[nodiscard]] virtual std::optional<std::int64_t> wait(std::int64_t seen,
                                                         std::chrono::milliseconds patience) = 0;
  /// Ends the waiting, now and later. From any thread.
  virtual void end() = 0;
};

}  // namespace gozin
