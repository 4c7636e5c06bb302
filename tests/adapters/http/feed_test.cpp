// Answers that go on (E07).
#include "engine/port/event_store.hpp"
#include "tests/adapters/http/raw_client.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::http {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// Says what it is given, and lets the test wait for what becomes of it.
class ScriptedFeed final : public Feed {
 public:
  News news() override {
    std::scoped_lock const lock{mutex_};
    ++asked_;
    asked_again_.notify_all();
    if (script_.empty()) return {};
    auto next = std::move(script_.front());
    script_.pop_front();
    if (!next) throw StoreFailed("the disk is gone");
    return *std::move(next);
  }
  void wake_by(std::function<void()> wake) override {
    std::scoped_lock const lock{mutex_};
    wake_ = std::move(wake);
    is_left_ = !wake_;
    asked_again_.notify_all();
  }

  /// Nothing: it breaks.
  void say(std::optional<News> news) {
    std::scoped_lock const lock{mutex_};
    script_.push_back(std::move(news));
    if (wake_) wake_();
  }
  [[nodiscard]] bool is_asked(int times) {
    std::unique_lock lock{mutex_};
    return asked_again_.wait_for(lock, 20s, [&] { return asked_ >= times; });
  }
  [[nodiscard]] bool is_left() {
    std::unique_lock lock{mutex_};
    return asked_again_.wait_for(lock, 20s, [&] { return is_left_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable asked_again_;
  std::deque<std::optional<News>> script_;
  std::function<void()> wake_;
  int asked_ = 0;
  bool is_left_ = false;
};

Handler feeding(std::shared_ptr<Feed> feed) {
  return [feed](Request const&) {
    return Response{.headers = {{"Content-Type", "text/event-stream"}}, .feed = feed};
  };
}

constexpr Limits kQuick{.farewell = 0ms, .feed_pause = 1ms};
constexpr std::string_view kAsk = "GET /a.live HTTP/1.1\r\nHost: x\r\n\r\n";

TEST(Feed, GoesOnUntilItIsOver) {
  auto const feed = std::make_shared<ScriptedFeed>();
  feed->say(News{.events = "data: one\n\n"});
  RunningServer const server{feeding(feed), kQuick};
  RawClient client{server.port()};

  client.send(kAsk);
  ASSERT_TRUE(feed->is_asked(1));
  feed->say(News{.events = "data: two\n\n", .is_over = true});
  auto const answer = client.rest();

  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(answer, HasSubstr("Content-Type: text/event-stream\r\n"));
  EXPECT_THAT(answer, HasSubstr("Cache-Control: no-store\r\n"));
  EXPECT_THAT(answer, HasSubstr("Transfer-Encoding: chunked\r\n"));
  EXPECT_THAT(answer, Not(HasSubstr("Content-Length")));
  EXPECT_EQ(body_of(answer),
            "d\r\nretry: 3000\n\n\r\nb\r\ndata: one\n\n\r\nb\r\ndata: two\n\n\r\n0\r\n\r\n");
  EXPECT_TRUE(feed->is_left());
}

TEST(Feed, IsWokenByWhateverThreadHasNews) {
  auto const feed = std::make_shared<ScriptedFeed>();
  RunningServer const server{feeding(feed), kQuick};
  RawClient client{server.port()};
  client.send(kAsk);
  ASSERT_TRUE(feed->is_asked(1));

  feed->say(News{.events = "data: late\n\n"});
  ASSERT_TRUE(feed->is_asked(2));
  feed->say(News{.is_over = true});

  EXPECT_THAT(client.rest(), HasSubstr("data: late\n\n"));
}

TEST(Feed, BeatsWhileThereIsNothingToSay) {
  auto const feed = std::make_shared<ScriptedFeed>();
  auto limits = kQuick;
  limits.feed_heartbeat = 5ms;
  RunningServer const server{feeding(feed), limits};
  RawClient client{server.port()};
  client.send(kAsk);
  ASSERT_TRUE(feed->is_asked(4));
  feed->say(News{.is_over = true});

  EXPECT_THAT(client.rest(), HasSubstr("\r\n3\r\n:\n\n\r\n3\r\n:\n\n\r\n"));
}

TEST(Feed, EndsWhenTheServerStops) {
  auto const feed = std::make_shared<ScriptedFeed>();
  RunningServer server{feeding(feed), kQuick};
  RawClient client{server.port()};
  client.send(kAsk);
  ASSERT_TRUE(feed->is_asked(1));

  server.server().stop();
  server.join();

  EXPECT_THAT(client.rest(), testing::EndsWith("0\r\n\r\n"));
}

TEST(Feed, IsLeftWhenTheClientGoes) {
  auto const feed = std::make_shared<ScriptedFeed>();
  RunningServer const server{feeding(feed), kQuick};
  {
    RawClient client{server.port()};
    client.send(kAsk);
    ASSERT_TRUE(feed->is_asked(1));
  }
  EXPECT_TRUE(feed->is_left());
}

TEST(Feed, CutsOffWhoDoesNotRead) {
  auto const feed = std::make_shared<ScriptedFeed>();
  feed->say(News{.events = std::string(64 << 20, ':')});
  auto limits = kQuick;
  limits.write_patience = 50ms;
  RunningServer const server{feeding(feed), limits};
  RawClient client{server.port()};

  client.send(kAsk);

  EXPECT_TRUE(feed->is_left());
}

TEST(Feed, ThatBreaksEndsAndIsTold) {
  auto const feed = std::make_shared<ScriptedFeed>();
  feed->say(std::nullopt);
  std::mutex mutex;
  std::vector<std::string> told;
  Server server{{},
                {.handle = feeding(feed),
                 .refuse = [](Request const&, int status) { return Response{.status = status}; },
                 .served =
                     [&](Served const& served) {
                       std::scoped_lock const lock{mutex};
                       if (!served.failure.empty()) told.push_back(served.failure);
                     }},
                kQuick};
  std::thread thread{[&] { server.run(); }};

  auto const answer = exchange(server.port(), kAsk);
  server.stop();
  thread.join();

  EXPECT_EQ(body_of(answer), "d\r\nretry: 3000\n\n\r\n") << "no end that looks like one";
  EXPECT_THAT(told, testing::ElementsAre(HasSubstr("the disk is gone")));
}

TEST(Feed, IsRefusedWhereTooManyGoOn) {
  auto const feed = std::make_shared<ScriptedFeed>();
  auto limits = kQuick;
  limits.feeds_max = 1;
  RunningServer const server{feeding(feed), limits};
  RawClient first{server.port()};
  first.send(kAsk);
  ASSERT_TRUE(feed->is_asked(1));

  RawClient second{server.port()};
  second.send(kAsk);
  auto const answer = second.answer();

  EXPECT_EQ(status_line(answer), "HTTP/1.1 503 Service Unavailable");
  EXPECT_THAT(answer, HasSubstr("Retry-After: "));
}

TEST(Feed, IsNotSentToWhoAsksForTheHeadAlone) {
  auto const feed = std::make_shared<ScriptedFeed>();
  RunningServer const server{feeding(feed), kQuick};

  auto const answer =
      exchange(server.port(), "HEAD /a.live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

  EXPECT_THAT(answer, HasSubstr("Content-Type: text/event-stream\r\n"));
  EXPECT_EQ(body_of(answer), "");
}

}  // namespace
}  // namespace gozin::http
