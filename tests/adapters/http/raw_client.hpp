#pragma once

#include "adapters/http/server.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <thread>

namespace gozin::http {

/// A server on a free port of this machine that runs until the end of the test.
class RunningServer {
 public:
  explicit RunningServer(Handler handle,
                         Limits limits = {.farewell = std::chrono::milliseconds{0}});
  ~RunningServer();
  RunningServer(RunningServer const&) = delete;
  RunningServer& operator=(RunningServer const&) = delete;

  [[nodiscard]] std::uint16_t port() const { return server_.port(); }
  Server& server() { return server_; }
  /// Waits until `run` has returned.
  void join();

 private:
  Server server_;
  std::thread thread_;
};

/// Sends bytes as they are and reads what comes back.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port);
  ~RawClient();
  RawClient(RawClient&&) = delete;

  void send(std::string_view bytes);
  /// Everything until the other side closes.
  [[nodiscard]] std::string rest();
  /// One answer: its head and as many bytes as its `Content-Length` says.
  [[nodiscard]] std::string answer();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// Sends one request and gives all that comes back.
[[nodiscard]] std::string exchange(std::uint16_t port, std::string_view bytes);

/// `HTTP/1.1 200 OK` of an answer.
[[nodiscard]] std::string status_line(std::string_view answer);
[[nodiscard]] std::string body_of(std::string_view answer);

}  // namespace gozin::http
