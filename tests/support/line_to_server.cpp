#include "tests/support/line_to_server.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <poll.h>
#include <stdexcept>
#include <string_view>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace gozin::tests {
namespace {

constexpr int kPollMs = 20;
constexpr int kReplyMs = 5'000;

sockaddr_un address_of(std::string const& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) throw std::runtime_error("the path is too long");
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  return address;
}

int new_socket() {
  int const made = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (made < 0) throw std::runtime_error("no socket");
  return made;
}

bool send_all(int to, std::string_view bytes) {
  while (!bytes.empty()) {
    auto const sent = ::send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool wait_for(int socket, int ms) {
  pollfd one{socket, POLLIN, 0};
  return ::poll(&one, 1, ms) > 0;
}

}  // namespace

LineToServer::LineToServer(std::string const& own, std::string server)
    : server_{std::move(server)}, listener_{new_socket()} {
  auto const address = address_of(own);
  if (::bind(listener_, reinterpret_cast<sockaddr const*>(&address), sizeof address) != 0 ||
      ::listen(listener_, 16) != 0)
    throw std::runtime_error("the line cannot listen at " + own);
  thread_ = std::thread{[this] { listen(); }};
}

LineToServer::~LineToServer() {
  ending_ = true;
  thread_.join();
  for (auto const& pair : pairs_) close(pair);
  ::close(listener_);
}

void LineToServer::listen() {
  while (!ending_) {
    std::vector<pollfd> waiting{{listener_, POLLIN, 0}};
    for (auto const& pair : pairs_) {
      waiting.push_back({pair.client, POLLIN, 0});
      waiting.push_back({pair.server, POLLIN, 0});
    }
    if (::poll(waiting.data(), waiting.size(), kPollMs) <= 0) continue;
    std::vector<Pair> kept;
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      auto const& pair = pairs_[i];
      bool is_whole = true;
      if (waiting[2 * i + 1].revents) is_whole = pass(pair, pair.client);
      if (is_whole && waiting[2 * i + 2].revents) is_whole = pass(pair, pair.server);
      if (is_whole)
        kept.push_back(pair);
      else
        close(pair);
    }
    pairs_ = std::move(kept);
    if (waiting.front().revents) accept_one();
  }
}

void LineToServer::accept_one() {
  int const client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
  if (client < 0) return;
  int const server = new_socket();
  auto const address = address_of(server_);
  if (::connect(server, reinterpret_cast<sockaddr const*>(&address), sizeof address) != 0) {
    close({client, server});
    return;
  }
  pairs_.push_back({client, server});
}

bool LineToServer::pass(Pair const& pair, int from) {
  std::array<char, 65'536> buffer;
  auto const count = ::recv(from, buffer.data(), buffer.size(), 0);
  if (count <= 0) return false;
  std::string_view const bytes{buffer.data(), static_cast<std::size_t>(count)};
  if (from == pair.server) return send_all(pair.client, bytes);
  bool const is_commit = bytes.find("commit") != std::string_view::npos;
  if (!is_commit || cut_ == Cut::none) return send_all(pair.server, bytes);
  if (cut_.exchange(Cut::none) == Cut::before_commit) return false;
  // The server has answered, so it has committed; the answer goes no further.
  (void)send_all(pair.server, bytes);
  (void)wait_for(pair.server, kReplyMs);
  return false;
}

void LineToServer::close(Pair const& pair) const {
  ::close(pair.client);
  ::close(pair.server);
}

}  // namespace gozin::tests
