#include "engine/port/event_store.hpp"
#include "tests/adapters/http/raw_client.hpp"

#include <atomic>
#include <csignal>
#include <future>
#include <vector>

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::http {
namespace {

using testing::HasSubstr;
using testing::Not;

Response echo(Request const& request) {
  return {.headers = {{"Content-Type", "text/plain"}},
          .body = request.method + " " + request.path + " " + request.body};
}

TEST(Server, AnswersAndKeepsTheConnection) {
  RunningServer const server{echo};
  RawClient client{server.port()};

  client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(body_of(client.answer()), "GET /a ");
  client.send("POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
  auto const second = client.answer();

  EXPECT_EQ(status_line(second), "HTTP/1.1 200 OK");
  EXPECT_EQ(body_of(second), "POST /b abc");
  EXPECT_THAT(second, HasSubstr("Content-Security-Policy: "));
  EXPECT_THAT(second, HasSubstr("Date: "));
  EXPECT_THAT(second, Not(HasSubstr("Server: ")));  // S04
}

// A27
TEST(Server, AnswersPipelinedRequestsInOrder) {
  RunningServer const server{echo};

  auto const both = exchange(server.port(),
                             "GET /1 HTTP/1.1\r\nHost: x\r\n\r\n"
                             "GET /2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

  EXPECT_LT(both.find("GET /1"), both.find("GET /2"));
  EXPECT_THAT(both, HasSubstr("GET /2"));
}

// A27
TEST(Server, ReadsChunkedBodies) {
  RunningServer const server{echo};

  auto const answer = exchange(server.port(),
                               "POST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
                               "Connection: close\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");

  EXPECT_EQ(body_of(answer), "POST /c abcde");
}

// A27
TEST(Server, TellsAClientThatWaitsToGoOn) {
  RunningServer const server{echo};
  RawClient client{server.port()};

  client.send("POST /d HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(status_line(client.answer()), "HTTP/1.1 100 Continue");
  client.send("ok");

  EXPECT_EQ(body_of(client.answer()), "POST /d ok");
}

// A25
TEST(Server, AnswersHeadWithoutBody) {
  RunningServer const server{echo};

  auto const answer =
      exchange(server.port(), "HEAD /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

  EXPECT_THAT(answer, HasSubstr("Content-Length: 8\r\n"));
  EXPECT_EQ(body_of(answer), "");
}

TEST(Server, HandsOverHeadersQueryCookiesAndAddress) {
  RunningServer const server{[](Request const& request) {
    return Response{.body = std::string{header(request, "accept")} + "|" +
                            std::string{first(request.query, "at")} + "|" +
                            request.cookies.at("sid") + "|" + request.remote + "|" + request.id};
  }};

  auto const answer = exchange(server.port(),
                               "GET /a?at=7 HTTP/1.1\r\nHost: x\r\nACCEPT: a\r\nAccept: b\r\n"
                               "Cookie: sid=secret\r\nX-Request-Id: my-request\r\n"
                               "Connection: close\r\n\r\n");

  EXPECT_EQ(body_of(answer), "a, b|7|secret|127.0.0.1|my-request");
  EXPECT_THAT(answer, HasSubstr("X-Request-Id: my-request\r\n"));
}

TEST(Server, AnswersABrokenHandlerByAnErrorAndGoesOn) {
  RunningServer const server{[](Request const& request) -> Response {
    if (request.path == "/busy") throw StoreBusy{"locked"};
    if (request.path == "/outdated") throw StoreOutdated{"replaced"};
    if (request.path == "/bug") throw std::logic_error{"bug"};
    return {.body = "fine"};
  }};

  auto const busy =
      exchange(server.port(), "GET /busy HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(status_line(busy), "HTTP/1.1 503 Service Unavailable");
  EXPECT_THAT(busy, HasSubstr("Retry-After: 1\r\n"));
  auto const outdated =
      exchange(server.port(), "GET /outdated HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(status_line(outdated), "HTTP/1.1 503 Service Unavailable");
  auto const bug =
      exchange(server.port(), "GET /bug HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(status_line(bug), "HTTP/1.1 500 Internal Server Error");
  EXPECT_EQ(body_of(bug), "refused 500");
  EXPECT_EQ(
      body_of(exchange(server.port(), "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")),
      "fine");
}

TEST(Server, TurnsAwayWhoeverFindsTheQueueFull) {
  RunningServer const server{echo, {.waiting_max = 0}};

  auto const answer =
      exchange(server.port(), "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

  EXPECT_EQ(status_line(answer), "HTTP/1.1 503 Service Unavailable");
  EXPECT_EQ(body_of(answer), "refused 503");
  EXPECT_THAT(answer, HasSubstr("Retry-After: 1\r\n"));
}

// A27: finishes what it has begun, takes nothing new.
TEST(Server, FinishesRequestsInFlightWhenItStops) {
  std::promise<void> entered;
  std::promise<void> leave;
  auto const may_leave = leave.get_future().share();
  RunningServer server{[&](Request const&) {
    entered.set_value();
    may_leave.wait();
    return Response{.body = "done"};
  }};
  RawClient idle{server.port()};
  RawClient busy{server.port()};
  busy.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  entered.get_future().wait();

  server.server().stop();
  EXPECT_EQ(idle.rest(), "");
  leave.set_value();
  auto const answer = busy.rest();
  server.join();

  EXPECT_EQ(body_of(answer), "done");
  EXPECT_THAT(answer, HasSubstr("Connection: close\r\n"));
  EXPECT_TRUE(server.server().stopping());
}

/// What is asked while the server says farewell is answered, on old connections and on new ones,
/// and each is told that it was the last.
TEST(Server, AnswersWhoeverComesWhileItSaysFarewell) {
  RunningServer server{echo, {.farewell = std::chrono::seconds{2}}};
  RawClient kept{server.port()};
  kept.send("GET /1 HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(kept.answer(), Not(HasSubstr("Connection: close\r\n")));

  server.server().stop();
  while (!server.server().stopping()) continue;
  kept.send("GET /2 HTTP/1.1\r\nHost: x\r\n\r\n");
  auto const last = kept.rest();
  auto const fresh = exchange(server.port(), "GET /3 HTTP/1.1\r\nHost: x\r\n\r\n");
  server.join();

  for (auto const& answer : {last, fresh}) {
    EXPECT_EQ(status_line(answer), "HTTP/1.1 200 OK");
    EXPECT_THAT(answer, HasSubstr("Connection: close\r\n"));
  }
  EXPECT_EQ(body_of(fresh), "GET /3 ");
}

/// What a client hears that asks again and again until nobody is there; empty: of each request all.
std::string flaws_until_refused(std::uint16_t port) {
  try {
    for (;;) {
      auto const answer = exchange(port, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      if (body_of(answer) != "GET / ") return "cut off: " + answer;
    }
  } catch (boost::system::system_error const& error) {
    return error.code() == boost::asio::error::connection_refused ? "" : error.what();
  }
}

TEST(Server, AnswersOrRefusesWhenItStopsAndCutsNobodyOff) {
  constexpr int kRounds = 3;
  for (int round = 0; round < kRounds; ++round) {
    RunningServer server{echo, {.farewell = std::chrono::milliseconds{300}}};
    std::vector<std::future<std::string>> clients;
    for (int i = 0; i < 8; ++i)
      clients.push_back(std::async(std::launch::async, flaws_until_refused, server.port()));
    server.server().stop();
    for (auto& client : clients) EXPECT_EQ(client.get(), "");
    server.join();
  }
}

TEST(Server, TellsOnceThatItStops) {
  std::atomic<int> told = 0;
  Server server{{}, {.handle = echo, .refuse = {}, .served = {}, .stopping = [&] { ++told; }}};
  server.stop();
  server.stop();
  server.run();
  EXPECT_EQ(told, 1);
}

TEST(Server, StopsOnTheSignalsOfAnOperator) {
  RunningServer server{echo};
  RawClient client{server.port()};
  client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  ASSERT_EQ(body_of(client.answer()), "GET / ");

  std::raise(SIGTERM);

  EXPECT_EQ(client.rest(), "");
  server.join();
}

TEST(Server, SaysWhyItCannotListen) {
  RunningServer const server{echo};

  EXPECT_THROW(Server({.host = "127.0.0.1", .port = server.port()}, {}), std::runtime_error);
}

}  // namespace
}  // namespace gozin::http
