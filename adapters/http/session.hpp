#pragma once

#include "adapters/http/server.hpp"
#include "adapters/http/workers.hpp"

#include <memory>
#include <set>

#include <boost/asio/ip/tcp.hpp>

namespace gozin::http {

class Feeding;
class Session;

/// What the sessions of a server share. Touched on the network's thread only, but for `workers`.
struct Hall {
  Service const& service;
  Limits const& limits;
  Workers& workers;
  Workers& feeders;  // apart, so that requests never wait behind what nobody has asked for
  bool stopping = false;
  std::set<Session*> sessions = {};
  std::set<Feeding*> feedings = {};
};

/// Serves one connection until it ends.
void serve(boost::asio::ip::tcp::socket socket, Hall& hall);

/// When stopping: ends the answers that go on, whose clients ask again elsewhere.
void end_feeds(Hall& hall);
/// When stopping: ends the connections on which nothing has come for as long as a farewell takes;
/// the others end after their answer.
void close_quiet(Hall& hall);
/// Ends all connections, whatever they are doing.
void close_all(Hall& hall);

}  // namespace gozin::http
