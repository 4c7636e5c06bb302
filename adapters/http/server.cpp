#include "adapters/http/server.hpp"

#include "adapters/http/session.hpp"

#include <atomic>
#include <csignal>
#include <stdexcept>

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
      if (is_stopping) return;
      if (error) return accept_later();
      if (hall.sessions.size() < limits.connections_max) {
        error_code ignored;
        socket.set_option(tcp::no_delay{true}, ignored);
        serve(std::move(socket), hall);
      }
      accept();
    });
  }

  /// Out of descriptors or memory: trying again at once would only burn the processor.
  void accept_later() {
    breath.expires_after(std::chrono::milliseconds{100});
    breath.async_wait([this](error_code const& error) {
      if (!error) accept();
    });
  }

  void begin_stop() {
    if (is_stopping.exchange(true)) return;
    hall.stopping = true;
    error_code ignored;
    acceptor.close(ignored);
    signals.cancel(ignored);
    breath.cancel();
    close_idle(hall);
    patience.expires_after(limits.drain_patience);
    patience.async_wait([this](error_code const& error) {
      if (!error) close_all(hall);
    });
    watch_drain();
  }

  /// The timer of the drain keeps `run` going; it has nothing to wait for once all are gone.
  void watch_drain() {
    if (hall.sessions.empty()) {
      patience.cancel();
      return;
    }
    breath.expires_after(std::chrono::milliseconds{10});
    breath.async_wait([this](error_code const&) { watch_drain(); });
  }

  Service service;
  Limits limits;
  std::atomic<bool> is_stopping = false;
  // In this order: sessions that die with the context leave the hall, workers post to the context.
  Hall hall{service, limits, workers};
  asio::io_context context{1};
  Workers workers{limits.workers, limits.waiting_max};
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
