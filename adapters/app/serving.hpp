#pragma once

#include "adapters/http/server.hpp"
#include "adapters/keys/system_ports.hpp"

#include <chrono>
#include <mutex>
#include <string_view>

#include <boost/json/object.hpp>

namespace gozin::app {

namespace json = boost::json;

/// `HOST:PORT` or `[IPV6]:PORT`. Throws cli::UsageError for anything else.
[[nodiscard]] http::Endpoint endpoint_of(std::string_view listen);

/// Milliseconds, at most a minute. Throws std::runtime_error for anything else.
[[nodiscard]] std::chrono::milliseconds farewell_of(std::string_view text);

/// One JSON object a line on stderr (H05). Holds no personal data.
class Journal {
 public:
  void tell(std::string_view level, json::object line);

 private:
  SystemClock clock_;
  std::mutex mutex_;
};

}  // namespace gozin::app
