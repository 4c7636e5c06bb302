#include "tests/support/memory_store.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>

namespace gozin::tests {
namespace {

using Contents = MemoryStore::Contents;

constexpr std::chrono::seconds kPatience{5};

Value const& value_at(ReadTable const& table, Row const& row, std::string_view column) {
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    if (table.columns[i].name == column) return row.at(i);
  throw std::logic_error("no column " + std::string{column});
}

struct Ordering {
  std::string_view column;
  bool descends = false;
};

std::vector<Ordering> orderings(Query const& query) {
  std::vector<Ordering> all;
  for (auto const name : query.order)
    all.push_back(name.starts_with('-') ? Ordering{name.substr(1), true} : Ordering{name, false});
  for (auto const name : query.table->key)
    if (std::none_of(all.begin(), all.end(), [&](auto const& each) { return each.column == name; }))
      all.push_back({name, false});
  return all;
}

/// NULL first, whichever way the column runs.
bool precedes(std::vector<Ordering> const& by, Row const& a, Row const& b) {
  for (std::size_t i = 0; i < by.size(); ++i) {
    if (a[i] == b[i]) continue;
    bool const a_is_null = std::holds_alternative<std::monostate>(a[i]);
    bool const b_is_null = std::holds_alternative<std::monostate>(b[i]);
    if (a_is_null || b_is_null) return a_is_null;
    return by[i].descends ? b[i] < a[i] : a[i] < b[i];
  }
  return false;
}

std::vector<Row> select(Contents const& contents, Query const& query) {
  auto const by = orderings(query);
  if (!query.after.empty() && query.after.size() != by.size())
    throw std::logic_error("a place of another length");
  std::vector<std::pair<Row, Row>> found;
  auto const table = contents.tables.find(query.table->name);
  if (table == contents.tables.end()) return {};
  for (auto const& [key, row] : table->second) {
    bool const fits = std::all_of(query.where.begin(), query.where.end(), [&](auto const& each) {
      return value_at(*query.table, row, each.first) == each.second;
    });
    if (!fits) continue;
    Row place;
    for (auto const& each : by) place.push_back(value_at(*query.table, row, each.column));
    if (query.after.empty() || precedes(by, query.after, place)) found.emplace_back(place, row);
  }
  std::sort(found.begin(), found.end(),
            [&](auto const& a, auto const& b) { return precedes(by, a.first, b.first); });
  std::vector<Row> rows;
  for (std::size_t i = 0; i < std::min(found.size(), query.limit); ++i)
    rows.push_back(found[i].second);
  return rows;
}

template <class Map, class Key>
auto find_in(Map const& map, Key const& key) -> std::optional<typename Map::mapped_type> {
  auto const found = map.find(key);
  return found == map.end() ? std::nullopt : std::optional{found->second};
}

template <class Map>
auto values_of(Map const& map) {
  std::vector<typename Map::mapped_type> values;
  for (auto const& [key, value] : map) values.push_back(value);
  return values;
}

void expect_no_nul(std::string_view text) {
  if (text.find('\0') != std::string_view::npos)
    throw std::logic_error("a text with a NUL byte cannot be stored");
}

void add_events(Contents& contents, Batch const& batch) {
  for (auto const& event : batch.events) {
    auto& stream = contents.streams[event.stream];
    expect_no_nul(event.body);
    if (event.seq != static_cast<std::int64_t>(contents.events.size()))
      throw std::logic_error("events must continue the log without a gap");
    if (event.rev != static_cast<std::int64_t>(stream.size()))
      throw std::logic_error("the stream has that revision");
    stream.push_back(contents.events.size());
    contents.events.push_back(std::make_shared<StoredEvent const>(event));
  }
  if (batch.head.size != static_cast<std::int64_t>(contents.events.size()))
    throw std::logic_error("the head must be the end of the log");
  contents.head = batch.head;
}

void add_secrets(Contents& contents, Batch const& batch) {
  for (auto const& record : batch.vault)
    if (!contents.vault.emplace(std::pair{record.seq, record.key}, record).second)
      throw std::logic_error("the vault holds it already");
  for (auto const& key : batch.keys) contents.keys.insert_or_assign(key.id, key);
  for (auto const& id : batch.destroyed_keys) contents.keys.erase(id);
  for (auto const& paper : batch.ballots)
    if (!contents.papers.emplace(paper.id, paper).second)
      throw std::logic_error("the box holds it already");
  for (auto const& ballot : batch.emptied_boxes)
    std::erase_if(contents.papers, [&](auto const& each) { return each.second.ballot == ballot; });
}

void add_rest(Contents& contents, Batch const& batch) {
  for (auto const& request : batch.requests)
    if (!contents.answers.emplace(request.key, request).second)
      throw std::logic_error("the request was answered already");
  for (auto const& digest : batch.erased_lookups) contents.lookups.erase(digest);
  for (auto const& lookup : batch.lookups)
    if (!contents.lookups.emplace(lookup.digest, lookup.person).second)
      throw std::logic_error("the digest is taken");
  for (auto const& document : batch.documents)
    if (auto const [place, is_new] = contents.documents.emplace(document.hash, document);
        !is_new && document.key.empty())
      place->second = document;
  for (auto const& checkpoint : batch.checkpoints) {
    auto const& known = contents.checkpoints.emplace(checkpoint.size, checkpoint).first->second;
    auto const text = [](auto const& one) { return one.note.substr(0, one.note.find("\n\n")); };
    if (text(known) != text(checkpoint)) throw StoreFailed("two different checkpoints of the log");
  }
  for (auto const& one : batch.cosignatures)
    contents.cosignatures.insert_or_assign({one.size, one.witness}, one);
  for (auto const& one : batch.erasures) contents.erasures.insert_or_assign(one.seq, one);
  for (auto const& one : batch.standings) contents.standings.insert_or_assign(one.witness, one);
  for (auto const& one : batch.states) contents.states.insert_or_assign(one.name, one);
  for (auto const& one : batch.accesses)
    if (contents.accesses.push_back(one); one.number + 1 != std::ssize(contents.accesses))
      throw std::logic_error("entries must go on where the journal ends");
}

/// The index of a Value's alternative; 0 is NULL.
std::size_t alternative_of(ColumnType type) { return type == ColumnType::integer ? 1 : 2; }

void check(TableRow const& row) {
  auto const& columns = row.table->columns;
  if (row.row.size() != columns.size())
    throw std::logic_error("a row of another length than its table's");
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (row.row[i].index() != 0 && row.row[i].index() != alternative_of(columns[i].type))
      throw std::logic_error("a value of another type than its column's");
    if (auto const* text = std::get_if<std::string>(&row.row[i])) expect_no_nul(*text);
  }
  for (auto const& value : key_of(*row.table, row.row))
    if (value.index() == 0) throw std::logic_error("a key without a value");
}

void put_rows(Contents& contents, RowChanges const& rows) {
  for (auto const& row : rows.deletes) contents.tables[std::string{row.table->name}].erase(row.row);
  for (auto const& row : rows.upserts) {
    check(row);
    contents.tables[std::string{row.table->name}].insert_or_assign(key_of(*row.table, row.row),
                                                                   row.row);
  }
}

/// What a view can be asked, of whatever contents the derived class shows.
template <class Base>
class Asking : public Base {
 public:
  using Visit = StoreView::Visit;

  Head head() override { return shown().head; }
  void read_stream(StreamId const& stream, std::int64_t rev, Visit const& visit) override {
    auto const events = find_in(shown().streams, stream).value_or(std::vector<std::size_t>{});
    for (auto const at : events)
      if (shown().events[at]->rev >= rev) visit(*shown().events[at]);
  }
  void read_log(std::int64_t seq, std::int64_t count, Visit const& visit) override {
    auto const& events = shown().events;
    auto const size = static_cast<std::int64_t>(events.size());
    for (auto at = std::max<std::int64_t>(seq, 0); at < size && at - seq < count; ++at)
      visit(*events[static_cast<std::size_t>(at)]);
  }
  std::vector<VaultRecord> vault_of(std::int64_t seq) override { return vault_between(seq, seq); }
  std::vector<VaultRecord> vault_between(std::int64_t first, std::int64_t last) override {
    return vault_where([&](auto const& at) { return at.first >= first && at.first <= last; });
  }
  std::vector<VaultRecord> vault_under(VaultKeyId const& key) override {
    return vault_where([&](auto const& at) { return at.second == key; });
  }
  std::optional<WrappedKey> wrapped_key(VaultKeyId const& id) override {
    return find_in(shown().keys, id);
  }
  std::vector<WrappedKey> wrapped_keys(VaultKeyId const& after, std::size_t count) override {
    std::vector<WrappedKey> found;
    auto const& all = shown().keys;
    for (auto at = all.upper_bound(after); at != all.end() && found.size() < count; ++at)
      found.push_back(at->second);
    return found;
  }
  std::vector<Lookup> lookups(std::string const& after, std::size_t count) override {
    std::vector<Lookup> found;
    auto const& all = shown().lookups;
    for (auto at = all.upper_bound(after); at != all.end() && found.size() < count; ++at)
      found.push_back({at->first, at->second});
    return found;
  }
  std::vector<BoxedBallot> box_of(std::string const& ballot) override {
    std::vector<BoxedBallot> papers;
    for (auto const& [id, paper] : shown().papers)
      if (paper.ballot == ballot) papers.push_back(paper);
    return papers;
  }
  std::optional<AnsweredRequest> answered(std::string const& key) override {
    return find_in(shown().answers, key);
  }
  std::optional<PersonId> look_up(std::string const& digest) override {
    return find_in(shown().lookups, digest);
  }
  std::optional<StoredDocument> document(Hash const& hash) override {
    return find_in(shown().documents, hash);
  }
  std::vector<StoredCheckpoint> checkpoints(std::int64_t size, std::size_t count) override {
    std::vector<StoredCheckpoint> found;
    auto const& all = shown().checkpoints;
    for (auto at = all.lower_bound(size); at != all.end() && found.size() < count; ++at)
      found.push_back(cosigned(at->second));
    return found;
  }
  std::optional<StoredCheckpoint> last_checkpoint() override {
    auto const& all = shown().checkpoints;
    return all.empty() ? std::nullopt : std::optional{cosigned(all.rbegin()->second)};
  }
  std::vector<StoredCosignature> cosignatures(std::int64_t first, std::int64_t last) override {
    std::vector<StoredCosignature> found;
    for (auto const& [place, one] : shown().cosignatures)
      if (place.first >= first && place.first <= last) found.push_back(one);
    return found;
  }
  std::optional<StoredCosignature> last_cosignature(std::string const& witness) override {
    std::optional<StoredCosignature> found;
    for (auto const& [place, one] : shown().cosignatures)
      if (place.second == witness) found = one;
    return found;
  }
  std::vector<WitnessStanding> witness_standings() override { return values_of(shown().standings); }
  std::vector<ErasureProof> erasures() override { return values_of(shown().erasures); }
  std::vector<AccessEntry> accesses(std::int64_t number, std::size_t count) override {
    std::vector<AccessEntry> found;
    for (auto const& one : shown().accesses)
      if (one.number >= number && found.size() < count) found.push_back(one);
    return found;
  }
  std::int64_t accesses_end() override { return std::ssize(shown().accesses); }
  std::optional<NodeState> node_state(std::string const& name) override {
    return find_in(shown().states, name);
  }
  std::vector<Row> select(Query const& query) override { return tests::select(shown(), query); }

 protected:
  [[nodiscard]] virtual Contents const& shown() const = 0;

 private:
  template <class Fits>
  [[nodiscard]] std::vector<VaultRecord> vault_where(Fits const& fits) {
    std::vector<VaultRecord> records;
    for (auto const& [place, record] : shown().vault)
      if (fits(place)) records.push_back(record);
    return records;
  }
  StoredCheckpoint cosigned(StoredCheckpoint checkpoint) {
    for (auto const& one : cosignatures(checkpoint.size, checkpoint.size))
      checkpoint.note += one.line;
    return checkpoint;
  }
};

}  // namespace

class MemoryStore::View final : public Asking<StoreView> {
 public:
  explicit View(std::shared_ptr<Contents const> contents) : contents_{std::move(contents)} {}

 private:
  [[nodiscard]] Contents const& shown() const override { return *contents_; }
  std::shared_ptr<Contents const> contents_;
};

class MemoryStore::Transaction final : public Asking<WriteTransaction> {
 public:
  explicit Transaction(MemoryStore& store) : store_{store} {
    store_.take_head();
    contents_ = store_.contents();
  }
  ~Transaction() override {
    if (contents_) store_.release_head();
  }

  void write(Batch const& batch) override {
    (void)shown();
    if (std::exchange(has_written_, true))
      throw std::logic_error("a transaction writes one batch only");
    auto written = std::make_shared<Contents>(*contents_);
    add_events(*written, batch);
    add_secrets(*written, batch);
    add_rest(*written, batch);
    put_rows(*written, batch.rows);
    contents_ = std::move(written);
  }

  void commit() override {
    (void)shown();
    store_.replace(contents_);
    contents_.reset();
    store_.release_head();
  }

 private:
  [[nodiscard]] Contents const& shown() const override {
    if (!contents_) throw std::logic_error("the transaction is over");
    return *contents_;
  }

  MemoryStore& store_;
  std::shared_ptr<Contents const> contents_;
  bool has_written_ = false;
};

class MemoryStore::Rebuilding final : public Rebuild {
 public:
  explicit Rebuilding(MemoryStore& store) : store_{store} {
    store_.take_head();
    contents_ = std::make_shared<Contents>(*store_.contents());
    log_ = std::make_unique<View>(contents_);
  }
  ~Rebuilding() override { store_.release_head(); }

  StoreView& log() override { return *log_; }
  void clear(ReadTable const& table) override { contents_->tables.erase(std::string{table.name}); }
  void add(std::span<TableRow const> rows) override {
    put_rows(*contents_, {.upserts = {rows.begin(), rows.end()}, .deletes = {}});
  }
  void commit() override { store_.replace(contents_); }

 private:
  MemoryStore& store_;
  std::shared_ptr<Contents> contents_;
  std::unique_ptr<View> log_;
};

MemoryStore::MemoryStore() : contents_{std::make_shared<Contents>()} {}
MemoryStore::~MemoryStore() = default;

std::unique_ptr<WriteTransaction> MemoryStore::begin() {
  return std::make_unique<Transaction>(*this);
}

std::unique_ptr<StoreView> MemoryStore::view() { return std::make_unique<View>(contents()); }

std::vector<ReadTable const*> MemoryStore::needs_rebuild() { return {}; }

std::unique_ptr<Rebuild> MemoryStore::rebuild() { return std::make_unique<Rebuilding>(*this); }

void MemoryStore::fail_next_commit() {
  std::scoped_lock const lock{mutex_};
  next_commit_fails_ = true;
}

void MemoryStore::take_head() {
  std::unique_lock lock{mutex_};
  if (!released_.wait_for(lock, kPatience, [this] { return !is_taken_; }))
    throw StoreBusy("the head is held by another");
  is_taken_ = true;
}

void MemoryStore::release_head() {
  {
    std::scoped_lock const lock{mutex_};
    is_taken_ = false;
  }
  released_.notify_one();
}

void MemoryStore::replace(std::shared_ptr<Contents const> contents) {
  std::scoped_lock const lock{mutex_};
  if (std::exchange(next_commit_fails_, false)) throw StoreFailed("the commit failed, as told");
  contents_ = std::move(contents);
}

std::shared_ptr<Contents const> MemoryStore::contents() {
  std::scoped_lock const lock{mutex_};
  return contents_;
}

}  // namespace gozin::tests
