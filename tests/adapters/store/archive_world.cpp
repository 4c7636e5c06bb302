#include "tests/adapters/store/archive_world.hpp"

#include "engine/ledger/tree.hpp"
#include "tests/adapters/store/contract.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace gozin::tests {
namespace {

constexpr std::int64_t kEventsOfWorld = 5 * kEventsOfSmallRange + 100;

std::string stream_at(std::int64_t seq) {
  auto const in_range = seq / kEventsOfSmallRange;
  if (seq == 0) return "log";
  if (seq % 5 == 0) return "person/p" + std::to_string(seq % 7);
  if (seq % 11 == 0) return in_range % 4 == 0 ? "case/again" : "body/council";
  return "case/c" + std::to_string(seq / 90);
}

std::string line_of(StoredEvent const& event) {
  return std::to_string(event.seq) + " " + event.stream.text + " " + std::to_string(event.rev) +
         " " + event.type + " " + std::to_string(event.recorded.ms) + " " + event.body + " " +
         to_hex(event.leaf) + "\n";
}

}  // namespace

std::vector<StoredEvent> events_of_years(std::int64_t from, std::int64_t to) {
  std::map<std::string, std::int64_t> revs;
  std::vector<StoredEvent> events;
  for (std::int64_t seq = 0; seq < to; ++seq) {
    auto const stream = stream_at(seq);
    auto const rev = revs[stream]++;
    if (seq < from) continue;
    auto const body = "{\"seq\":" + std::to_string(seq) + "}";
    events.push_back({.seq = seq,
                      .stream = StreamId{stream},
                      .rev = rev,
                      .type = "Written",
                      .recorded = Instant{seq * 10},
                      .body = body,
                      .leaf = leaf_hash(body)});
  }
  return events;
}

Detaching cases_go(std::function<void(DetachingStep)> after) {
  return {.goes = [](StreamId const& stream) { return stream.kind() == "case"; },
          .after = std::move(after)};
}

std::vector<std::string> faults_in(SqlStore& store) {
  auto faults = store.archive().faults();
  for (auto const& one : store.archive().ranges())
    for (auto& fault : store.archive().faults_of(one.range)) faults.push_back(std::move(fault));
  return faults;
}

void append_to(EventStore& store, std::int64_t count) {
  auto const transaction = store.begin();
  auto const size = transaction->head().size;
  Batch batch;
  batch.events = events_of_years(size, size + count);
  batch.head = {.size = size + count, .frontier = "f", .recorded = Instant{(size + count) * 10}};
  transaction->write(batch);
  transaction->commit();
}

std::string read_in_all_ways(StoreView& view) {
  std::string read;
  auto const add = [&](StoredEvent const& event) { read += line_of(event); };
  auto const size = view.head().size;
  constexpr std::array<std::int64_t, 6> kFrom{0, 1, 255, 256, 700, 1'023};
  for (auto const from : kFrom)
    for (auto const count : {std::int64_t{1}, std::int64_t{2}, std::int64_t{300}, size}) {
      read += "log " + std::to_string(from) + " " + std::to_string(count) + "\n";
      view.read_log(from, count, add);
    }
  for (auto const* kind : {"case", "person", "body", "log", "nothing"}) {
    read += "kind " + std::string{kind} + "\n";
    view.read_kind(kind, add);
  }
  for (auto const* stream : {"log", "case/again", "case/c0", "case/c2", "case/c5", "case/c14",
                             "person/p0", "person/p6", "body/council", "case/none"})
    for (auto const rev : {0, 1, 17, 60, 1'000}) {
      read += std::string{stream} + " from " + std::to_string(rev) + "\n";
      view.read_stream(StreamId{stream}, rev, add);
    }
  return read;
}

std::string refusal_of(std::function<void()> const& work) {
  try {
    work();
  } catch (RangeUnreadable const& failure) {
    return "unreadable: " + std::string{failure.what()};
  } catch (StoreFailed const& failure) {
    return failure.what();
  } catch (StoreBusy const& failure) {
    return "busy: " + std::string{failure.what()};
  }
  return "nothing was refused";
}

void read_event(EventStore& store, std::int64_t seq) {
  store.view()->read_log(seq, 1, [&](StoredEvent const& event) { EXPECT_EQ(event.seq, seq); });
}

ArchiveWorld::ArchiveWorld() {
  if (GetParam() != Database::sqlite) server_.emplace(GetParam());
  store_ = open(OpenMode::create);
  append_to(*store_, kEventsOfWorld);
  append_to(memory_, kEventsOfWorld);
}

StoreUrl ArchiveWorld::url() const {
  if (!server_) return {Database::sqlite, folder_.file("log.db")};
  auto named = server_->url();
  named.archive = folder_.file("archive");
  return named;
}

std::unique_ptr<SqlStore> ArchiveWorld::open(OpenMode mode) const {
  return open_store(url(), {&timer_table(), &paper_table()}, {.mode = mode});
}

LogRange ArchiveWorld::range(std::int64_t number) {
  LogRange found{.first = number * kEventsOfSmallRange, .count = kEventsOfSmallRange, .root = {}};
  std::vector<Hash> leaves;
  for (auto const& event : events_of_years(found.first, found.end())) leaves.push_back(event.leaf);
  found.root = root_of(leaves);
  return found;
}

std::filesystem::path ArchiveWorld::file_of(std::int64_t number) {
  auto const held = range(number);
  auto const name =
      "range-" + std::to_string(held.first) + "-" + std::to_string(held.end() - 1) + ".sqlite";
  return std::filesystem::path{folder_.file(server_ ? "archive" : "log.db.archive")} / name;
}

void ArchiveWorld::delete_all() {
  while (store_->archive().delete_some() > 0) continue;
}

std::int64_t ArchiveWorld::staying_in(std::int64_t number) {
  auto const first = number * kEventsOfSmallRange;
  auto const events = events_of_years(first, first + kEventsOfSmallRange);
  return std::ranges::count_if(
      events, [](StoredEvent const& event) { return event.stream.kind() != "case"; });
}

std::int64_t ArchiveWorld::live_in(std::int64_t number) const {
  auto const first = number * kEventsOfSmallRange;
  return number_from("select count(*) from event where seq >= " + std::to_string(first) +
                     " and seq < " + std::to_string(first + kEventsOfSmallRange));
}

void ArchiveWorld::expect_same(EventStore& store, std::string const& when) {
  EXPECT_EQ(read_in_all_ways(*store.view()), read_in_all_ways(*memory_.view())) << when;
}

std::int64_t ArchiveWorld::number_from(std::string const& query) const {
  store::Connector const connector{store::dialect_of(GetParam()), url(), std::chrono::seconds{5}};
  soci::session sql;
  connector.connect(sql, store::Use::read);
  std::int64_t number = -1;
  sql << query, soci::into(number);
  return number;
}

void ArchiveWorld::run(std::string const& statement) const {
  store::Connector const connector{store::dialect_of(GetParam()), url(), std::chrono::seconds{5}};
  soci::session sql;
  connector.connect(sql, store::Use::write);
  sql << statement;
}

std::string name_of_archive(testing::TestParamInfo<Database> const& database) {
  return std::string{name_of(database.param)};
}

}  // namespace gozin::tests
