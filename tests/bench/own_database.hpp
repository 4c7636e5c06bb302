#pragma once

#include "tests/support/server_database.hpp"
#include "tests/support/temporary_folder.hpp"

#include <optional>

namespace gozin::bench {

/// An empty database, gone with this object. One on a server is on those of GOZIN_TEST_SERVERS.
class OwnDatabase {
 public:
  explicit OwnDatabase(Database kind) {
    if (kind == Database::sqlite)
      url_ = {.database = kind, .path = folder_.file("log.db")};
    else
      url_ = server_.emplace(kind).url();
  }

  [[nodiscard]] StoreUrl const& url() const { return url_; }

 private:
  tests::TemporaryFolder folder_;
  std::optional<tests::ServerDatabase> server_;
  StoreUrl url_;
};

}  // namespace gozin::bench
