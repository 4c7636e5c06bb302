#pragma once

#include <filesystem>
#include <string>

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

namespace gozin::traps {

/// A folder of its own for one SQLite file, removed at the end.
class TemporaryDatabase {
 public:
  TemporaryDatabase();
  ~TemporaryDatabase();
  TemporaryDatabase(TemporaryDatabase const&) = delete;
  TemporaryDatabase& operator=(TemporaryDatabase const&) = delete;

  /// Connects `sql` to the file, in WAL mode and with a busy timeout of that many seconds.
  void open(soci::session& sql, int timeout_seconds) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace gozin::traps
