#pragma once

#include "engine/core/time.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace gozin {

/// Slows down whoever guesses passwords: after five failures for one account from one address the
/// next attempt has to wait, each time twice as long, up to a quarter of an hour. In memory only; a
/// restart forgets. Safe to use from several threads.
class Throttle {
 public:
  /// Counts an attempt as failed before its outcome is known, so that many at once gain nothing.
  /// Gives 0, or the milliseconds to wait; an attempt that has to wait is not counted.
  [[nodiscard]] std::int64_t attempt(std::string const& login, std::string const& address,
                                     Instant now);
  void succeeded(std::string const& login, std::string const& address);

 private:
  struct Failures {
    int count = 0;
    Instant last;
  };
  using Place = std::pair<std::string, std::string>;

  void forget_old(Instant now);

  std::mutex mutex_;
  std::map<Place, Failures> failures_;
};

}  // namespace gozin
