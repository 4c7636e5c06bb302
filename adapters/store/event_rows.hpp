#pragma once

#include "engine/port/event_store.hpp"

#include <string>
#include <string_view>

#include <soci/soci.h>

namespace gozin::store {

/// The columns of an event, as `EventRows` reads them.
inline constexpr std::string_view kEventColumns = "seq, stream, rev, type, recorded, body, leaf";

/// A statement for events; `rest` stands behind the table.
[[nodiscard]] inline std::string select_events(std::string_view rest) {
  return "select " + std::string{kEventColumns} + " from event " + std::string{rest};
}

/// A leaf column that is no hash is damage; it is shown as the hash of zeros, which no leaf has, so
/// that whoever verifies names the event and goes on.
[[nodiscard]] inline Hash leaf_of(std::string_view text) {
  return parse_hash(text).value_or(Hash{});
}

/// The rows of such a statement on SQLite, by SQLite's own functions: SOCI calls a dozen of them
/// for each column. What fails is thrown as SOCI would throw it. Holds the connection meanwhile,
/// which its thread may go on using.
class SqliteEvents {
 public:
  /// The statement stands on its first row.
  explicit SqliteEvents(soci::statement& statement);
  ~SqliteEvents();
  SqliteEvents(SqliteEvents const&) = delete;
  SqliteEvents& operator=(SqliteEvents const&) = delete;

  void read(StoredEvent& event) const;
  /// On to the next row; whether there is one.
  [[nodiscard]] bool next();

 private:
  soci::statement& statement_;
};

/// Rows of events that a statement asks for, read into one place, row after row, so that its
/// strings keep their memory. Asked once, so nothing is prepared on a server.
class EventRows {
 public:
  /// `text`: a whole statement that gives `kEventColumns`.
  EventRows(soci::session& sql, std::string text)
      : text_{std::move(text)}, is_sqlite_{sql.get_backend_name() == "sqlite3"}, statement_{sql} {
    statement_.exchange(soci::into(event_.seq));
    // SOCI would not go to the first row for nothing.
    if (is_sqlite_) return;
    statement_.exchange(soci::into(event_.stream.text));
    statement_.exchange(soci::into(event_.rev));
    statement_.exchange(soci::into(event_.type));
    statement_.exchange(soci::into(event_.recorded.ms));
    statement_.exchange(soci::into(event_.body));
    statement_.exchange(soci::into(leaf_));
  }

  /// Parameters in the order of the text; gives the number of rows.
  template <class Visit, class... Values>
  std::int64_t visit(Visit const& visit, Values const&... values) {
    (statement_.exchange(soci::use(values)), ...);
    statement_.alloc();
    statement_.prepare(text_, soci::details::st_one_time_query);
    statement_.define_and_bind();
    bool const has_row = statement_.execute(true);
    if (!has_row) return 0;
    return is_sqlite_ ? visit_sqlite(visit) : visit_rows(visit);
  }

  [[nodiscard]] std::int64_t last_seq() const { return event_.seq; }

 private:
  template <class Visit>
  std::int64_t visit_rows(Visit const& visit) {
    std::int64_t count = 0;
    do {
      event_.leaf = leaf_of(leaf_);
      ++count;
      visit(event_);
    } while (statement_.fetch());
    return count;
  }

  template <class Visit>
  std::int64_t visit_sqlite(Visit const& visit) {
    SqliteEvents events{statement_};
    std::int64_t count = 0;
    do {
      events.read(event_);
      ++count;
      visit(event_);
    } while (events.next());
    return count;
  }

  std::string text_;
  StoredEvent event_;
  std::string leaf_;
  bool is_sqlite_;
  soci::statement statement_;
};

}  // namespace gozin::store
