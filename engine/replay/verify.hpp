#pragma once

#include "engine/command/streams.hpp"
#include "engine/ledger/checkpoint.hpp"
#include "engine/port/event_store.hpp"
#include "engine/port/signer.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gozin {

/// What may be wrong with a log. Damage is found in what is stored; a contradiction is a log that
/// is whole in itself and yet not the one that was signed.
#define GOZIN_FINDINGS_OF_VERIFY(X) \
  X(event_missing)                  \
  X(event_unreadable)               \
  X(event_columns_differ)           \
  X(leaf_hash_differs)              \
  X(origin_differs)                 \
  X(revision_differs)               \
  X(previous_leaf_differs)          \
  X(recorded_runs_backwards)        \
  X(occurred_later_than_recorded)   \
  X(range_damaged)                  \
  X(event_not_acceptable)           \
  X(lineage_wrong)                  \
  X(log_not_opened)                 \
  X(database_damaged)               \
  X(head_differs)                   \
  X(checkpoint_unreadable)          \
  X(checkpoint_signature_wrong)     \
  X(checkpoint_size_differs)        \
  X(key_not_handed_over)            \
  X(key_not_at_hand)                \
  X(vault_not_of_these_keys)        \
  X(cosignature_wrong)              \
  X(root_differs)                   \
  X(log_shorter_than_checkpoint)    \
  X(vault_record_missing)           \
  X(vault_record_foreign)           \
  X(vault_value_differs)            \
  X(vault_key_missing)              \
  X(erased_key_left)                \
  X(document_missing)               \
  X(document_differs)               \
  X(proof_wrong)                    \
  X(receipt_wrong)                  \
  X(dossier_wrong)                  \
  X(access_missing)                 \
  X(access_differs)                 \
  X(row_missing)                    \
  X(row_differs)                    \
  X(row_foreign)                    \
  X(account_missing)                \
  X(account_differs)                \
  X(lookup_missing)                 \
  X(lookup_differs)
GOZIN_NAMED_ENUM(VerifyFinding, GOZIN_FINDINGS_OF_VERIFY)

/// One thing that is wrong, and where: an event, a checkpoint, a row.
struct Fault {
  VerifyFinding finding = VerifyFinding::event_missing;
  std::string place;  // `event 17`, `checkpoint 40`, `case_list case/…`
};

/// A person whose values the log says to be gone, and are.
struct ErasureFound {
  std::int64_t seq = 0;  // of the event
  PersonId person;
  std::int64_t records = 0;  // of the vault that nobody opens any more
};

struct VerifyReport {
  std::int64_t events = 0;
  std::int64_t streams = 0;
  std::int64_t checkpoints = 0;
  std::int64_t vault_records = 0;
  std::int64_t rows = 0;
  std::vector<ErasureFound> erasures;
  bool values_opened = false;  // false: no keys at hand, the vault's values were not read
  std::string vkey;
  TreeHead tree;
  std::vector<Fault> damage;
  std::vector<Fault> contradictions;  // meaningful only without damage
};

/// Does `work(0)` to `work(count - 1)`, each once and in any order, and returns when all are done:
/// `work(0)` on the caller's thread, the others on whatever threads there are. What one of them
/// throws it throws.
using Parallel =
    std::function<void(std::size_t count, std::function<void(std::size_t)> const& work)>;

/// A checkpoint, proof, receipt or dossier as it was kept, and what it is called there.
struct KeptFile {
  std::string bytes;
  std::string name = {};
};

struct VerifyOptions {
  Keys* keys = nullptr;              // null: values are not opened
  std::vector<KeptFile> given = {};  // to hold it to
  /// The signer of this machine, one of whose keys the log has to name; null: none is at hand.
  Signer const* signer = nullptr;
  /// What it has signed for last, as it keeps it itself: read before the store was.
  std::optional<TreeHead> signed_before = {};
  /// The key that is trusted, one of those that the log names; absent: whichever it names.
  std::optional<NoteKey> key = {};
  std::size_t faults_max = 100;  // stops looking after so many
  bool folds = true;             // false: charts and rows are looked at elsewhere
  std::function<void(std::int64_t done, std::int64_t of)> progress = {};
  Parallel parallel = {};              // absent: everything on the caller's thread
  std::int64_t events_a_page = 1'000;  // read at a time
};

/// The tree that a signer keeps as the last one it has signed for; nothing where it keeps none.
[[nodiscard]] std::optional<TreeHead> signed_before(Signer const& signer);

/// Reads the whole log and everything that must follow from it: bytes, hashes, order, acceptance by
/// the charts, what streams take over, tree, checkpoints, vault, read tables. Finds what event-log
/// formats promise can be found; writes nothing.
[[nodiscard]] VerifyReport verify(Catalog const& catalog, StoreView& store,
                                  VerifyOptions const& options = {});

/// Every row of the read tables that the events yield, by table name.
using AllRows = std::map<std::string_view, std::vector<TableRow>>;
[[nodiscard]] AllRows project_all(Catalog const& catalog, StoreView& store);

}  // namespace gozin
