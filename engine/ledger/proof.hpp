#pragma once

#include "engine/core/hash.hpp"
#include "engine/core/result.hpp"
#include "engine/ledger/tree.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace gozin {

/// The hashes that lead from what is held to a root, in the order of RFC 9162.
using Proof = std::vector<Hash>;

/// Where proofs take their hashes: the root of the perfect subtree over the 2^level leaves from
/// index · 2^level. Asked only for subtrees that lie wholly within the tree in question.
using NodeSource = std::function<Hash(unsigned level, std::uint64_t index)>;

/// Computes every node anew from leaf hashes, which it borrows: for exports and small trees.
[[nodiscard]] NodeSource nodes_over(std::span<Hash const> leaf_hashes);

/// The root of the first `size` leaves.
[[nodiscard]] Hash root_from(NodeSource const& nodes, std::uint64_t size);

/// RFC 9162 §2.1.3.1: that leaf `index` stands in the tree of `size` leaves. Refuses
/// `index_must_be_below_tree_size`.
[[nodiscard]] Result<Proof> inclusion_proof(NodeSource const& nodes, std::uint64_t index,
                                            std::uint64_t size);

/// RFC 9162 §2.1.4.1: that the tree of `later` leaves begins with the tree of `earlier` leaves.
/// Between equal sizes and from the empty tree nothing needs to be shown: the proof is empty.
/// Refuses `tree_must_not_shrink`.
[[nodiscard]] Result<Proof> consistency_proof(NodeSource const& nodes, std::uint64_t earlier,
                                              std::uint64_t later);

/// A leaf by its hash and its place.
struct LeafPlace {
  Hash hash = {};
  std::uint64_t index = 0;
};

/// RFC 9162 §2.1.3.2. Refuses `index_must_be_below_tree_size`; `proof_must_have_its_length`, a hash
/// more or less than the place needs; `root_must_follow_from_proof`.
[[nodiscard]] Result<void> verify_inclusion(LeafPlace const& leaf, std::span<Hash const> proof,
                                            TreeHead const& tree);

/// RFC 9162 §2.1.4.2, and the two cases it leaves open: equal sizes must have equal roots, or else
/// `tree_of_one_size_must_have_one_root`; an empty tree must have the empty root. Refuses further
/// `tree_must_not_shrink`, `proof_must_have_its_length`, `root_must_follow_from_proof`.
[[nodiscard]] Result<void> verify_consistency(TreeHead const& earlier, TreeHead const& later,
                                              std::span<Hash const> proof);

}  // namespace gozin
