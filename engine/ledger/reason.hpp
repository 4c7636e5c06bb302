#pragma once

#include "engine/core/reason.hpp"

namespace gozin {

/// What a verifier of the log turns down, and a name that no verifier would take.
#define GOZIN_LEDGER_REASONS(X)            \
  /* tree */                               \
  X(frontier_must_be_well_formed)          \
  X(index_must_be_below_tree_size)         \
  X(tree_must_not_shrink)                  \
  X(tree_of_one_size_must_have_one_root)   \
  X(proof_must_have_its_length)            \
  X(root_must_follow_from_proof)           \
  /* note */                               \
  X(key_must_be_well_formed)               \
  X(origin_must_be_fit_for_a_key)          \
  X(note_must_be_well_formed)              \
  X(note_must_be_signed_by_known_key)      \
  X(signature_must_verify)                 \
  X(checkpoint_must_be_well_formed)        \
  X(checkpoint_must_be_of_its_signers_log) \
  X(policy_must_be_well_formed)            \
  /* files */                              \
  X(tile_path_must_be_well_formed)         \
  X(tile_must_be_well_formed)              \
  X(bundle_must_be_well_formed)            \
  X(proof_must_be_well_formed)             \
  X(receipt_must_be_well_formed)           \
  X(opening_must_fit_leaf)                 \
  X(dossier_must_be_well_formed)           \
  X(dossier_must_be_sealed)                \
  X(dossier_must_agree_with_its_entries)
GOZIN_REASONS(LedgerReason, GOZIN_LEDGER_REASONS)

}  // namespace gozin
