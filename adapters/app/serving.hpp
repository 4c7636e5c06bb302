#pragma once

#include "adapters/http/server.hpp"
#include "adapters/keys/system_ports.hpp"

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>

namespace gozin::app {

namespace json = boost::json;

/// `HOST:PORT` or `[IPV6]:PORT`. Throws cli::UsageError for anything else.
[[nodiscard]] http::Endpoint endpoint_of(std::string_view listen);

/// As it was set; else after this machine and the address that is listened to, or the process where
/// that is of any port. Throws std::runtime_error where what was set is no UTF-8, longer than 100
/// bytes, or holds control characters.
[[nodiscard]] std::string node_name(std::string const& set, http::Endpoint const& endpoint);

/// Milliseconds, at most a minute. Throws std::runtime_error for anything else.
[[nodiscard]] std::chrono::milliseconds farewell_of(std::string_view text);

/// One JSON object a line on stderr (H05). Holds no personal data. A warning that is repeated
/// within a minute is left out: what waits for the database is tried every second.
class Journal {
 public:
  void tell(std::string_view level, json::object line);

 private:
  [[nodiscard]] bool is_repeated(std::string_view level, json::object const& line);

  SystemClock clock_;
  std::mutex mutex_;
  std::map<std::string, std::chrono::steady_clock::time_point> told_;
};

}  // namespace gozin::app
