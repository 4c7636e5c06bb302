// Sends one form after the other on every connection, and tells how many were answered and how
// fast. One thread, no library between it and the socket: what it costs is no part of what is
// measured.
//
// Usage: http_load PORT CONNECTIONS SECONDS COOKIE CSRF <CASES
// CASES: ids of cases, one a line. Prints one object of JSON.

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <boost/asio/buffer.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>

namespace gozin::bench {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using Moment = std::chrono::steady_clock::time_point;

struct Plan {
  unsigned short port = 0;
  std::string cookie;
  std::string csrf;
  std::vector<std::string> cases;
  Moment ends;
};

struct Tally {
  std::vector<double> milliseconds;
  std::size_t failures = 0;
  std::size_t next = 0;
  std::string run = std::to_string(std::random_device{}());
};

std::string form(Plan const& plan, Tally& tally) {
  auto const number = tally.next++;
  auto const body = "csrf=" + plan.csrf + "&key=k" + tally.run + "-" + std::to_string(number) +
                    "&role=administrative_affairs&note=seen+by+the+officer+in+charge+and+filed";
  auto const port = std::to_string(plan.port);
  return "POST /en/cases/" + plan.cases[number % plan.cases.size()] +
         "/do/add_note HTTP/1.1\r\nHost: 127.0.0.1:" + port +
         "\r\nOrigin: http://127.0.0.1:" + port + "\r\nCookie: " + plan.cookie +
         "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// The bytes of the answer at the front of the text; 0 when it is not whole yet.
std::size_t length_of_answer(std::string const& text) {
  constexpr std::string_view kEnd = "\r\n\r\n";
  constexpr std::string_view kLength = "Content-Length: ";
  auto const end = text.find(kEnd);
  auto const length = text.find(kLength);
  if (end == std::string::npos || length > end) return 0;
  std::size_t bytes = 0;
  std::from_chars(text.data() + length + kLength.size(), text.data() + end, bytes);
  auto const whole = end + kEnd.size() + bytes;
  return text.size() >= whole ? whole : 0;
}

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(asio::io_context& context, Plan const& plan, Tally& tally)
      : socket_{context}, plan_{plan}, tally_{tally} {
    socket_.connect({asio::ip::make_address("127.0.0.1"), plan.port});
    socket_.set_option(tcp::no_delay{true});
  }

  void send() {
    sent_ = std::chrono::steady_clock::now();
    if (sent_ >= plan_.ends) return;
    text_ = form(plan_, tally_);
    asio::async_write(socket_, asio::buffer(text_),
                      [self = shared_from_this()](error_code const& error, std::size_t) {
                        if (error) return self->fail();
                        self->read();
                      });
  }

 private:
  void read() {
    socket_.async_read_some(asio::buffer(piece_),
                            [self = shared_from_this()](error_code const& error, std::size_t got) {
                              if (error) return self->fail();
                              self->answer_.append(self->piece_.data(), got);
                              self->look();
                            });
  }

  void look() {
    auto const whole = length_of_answer(answer_);
    if (whole == 0) return read();
    if (!answer_.starts_with("HTTP/1.1 303")) {
      if (tally_.failures++ == 0) std::cerr << answer_.substr(0, 400) << '\n';
    }
    std::chrono::duration<double, std::milli> const took = std::chrono::steady_clock::now() - sent_;
    tally_.milliseconds.push_back(took.count());
    answer_.erase(0, whole);
    send();
  }

  void fail() { ++tally_.failures; }

  tcp::socket socket_;
  Plan const& plan_;
  Tally& tally_;
  std::string text_;
  std::string answer_;
  std::array<char, 16'384> piece_;
  Moment sent_;
};

void print(Tally& tally, double seconds) {
  auto& times = tally.milliseconds;
  std::ranges::sort(times);
  auto const at = [&](double part) {
    return times.empty()
               ? 0.0
               : times[static_cast<std::size_t>(static_cast<double>(times.size() - 1) * part)];
  };
  std::printf(R"({"answers":%zu,"rate":%.1f,"p50":%.3f,"p99":%.3f,"failures":%zu})"
              "\n",
              times.size(), static_cast<double>(times.size()) / seconds, at(0.5), at(0.99),
              tally.failures);
}

}  // namespace
}  // namespace gozin::bench

int main(int count, char** words) {
  using namespace gozin::bench;
  if (count != 6) {
    std::cerr << "Usage: http_load PORT CONNECTIONS SECONDS COOKIE CSRF <CASES\n";
    return 2;
  }
  Plan plan{.port = static_cast<unsigned short>(std::atoi(words[1])),
            .cookie = words[4],
            .csrf = words[5],
            .cases = {},
            .ends = {}};
  auto const connections = std::atoi(words[2]);
  auto const seconds = std::atof(words[3]);
  for (std::string id; std::getline(std::cin, id);) plan.cases.push_back(id);
  if (plan.cases.empty()) return 2;
  boost::asio::io_context context{1};
  Tally tally;
  std::vector<std::shared_ptr<Connection>> all;
  for (int i = 0; i < connections; ++i)
    all.push_back(std::make_shared<Connection>(context, plan, tally));
  auto const begun = std::chrono::steady_clock::now();
  plan.ends = begun + std::chrono::milliseconds{static_cast<int>(seconds * 1000)};
  for (auto const& one : all) one->send();
  context.run();
  print(tally, std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
  return 0;
}
