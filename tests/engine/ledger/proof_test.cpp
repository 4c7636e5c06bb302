#include "engine/ledger/proof.hpp"

#include "engine/ledger/reason.hpp"
#include "tests/engine/ledger/vectors.hpp"

#include <bit>
#include <cstddef>
#include <span>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gozin {
namespace {

constexpr std::size_t kSizeMax = 70;

/// One tree of which every beginning is looked at.
struct GrowingTree {
  std::vector<Hash> leaves = test::numbered_leaves(kSizeMax);
  std::vector<TreeHead> heads = {};
  NodeSource nodes = {};

  GrowingTree() : nodes{nodes_over(leaves)} {
    Frontier frontier;
    heads.push_back(frontier.head());
    for (auto const& leaf : leaves) {
      frontier.append(leaf);
      heads.push_back(frontier.head());
    }
  }
  GrowingTree(GrowingTree const&) = delete;
  GrowingTree& operator=(GrowingTree const&) = delete;

  [[nodiscard]] LeafPlace leaf(std::size_t index) const { return {leaves[index], index}; }
};

GrowingTree const& tree() {
  static GrowingTree const kTree;
  return kTree;
}

Reason reason_of(Result<void> const& result) { return result ? Reason{} : result.error().reason; }

template <class Visit>
void for_each_pair(std::size_t least_first, Visit const& visit) {
  for (std::size_t second = 1; second <= kSizeMax; ++second)
    for (std::size_t first = least_first; first <= second; ++first) visit(first, second);
}

TEST(Proof, GivesTheInclusionProofsOfTheVectorFile) {
  auto const file = test::vectors("merkle_tree.json");
  std::vector<Hash> leaves;
  for (auto const& leaf : file.as_object().at("leaves").as_array())
    leaves.push_back(leaf_hash(parse_hex(leaf.as_string().c_str()).value()));
  auto const nodes = nodes_over(leaves);

  for (auto const& row : file.as_object().at("inclusion").as_array()) {
    auto const index = test::number_at(row, "index");
    auto const size = test::number_at(row, "size");
    EXPECT_EQ(inclusion_proof(nodes, index, size).value(), test::proof_at(row, "proof")) << row;
  }
  for (auto const& row : file.as_object().at("consistency").as_array()) {
    auto const earlier = test::number_at(row, "earlier");
    auto const later = test::number_at(row, "later");
    EXPECT_EQ(consistency_proof(nodes, earlier, later).value(), test::proof_at(row, "proof"))
        << row;
  }
}

TEST(InclusionProof, VerifiesForEveryLeafOfEverySize) {
  for_each_pair(1, [](std::size_t number, std::size_t size) {
    auto const index = number - 1;
    auto const proof = inclusion_proof(tree().nodes, index, size);
    ASSERT_TRUE(proof);
    EXPECT_TRUE(verify_inclusion(tree().leaf(index), *proof, tree().heads[size]))
        << index << " of " << size;
  });
}

TEST(InclusionProof, FailsForEveryOtherLeafAndEveryOtherPlace) {
  for_each_pair(1, [](std::size_t number, std::size_t size) {
    auto const index = number - 1;
    auto const proof = inclusion_proof(tree().nodes, index, size).value();
    auto const& head = tree().heads[size];
    for (std::size_t other = 0; other < size; ++other) {
      if (other == index) continue;
      ASSERT_FALSE(verify_inclusion({tree().leaves[other], index}, proof, head));
      ASSERT_FALSE(verify_inclusion({tree().leaves[index], other}, proof, head));
    }
  });
}

TEST(InclusionProof, FailsForEveryOtherSizeOfItsTree) {
  for_each_pair(1, [](std::size_t number, std::size_t size) {
    auto const index = number - 1;
    auto const proof = inclusion_proof(tree().nodes, index, size).value();
    for (std::size_t other = 0; other <= kSizeMax; ++other) {
      if (other == size) continue;
      ASSERT_FALSE(verify_inclusion(tree().leaf(index), proof, tree().heads[other]));
    }
  });
}

TEST(InclusionProof, MustHaveItsLength) {
  for_each_pair(1, [](std::size_t number, std::size_t size) {
    auto const leaf = tree().leaf(number - 1);
    auto proof = inclusion_proof(tree().nodes, leaf.index, size).value();
    auto const& head = tree().heads[size];

    proof.push_back(Hash{});
    ASSERT_EQ(reason_of(verify_inclusion(leaf, proof, head)),
              Reason{LedgerReason::proof_must_have_its_length});

    proof.pop_back();
    if (proof.empty()) return;
    ASSERT_EQ(reason_of(verify_inclusion(leaf, std::span{proof}.first(proof.size() - 1), head)),
              Reason{LedgerReason::proof_must_have_its_length});
    ASSERT_EQ(reason_of(verify_inclusion(leaf, std::span{proof}.subspan(1), head)),
              Reason{LedgerReason::proof_must_have_its_length});
  });
}

TEST(InclusionProof, IsRefusedBeyondTheTree) {
  Reason const beyond = LedgerReason::index_must_be_below_tree_size;

  EXPECT_EQ(inclusion_proof(tree().nodes, 7, 7).error().reason, beyond);
  EXPECT_EQ(inclusion_proof(tree().nodes, 0, 0).error().reason, beyond);
  EXPECT_EQ(reason_of(verify_inclusion({tree().leaves[7], 7}, {}, tree().heads[7])), beyond);
  EXPECT_EQ(reason_of(verify_inclusion({Hash{}, 0}, {}, tree().heads[0])), beyond);
}

TEST(ConsistencyProof, VerifiesBetweenAllSizes) {
  for_each_pair(0, [](std::size_t earlier, std::size_t later) {
    auto const proof = consistency_proof(tree().nodes, earlier, later);
    ASSERT_TRUE(proof);
    EXPECT_TRUE(verify_consistency(tree().heads[earlier], tree().heads[later], *proof))
        << earlier << " to " << later;
  });
}

TEST(ConsistencyProof, FailsForEveryOtherSize) {
  for_each_pair(1, [](std::size_t earlier, std::size_t later) {
    if (earlier == later) return;
    auto const proof = consistency_proof(tree().nodes, earlier, later).value();
    for (std::size_t other = 0; other <= kSizeMax; ++other) {
      auto const& head = tree().heads[other];
      auto const fails = [&](TreeHead const& from, TreeHead const& to) {
        return !verify_consistency(from, to, proof);
      };
      ASSERT_TRUE(other == earlier || fails(head, tree().heads[later]));
      ASSERT_TRUE(other == later || fails(tree().heads[earlier], head));
    }
  });
}

TEST(ConsistencyProof, MustHaveItsLength) {
  for_each_pair(0, [](std::size_t earlier, std::size_t later) {
    auto proof = consistency_proof(tree().nodes, earlier, later).value();
    auto const verify = [&] {
      return reason_of(verify_consistency(tree().heads[earlier], tree().heads[later], proof));
    };

    proof.push_back(Hash{});
    ASSERT_EQ(verify(), Reason{LedgerReason::proof_must_have_its_length});

    proof.pop_back();
    if (proof.empty()) return;
    proof.pop_back();
    ASSERT_EQ(verify(), Reason{LedgerReason::proof_must_have_its_length});
  });
}

TEST(ConsistencyProof, IsRefusedToASmallerTree) {
  Reason const shrinks = LedgerReason::tree_must_not_shrink;

  EXPECT_EQ(consistency_proof(tree().nodes, 8, 7).error().reason, shrinks);
  EXPECT_EQ(reason_of(verify_consistency(tree().heads[8], tree().heads[7], {})), shrinks);
}

// Two signed trees of one size are the lie that only a comparison reveals.
TEST(ConsistencyProof, DoesNotReconcileTwoRootsOfOneSize) {
  auto const& head = tree().heads[8];
  TreeHead const other{8, test::flipped(head.root, 0)};

  EXPECT_EQ(reason_of(verify_consistency(head, other, {})),
            Reason{LedgerReason::tree_of_one_size_must_have_one_root});
}

TEST(ConsistencyProof, StartsFromTheOneEmptyTree) {
  auto const& later = tree().heads[5];

  EXPECT_TRUE(verify_consistency({0, empty_root()}, later, {}));
  EXPECT_EQ(reason_of(verify_consistency({0, Hash{}}, later, {})),
            Reason{LedgerReason::root_must_follow_from_proof});
}

TEST(Proof, FailsWithAnyHashFlippedAnywhere) {
  Reason const broken = LedgerReason::root_must_follow_from_proof;
  for_each_pair(1, [&](std::size_t first, std::size_t size) {
    auto const leaf = tree().leaf(first - 1);
    auto const inclusion = inclusion_proof(tree().nodes, leaf.index, size).value();
    auto const consistency = consistency_proof(tree().nodes, first, size).value();
    for (std::size_t i = 0; i < inclusion.size(); ++i) {
      auto forged = inclusion;
      forged[i] = test::flipped(forged[i], (first * 7 + i) % 256);
      ASSERT_EQ(reason_of(verify_inclusion(leaf, forged, tree().heads[size])), broken);
    }
    for (std::size_t i = 0; i < consistency.size(); ++i) {
      auto forged = consistency;
      forged[i] = test::flipped(forged[i], (first * 7 + i) % 256);
      ASSERT_EQ(reason_of(verify_consistency(tree().heads[first], tree().heads[size], forged)),
                broken);
    }
  });
}

RC_GTEST_PROP(InclusionProof, FailsForAnyFlippedBit, ()) {
  auto const size = *rc::gen::inRange<std::size_t>(1, kSizeMax + 1);
  auto leaf = tree().leaf(*rc::gen::inRange<std::size_t>(0, size));
  auto proof = inclusion_proof(tree().nodes, leaf.index, size).value();
  auto head = tree().heads[size];
  RC_ASSERT(verify_inclusion(leaf, proof, head).has_value());

  auto const bit = *rc::gen::resize(100, rc::gen::inRange<std::size_t>(0, 256));
  auto const which = *rc::gen::inRange<std::size_t>(0, proof.size() + 2);
  auto& victim = which < proof.size()    ? proof[which]
                 : which == proof.size() ? leaf.hash
                                         : head.root;
  victim = test::flipped(victim, bit);

  RC_ASSERT(reason_of(verify_inclusion(leaf, proof, head)) ==
            Reason{LedgerReason::root_must_follow_from_proof});
}

RC_GTEST_PROP(ConsistencyProof, FailsForAnyFlippedBit, ()) {
  auto const size = *rc::gen::inRange<std::size_t>(2, kSizeMax + 1);
  auto const first = *rc::gen::inRange<std::size_t>(1, size);
  auto proof = consistency_proof(tree().nodes, first, size).value();
  auto earlier = tree().heads[first];
  auto later = tree().heads[size];
  RC_ASSERT(verify_consistency(earlier, later, proof).has_value());

  auto const bit = *rc::gen::resize(100, rc::gen::inRange<std::size_t>(0, 256));
  auto const which = *rc::gen::inRange<std::size_t>(0, proof.size() + 2);
  auto& victim = which < proof.size()    ? proof[which]
                 : which == proof.size() ? earlier.root
                                         : later.root;
  victim = test::flipped(victim, bit);

  RC_ASSERT(reason_of(verify_consistency(earlier, later, proof)) ==
            Reason{LedgerReason::root_must_follow_from_proof});
}

/// A tree in which all leaves are alike has one hash a level, however large it is.
class UniformTree {
 public:
  UniformTree() {
    for (auto hash = leaf_hash("same"); levels_.size() < 64; hash = node_hash(hash, hash))
      levels_.push_back(hash);
  }
  [[nodiscard]] Hash leaf() const { return levels_.front(); }
  [[nodiscard]] NodeSource nodes() const {
    return [this](unsigned level, std::uint64_t) { return levels_.at(level); };
  }
  [[nodiscard]] TreeHead head(std::uint64_t size) const {
    std::vector<Hash> roots;
    for (unsigned level = 64; level-- > 0;)
      if ((size >> level & 1) != 0) roots.push_back(levels_[level]);
    return Frontier::of(size, roots).value().head();
  }

 private:
  std::vector<Hash> levels_;
};

TEST(Proof, ReachesTheGreatestSizes) {
  UniformTree const uniform;
  constexpr auto kGreatest = ~std::uint64_t{0};
  for (auto const size : {std::uint64_t{1} << 62, (std::uint64_t{1} << 63) - 1, kGreatest})
    for (auto const index : {std::uint64_t{0}, size / 2, size - 1}) {
      auto const inclusion = inclusion_proof(uniform.nodes(), index, size).value();
      EXPECT_TRUE(verify_inclusion({uniform.leaf(), index}, inclusion, uniform.head(size)));

      auto const consistency = consistency_proof(uniform.nodes(), index, size).value();
      EXPECT_TRUE(verify_consistency(uniform.head(index), uniform.head(size), consistency))
          << index << " to " << size;
    }
}

}  // namespace
}  // namespace gozin
