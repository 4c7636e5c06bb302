#include "adapters/store/batch_writer.hpp"
#include "adapters/store/dialect.hpp"
#include "adapters/store/postgresql_bulk.hpp"

#include <algorithm>
#include <libpq-fe.h>
#include <memory>
#include <string>

#include <soci/postgresql/soci-postgresql.h>

namespace gozin::store {
namespace {

/// Any number, the same in every program that prepares this schema.
constexpr char kSchemaLock[] = "select pg_advisory_xact_lock(7029105)";
/// A node that stands still must not hold the head of all others.
constexpr int kIdleInTransactionMs = 30'000;

PGconn* connection_of(soci::session& sql) {
  return static_cast<soci::postgresql_session_backend*>(sql.get_backend())->conn_;
}

/// A value in libpq's `key='value'`.
std::string option(std::string_view key, std::string_view value) {
  std::string text = " " + std::string{key} + "='";
  for (char const c : value) {
    if (c == '\'' || c == '\\') text += '\\';
    text += c;
  }
  return text + "'";
}

std::string connection_text(StoreUrl const& url, std::chrono::milliseconds patience) {
  auto const seconds = std::max<std::int64_t>(2, patience.count() / 1'000);
  std::string text = "application_name=gozin client_encoding=UTF8 keepalives_idle=10" +
                     option("connect_timeout", std::to_string(seconds)) +
                     option("tcp_user_timeout", "10000") + option("dbname", url.name);
  if (!url.host.empty()) text += option("host", url.host);
  if (!url.port.empty()) text += option("port", url.port);
  if (!url.user.empty()) text += option("user", url.user);
  if (!url.password.empty()) text += option("password", url.password);
  for (auto const& [key, value] : url.options) text += option(key, value);
  return text;
}

/// What the client library says ends in a line break and may hold more of them.
std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

/// Whether a server would have us, if only it were the one that is wanted: in the middle of a
/// failover there are standbys alone.
bool takes_us_otherwise(StoreUrl url, std::chrono::milliseconds patience) {
  if (url.options.erase("target_session_attrs") == 0) return false;
  std::unique_ptr<PGconn, decltype(&PQfinish)> const connection{
      PQconnectdb(connection_text(url, patience).c_str()), &PQfinish};
  return PQstatus(connection.get()) == CONNECTION_OK;
}

/// Why no connection was made, as the server's state tells it: texts are not for programs.
[[noreturn]] void refuse_connection(StoreUrl const& url, std::chrono::milliseconds patience,
                                    soci::soci_error const& error) {
  auto const says = one_line(error.get_error_message());
  auto const is_reached = PQping(connection_text(url, patience).c_str()) == PQPING_OK;
  if (is_reached && !takes_us_otherwise(url, patience))
    throw StoreFailed("the database refuses: " + says);
  throw ConnectionLost("the database is not reached: " + says);
}

void connect(soci::session& sql, StoreUrl const& url, Use use, std::chrono::milliseconds patience) {
  try {
    sql.open(soci::postgresql, connection_text(url, patience));
  } catch (soci::soci_error const& error) {
    refuse_connection(url, patience, error);
  }
  auto* const connection = connection_of(sql);
  // Details name the values of the row that was refused.
  PQsetErrorVerbosity(connection, PQERRORS_TERSE);
  PQsetNoticeProcessor(
      connection, [](void*, char const*) {}, nullptr);
  auto const idle = use == Use::write ? kIdleInTransactionMs : 0;
  // What is acknowledged is on disk, whatever the server does by default.
  sql << "select set_config('lock_timeout', '" << patience.count()
      << "ms', false), set_config('idle_in_transaction_session_timeout', '" << idle
      << "ms', false), set_config('synchronous_commit', case current_setting('synchronous_commit') "
         "when 'off' then 'on' else current_setting('synchronous_commit') end, false), "
         "set_config('default_transaction_isolation', 'read committed', false)";
}

void create(StoreUrl const&) {}
bool exists(StoreUrl const&) { return true; }

/// The lock on the head's row orders all nodes; what is read behind it, in a transaction that sees
/// each commit of others, is the end of the log.
void hold_head(soci::session& sql) { sql << "select id from log_head where id = 1 for update"; }

void begin_write(soci::session& sql) {
  sql << "begin";
  hold_head(sql);
}

void begin_schema(soci::session& sql, std::chrono::milliseconds) {
  std::string encoding;
  sql << "select current_setting('server_encoding')", soci::into(encoding);
  if (encoding != "UTF8")
    throw StoreFailed("the database must have the encoding UTF8; it has " + encoding);
  sql << "begin";
  sql << kSchemaLock;
}

int listen(soci::session& sql) {
  sql << "listen gozin_log";
  return PQsocket(connection_of(sql));
}

bool hear(soci::session& sql) {
  auto* const connection = connection_of(sql);
  if (PQconsumeInput(connection) == 0) return false;
  while (auto* const news = PQnotifies(connection)) PQfreemem(news);
  return PQstatus(connection) == CONNECTION_OK;
}

bool in_transaction(soci::session& sql) {
  auto* const connection = connection_of(sql);
  return connection && PQtransactionStatus(connection) != PQTRANS_IDLE;
}

/// In a transaction that has failed, the statements of whoever used it are not freed on the server.
bool is_sound(soci::session& sql) {
  auto* const connection = connection_of(sql);
  if (!connection || PQstatus(connection) != CONNECTION_OK) return false;
  auto const status = PQtransactionStatus(connection);
  return status == PQTRANS_IDLE || status == PQTRANS_INTRANS;
}

/// By the codes of the SQL standard and PostgreSQL's own (its manual, appendix A).
[[noreturn]] void fail(soci::soci_error const& error) {
  auto const* postgresql = dynamic_cast<soci::postgresql_soci_error const*>(&error);
  auto const code = postgresql ? postgresql->sqlstate() : std::string{};
  auto const of_class = [&](std::string_view name) { return code.starts_with(name); };
  auto const is = [&](std::string_view name) { return code == name; };
  // A value that does not fit its type stands in the message.
  auto const says =
      of_class("22") ? "code " + code : one_line(error.get_error_message()) + " " + code;
  if (of_class("08") || of_class("57P") || is("25P03") || is("     "))
    throw ConnectionLost("the connection to the database was lost: " + says);
  // What was the primary is a standby now; another connection may find the new one.
  if (is("25006")) throw ConnectionLost("the database is read-only: " + says);
  if (of_class("40") || is("55P03") || is("53300") || is("57014"))
    throw StoreBusy("the store is busy: " + says);
  if (of_class("23")) throw std::logic_error("the store holds it already: " + says);
  throw StoreFailed("the store failed: " + says);
}

std::unique_ptr<BatchWriter> make_writer(soci::session& sql) {
  return make_bulk_writer(sql, make_postgresql_bulk);
}

constexpr char kTables[] =
    "select count(*) from pg_catalog.pg_tables where schemaname = current_schema()";
constexpr char kTablesNamed[] =
    "select count(*) from pg_catalog.pg_tables where schemaname = current_schema() "
    "and tablename = :name";

}  // namespace

Dialect const& postgresql_dialect() {
  // Keys are compared byte by byte, as in SQLite.
  static Dialect const dialect{
      .name = "postgresql",
      .types = {.key = "text collate \"C\"",
                .long_key = "text collate \"C\"",
                .text = "text collate \"C\"",
                .long_text = "text collate \"C\"",
                .integer = "bigint",
                .rows = "",
                .keyed = "",
                .random = "replace(cast(gen_random_uuid() as text), '-', '')"},
      .count_tables_named = kTablesNamed,
      .count_tables = kTables,
      .rising = "",
      .falling = " desc nulls first",
      .begin_read = "begin isolation level repeatable read, read only",
      .begin_write = begin_write,
      .begin_schema = begin_schema,
      .hold_head = hold_head,
      .commits_tables_by_themselves = false,
      .announce = "notify gozin_log",
      .listen = listen,
      .hear = hear,
      .create = create,
      .exists = exists,
      .connect = connect,
      .in_transaction = in_transaction,
      .is_sound = is_sound,
      .fail = fail,
      .make_writer = make_writer,
      .tidy_up = nullptr,
      .look_over = nullptr};
  return dialect;
}

}  // namespace gozin::store
