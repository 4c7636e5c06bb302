#include "adapters/store/batch_writer.hpp"
#include "adapters/store/dialect.hpp"
#include "adapters/store/mysql_bulk.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <soci/mysql/soci-mysql.h>

namespace gozin::store {
namespace {

/// Sessions that stand still in a transaction that has written are ended by the server.
constexpr int kIdleInTransactionSeconds = 30;
constexpr int kSilenceSeconds = 300;

MYSQL* connection_of(soci::session& sql) {
  return static_cast<soci::mysql_session_backend*>(sql.get_backend())->conn_;
}

/// A value in SOCI's `key='value'`.
std::string option(std::string_view key, std::string_view value) {
  std::string text = " " + std::string{key} + "='";
  for (char const c : value) {
    if (c == '\'' || c == '\\') text += '\\';
    text += c;
  }
  return text + "'";
}

std::int64_t seconds_of(std::chrono::milliseconds patience) {
  return std::max<std::int64_t>(1, (patience.count() + 999) / 1'000);
}

std::string connection_text(StoreUrl const& url, Use use, std::chrono::milliseconds patience) {
  // A server that has fallen silent is one that is lost; counting a large table may take minutes.
  auto const silence = use == Use::write ? kIdleInTransactionSeconds : kSilenceSeconds;
  std::string text = "charset=utf8mb4" + option("dbname", url.name) +
                     option("connect_timeout", std::to_string(seconds_of(patience))) +
                     option("read_timeout", std::to_string(silence)) +
                     option("write_timeout", std::to_string(silence));
  if (!url.host.empty()) text += option("host", url.host);
  if (!url.port.empty()) text += option("port", url.port);
  if (!url.user.empty()) text += option("user", url.user);
  if (!url.password.empty()) text += option("password", url.password);
  for (auto const& [key, value] : url.options)
    text += option(key == "socket" ? "unix_socket" : key, value);
  return text;
}

template <std::size_t Count>
bool is_among(std::array<unsigned, Count> const& codes, unsigned code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

// By the codes of MariaDB's manual, "MariaDB Error Codes".
constexpr std::array<unsigned, 11> kLost{1053, 1152, 1158, 1159, 1160, 1161,
                                         1927, 2002, 2003, 2006, 2013};
constexpr std::array<unsigned, 4> kLostToWriters{1290, 1836, 2055, 4031};
constexpr std::array<unsigned, 5> kBusy{1040, 1203, 1205, 1213, 1226};
constexpr std::array<unsigned, 7> kBroken{1022, 1048, 1062, 1169, 1451, 1452, 4025};

/// Also where the server has become read-only: another connection may find the new primary.
bool is_lost(unsigned code) { return is_among(kLost, code) || is_among(kLostToWriters, code); }

/// No value of ours stands in what is said of a connection.
void open(soci::session& sql, std::string const& text) {
  try {
    sql.open(soci::mysql, text);
  } catch (soci::mysql_soci_error const& error) {
    auto const& says = error.get_error_message();
    if (is_lost(error.err_num_)) throw ConnectionLost("the database is not reached: " + says);
    if (is_among(kBusy, error.err_num_)) throw StoreBusy("the database is busy: " + says);
    throw StoreFailed("the database refuses: " + says);
  }
}

void connect(soci::session& sql, StoreUrl const& url, Use use, std::chrono::milliseconds patience) {
  open(sql, connection_text(url, use, patience));
  // What does not fit is refused, not cut; `"` quotes names, as everywhere else.
  sql << "set session sql_mode = 'ANSI_QUOTES,STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', "
         "session innodb_lock_wait_timeout = "
      << seconds_of(patience) << ", session lock_wait_timeout = " << seconds_of(patience)
      << ", session idle_transaction_timeout = "
      << (use == Use::write ? kIdleInTransactionSeconds : 0);
  sql << "set names utf8mb4 collate utf8mb4_nopad_bin";
  sql << (use == Use::write ? "set session transaction isolation level read committed"
                            : "set session transaction isolation level repeatable read");
}

void create(StoreUrl const&) {}
bool exists(StoreUrl const&) { return true; }

/// The lock on the head's row orders all nodes; what is read behind it, in a transaction that sees
/// each commit of others, is the end of the log.
void begin_write(soci::session& sql) {
  sql << "start transaction";
  sql << "select id from log_head where id = 1 for update";
}

/// Statements about tables commit by themselves, so the lock is one of the session.
void begin_schema(soci::session& sql, std::chrono::milliseconds patience) {
  int taken = 0;
  sql << "select coalesce(get_lock(concat(database(), '.gozin'), " << seconds_of(patience)
      << "), 0)",
      soci::into(taken);
  if (taken != 1) throw StoreBusy("the store is busy: another prepares its schema");
}

bool in_transaction(soci::session& sql) {
  return (connection_of(sql)->server_status & SERVER_STATUS_IN_TRANS) != 0;
}

bool is_sound(soci::session&) { return true; }

/// Its messages name the values of the row that was refused, so the code alone is told.
[[noreturn]] void fail(soci::soci_error const& error) {
  auto const* mysql = dynamic_cast<soci::mysql_soci_error const*>(&error);
  auto const code = mysql ? mysql->err_num_ : 0;
  auto const says = "code " + std::to_string(code);
  if (is_lost(code)) throw ConnectionLost("the connection to the database was lost: " + says);
  if (is_among(kBusy, code)) throw StoreBusy("the store is busy: " + says);
  if (is_among(kBroken, code)) throw std::logic_error("the store holds it already: " + says);
  throw StoreFailed("the store failed: " + says);
}

std::unique_ptr<BatchWriter> make_writer(soci::session& sql) {
  return make_bulk_writer(sql, make_mysql_bulk);
}

constexpr char kTables[] =
    "select count(*) from information_schema.tables where table_schema = database()";
constexpr char kTablesNamed[] =
    "select count(*) from information_schema.tables where table_schema = database() "
    "and table_name = :name";
// Keys are compared byte by byte, blanks at the end included, as in SQLite.
constexpr char kTableOptions[] =
    "engine = innodb row_format = dynamic default character set = utf8mb4 "
    "collate = utf8mb4_nopad_bin";

std::vector<std::string> look_over(soci::session& sql) {
  std::vector<std::string> tables;
  std::string name;
  soci::statement named = (sql.prepare << "select table_name from information_schema.tables "
                                          "where table_schema = database() order by table_name",
                           soci::into(name));
  named.execute();
  while (named.fetch()) tables.push_back(name);
  std::vector<std::string> flaws;
  for (auto const& table : tables) {
    std::string of;
    std::string asked;
    std::string kind;
    std::string text;
    soci::statement checked = (sql.prepare << "check table `" + table + "`", soci::into(of),
                               soci::into(asked), soci::into(kind), soci::into(text));
    checked.execute();
    while (checked.fetch())
      if (kind != "status") flaws.push_back(table + ": " + text);
  }
  return flaws;
}

}  // namespace

Dialect const& mysql_dialect() {
  static Dialect const dialect{
      .name = "mysql",
      .types = {.key = "varchar(190)",
                .long_key = "varchar(700)",
                .text = "mediumtext",
                .long_text = "longtext",
                .integer = "bigint",
                .rows = kTableOptions,
                .keyed = kTableOptions,
                .random = "lower(hex(random_bytes(16)))"},
      .count_tables_named = kTablesNamed,
      .count_tables = kTables,
      .rising = " asc",
      .falling = "",
      .begin_read = "start transaction with consistent snapshot, read only",
      .begin_write = begin_write,
      .begin_schema = begin_schema,
      .hold_head = begin_write,
      .commits_tables_by_themselves = true,
      .announce = "",
      .listen = nullptr,
      .hear = nullptr,
      .create = create,
      .exists = exists,
      .connect = connect,
      .in_transaction = in_transaction,
      .is_sound = is_sound,
      .fail = fail,
      .make_writer = make_writer,
      .tidy_up = nullptr,
      .look_over = look_over};
  return dialect;
}

}  // namespace gozin::store
