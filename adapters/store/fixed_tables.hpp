#pragma once

#include "adapters/store/range_file.hpp"
#include "engine/port/event_store.hpp"

#include <span>

namespace gozin::store {

/// The fixed tables in the words in which read tables are declared, so that their rows can be
/// written and copied by the same statements. The migrations make them.
[[nodiscard]] ReadTable const& event_rows();
[[nodiscard]] ReadTable const& vault_rows();
[[nodiscard]] ReadTable const& key_rows();
[[nodiscard]] ReadTable const& paper_rows();
[[nodiscard]] ReadTable const& answer_rows();
[[nodiscard]] ReadTable const& lookup_rows();
[[nodiscard]] ReadTable const& document_rows();
[[nodiscard]] ReadTable const& checkpoint_rows();
[[nodiscard]] ReadTable const& cosignature_rows();
[[nodiscard]] ReadTable const& standing_rows();
[[nodiscard]] ReadTable const& erasure_rows();
[[nodiscard]] ReadTable const& access_rows();
[[nodiscard]] ReadTable const& node_state_rows();
[[nodiscard]] ReadTable const& lease_rows();
[[nodiscard]] ReadTable const& account_rows();
[[nodiscard]] ReadTable const& stream_part_rows();

[[nodiscard]] Row row_of(StoredEvent const& event);
[[nodiscard]] Row row_of(VaultRecord const& record);
[[nodiscard]] Row row_of(WrappedKey const& key);
[[nodiscard]] Row row_of(BoxedBallot const& paper);
[[nodiscard]] Row row_of(AnsweredRequest const& request, Instant recorded);
[[nodiscard]] Row row_of(Lookup const& lookup);
[[nodiscard]] Row row_of(StoredDocument const& document);
[[nodiscard]] Row row_of(StoredCheckpoint const& checkpoint);
[[nodiscard]] Row row_of(StoredCosignature const& cosignature);
[[nodiscard]] Row row_of(WitnessStanding const& standing);
[[nodiscard]] Row row_of(ErasureProof const& erasure);
[[nodiscard]] Row row_of(AccessEntry const& entry);
[[nodiscard]] Row row_of(NodeState const& state);
[[nodiscard]] Row row_of(LeaseChange const& lease);
[[nodiscard]] Row row_of(StreamPart const& part);

}  // namespace gozin::store
