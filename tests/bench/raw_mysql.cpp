#include "tests/bench/raw_writer.hpp"

#include <mysql.h>
#include <stdexcept>
#include <string>

namespace gozin::bench {
namespace {

using Connection = std::unique_ptr<MYSQL, decltype(&mysql_close)>;

Connection connect(StoreUrl const& url) {
  Connection connection{mysql_init(nullptr), &mysql_close};
  mysql_options(connection.get(), MYSQL_SET_CHARSET_NAME, "utf8mb4");
  if (!mysql_real_connect(connection.get(), nullptr, url.user.c_str(), nullptr, url.name.c_str(), 0,
                          url.options.at("socket").c_str(), 0))
    throw std::runtime_error(mysql_error(connection.get()));
  return connection;
}

class RawMysql final : public RawWriter {
 public:
  explicit RawMysql(StoreUrl const& url) : connection_{connect(url)} {}

  void write(Batch const& batch) override {
    run("start transaction");
    begin("event");
    for (auto const& event : batch.events)
      add(event.seq, event.stream.text, event.rev, event.type, event.recorded.ms, event.body,
          to_hex(event.leaf));
    end();
    begin("vault");
    for (auto const& record : batch.vault)
      add(record.seq, record.key.text, record.bound, record.sealed);
    end();
    begin("subject_key");
    for (auto const& key : batch.keys) add(key.id.text, key.wrapped);
    end();
    begin("idempotency");
    for (auto const& request : batch.requests)
      add(request.key, to_hex(request.fingerprint), request.answer, batch.head.recorded.ms);
    end();
    begin("checkpoint");
    for (auto const& checkpoint : batch.checkpoints) add(checkpoint.size, checkpoint.note);
    end();
    begin("book");
    for (auto const& row : batch.rows.upserts)
      add(row.row[0], row.row[1], row.row[2], row.row[3], row.row[4]);
    end(" on duplicate key update title=values(title), `lines`=values(`lines`), "
        "last=values(last), changed=values(changed)");
    text_ = "update log_head set size=" + std::to_string(batch.head.size) + ", frontier=";
    put(batch.head.frontier);
    run(text_ + ", recorded=" + std::to_string(batch.head.recorded.ms) + " where id=1");
    run("commit");
  }

 private:
  void begin(std::string const& table) {
    text_ = "insert into " + table + " values ";
    has_rows_ = false;
  }
  template <class... Values>
  void add(Values const&... values) {
    text_ += has_rows_ ? ",(" : "(";
    ((put(values), text_ += ','), ...);
    text_.back() = ')';
    has_rows_ = true;
  }
  void end(std::string const& more = {}) {
    if (has_rows_) run(text_ + more);
  }

  void put(std::int64_t value) { text_ += std::to_string(value); }
  void put(std::string const& value) {
    std::string quoted(2 * value.size() + 1, '\0');
    quoted.resize(
        mysql_real_escape_string(connection_.get(), quoted.data(), value.data(), value.size()));
    text_ += '\'' + quoted + '\'';
  }
  void put(Value const& value) {
    if (auto const* number = std::get_if<std::int64_t>(&value))
      put(*number);
    else
      put(std::get<std::string>(value));
  }

  void run(std::string const& text) {
    if (mysql_real_query(connection_.get(), text.data(), text.size()) != 0)
      throw std::runtime_error(mysql_error(connection_.get()));
  }

  Connection connection_;
  std::string text_;
  bool has_rows_ = false;
};

}  // namespace

std::unique_ptr<RawWriter> make_raw_mysql(StoreUrl const& url) {
  return std::make_unique<RawMysql>(url);
}

}  // namespace gozin::bench
