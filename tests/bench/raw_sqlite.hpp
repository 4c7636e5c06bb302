#pragma once

#include "engine/projection/table.hpp"

#include <cstdint>
#include <functional>
#include <string>

struct sqlite3;
struct sqlite3_stmt;

// SQLite's own C interface, as thin as it can be: what stores are measured against.
namespace gozin::bench {

struct RawDatabase {
  /// With the journal and the durability of the store.
  explicit RawDatabase(std::string const& path);
  ~RawDatabase();
  RawDatabase(RawDatabase const&) = delete;
  RawDatabase& operator=(RawDatabase const&) = delete;

  void move_journal() const;

  sqlite3* handle = nullptr;
};

class RawStatement {
 public:
  RawStatement(RawDatabase const& database, char const* text);
  ~RawStatement();
  RawStatement(RawStatement const&) = delete;
  RawStatement& operator=(RawStatement const&) = delete;

  template <class... Values>
  void run(Values const&... values) {
    int at = 0;
    (bind(++at, values), ...);
    step_to_end([] {});
  }
  /// Calls `visit` on each row.
  void step_to_end(std::function<void()> const& visit);
  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] std::int64_t number(int column) const;

 private:
  void bind(int at, std::int64_t value);
  void bind(int at, std::string const& value);
  void bind(int at, Value const& value);

  sqlite3* database_;
  sqlite3_stmt* statement_ = nullptr;
};

}  // namespace gozin::bench
