#pragma once

#include "adapters/store/store_url.hpp"

#include <string>

namespace gozin::tests {

/// A database of its own on one of the servers that run for the tests, empty at first; gone with
/// this object. Where the servers are stands in the folder GOZIN_TEST_SERVERS, which ctest sets.
class ServerDatabase {
 public:
  explicit ServerDatabase(Database database);
  ~ServerDatabase();
  ServerDatabase(ServerDatabase const&) = delete;
  ServerDatabase& operator=(ServerDatabase const&) = delete;

  [[nodiscard]] StoreUrl const& url() const { return url_; }
  /// The folder (PostgreSQL) or the file (MariaDB) of the server's socket.
  [[nodiscard]] std::string const& socket() const { return socket_; }

  /// What another program does to this database.
  void run(std::string const& statement) const;
  /// What is done to it from another database of the server.
  void administer(std::string const& statement) const;
  /// Ends every other connection to it, as a restart or a fault of the network does.
  void cut_connections() const;
  /// The schema, a line a column or index, in a fixed order.
  [[nodiscard]] std::string schema() const;
  /// How many connections there are to it.
  [[nodiscard]] int connections() const;

 private:
  [[nodiscard]] std::string lines_of(std::string const& query) const;

  std::string socket_;
  StoreUrl url_;
};

/// The address of a database on a server with that socket.
[[nodiscard]] StoreUrl url_on(Database database, std::string const& socket,
                              std::string const& name);

}  // namespace gozin::tests
