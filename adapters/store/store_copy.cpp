#include "adapters/store/store_copy.hpp"

#include "adapters/store/fixed_tables.hpp"
#include "adapters/store/read_tables.hpp"
#include "adapters/store/schema.hpp"
#include "adapters/store/sql_store.hpp"
#include "adapters/store/sql_text.hpp"

namespace gozin {
namespace store {
namespace {

constexpr std::size_t kRowsAPage = 2'000;
/// Documents are megabytes each.
constexpr std::size_t kDocumentsAPage = 8;

/// What is only ever added to, at its end, goes on where it stopped.
ReadTable const* const kGrowing[] = {&event_rows(), &vault_rows(), &access_rows()};
ReadTable const* const kWhole[] = {&checkpoint_rows(), &cosignature_rows(), &standing_rows(),
                                   &paper_rows(),      &answer_rows(),      &lookup_rows(),
                                   &document_rows(),   &erasure_rows(),     &account_rows()};

std::int64_t count_of(soci::session& sql, ReadTable const& table) {
  std::int64_t count = 0;
  sql << "select count(*) from " << quoted_name(table.name), soci::into(count);
  return count;
}

Row last_key(soci::session& sql, Dialect const& dialect, ReadTable const& table) {
  std::vector<std::string> falling;
  for (auto const name : table.key) falling.push_back("-" + std::string{name});
  Query query{.table = &table, .limit = 1};
  query.order.assign(falling.begin(), falling.end());
  auto const rows = select_rows(sql, dialect, query);
  return rows.empty() ? Row{} : key_of(table, rows.front());
}

Deployment read_deployment(soci::session& sql) {
  Deployment found;
  sql << "select id, state from deployment", soci::into(found.id), soci::into(found.state);
  return found;
}

/// Copies from the moment at which it is made.
class Copying {
 public:
  Copying(Connector const& from, Connector const& to, CopyOptions const& options)
      : to_{to}, options_{options}, source_{from}, target_{to}, dialect_{from.dialect} {
    translated(dialect_, [&] {
      source_.sql << dialect_.begin_read;
      result_.head = source_.reads->head();
      result_.deployment = read_deployment(source_.sql).id;
    });
  }

  StoreCopy run() {
    begin();
    for (auto const* table : kGrowing)
      if (table != &event_rows()) of_ += translated(dialect_, [&] { return count(*table); });
    of_ += result_.head.size;
    for (auto const* table : kWhole) of_ += translated(dialect_, [&] { return count(*table); });
    for (auto const* table : kGrowing) copy(*table, last_in_target(*table));
    for (auto const* table : kWhole) {
      clear(*table);
      copy(*table, {});
    }
    finish();
    return result_;
  }

 private:
  std::int64_t count(ReadTable const& table) { return count_of(source_.sql, table); }

  template <class Work>
  void write(Work const& work) {
    translated(to_.dialect, [&] {
      to_.dialect.begin_write(target_.sql);
      work();
      target_.sql << "commit";
    });
  }

  /// From here on the target is nothing but this copy, until it is whole.
  void begin() {
    std::string const state{kRestoring};
    write([&] {
      target_.sql << "update deployment set id = :id, state = :state",
          soci::use(result_.deployment, "id"), soci::use(state, "state");
    });
  }

  Row last_in_target(ReadTable const& table) {
    auto last = translated(to_.dialect, [&] { return last_key(target_.sql, to_.dialect, table); });
    if (!last.empty())
      done_ += translated(to_.dialect, [&] { return count_of(target_.sql, table); });
    return last;
  }

  void clear(ReadTable const& table) {
    write([&] { target_.sql << "delete from " << quoted_name(table.name); });
  }

  /// What rests in files beside the database is read through what reads both.
  std::vector<Row> events_after(Row const& after) {
    std::vector<Row> rows;
    auto const from = after.empty() ? 0 : std::get<std::int64_t>(after.front()) + 1;
    source_.reads->read_log(from, static_cast<std::int64_t>(kRowsAPage),
                            [&](StoredEvent const& event) { rows.push_back(row_of(event)); });
    return rows;
  }

  void copy(ReadTable const& table, Row after) {
    auto const page = &table == &document_rows() ? kDocumentsAPage : kRowsAPage;
    bool const is_in_ranges = &table == &event_rows() && !source_.reads->ranges().empty();
    for (;;) {
      auto const rows = translated(dialect_, [&] {
        if (is_in_ranges) return events_after(after);
        return select_rows(source_.sql, dialect_, {.table = &table, .after = after, .limit = page});
      });
      if (!rows.empty()) put(table, rows);
      if (rows.size() < page) return;
      after = key_of(table, rows.back());
    }
  }

  void put(ReadTable const& table, std::vector<Row> const& rows) {
    std::vector<TableRow> upserts;
    for (auto const& row : rows) upserts.push_back({&table, row});
    write([&] { target_.batch->upsert(upserts); });
    done_ += static_cast<std::int64_t>(rows.size());
    if (options_.progress) options_.progress(done_, of_);
  }

  void finish() {
    std::vector<TableRow> keys;
    for (auto const& key : options_.keys) keys.push_back({&key_rows(), row_of(key)});
    for (auto const& one : options_.erasures) keys.push_back({&erasure_rows(), row_of(one)});
    clear(key_rows());
    std::string const state{kReady};
    write([&] {
      target_.batch->upsert(keys);
      auto const events = count_of(target_.sql, event_rows());
      if (events != result_.head.size)
        throw StoreFailed("the log has " + std::to_string(events) + " events, and its head says " +
                          std::to_string(result_.head.size));
      target_.sql << "update log_head set size = :size, frontier = :frontier, "
                     "recorded = :recorded where id = 1",
          soci::use(result_.head.size, "size"), soci::use(result_.head.frontier, "frontier"),
          soci::use(result_.head.recorded.ms, "recorded");
      target_.sql << "update deployment set state = :state", soci::use(state, "state");
    });
  }

  Connector const& to_;
  CopyOptions const& options_;
  Reader source_;
  Writer target_;
  Dialect const& dialect_;
  StoreCopy result_;
  std::int64_t done_ = 0;
  std::int64_t of_ = 0;
};

/// A store may be copied into nothing, into a store without a single event, and into what is left
/// of the same copy.
void expect_room(Connector const& to, std::string const& deployment) {
  soci::session sql;
  to.connect(sql, Use::read);
  translated(to.dialect, [&] {
    auto const version = schema_version(sql, to.dialect);
    if (version == 0) return;
    if (version < known_version())
      throw StoreFailed("the database holds a store of an older version already");
    auto const there = read_deployment(sql);
    if (there.state == kRestoring && there.id == deployment) return;
    if (there.state == kReady && count_of(sql, event_rows()) == 0 &&
        count_of(sql, account_rows()) == 0)
      return;
    throw StoreFailed("the database holds another store already");
  });
}

Connector connector_to(StoreUrl const& url) {
  return {dialect_of(url.database), url, StoreOptions{}.patience};
}

Connector connector_from(StoreUrl const& url) {
  auto const connector = connector_to(url);
  if (!connector.dialect.exists(url)) throw StoreFailed("there is no store at " + shown(url));
  return connector;
}

}  // namespace
}  // namespace store

StoreCopy copy_store(StoreUrl const& from, StoreUrl const& to, CopyOptions const& options) {
  auto const source = store::connector_from(from);
  auto const target = store::connector_to(to);
  auto const deployment = store::expect_current_schema(source);
  if (!target.dialect.exists(to)) target.dialect.create(to);
  store::expect_room(target, deployment.id);
  store::prepare_schema(target, {}, store::Preparing::copy);
  return store::Copying{source, target, options}.run();
}

void expect_copyable(StoreUrl const& from) {
  (void)store::expect_current_schema(store::connector_from(from));
}

VaultKeys read_vault_keys(StoreUrl const& url) {
  auto const source = store::connector_from(url);
  VaultKeys found{.deployment = store::expect_current_schema(source).id, .keys = {}};
  store::Reader reader{source};
  store::translated(source.dialect, [&] {
    reader.sql << source.dialect.begin_read;
    found.size = reader.reads->head().size;
    found.erasures = reader.reads->erasures();
    reader.reads->read_stream(StreamId{"log"}, 0, [&](StoredEvent const& event) {
      if (event.type == "EpochKeyActivated") ++found.epoch;
    });
    Query query{.table = &store::key_rows(), .limit = store::kRowsAPage};
    for (;;) {
      auto const rows = store::select_rows(reader.sql, source.dialect, query);
      for (auto const& row : rows)
        found.keys.push_back(
            {VaultKeyId{std::get<std::string>(row[0])}, std::get<std::string>(row[1])});
      if (rows.size() < query.limit) return;
      query.after = key_of(store::key_rows(), rows.back());
    }
  });
  return found;
}

StoreVersion version_of_store(StoreUrl const& url) {
  auto const connector = store::connector_to(url);
  StoreVersion version{.found = 0, .known = store::known_version()};
  if (!connector.dialect.exists(url)) return version;
  soci::session sql;
  connector.connect(sql, store::Use::read);
  version.found = store::translated(connector.dialect,
                                    [&] { return store::schema_version(sql, connector.dialect); });
  return version;
}

}  // namespace gozin
