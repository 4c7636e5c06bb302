#include "adapters/http/server.hpp"

#include "adapters/http/session.hpp"

#include <atomic>
#include <csignal>
#include <iterator>
#include <linux/filter.h>
#include <stdexcept>
#include <sys/socket.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

namespace gozin::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

tcp::endpoint address_of(asio::io_context& context, Endpoint const& endpoint) {
  error_code error;
  tcp::resolver resolver{context};
  auto const found =
      resolver.resolve(endpoint.host, std::to_string(endpoint.port), tcp::resolver::passive, error);
  if (error || found.empty())
    throw std::runtime_error("the address " + endpoint.host + " is not known here");
  return found.begin()->endpoint();
}

/// What a client needs at most to finish the connection that it has begun: a way there and back.
constexpr std::chrono::milliseconds kHandshakePatience{200};

/// Drops the first packet of every new connection: the client sends it again after a second, and is
/// refused by the closed port then, instead of being reset in the middle of its request. Where the
/// system allows no such filter, some few are reset.
void turn_away_newcomers(tcp::acceptor& acceptor) {
  constexpr unsigned kFlags = 13;  // of the TCP header, RFC 9293
  constexpr unsigned kSyn = 0x02;
  constexpr unsigned kAck = 0x10;
  sock_filter steps[] = {{BPF_LD | BPF_B | BPF_ABS, 0, 0, kFlags},
                         {BPF_ALU | BPF_AND | BPF_K, 0, 0, kSyn | kAck},
                         {BPF_JMP | BPF_JEQ | BPF_K, 0, 1, kSyn},
                         {BPF_RET | BPF_K, 0, 0, 0},
                         {BPF_RET | BPF_K, 0, 0, 0xffffffff}};
  sock_fprog const filter{std::size(steps), steps};
  static_cast<void>(
      ::setsockopt(acceptor.native_handle(), SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof filter));
}

}  // namespace

struct Server::State {
  State(Endpoint const& endpoint, Service given, Limits given_limits)
      : service{std::move(given)}, limits{given_limits} {
    auto const address = address_of(context, endpoint);
    error_code error;
    acceptor.open(address.protocol());
    acceptor.set_option(tcp::acceptor::reuse_address{true});
    acceptor.bind(address, error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error)
      throw std::runtime_error("cannot listen on " + endpoint.host + ":" +
                               std::to_string(endpoint.port) + ": " + error.message());
    port = acceptor.local_endpoint().port();
  }

  void accept() {
    acceptor.async_accept([this](error_code const& error, tcp::socket socket) {
      // One that was taken before the port was closed is served.
      if (!error) take(std::move(socket));
      if (!acceptor.is_open()) return;
      if (error) return accept_later();
      accept();
    });
  }

  void take(tcp::socket socket) {
    if (hall.sessions.size() >= limits.connections_max) return;
    error_code ignored;
    socket.set_option(tcp::no_delay{true}, ignored);
    serve(std::move(socket), hall);
  }

  /// Out of descriptors or memory: trying again at once would only burn the processor.
  void accept_later() {
    breath.expires_after(std::chrono::milliseconds{100});
    breath.async_wait([this](error_code const& error) {
      if (!error && acceptor.is_open()) accept();
    });
  }

  void begin_stop() {
    if (is_stopping.exchange(true)) return;
    hall.stopping = true;
    end_feeds(hall);
    if (service.stopping) service.stopping();
    error_code ignored;
    signals.cancel(ignored);
    patience.expires_after(limits.farewell);
    patience.async_wait([this](error_code const&) { turn_away(); });
  }

  /// Whoever has connected is served; whoever comes from now on is to find the port closed.
  void turn_away() {
    turn_away_newcomers(acceptor);
    patience.expires_after(kHandshakePatience);
    patience.async_wait([this](error_code const&) { close_port(); });
  }

  /// Closing the port would reset the connections that nobody has taken yet.
  void close_port() {
    error_code taken;
    acceptor.non_blocking(true, taken);
    do {
      auto socket = acceptor.accept(taken);
      if (!taken) take(std::move(socket));
    } while (!taken || taken == asio::error::connection_aborted);
    acceptor.close(taken);
    breath.cancel();
    patience.expires_after(limits.drain_patience);
    patience.async_wait([this](error_code const& error) {
      if (!error) close_all(hall);
    });
    // Behind the handlers of connections that were taken before.
    asio::post(context, [this] { watch_drain(); });
  }

  /// The timer of the drain keeps `run` going; it has nothing to wait for once all are gone.
  void watch_drain() {
    if (hall.sessions.empty()) {
      patience.cancel();
      return;
    }
    close_quiet(hall);
    breath.expires_after(std::chrono::milliseconds{10});
    breath.async_wait([this](error_code const&) { watch_drain(); });
  }

  Service service;
  Limits limits;
  std::atomic<bool> is_stopping = false;
  // In this order: sessions that die with the context leave the hall, workers post to the context.
  Hall hall{service, limits, workers, feeders};
  asio::io_context context{1};
  Workers workers{limits.workers, limits.waiting_max};
  Workers feeders{1, limits.feeds_max};
  tcp::acceptor acceptor{context};
  asio::signal_set signals{context};
  asio::steady_timer breath{context};
  asio::steady_timer patience{context};
  std::uint16_t port = 0;
};

Server::Server(Endpoint const& endpoint, Service service, Limits limits)
    : state_{std::make_unique<State>(endpoint, std::move(service), limits)} {}

Server::~Server() = default;

void Server::run() {
  state_->signals.add(SIGTERM);
  state_->signals.add(SIGINT);
  state_->signals.async_wait([this](error_code const& error, int) {
    if (!error) state_->begin_stop();
  });
  state_->accept();
  state_->context.run();
}

void Server::stop() {
  asio::post(state_->context, [this] { state_->begin_stop(); });
}

bool Server::stopping() const { return state_->is_stopping; }

std::uint16_t Server::port() const { return state_->port; }

}  // namespace gozin::http
