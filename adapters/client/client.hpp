#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace gozin::client {

/// Nobody answered, or not in time, or with more than was asked for. Says why; never what was sent.
struct Unreachable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Limits {
  std::chrono::milliseconds connect_patience{5'000};
  std::chrono::milliseconds patience{20'000};  // for the whole of it
  std::size_t answer_bytes_max = 64 * 1'024;
};

struct Answer {
  int status = 0;
  std::string body = {};
};

/// Sends requests over HTTP and HTTPS, one at a time, and keeps connections for the next. No
/// redirect is followed; a server's certificate has to be good. For one thread at a time.
class Client {
 public:
  explicit Client(Limits const& limits = {});
  ~Client();

  /// POST. Throws Unreachable; what is no address of HTTP is unreachable, too.
  [[nodiscard]] Answer post(std::string const& url, std::string_view body);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gozin::client
