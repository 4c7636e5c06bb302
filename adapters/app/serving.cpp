#include "adapters/app/serving.hpp"

#include "adapters/cli/services.hpp"
#include "engine/core/utf8.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <iostream>
#include <unistd.h>

#include <boost/json/serialize.hpp>

namespace gozin::app {
namespace {

constexpr std::chrono::minutes kBetweenRepeats{1};
constexpr std::size_t kNodeNameBytesMax = 100;

/// It stands in rows that are sought by it, and in what people are told.
std::string checked_name(std::string const& name) {
  auto const is_control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; };
  if (name.size() > kNodeNameBytesMax || !is_utf8(name) || std::ranges::any_of(name, is_control))
    throw std::runtime_error("node wants a name in UTF-8, 100 bytes at most, on one line");
  return name;
}

}  // namespace

http::Endpoint endpoint_of(std::string_view listen) {
  cli::UsageError const refused{"--listen wants HOST:PORT, for example 127.0.0.1:8080"};
  auto const colon = listen.rfind(':');
  if (colon == std::string_view::npos) throw refused;
  http::Endpoint endpoint;
  auto host = listen.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  auto const port = listen.substr(colon + 1);
  auto const* end = port.data() + port.size();
  auto const read = std::from_chars(port.data(), end, endpoint.port);
  if (host.empty() || read.ec != std::errc{} || read.ptr != end) throw refused;
  endpoint.host = std::string{host};
  return endpoint;
}

std::string node_name(std::string const& set, http::Endpoint const& endpoint) {
  if (!set.empty()) return checked_name(set);
  std::array<char, 256> machine{};
  // A name that is longer is cut off; the last byte stays zero.
  bool const is_known = ::gethostname(machine.data(), machine.size() - 1) == 0;
  auto const name =
      std::string{is_known ? machine.data() : "localhost"} + "/" + endpoint.host + ":";
  // Where any port will do, several nodes of one machine are told apart by their processes.
  return name +
         (endpoint.port != 0 ? std::to_string(endpoint.port) : "any/" + std::to_string(::getpid()));
}

std::chrono::milliseconds farewell_of(std::string_view text) {
  constexpr int kLongestMs = 60'000;
  int ms = -1;
  auto const* end = text.data() + text.size();
  auto const read = std::from_chars(text.data(), end, ms);
  if (read.ec != std::errc{} || read.ptr != end || ms < 0 || ms > kLongestMs)
    throw std::runtime_error("farewell_ms wants milliseconds, 60000 at most");
  return std::chrono::milliseconds{ms};
}

bool Journal::is_repeated(std::string_view level, json::object const& line) {
  if (level != "warning") return false;
  auto const now = std::chrono::steady_clock::now();
  std::erase_if(told_, [&](auto const& one) { return now - one.second >= kBetweenRepeats; });
  return !told_.emplace(json::serialize(line), now).second;
}

void Journal::tell(std::string_view level, json::object line) {
  {
    std::scoped_lock const lock{mutex_};
    if (is_repeated(level, line)) return;
  }
  line["ts"] = to_rfc3339(clock_.now());
  line["level"] = level;
  auto const text = json::serialize(line) + "\n";
  std::scoped_lock const lock{mutex_};
  std::cerr << text << std::flush;
}

}  // namespace gozin::app
