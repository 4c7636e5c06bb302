#pragma once

#include "adapters/http/message.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace gozin::http {

struct Endpoint {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;  // 0: any that is free
};

struct Limits {
  std::size_t target_bytes_max = 4'096;               // beyond: 414
  std::size_t header_bytes_max = 16'384;              // beyond: 431
  std::size_t body_bytes_max = 1 << 20;               // beyond: 413
  std::chrono::milliseconds header_patience{10'000};  // beyond: 408
  std::chrono::milliseconds body_patience{30'000};    // beyond: 408
  std::chrono::milliseconds write_patience{30'000};
  std::chrono::milliseconds idle_patience{60'000};   // between two requests
  std::chrono::milliseconds farewell{250};           // when stopping, to new and quiet connections
  std::chrono::milliseconds drain_patience{10'000};  // then, for requests in flight
  std::size_t workers = 4;
  std::size_t waiting_max = 256;        // requests for a worker; beyond: 503 with `Retry-After`
  std::size_t connections_max = 2'048;  // beyond: closed at once
  std::size_t feeds_max = 1'024;        // answers that go on; beyond: 503 with `Retry-After`
  std::chrono::milliseconds feed_pause{250};         // between two of its events
  std::chrono::milliseconds feed_heartbeat{15'000};  // while there is nothing to say
};

/// One request, answered. Holds no query, body, cookie or address.
struct Served {
  std::string id;
  std::string method;
  std::string path;
  int status = 0;
  std::chrono::microseconds took{0};
  std::string failure = {};  // what broke, for the operator; empty when nothing did
};

/// What stands behind the server.
struct Service {
  Handler handle;
  /// The answer to what the server itself turns down; the request may be known in part only.
  std::function<Response(Request const&, int status)> refuse;
  /// Told after each answer, on the network's thread: must be quick and must not throw.
  std::function<void(Served const&)> served = {};
  /// Told once when the server begins to stop, likewise.
  std::function<void()> stopping = {};
};

/// HTTP/1.1 on one address. One thread for the network, a fixed number of workers for the handler.
/// A handler that throws StoreBusy is answered by 503, one that throws anything else by 500.
class Server {
 public:
  /// Opens the port at once. Throws std::runtime_error with a sentence when it cannot.
  Server(Endpoint const& endpoint, Service service, Limits limits = {});
  ~Server();

  /// Serves until `stop`, SIGTERM or SIGINT. Then says farewell: goes on for a moment, and closes
  /// each connection behind its answer. After that it takes no new connection, closes those that
  /// are quiet for as long, finishes the requests in flight and returns.
  void run();
  /// From any thread.
  void stop();
  [[nodiscard]] bool stopping() const;
  [[nodiscard]] std::uint16_t port() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gozin::http
