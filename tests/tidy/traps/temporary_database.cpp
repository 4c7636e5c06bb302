#include "tests/tidy/traps/temporary_database.hpp"

#include <stdlib.h>
#include <system_error>

namespace gozin::traps {

TemporaryDatabase::TemporaryDatabase() {
  auto name = (std::filesystem::temp_directory_path() / "gozin-trap-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::system_error{errno, std::generic_category()};
  folder_ = name;
}

TemporaryDatabase::~TemporaryDatabase() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void TemporaryDatabase::open(soci::session& sql, int timeout_seconds) const {
  sql.open(soci::sqlite3,
           "db=" + (folder_ / "trap.db").string() + " timeout=" + std::to_string(timeout_seconds));
  sql << "pragma journal_mode=wal";
}

}  // namespace gozin::traps
