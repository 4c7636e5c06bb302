#include "adapters/client/client.hpp"

#include "adapters/http/server.hpp"

#include <future>
#include <thread>

#include <gtest/gtest.h>

namespace gozin::client {
namespace {

/// A server that answers by what it is asked, until it goes.
class Answering {
 public:
  explicit Answering(http::Handler handle)
      : server_{{},
                {.handle = std::move(handle),
                 .refuse = [](auto const&,
                              int status) { return http::Response{.status = status}; }}},
        thread_{[this] { server_.run(); }} {}
  ~Answering() {
    server_.stop();
    thread_.join();
  }

  [[nodiscard]] std::string url(std::string const& path) const {
    return "http://127.0.0.1:" + std::to_string(server_.port()) + path;
  }

 private:
  http::Server server_;
  std::thread thread_;
};

http::Response echo(http::Request const& request) {
  return {.status = request.path == "/refused" ? 409 : 200,
          .headers = {{"Location", "/elsewhere"}},
          .body = request.method + " " + request.path + " " + request.body};
}

TEST(Client, PostsABodyAndHearsTheAnswer) {
  Answering const server{&echo};
  Client client;

  for (int again = 0; again < 2; ++again) {
    auto const answer = client.post(server.url("/a"), "the body");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "POST /a the body");
  }
  auto const refused = client.post(server.url("/refused"), "");
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.body, "POST /refused ");
}

TEST(Client, FollowsNobodyElsewhere) {
  Answering const server{[](http::Request const&) {
    return http::Response{.status = 307, .headers = {{"Location", "/other"}}};
  }};
  Client client;

  EXPECT_EQ(client.post(server.url("/"), "secret").status, 307);
}

TEST(Client, TakesNoMoreThanItAskedFor) {
  Answering const server{[](http::Request const& request) {
    return http::Response{.body = std::string(request.body.size(), 'x')};
  }};
  Client client{{.answer_bytes_max = 1'000}};

  EXPECT_EQ(client.post(server.url("/"), std::string(1'000, 'a')).body.size(), 1'000U);
  EXPECT_THROW((void)client.post(server.url("/"), std::string(1'001, 'a')), Unreachable);
}

TEST(Client, FindsNobodyWhereNobodyIs) {
  std::string gone;
  {
    Answering const server{&echo};
    gone = server.url("/");
  }
  Client client;
  for (auto const& url : {gone, std::string{"ftp://127.0.0.1/"}, std::string{"file:///etc/passwd"},
                          std::string{"no address"}, std::string{}})
    EXPECT_THROW((void)client.post(url, ""), Unreachable) << url;
}

TEST(Client, DoesNotWaitForWhoeverHangs) {
  std::promise<void> over;
  auto const is_over = over.get_future().share();
  Answering const server{[is_over](http::Request const&) {
    is_over.wait();
    return http::Response{};
  }};
  Client client{{.patience = std::chrono::milliseconds{100}}};

  EXPECT_THROW((void)client.post(server.url("/"), ""), Unreachable);
  over.set_value();
}

}  // namespace
}  // namespace gozin::client
