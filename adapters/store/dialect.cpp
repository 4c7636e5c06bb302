#include "adapters/store/dialect.hpp"

#include <stdexcept>

namespace gozin::store {

Dialect const& dialect_of(Database database) {
  switch (database) {
    case Database::sqlite:
      return sqlite_dialect();
    case Database::postgresql:
      return postgresql_dialect();
    case Database::mysql:
      return mysql_dialect();
  }
  throw std::logic_error("a database without a dialect");
}

}  // namespace gozin::store
