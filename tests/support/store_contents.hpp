#pragma once

#include "engine/port/event_store.hpp"
#include "engine/port/log_archive.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>

namespace gozin::tests {

/// Everything that a store in memory holds.
struct StoreContents {
  Head head;
  std::vector<std::shared_ptr<StoredEvent const>> events;
  std::map<StreamId, std::vector<std::size_t>> streams;
  std::map<std::pair<std::int64_t, VaultKeyId>, VaultRecord> vault;
  std::map<VaultKeyId, WrappedKey> keys;
  std::map<std::string, BoxedBallot> papers;
  std::map<std::string, AnsweredRequest> answers;
  std::map<std::string, PersonId> lookups;
  std::map<Hash, StoredDocument> documents;
  std::map<std::int64_t, StoredCheckpoint> checkpoints;
  std::map<std::pair<std::int64_t, std::string>, StoredCosignature> cosignatures;
  std::map<std::string, WitnessStanding> standings;
  std::map<std::int64_t, ErasureProof> erasures;
  std::vector<AccessEntry> accesses;
  std::map<std::string, NodeState> states;
  std::map<std::string, Lease> leases;
  std::map<std::string, std::map<Row, Row>, std::less<>> tables;
  std::set<StreamId> unreadable;  // their events are in a file that is missing
};

/// Adds all that a batch writes. What the port forbids to write is a bug: std::logic_error; two
/// different checkpoints of one size are StoreFailed, a lease that is another's by now LeaseLost.
/// Contents that it threw over are of no use.
void add(StoreContents& contents, Batch const& batch);

/// Changes rows of read tables. Rows that do not fit their table are a bug: std::logic_error.
void put_rows(StoreContents& contents, RowChanges const& rows);

[[nodiscard]] std::vector<Row> select(StoreContents const& contents, Query const& query);

template <class Map, class Key>
auto find_in(Map const& map, Key const& key) -> std::optional<typename Map::mapped_type> {
  auto const found = map.find(key);
  return found == map.end() ? std::nullopt : std::optional{found->second};
}

/// What a view can be asked, of whatever contents the derived class shows.
template <class Base>
class Asking : public Base {
 public:
  using Visit = StoreView::Visit;

  Head head() override { return shown().head; }
  void read_stream(StreamId const& stream, std::int64_t rev, Visit const& visit) override {
    if (shown().unreadable.contains(stream)) throw RangeUnreadable("a file: it is not there");
    auto const events = shown().streams.find(stream);
    if (events == shown().streams.end()) return;
    for (auto const at : events->second)
      if (shown().events[at]->rev >= rev) visit(*shown().events[at]);
  }
  void read_kind(std::string_view kind, Visit const& visit) override {
    for (auto const& [stream, events] : shown().streams)
      if (stream.kind() == kind && !stream.key().empty())
        for (auto const at : events) visit(*shown().events[at]);
  }
  void read_log(std::int64_t seq, std::int64_t count, Visit const& visit) override {
    auto const& events = shown().events;
    auto const size = static_cast<std::int64_t>(events.size());
    for (auto at = std::max<std::int64_t>(seq, 0); at < size && at - seq < count; ++at)
      visit(*events[static_cast<std::size_t>(at)]);
  }
  std::vector<VaultRecord> vault_of(std::int64_t seq) override { return vault_between(seq, seq); }
  std::vector<VaultRecord> vault_between(std::int64_t first, std::int64_t last) override {
    std::vector<VaultRecord> records;
    auto const& all = shown().vault;
    for (auto at = all.lower_bound({first, {}}); at != all.end() && at->first.first <= last; ++at)
      records.push_back(at->second);
    return records;
  }
  std::vector<VaultRecord> vault_under(VaultKeyId const& key) override {
    std::vector<VaultRecord> records;
    for (auto const& [place, record] : shown().vault)
      if (place.second == key) records.push_back(record);
    return records;
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
  std::vector<WitnessStanding> witness_standings() override {
    std::vector<WitnessStanding> found;
    for (auto const& [witness, one] : shown().standings) found.push_back(one);
    return found;
  }
  std::vector<ErasureProof> erasures() override {
    std::vector<ErasureProof> found;
    for (auto const& [seq, one] : shown().erasures) found.push_back(one);
    return found;
  }
  std::vector<AccessEntry> accesses(std::int64_t number, std::size_t count) override {
    std::vector<AccessEntry> found;
    for (auto const& one : shown().accesses)
      if (one.number >= number && found.size() < count) found.push_back(one);
    return found;
  }
  std::int64_t accesses_end() override { return std::ssize(shown().accesses); }
  std::vector<NodeState> node_states() override {
    std::vector<NodeState> found;
    for (auto const& [name, one] : shown().states) found.push_back(one);
    return found;
  }
  std::optional<Lease> lease(std::string const& work) override {
    return find_in(shown().leases, work);
  }
  std::vector<Row> select(Query const& query) override { return tests::select(shown(), query); }

 protected:
  [[nodiscard]] virtual StoreContents const& shown() const = 0;

 private:
  StoredCheckpoint cosigned(StoredCheckpoint checkpoint) {
    for (auto const& one : cosignatures(checkpoint.size, checkpoint.size))
      checkpoint.note += one.line;
    return checkpoint;
  }
};

}  // namespace gozin::tests
