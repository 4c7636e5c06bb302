#include "tests/adapters/http/raw_client.hpp"

#include <deque>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::http {
namespace {

using std::chrono::milliseconds;

/// What a client sends that must not reach the handler, and the status it gets.
struct Row {
  char const* name;
  std::string bytes;
  int status;
};

class Refusals : public testing::TestWithParam<Row> {};

// A04, A05, A27
TEST_P(Refusals, AreAnsweredBeforeTheHandler) {
  RunningServer const server{[](Request const&) { return Response{.body = "reached"}; },
                             {.target_bytes_max = 100,
                              .header_bytes_max = 1'000,
                              .body_bytes_max = 1'000,
                              .header_patience = milliseconds{200},
                              .body_patience = milliseconds{200}}};

  auto const answer = exchange(server.port(), GetParam().bytes);

  auto const status = std::to_string(GetParam().status);
  EXPECT_THAT(status_line(answer), testing::StartsWith("HTTP/1.1 " + status)) << answer;
  EXPECT_EQ(body_of(answer), "refused " + status);
  EXPECT_THAT(answer, testing::HasSubstr("Connection: close\r\n"));
  EXPECT_THAT(answer, testing::HasSubstr("X-Request-Id: "));
}

std::vector<Row> rows() {
  auto const host = std::string{"Host: x\r\n"};
  auto const long_text = std::string(3'000, 'a');
  return {
      {"MalformedLine", "GET\r\n\r\n", 400},
      {"NoHost", "GET / HTTP/1.1\r\n\r\n", 400},
      {"TwoHosts", "GET / HTTP/1.1\r\n" + host + host + "\r\n", 400},
      {"BrokenTarget", "GET /%zz HTTP/1.1\r\n" + host + "\r\n", 400},
      {"AbsoluteTarget", "GET http://x/ HTTP/1.1\r\n" + host + "\r\n", 400},
      {"LengthAndEncoding",
       "POST / HTTP/1.1\r\n" + host +
           "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
       400},
      {"TwoLengths",
       "POST / HTTP/1.1\r\n" + host + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400},
      {"BadLength", "POST / HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n", 400},
      {"LongTarget", "GET /" + std::string(200, 'a') + " HTTP/1.1\r\n" + host + "\r\n", 414},
      {"VeryLongTarget", "GET /" + long_text + " HTTP/1.1\r\n" + host + "\r\n", 414},
      {"LongHeader", "GET / HTTP/1.1\r\n" + host + "X: " + long_text + "\r\n\r\n", 431},
      {"LongBody", "POST / HTTP/1.1\r\n" + host + "Content-Length: 3000\r\n\r\n" + long_text, 413},
      {"LongChunks",
       "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nbb8\r\n" + long_text +
           "\r\n0\r\n\r\n",
       413},
      {"SlowHeader", "GET / HTTP/1.1\r\nHo", 408},
      {"SlowBody", "POST / HTTP/1.1\r\n" + host + "Content-Length: 10\r\n\r\nabc", 408},
      {"OtherVersion", "GET / HTTP/2.5\r\n" + host + "\r\n", 505},
  };
}

INSTANTIATE_TEST_SUITE_P(Server, Refusals, testing::ValuesIn(rows()),
                         [](auto const& given) { return std::string{given.param.name}; });

TEST(Limits, EndAConnectionThatAsksForNothing) {
  RunningServer const server{[](Request const&) { return Response{}; },
                             {.idle_patience = milliseconds{50}}};

  EXPECT_EQ(exchange(server.port(), ""), "");
}

TEST(Limits, AreNotReachedByARequestThatFits) {
  RunningServer const server{[](Request const& request) { return Response{.body = request.body}; },
                             {.body_bytes_max = 1'000}};
  auto const text = std::string(1'000, 'b');

  auto const answer = exchange(server.port(),
                               "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                               "Content-Length: 1000\r\n\r\n" +
                                   text);

  EXPECT_EQ(body_of(answer), text);
}

constexpr std::size_t kMoreThanAnyBufferHolds = 16 << 20;
constexpr std::string_view kAskForMuch = "GET /long HTTP/1.1\r\nHost: x\r\n\r\n";

Response long_or_short(Request const& request) {
  auto const bytes = request.path == "/long" ? kMoreThanAnyBufferHolds : 4;
  return Response{.body = std::string(bytes, 'a')};
}

std::string short_answer(RunningServer const& server) {
  return body_of(
      exchange(server.port(), "GET /short HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
}

TEST(Limits, KeepNobodyWaitingBehindThoseWhoDoNotReadTheirAnswers) {
  constexpr int kWhoDoNotRead = 8;
  // One that waited behind them would wait for all of that.
  RunningServer const server{long_or_short, {.write_patience = milliseconds{20'000}, .workers = 2}};
  std::deque<RawClient> idle;
  for (int i = 0; i < kWhoDoNotRead; ++i) idle.emplace_back(server.port()).send(kAskForMuch);

  auto const begun = std::chrono::steady_clock::now();
  for (int i = 0; i < 20; ++i) EXPECT_EQ(short_answer(server), "aaaa");
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds{10});
}

TEST(Limits, CutOffWhoeverDoesNotReadItsAnswer) {
  constexpr milliseconds kPatience{300};
  RunningServer const server{long_or_short, {.write_patience = kPatience, .workers = 2}};
  RawClient idle{server.port()};
  idle.send(kAskForMuch);

  auto const over = std::chrono::steady_clock::now() + 5 * kPatience;
  while (std::chrono::steady_clock::now() < over) EXPECT_EQ(short_answer(server), "aaaa");
  // What had found room on the way is still there to be read, and nothing comes behind it.
  EXPECT_LT(idle.rest().size(), kMoreThanAnyBufferHolds);
}

}  // namespace
}  // namespace gozin::http
