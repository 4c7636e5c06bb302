#pragma once

#include "adapters/app/city.hpp"

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace gozin::bench {

/// The clock of a city in the making: it stands until it is moved, and many threads read it.
class CityClock final : public Clock {
 public:
  explicit CityClock(Instant start) : now_ms_{start.ms} {}
  [[nodiscard]] Instant now() override { return {now_ms_.load()}; }
  void advance(std::int64_t ms) { now_ms_ += ms; }

 private:
  std::atomic<std::int64_t> now_ms_;
};

/// Somebody's request, and what is to be done with the answer.
struct Task {
  Request request;
  std::function<void(Accepted const&)> done = {};
};

struct Order {
  std::string command;
  StreamId stream = {};
  PersonId actor;
  std::string role;
  json::object input = {};
};

/// Many commands a commit, through the one pipeline there is: while a batch is written, the next
/// one is prepared.
class Crew {
 public:
  explicit Crew(app::City& city) : city_{city} {}

  /// Asks for batches. A batch is asked for when the last but one has been written, so it may build
  /// on that one and not on the last; an empty one asks for the last to be written first, and twice
  /// empty is the end. Throws std::runtime_error at the first refusal.
  void work(std::function<std::vector<Task>()> const& next);

  /// One, at once.
  Accepted perform(Order order);

  /// With an idempotency key, as every request over HTTP has one.
  [[nodiscard]] Request request_of(Order order);

  [[nodiscard]] std::int64_t commands() const { return commands_; }

 private:
  struct Prepared;
  [[nodiscard]] Prepared prepare(std::vector<Task> tasks);
  void write(Prepared prepared);

  app::City& city_;
  std::int64_t commands_ = 0;
  std::int64_t requests_ = 0;
};

}  // namespace gozin::bench
