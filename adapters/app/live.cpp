#include "adapters/app/live.hpp"

#include <utility>

namespace gozin::app {
namespace {

/// A browser has six connections to a place at most (HTTP/1.1); some people have two browsers.
constexpr std::size_t kListenersMax = 12;

}  // namespace

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

bool Live::Watch::listen() {
  std::scoped_lock const lock{live_.mutex_};
  return std::exchange(is_told_, false);
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

std::string with_parts(std::string topic, http::PathParts const& parts) {
  for (auto const& [name, value] : parts) {
    auto const at = topic.find("{" + name + "}");
    if (at != std::string::npos) topic.replace(at, name.size() + 2, value);
  }
  return topic;
}

Listeners::Seat Listeners::sit(std::string const& session) {
  std::scoped_lock const lock{mutex_};
  auto& count = counts_[session];
  if (count >= kListenersMax) return nullptr;
  ++count;
  auto const stand_up = [this, session](void const*) {
    std::scoped_lock const again{mutex_};
    if (--counts_[session] == 0) counts_.erase(session);
  };
  return {static_cast<void const*>(this), stand_up};
}

PageFeed::PageFeed(Live& live, std::vector<std::string> topics, Reader reader, std::string shown)
    : watch_{live, std::move(topics)}, reader_{std::move(reader)}, shown_{std::move(shown)} {}

bool PageFeed::begin() {
  first_ = reader_.print();
  return first_.has_value();
}

http::News PageFeed::news() {
  bool const is_first = first_.has_value();
  bool const is_rung = watch_.listen();
  if (!is_first && !is_rung && reader_.is_there()) return {};
  auto const print = is_first ? std::exchange(first_, std::nullopt) : reader_.print();
  if (!print) return {.events = "event: over\ndata: -\n\n", .is_over = true};
  bool const is_known = !shown_.empty();
  bool const is_changed = std::exchange(shown_, *print) != *print;
  if (!is_first && !is_changed) return {};
  // The first one says by what to know the page in any case, for whoever comes back to it later.
  auto const changed = is_changed && is_known ? "event: changed\ndata: -\n" : "";
  return {.events = "id: " + shown_ + "\n" + changed + "\n"};
}

}  // namespace gozin::app
