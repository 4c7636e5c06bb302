#pragma once

#include "engine/core/hash.hpp"
#include "engine/core/result.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gozin {

/// The Merkle tree of RFC 9162 §2.1: SHA-256(00 ‖ leaf), SHA-256(01 ‖ left ‖ right), and
/// SHA-256 of nothing for the empty tree.
[[nodiscard]] Hash leaf_hash(std::string_view leaf);
[[nodiscard]] Hash node_hash(Hash const& left, Hash const& right);
[[nodiscard]] Hash empty_root();

/// A tree seen from outside: so many leaves, this root.
struct TreeHead {
  std::uint64_t size = 0;
  Hash root = {};
  friend bool operator==(TreeHead const&, TreeHead const&) = default;
};

/// The root over all the leaf hashes at once, straight from the definition: what the incremental
/// ways are measured against, and what recomputes a tree from an export.
[[nodiscard]] Hash root_of(std::span<Hash const> leaf_hashes);

/// The right edge of a growing tree: the roots of its perfect subtrees, from the left and greatest
/// to the right and smallest, one for each bit of the size that is set. This is all that appending
/// needs: about one node hash a leaf, never more than 64 hashes kept.
class Frontier {
 public:
  Frontier() = default;

  /// Refuses any number of subtree roots but the number of bits set in `size`, as
  /// `frontier_must_be_well_formed`.
  [[nodiscard]] static Result<Frontier> of(std::uint64_t size, std::vector<Hash> subtree_roots);

  void append(Hash const& leaf);

  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] std::vector<Hash> const& subtree_roots() const { return subtree_roots_; }
  [[nodiscard]] Hash root() const;
  [[nodiscard]] TreeHead head() const { return {size_, root()}; }

  friend bool operator==(Frontier const&, Frontier const&) = default;

 private:
  std::uint64_t size_ = 0;
  std::vector<Hash> subtree_roots_;
};

/// One line for a database column: the size in decimal, then each subtree root in hexadecimal, a
/// blank before each. The reader takes only what the writer writes and refuses the rest as
/// `frontier_must_be_well_formed`.
[[nodiscard]] std::string to_text(Frontier const& frontier);
[[nodiscard]] Result<Frontier> parse_frontier(std::string_view text);

}  // namespace gozin
