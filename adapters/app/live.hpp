#pragma once

#include "adapters/http/message.hpp"
#include "adapters/http/router.hpp"
#include "engine/core/ids.hpp"

#include <cstddef>
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
    /// What is recorded from now on rings again. Whether it was rung since the last time.
    bool listen();

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

/// A topic whose `{name}`s are those of a path.
[[nodiscard]] std::string with_parts(std::string topic, http::PathParts const& parts);

/// How many pages of one reader listen at once. Outlives them.
class Listeners {
 public:
  using Seat = std::shared_ptr<void const>;
  /// Nothing where as many as may be listen already.
  [[nodiscard]] Seat sit(std::string const& session);

 private:
  std::mutex mutex_;
  std::map<std::string, std::size_t> counts_;
};

/// The news of a page: that it is no longer what its reader was shown. Says nothing of what has
/// changed: the page is asked for again, by whoever may see it.
class PageFeed final : public http::Feed {
 public:
  /// How the reader is asked after.
  struct Reader {
    /// A print of the page as it is now; nothing when the reader may no longer see it.
    std::function<std::optional<std::string>()> print;
    /// Whether the reader is still signed in.
    std::function<bool()> is_there;
  };

  /// A topic is a stream (`case/…`), or a kind for all of it. `shown`: the print of the page that
  /// the reader has; empty where that is not known.
  PageFeed(Live& live, std::vector<std::string> topics, Reader reader, std::string shown);

  /// Looks at the page for the first time. False when the reader may not see it.
  [[nodiscard]] bool begin();
  /// Begins with the print of the page; looks again where it was rung.
  [[nodiscard]] http::News news() override;
  void wake_by(std::function<void()> wake) override { watch_.wake_by(std::move(wake)); }

 private:
  Live::Watch watch_;
  Reader reader_;
  std::string shown_;
  std::optional<std::string> first_;
};

}  // namespace gozin::app
