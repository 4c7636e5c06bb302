#include "engine/publication/receipts.hpp"

#include "engine/command/recording.hpp"
#include "engine/ledger/commitment.hpp"

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
  for (auto const& record : store.vault_of(seq)) {
    if (record.key.text.starts_with(kStillSealed)) continue;
    auto const wrapped = store.wrapped_key(record.key);
    auto const bytes = wrapped ? parse_base64(wrapped->wrapped) : std::nullopt;
    auto const key = bytes ? keys.unwrap(record.key, *bytes) : std::nullopt;
    if (!key) continue;
    auto const opened = open_record(keys, *key, record);
    for (auto const& [name, value] : opened.values)
      openings.push_back({name, field_salt(view_of(opened.seed), name), value});
  }
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
