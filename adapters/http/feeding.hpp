#pragma once

#include "adapters/http/session.hpp"

#include <chrono>
#include <cstdint>
#include <string>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/spawn.hpp>
#include <boost/asio/steady_timer.hpp>

namespace gozin::http {

/// Sends an answer that goes on, behind its headers, in chunks: until it is over, the client is
/// gone or too slow, or the server stops. Lives on the network's thread.
class Feeding : public std::enable_shared_from_this<Feeding> {
 public:
  Feeding(boost::asio::ip::tcp::socket& socket, Hall& hall, std::shared_ptr<Feed> feed);
  ~Feeding();
  Feeding(Feeding const&) = delete;
  Feeding& operator=(Feeding const&) = delete;

  /// Returns what broke; empty when nothing did. What broke has no last chunk.
  [[nodiscard]] std::string run(boost::asio::yield_context const& yield);
  /// There may be news, or an end.
  void ring();

 private:
  struct Answer {
    News news;
    std::string failure = {};
    bool is_busy = false;
  };

  void watch_client();
  void allow(std::chrono::milliseconds patience);
  void disallow();
  [[nodiscard]] Answer ask(boost::asio::yield_context const& yield);
  [[nodiscard]] bool send(std::string const& text, boost::asio::yield_context const& yield);
  [[nodiscard]] bool is_ending() const { return is_gone_ || hall_.stopping; }
  void rest(std::chrono::milliseconds pause, boost::asio::yield_context const& yield);
  void wait_for_news(boost::asio::yield_context const& yield);

  boost::asio::ip::tcp::socket& socket_;
  Hall& hall_;
  std::shared_ptr<Feed> feed_;
  boost::asio::steady_timer bell_;
  boost::asio::steady_timer patience_;
  std::uint64_t round_ = 0;  // of the patience: one that ends late is of an earlier round
  bool is_rung_ = false;
  bool is_gone_ = false;
};

}  // namespace gozin::http
