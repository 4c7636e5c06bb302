#pragma once

#include "adapters/http/message.hpp"
#include "engine/core/ids.hpp"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace gozin::app {

/// Wakes who waits for something to be recorded, here or on another node. May be used from any
/// thread; outlives those who wait.
class Live {
 public:
  Live() = default;
  Live(Live const&) = delete;
  Live& operator=(Live const&) = delete;

  /// Somebody who waits, for as long as it is there. Rung once, until it listens again.
  class Watch {
   public:
    Watch(Live& live, std::vector<std::string> topics);
    ~Watch();
    Watch(Watch const&) = delete;
    Watch& operator=(Watch const&) = delete;

    void wake_by(std::function<void()> wake);
    /// What is recorded from now on rings again.
    void listen();

   private:
    friend class Live;
    Live& live_;
    std::vector<std::string> topics_;
    std::function<void()> wake_;
    bool is_told_ = false;
  };

  /// To be called after the commit.
  void recorded(StreamId const& stream);

 private:
  void ring(std::string const& topic);

  std::mutex mutex_;
  std::multimap<std::string, Watch*> watches_;
};

/// The news of a page: that it is no longer what its reader was shown. Says nothing of what has
/// changed: the page is asked for again, by whoever may see it.
class PageFeed final : public http::Feed {
 public:
  /// A page as it is now, by a print of its content; what is said to the reader of a renewed one.
  struct Look {
    std::string print;
    std::string said;
  };
  /// Nothing when the reader may no longer see the page.
  using Looker = std::function<std::optional<Look>()>;

  /// A topic is a stream (`case/…`), or a kind for all of it. `shown`: the print of the page that
  /// the reader has; empty where that is not known.
  PageFeed(Live& live, std::vector<std::string> topics, Looker look, std::string shown);

  [[nodiscard]] http::News news() override;
  void wake_by(std::function<void()> wake) override { watch_.wake_by(std::move(wake)); }

 private:
  Live::Watch watch_;
  Looker look_;
  std::string shown_;
};

}  // namespace gozin::app
