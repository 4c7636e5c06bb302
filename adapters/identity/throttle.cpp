#include "adapters/identity/throttle.hpp"

#include <algorithm>

namespace gozin {
namespace {

constexpr int kFreeAttempts = 5;
constexpr std::int64_t kFirstWaitMs = 1'000;
constexpr std::int64_t kWaitMsMax = 15 * 60 * 1'000;
constexpr std::int64_t kForgottenAfterMs = 60 * 60 * 1'000;
constexpr std::size_t kPlacesMax = 10'000;

std::int64_t wait_after(int failures) {
  if (failures < kFreeAttempts) return 0;
  int const doublings = std::min(failures - kFreeAttempts, 20);
  return std::min(kFirstWaitMs << doublings, kWaitMsMax);
}

}  // namespace

std::int64_t Throttle::attempt(std::string const& login, std::string const& address, Instant now) {
  std::scoped_lock const lock{mutex_};
  if (failures_.size() >= kPlacesMax) forget_old(now);
  auto& failures = failures_[{login, address}];
  auto const wait = failures.last.ms + wait_after(failures.count) - now.ms;
  if (failures.count > 0 && wait > 0) return std::min(wait, kWaitMsMax);
  if (now.ms - failures.last.ms > kForgottenAfterMs) failures.count = 0;
  ++failures.count;
  failures.last = now;
  return 0;
}

void Throttle::succeeded(std::string const& login, std::string const& address) {
  std::scoped_lock const lock{mutex_};
  failures_.erase({login, address});
}

/// Memory stays bounded: what is long ago goes first, then, under a flood, everything.
void Throttle::forget_old(Instant now) {
  std::erase_if(failures_,
                [&](auto const& each) { return now.ms - each.second.last.ms > kForgottenAfterMs; });
  if (failures_.size() >= kPlacesMax) failures_.clear();
}

}  // namespace gozin
