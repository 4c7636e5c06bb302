#pragma once

#include "engine/command/catalog.hpp"
#include "engine/ledger/proof_file.hpp"
#include "engine/ledger/receipt.hpp"
#include "engine/port/keys.hpp"
#include "engine/publication/log_tree.hpp"

#include <cstdint>
#include <optional>

namespace gozin {

/// What the log refuses to give out.
#define GOZIN_PUBLICATION_REASONS(X) \
  X(event_must_exist)                \
  X(checkpoint_must_cover_event)     \
  X(receipt_must_be_for_its_author)  \
  X(export_must_be_of_this_log)      \
  X(export_must_not_be_damaged)      \
  X(log_must_extend_what_was_signed) \
  X(log_must_yield_its_root)
GOZIN_REASONS(PublicationReason, GOZIN_PUBLICATION_REASONS)

/// The proof that an event stands under the newest signed checkpoint. Refuses `event_must_exist`,
/// and `checkpoint_must_cover_event` where none was signed since. The tree has caught up.
[[nodiscard]] Result<ProofFile> prove_event(StoreView& store, LogTree const& tree,
                                            std::int64_t seq);

/// The same under the checkpoint of the batch in which the event was recorded, with its leaf and no
/// opening.
[[nodiscard]] Result<LogReceipt> receipt_of(StoreView& store, LogTree const& tree,
                                            std::int64_t seq);

/// What the event keeps in the vault, but for what was ever sealed. Values whose key is gone are
/// left out.
[[nodiscard]] std::vector<Opening> openings_of(StoreView& store, Keys& keys, std::int64_t seq);

/// The same for its author, with what was sealed until an event that is recorded by now: one of the
/// type that the field names, in the same stream, which agrees with this event in every open member
/// that both have. What is still sealed stays so for everybody: who asks here is never seen to be
/// the author.
[[nodiscard]] std::vector<Opening> openings_for_author(Catalog const& catalog, StoreView& store,
                                                       Keys& keys, std::int64_t seq);

/// That the newest signed tree begins with the first `old_size` leaves. Refuses
/// `checkpoint_must_cover_event` without a checkpoint, and what `consistency_proof` refuses.
[[nodiscard]] Result<ConsistencyFile> prove_consistency(StoreView& store, LogTree const& tree,
                                                        std::uint64_t old_size);

}  // namespace gozin
