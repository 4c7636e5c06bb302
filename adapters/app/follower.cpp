#include "adapters/app/follower.hpp"

namespace gozin::app {
namespace {

constexpr std::chrono::minutes kWatchPatience{1};
constexpr std::chrono::milliseconds kAfterFailure{1'000};

}  // namespace

Follower::Follower(City& city, Writer& writer)
    : writer_{writer}, watch_{city.watch()}, thread_{[this] { work(); }} {}

Follower::~Follower() {
  {
    std::scoped_lock const lock{mutex_};
    is_ending_ = true;
  }
  ended_.notify_all();
  watch_->end();
  thread_.join();
}

void Follower::work() {
  std::int64_t seen = 0;
  bool is_over = false;
  while (!is_over) {
    try {
      if (auto const size = watch_->wait(seen, kWatchPatience)) {
        seen = *size;
        writer_.hear_of(seen);
      }
    } catch (std::exception const& failure) {
      writer_.tell(std::string{"word of what others record waits: "} + failure.what());
      rest();
    }
    std::scoped_lock const lock{mutex_};
    is_over = is_ending_;
  }
}

void Follower::rest() {
  std::unique_lock lock{mutex_};
  ended_.wait_for(lock, kAfterFailure, [this] { return is_ending_; });
}

}  // namespace gozin::app
