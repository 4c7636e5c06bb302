#include "tests/bench/raw_writer.hpp"

#include <libpq-fe.h>
#include <stdexcept>
#include <string>
#include <vector>

namespace gozin::bench {
namespace {

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;

Connection connect(StoreUrl const& url) {
  auto const text = "host=" + url.options.at("host") + " user=" + url.user + " dbname=" + url.name;
  Connection connection{PQconnectdb(text.c_str()), &PQfinish};
  if (PQstatus(connection.get()) != CONNECTION_OK)
    throw std::runtime_error(PQerrorMessage(connection.get()));
  return connection;
}

void expect(PGresult* result, PGconn* connection) {
  auto const status = PQresultStatus(result);
  PQclear(result);
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
    throw std::runtime_error(PQerrorMessage(connection));
}

/// A statement that is prepared once.
class RawQuery {
 public:
  RawQuery(PGconn* connection, std::string name, char const* text)
      : connection_{connection}, name_{std::move(name)} {
    expect(PQprepare(connection_, name_.c_str(), text, 0, nullptr), connection_);
  }

  void run(std::vector<std::string> const& given = {}) {
    std::vector<char const*> values;
    for (auto const& each : given) values.push_back(each.c_str());
    expect(PQexecPrepared(connection_, name_.c_str(), static_cast<int>(values.size()),
                          values.data(), nullptr, nullptr, 0),
           connection_);
  }

 private:
  PGconn* connection_;
  std::string name_;
};

/// The rows of a table, a text of an array each column.
class Columns {
 public:
  template <class... Values>
  void add(Values const&... values) {
    arrays_.resize(sizeof...(values), "{");
    std::size_t at = 0;
    (put(arrays_[at++], values), ...);
  }
  void insert_by(RawQuery& query) {
    if (arrays_.empty()) return;
    for (auto& array : arrays_) array.back() = '}';
    query.run(arrays_);
  }

 private:
  static void put(std::string& array, std::int64_t value) { array += std::to_string(value) + ','; }
  static void put(std::string& array, std::string const& value) {
    array += '"';
    for (char const c : value) {
      if (c == '"' || c == '\\') array += '\\';
      array += c;
    }
    array += "\",";
  }
  static void put(std::string& array, Value const& value) {
    if (auto const* number = std::get_if<std::int64_t>(&value))
      put(array, *number);
    else
      put(array, std::get<std::string>(value));
  }

  std::vector<std::string> arrays_;
};

class RawPostgresql final : public RawWriter {
 public:
  explicit RawPostgresql(StoreUrl const& url) : connection_{connect(url)} {}

  void write(Batch const& batch) override {
    begin_.run();
    Columns events;
    for (auto const& event : batch.events)
      events.add(event.seq, event.stream.text, event.rev, event.type, event.recorded.ms, event.body,
                 to_hex(event.leaf));
    events.insert_by(event_);
    Columns vault;
    for (auto const& record : batch.vault)
      vault.add(record.seq, record.key.text, record.bound, record.sealed);
    vault.insert_by(vault_);
    Columns keys;
    for (auto const& key : batch.keys) keys.add(key.id.text, key.wrapped);
    keys.insert_by(key_);
    Columns answers;
    for (auto const& request : batch.requests)
      answers.add(request.key, to_hex(request.fingerprint), request.answer, batch.head.recorded.ms);
    answers.insert_by(answer_);
    Columns checkpoints;
    for (auto const& checkpoint : batch.checkpoints)
      checkpoints.add(checkpoint.size, checkpoint.note);
    checkpoints.insert_by(checkpoint_);
    Columns rows;
    for (auto const& row : batch.rows.upserts)
      rows.add(row.row[0], row.row[1], row.row[2], row.row[3], row.row[4]);
    rows.insert_by(row_);
    head_.run({std::to_string(batch.head.size), batch.head.frontier,
               std::to_string(batch.head.recorded.ms)});
    commit_.run();
  }

 private:
  Connection connection_;
  RawQuery begin_{connection_.get(), "begin", "begin"};
  RawQuery commit_{connection_.get(), "commit", "commit"};
  RawQuery event_{connection_.get(), "event",
                  "insert into event select * from unnest($1::bigint[], $2::text[], $3::bigint[], "
                  "$4::text[], $5::bigint[], $6::text[], $7::text[])"};
  RawQuery vault_{connection_.get(), "vault",
                  "insert into vault select * from unnest($1::bigint[], $2::text[], $3::text[], "
                  "$4::text[])"};
  RawQuery key_{connection_.get(), "key",
                "insert into subject_key select * from unnest($1::text[], $2::text[])"};
  RawQuery answer_{connection_.get(), "answer",
                   "insert into idempotency select * from unnest($1::text[], $2::text[], "
                   "$3::text[], $4::bigint[])"};
  RawQuery checkpoint_{connection_.get(), "checkpoint",
                       "insert into checkpoint select * from unnest($1::bigint[], $2::text[])"};
  RawQuery row_{connection_.get(), "book",
                "insert into book select * from unnest($1::text[], $2::text[], $3::bigint[], "
                "$4::text[], $5::bigint[]) on conflict (stream) do update set "
                "title=excluded.title, lines=excluded.lines, last=excluded.last, "
                "changed=excluded.changed"};
  RawQuery head_{connection_.get(), "head",
                 "update log_head set size=$1, frontier=$2, recorded=$3 where id=1"};
};

}  // namespace

std::unique_ptr<RawWriter> make_raw_postgresql(StoreUrl const& url) {
  return std::make_unique<RawPostgresql>(url);
}

}  // namespace gozin::bench
