#include "engine/ledger/proof.hpp"

#include "engine/ledger/reason.hpp"

#include <bit>
#include <cstddef>

namespace gozin {
namespace {

/// The leaves from `begin` to before `end`. Every range below starts at a multiple of its size
/// rounded up to a power of two, as the ranges of the RFC's recursion do.
struct Range {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;

  [[nodiscard]] std::uint64_t size() const { return end - begin; }
  /// Where the RFC splits: the greatest power of two below the size.
  [[nodiscard]] std::uint64_t middle() const { return begin + std::bit_floor(size() - 1); }
  [[nodiscard]] Range left() const { return {begin, middle()}; }
  [[nodiscard]] Range right() const { return {middle(), end}; }
};

Hash root_of(NodeSource const& nodes, Range range) {
  if (std::has_single_bit(range.size())) {
    auto const level = static_cast<unsigned>(std::countr_zero(range.size()));
    return nodes(level, range.begin >> level);
  }
  return node_hash(root_of(nodes, range.left()), root_of(nodes, range.right()));
}

/// PATH of RFC 9162 §2.1.3.1.
void append_path(Proof& proof, NodeSource const& nodes, std::uint64_t index, Range range) {
  if (range.size() == 1) return;
  bool const is_left = index < range.middle();
  append_path(proof, nodes, index, is_left ? range.left() : range.right());
  proof.push_back(root_of(nodes, is_left ? range.right() : range.left()));
}

/// SUBPROOF of RFC 9162 §2.1.4.1 for the first `earlier` leaves of the log; the verifier knows the
/// root of the range only if it is the whole earlier tree.
void append_subproof(Proof& proof, NodeSource const& nodes, std::uint64_t earlier, Range range) {
  if (earlier == range.end) {
    if (range.begin != 0) proof.push_back(root_of(nodes, range));
    return;
  }
  bool const is_left = earlier <= range.middle();
  append_subproof(proof, nodes, earlier, is_left ? range.left() : range.right());
  proof.push_back(root_of(nodes, is_left ? range.right() : range.left()));
}

/// Walks from a node on one level to the root along the right edge of the tree.
struct Climb {
  std::uint64_t node;
  std::uint64_t last;

  [[nodiscard]] bool is_at_root() const { return last == 0; }
  [[nodiscard]] bool is_right_child() const { return (node & 1) != 0; }
  void rise() {
    node >>= 1;
    last >>= 1;
  }
  /// A last node without a sibling stands for its parent too.
  void rise_to_sibling() {
    while (!is_right_child() && node != 0) rise();
  }
};

Rejection wrong_length() { return {LedgerReason::proof_must_have_its_length}; }
Rejection wrong_root() { return {LedgerReason::root_must_follow_from_proof}; }

}  // namespace

NodeSource nodes_over(std::span<Hash const> leaf_hashes) {
  return [leaf_hashes](unsigned level, std::uint64_t index) {
    auto const width = std::size_t{1} << level;
    return root_of(leaf_hashes.subspan(static_cast<std::size_t>(index) << level, width));
  };
}

Hash root_from(NodeSource const& nodes, std::uint64_t size) {
  return size == 0 ? empty_root() : root_of(nodes, Range{0, size});
}

Result<Proof> inclusion_proof(NodeSource const& nodes, std::uint64_t index, std::uint64_t size) {
  if (index >= size) return Rejection{LedgerReason::index_must_be_below_tree_size};
  Proof proof;
  append_path(proof, nodes, index, Range{0, size});
  return proof;
}

Result<Proof> consistency_proof(NodeSource const& nodes, std::uint64_t earlier,
                                std::uint64_t later) {
  if (earlier > later) return Rejection{LedgerReason::tree_must_not_shrink};
  Proof proof;
  if (earlier != 0) append_subproof(proof, nodes, earlier, Range{0, later});
  return proof;
}

Result<void> verify_inclusion(LeafPlace const& leaf, std::span<Hash const> proof,
                              TreeHead const& tree) {
  if (leaf.index >= tree.size) return Rejection{LedgerReason::index_must_be_below_tree_size};
  Climb climb{leaf.index, tree.size - 1};
  auto root = leaf.hash;
  for (auto const& sibling : proof) {
    if (climb.is_at_root()) return wrong_length();
    if (climb.is_right_child() || climb.node == climb.last) {
      root = node_hash(sibling, root);
      climb.rise_to_sibling();
    } else {
      root = node_hash(root, sibling);
    }
    climb.rise();
  }
  if (!climb.is_at_root()) return wrong_length();
  if (root != tree.root) return wrong_root();
  return {};
}

Result<void> verify_consistency(TreeHead const& earlier, TreeHead const& later,
                                std::span<Hash const> proof) {
  if (earlier.size > later.size) return Rejection{LedgerReason::tree_must_not_shrink};
  if (earlier.size == later.size && earlier.root != later.root)
    return Rejection{LedgerReason::tree_of_one_size_must_have_one_root};
  if (earlier.size == 0 && earlier.root != empty_root()) return wrong_root();
  if (earlier.size == 0 || earlier.size == later.size) {
    if (!proof.empty()) return wrong_length();
    return {};
  }

  Climb climb{earlier.size - 1, later.size - 1};
  while (climb.is_right_child()) climb.rise();
  // An earlier tree that is perfect is itself the node to start from, and not in the proof.
  bool const is_perfect = std::has_single_bit(earlier.size);
  if (!is_perfect && proof.empty()) return wrong_length();
  auto earlier_root = is_perfect ? earlier.root : proof.front();
  auto later_root = earlier_root;
  for (auto const& sibling : is_perfect ? proof : proof.subspan(1)) {
    if (climb.is_at_root()) return wrong_length();
    if (climb.is_right_child() || climb.node == climb.last) {
      earlier_root = node_hash(sibling, earlier_root);
      later_root = node_hash(sibling, later_root);
      climb.rise_to_sibling();
    } else {
      later_root = node_hash(later_root, sibling);
    }
    climb.rise();
  }
  if (!climb.is_at_root()) return wrong_length();
  if (earlier_root != earlier.root || later_root != later.root) return wrong_root();
  return {};
}

}  // namespace gozin
