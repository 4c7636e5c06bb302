#include "engine/publication/receipts.hpp"

#include "engine/command/recording.hpp"
#include "engine/ledger/commitment.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace gozin {
namespace {

constexpr std::string_view kStillSealed = "sealed/";

Rejection uncovered(std::int64_t seq) {
  return {PublicationReason::checkpoint_must_cover_event, std::to_string(seq)};
}

Result<ProofFile> prove_under(StoredCheckpoint const& checkpoint, NodeSource const& nodes,
                              std::int64_t seq) {
  auto proof = inclusion_proof(nodes, static_cast<std::uint64_t>(seq),
                               static_cast<std::uint64_t>(checkpoint.size));
  if (!proof) return uncovered(seq);
  return ProofFile{static_cast<std::uint64_t>(seq), std::move(*proof), checkpoint.note};
}

std::optional<std::string> leaf_of(StoreView& store, std::int64_t seq) {
  std::optional<std::string> leaf;
  if (seq < 0 || seq >= store.head().size) return leaf;
  store.read_log(seq, 1, [&](StoredEvent const& event) {
    if (event.seq == seq) leaf = event.body;
  });
  return leaf;
}

bool is_sealed(VaultRecord const& record) { return record.key.text.starts_with(kStillSealed); }

void open_into(std::vector<Opening>& openings, VaultRecord const& record, StoreView& store,
               Keys& keys) {
  auto const wrapped = store.wrapped_key(record.key);
  auto const bytes = wrapped ? parse_base64(wrapped->wrapped) : std::nullopt;
  auto const key = bytes ? keys.unwrap(record.key, *bytes) : std::nullopt;
  if (!key) return;
  auto const opened = open_record(keys, *key, record);
  for (auto const& [name, value] : opened.values)
    openings.push_back({name, field_salt(view_of(opened.seed), name), value});
}

/// Whether two events are about the same: what both say in the open is equal, and it is something.
bool is_of_same(Recorded const& event, Recorded const& other) {
  auto const own = event.event.data();
  auto const its = other.event.data();
  bool has_common = false;
  for (auto const& field : event.event.type().fields) {
    auto const* mine = own.get_object().if_contains(field.name);
    auto const* theirs = its.get_object().if_contains(field.name);
    if (field.field_class.visibility != Visibility::open || !mine || !theirs) continue;
    if (*mine != *theirs) return false;
    has_common = true;
  }
  return has_common;
}

/// The fields of an event that were sealed until something that has happened since.
std::set<std::string> unsealed_fields(Catalog const& catalog, StoreView& store,
                                      Recorded const& event) {
  std::set<std::string> names;
  store.read_stream(event.at.stream, event.at.rev + 1, [&](StoredEvent const& stored) {
    for (auto const& field : event.event.type().fields) {
      auto const& [visibility, until] = field.field_class;
      if (visibility == Visibility::sealed && stored.type == until &&
          is_of_same(event, read_recorded(catalog, stored)))
        names.emplace(field.name);
    }
  });
  return names;
}

Rejection no_event(std::int64_t seq) {
  return {PublicationReason::event_must_exist, std::to_string(seq)};
}

}  // namespace

Result<ProofFile> prove_event(StoreView& store, LogTree const& tree, std::int64_t seq) {
  if (!leaf_of(store, seq)) return no_event(seq);
  auto const checkpoint = store.last_checkpoint();
  if (!checkpoint) return uncovered(seq);
  return prove_under(*checkpoint, tree.nodes(store), seq);
}

Result<LogReceipt> receipt_of(StoreView& store, LogTree const& tree, std::int64_t seq) {
  auto leaf = leaf_of(store, seq);
  if (!leaf) return no_event(seq);
  auto const covering = store.checkpoints(seq + 1, 1);
  if (covering.empty()) return uncovered(seq);
  auto proof = prove_under(covering.front(), tree.nodes(store), seq);
  if (!proof) return proof.error();
  return LogReceipt{std::move(*leaf), std::move(*proof), {}};
}

std::vector<Opening> openings_of(StoreView& store, Keys& keys, std::int64_t seq) {
  std::vector<Opening> openings;
  for (auto const& record : store.vault_of(seq))
    if (!is_sealed(record)) open_into(openings, record, store, keys);
  return openings;
}

std::vector<Opening> openings_for_author(Catalog const& catalog, StoreView& store, Keys& keys,
                                         std::int64_t seq) {
  auto openings = openings_of(store, keys, seq);
  std::set<std::string> names;
  store.read_log(seq, 1, [&](StoredEvent const& stored) {
    names = unsealed_fields(catalog, store, read_recorded(catalog, stored));
  });
  if (names.empty()) return openings;
  std::vector<Opening> sealed;
  for (auto const& record : store.vault_of(seq))
    if (is_sealed(record)) open_into(sealed, record, store, keys);
  std::ranges::copy_if(sealed, std::back_inserter(openings),
                       [&](Opening const& opening) { return names.contains(opening.name); });
  return openings;
}

Result<ConsistencyFile> prove_consistency(StoreView& store, LogTree const& tree,
                                          std::uint64_t old_size) {
  auto const checkpoint = store.last_checkpoint();
  if (!checkpoint) return uncovered(0);
  auto proof =
      consistency_proof(tree.nodes(store), old_size, static_cast<std::uint64_t>(checkpoint->size));
  if (!proof) return proof.error();
  return ConsistencyFile{old_size, std::move(*proof), checkpoint->note};
}

}  // namespace gozin
