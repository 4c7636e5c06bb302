// Answers that are given behind the handler's back.

#include "engine/port/event_store.hpp"
#include "tests/adapters/http/raw_client.hpp"

#include <condition_variable>
#include <functional>
#include <future>
#include <mutex>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::http {
namespace {

using testing::HasSubstr;

constexpr std::string_view kAskForLater = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

/// Keeps whoever asks until the test answers.
class Kept {
 public:
  Handler handler() {
    return [this](Request const&) {
      return Response{.later = [this](std::shared_ptr<Reply> const& reply) { keep(reply); }};
    };
  }

  /// Waits until as many have asked; they are let go of with what is given back.
  std::vector<std::shared_ptr<Reply>> take(std::size_t count) {
    std::unique_lock lock{mutex_};
    came_.wait(lock, [&] { return replies_.size() >= count; });
    return std::exchange(replies_, {});
  }

 private:
  void keep(std::shared_ptr<Reply> const& reply) {
    std::scoped_lock const lock{mutex_};
    replies_.push_back(reply);
    came_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable came_;
  std::vector<std::shared_ptr<Reply>> replies_;
};

Response text(std::string body) { return {.body = std::move(body)}; }

TEST(Later, KeepsNoWorkerFromOthersMeanwhile) {
  constexpr std::size_t kClients = 20;
  Kept kept;
  RunningServer const server{kept.handler(), {.workers = 1, .waiting_max = kClients}};
  std::vector<std::unique_ptr<RawClient>> clients;
  for (std::size_t i = 0; i < kClients; ++i) {
    clients.push_back(std::make_unique<RawClient>(server.port()));
    clients.back()->send(kAskForLater);
  }

  for (auto const& reply : kept.take(kClients)) reply->give([] { return text("done"); });

  for (auto const& client : clients) EXPECT_EQ(body_of(client->answer()), "done");
}

TEST(Later, GoesOnOnTheSameConnection) {
  Kept kept;
  RunningServer const server{kept.handler()};
  RawClient client{server.port()};
  for (auto const* const word : {"one", "two"}) {
    client.send(kAskForLater);
    kept.take(1).front()->give([&] { return text(word); });
    EXPECT_EQ(body_of(client.answer()), word);
  }
}

TEST(Later, IsMadeOnAWorkerHoweverManyWaitForOne) {
  std::promise<void> leave;
  auto const may_leave = leave.get_future().share();
  std::promise<void> entered;
  Kept kept;
  auto const keep = kept.handler();
  RunningServer const server{[&](Request const& request) {
                               if (request.path == "/later") return keep(request);
                               entered.set_value();
                               may_leave.wait();
                               return text("slow");
                             },
                             {.workers = 1, .waiting_max = 1}};
  RawClient later{server.port()};
  later.send("GET /later HTTP/1.1\r\nHost: x\r\n\r\n");
  auto const reply = kept.take(1).front();
  RawClient slow{server.port()};
  slow.send(kAskForLater);
  entered.get_future().wait();

  // More than the queue takes.
  for (auto const* const word : {"first", "ignored", "ignored"})
    reply->make_on_worker([word] { return text(word); });
  leave.set_value();

  EXPECT_EQ(body_of(later.answer()), "first");
  EXPECT_EQ(body_of(slow.answer()), "slow");
}

TEST(Later, MeansTheSameWhereItFails) {
  Kept kept;
  RunningServer const server{kept.handler()};
  auto const status_after = [&](std::function<void(std::shared_ptr<Reply>)> const& end) {
    RawClient client{server.port()};
    client.send(kAskForLater);
    end(kept.take(1).front());
    return status_line(client.answer());
  };

  EXPECT_THAT(status_after([](auto const& reply) {
                reply->give([]() -> Response { throw StoreBusy{"locked"}; });
              }),
              HasSubstr("503"));
  EXPECT_THAT(status_after([](auto const& reply) {
                reply->make_on_worker([]() -> Response { throw std::logic_error{"bug"}; });
              }),
              HasSubstr("500"));
  EXPECT_THAT(status_after([](auto const&) {}), HasSubstr("500"));  // let go of
}

TEST(Later, RefusesWhereNobodyTakesItOn) {
  RunningServer const server{[](Request const&) {
    return Response{
        .later = [](std::shared_ptr<Reply> const&) { throw StoreBusy{"too many are waiting"}; }};
  }};
  RawClient client{server.port()};
  client.send(kAskForLater);

  auto const answer = client.answer();

  EXPECT_THAT(status_line(answer), HasSubstr("503"));
  EXPECT_THAT(answer, HasSubstr("Retry-After: 1\r\n"));
}

TEST(Later, IsWaitedForWhenTheServerStops) {
  Kept kept;
  RunningServer server{kept.handler()};
  RawClient idle{server.port()};
  RawClient client{server.port()};
  client.send(kAskForLater);
  auto reply = kept.take(1).front();

  server.server().stop();
  EXPECT_EQ(idle.rest(), "");
  reply->give([] { return text("done"); });
  reply.reset();

  EXPECT_EQ(body_of(client.rest()), "done");
  server.join();
}

}  // namespace
}  // namespace gozin::http
