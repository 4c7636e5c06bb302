#include "engine/ledger/tree.hpp"

#include "engine/ledger/decimal.hpp"
#include "engine/ledger/reason.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace gozin {

Hash leaf_hash(std::string_view leaf) { return sha256({std::string_view{"\x00", 1}, leaf}); }

Hash node_hash(Hash const& left, Hash const& right) {
  return sha256({std::string_view{"\x01", 1}, view_of(left), view_of(right)});
}

Hash empty_root() { return sha256(""); }

Hash root_of(std::span<Hash const> leaf_hashes) {
  if (leaf_hashes.empty()) return empty_root();
  if (leaf_hashes.size() == 1) return leaf_hashes.front();
  auto const left = std::bit_floor(leaf_hashes.size() - 1);
  return node_hash(root_of(leaf_hashes.first(left)), root_of(leaf_hashes.subspan(left)));
}

Result<Frontier> Frontier::of(std::uint64_t size, std::vector<Hash> subtree_roots) {
  if (subtree_roots.size() != static_cast<std::size_t>(std::popcount(size)))
    return Rejection{LedgerReason::frontier_must_be_well_formed};
  Frontier frontier;
  frontier.size_ = size;
  frontier.subtree_roots_ = std::move(subtree_roots);
  return frontier;
}

void Frontier::append(Hash const& leaf) {
  auto root = leaf;
  // Each low bit that is set is a subtree as large as the one just closed: they become one.
  for (auto rest = size_; (rest & 1) != 0; rest >>= 1) {
    root = node_hash(subtree_roots_.back(), root);
    subtree_roots_.pop_back();
  }
  subtree_roots_.push_back(root);
  ++size_;
}

Hash Frontier::root() const {
  if (subtree_roots_.empty()) return empty_root();
  auto root = subtree_roots_.back();
  for (auto left = subtree_roots_.rbegin() + 1; left != subtree_roots_.rend(); ++left)
    root = node_hash(*left, root);
  return root;
}

std::string to_text(Frontier const& frontier) {
  auto text = std::to_string(frontier.size());
  for (auto const& root : frontier.subtree_roots()) text += " " + to_hex(root);
  return text;
}

Result<Frontier> parse_frontier(std::string_view text) {
  Rejection const refused{LedgerReason::frontier_must_be_well_formed};
  auto const end_of_size = std::min(text.find(' '), text.size());
  auto const size = parse_size(text.substr(0, end_of_size));
  if (!size) return refused;
  text.remove_prefix(end_of_size);

  std::vector<Hash> roots;
  constexpr std::size_t kRootWidth = 1 + 64;
  for (; !text.empty(); text.remove_prefix(kRootWidth)) {
    if (text.size() < kRootWidth || text.front() != ' ') return refused;
    auto const root = parse_hash(text.substr(1, kRootWidth - 1));
    if (!root) return refused;
    roots.push_back(*root);
  }
  return Frontier::of(*size, std::move(roots));
}

}  // namespace gozin
