#include "adapters/app/live.hpp"

#include <utility>

namespace gozin::app {

Live::Watch::Watch(Live& live, std::vector<std::string> topics)
    : live_{live}, topics_{std::move(topics)} {
  std::scoped_lock const lock{live_.mutex_};
  for (auto const& topic : topics_) live_.watches_.emplace(topic, this);
}

Live::Watch::~Watch() {
  std::scoped_lock const lock{live_.mutex_};
  for (auto const& topic : topics_) {
    auto const [first, last] = live_.watches_.equal_range(topic);
    for (auto each = first; each != last;)
      each = each->second == this ? live_.watches_.erase(each) : std::next(each);
  }
}

void Live::Watch::wake_by(std::function<void()> wake) {
  std::scoped_lock const lock{live_.mutex_};
  wake_ = std::move(wake);
}

void Live::Watch::listen() {
  std::scoped_lock const lock{live_.mutex_};
  is_told_ = false;
}

void Live::recorded(StreamId const& stream) {
  std::scoped_lock const lock{mutex_};
  if (watches_.empty()) return;
  ring(stream.text);
  ring(std::string{stream.kind()});
}

void Live::ring(std::string const& topic) {
  auto const [first, last] = watches_.equal_range(topic);
  for (auto each = first; each != last; ++each) {
    auto& watch = *each->second;
    if (std::exchange(watch.is_told_, true) || !watch.wake_) continue;
    watch.wake_();
  }
}

PageFeed::PageFeed(Live& live, std::vector<std::string> topics, Looker look, std::string shown)
    : watch_{live, std::move(topics)}, look_{std::move(look)}, shown_{std::move(shown)} {}

http::News PageFeed::news() {
  watch_.listen();
  auto const look = look_();
  if (!look) return {.events = "event: over\ndata: -\n\n", .is_over = true};
  if (look->print == shown_) return {};
  auto const is_first = std::exchange(shown_, look->print).empty();
  auto events = "id: " + shown_ + "\n";
  if (!is_first) events += "event: changed\ndata: -\n\ndata: " + look->said + "\n";
  return {.events = events + "\n"};
}

}  // namespace gozin::app
