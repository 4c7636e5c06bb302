#include "engine/ledger/tree.hpp"

#include "engine/ledger/reason.hpp"
#include "tests/engine/ledger/vectors.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gozin {
namespace {

std::vector<Hash> published_leaves() {
  std::vector<Hash> hashes;
  auto const file = test::vectors("merkle_tree.json");
  for (auto const& leaf : file.as_object().at("leaves").as_array())
    hashes.push_back(leaf_hash(parse_hex(leaf.as_string().c_str()).value()));
  return hashes;
}

Frontier grown(std::vector<Hash> const& leaves) {
  Frontier frontier;
  for (auto const& leaf : leaves) frontier.append(leaf);
  return frontier;
}

// The roots of the Certificate Transparency tests, all but the last by their ends.
TEST(Tree, GivesThePublishedRoots) {
  struct Row {
    std::size_t size;
    std::string_view begin, end;
  };
  auto const leaves = published_leaves();
  for (auto const& [size, begin, end] :
       {Row{0, "e3b0c442", "52b855"}, Row{1, "6e340b9c", "afa01d"}, Row{2, "fac54203", "00e3c125"},
        Row{3, "aeb6bcfe", "e06e77"}, Row{7, "ddb89be4", "a74c8c"},
        Row{8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328", ""}}) {
    auto const root = to_hex(root_of(std::span{leaves}.first(size)));
    EXPECT_TRUE(root.starts_with(begin)) << size << " " << root;
    EXPECT_TRUE(root.ends_with(end)) << size << " " << root;
  }
}

TEST(Tree, GivesTheRootsOfTheVectorFile) {
  auto const leaves = published_leaves();
  auto const file = test::vectors("merkle_tree.json");
  auto const& roots = file.as_object().at("roots").as_array();
  ASSERT_EQ(roots.size(), 9U);
  Frontier frontier;
  for (std::size_t size = 0; size < roots.size(); ++size) {
    std::string_view const root = roots[size].as_string().c_str();
    EXPECT_EQ(to_hex(root_of(std::span{leaves}.first(size))), root) << size;
    EXPECT_EQ(to_hex(frontier.root()), root) << size;
    if (size < leaves.size()) frontier.append(leaves[size]);
  }
}

TEST(Tree, TellsALeafFromANode) {
  auto const left = leaf_hash("a");
  auto const right = leaf_hash("b");

  EXPECT_NE(leaf_hash(std::string{view_of(left)} + std::string{view_of(right)}),
            node_hash(left, right));
  EXPECT_NE(node_hash(left, right), node_hash(right, left));
}

TEST(Frontier, HasTheRootOfTheWholeTreeAtEverySize) {
  auto const leaves = test::numbered_leaves(300);
  Frontier frontier;
  for (std::size_t size = 0; size <= leaves.size(); ++size) {
    ASSERT_EQ(frontier.head(), (TreeHead{size, root_of(std::span{leaves}.first(size))}));
    if (size < leaves.size()) frontier.append(leaves[size]);
  }
}

TEST(Frontier, GrowsOnFromItsText) {
  auto const leaves = test::numbered_leaves(70);
  Frontier restored;
  for (auto const& leaf : leaves) {
    auto const read = parse_frontier(to_text(restored));
    ASSERT_TRUE(read) << to_text(restored);
    ASSERT_EQ(*read, restored);
    restored = *read;
    restored.append(leaf);
  }
  EXPECT_EQ(restored.root(), root_of(leaves));
}

TEST(Frontier, StandsInADatabaseColumnAsSizeAndHashes) {
  EXPECT_EQ(to_text(Frontier{}), "0");
  auto const leaves = test::numbered_leaves(3);
  EXPECT_EQ(to_text(grown(leaves)),
            "3 " + to_hex(node_hash(leaves[0], leaves[1])) + " " + to_hex(leaves[2]));
}

TEST(Frontier, RefusesATextThatItDidNotWrite) {
  auto const hash = to_hex(leaf_hash(""));
  std::string upper = hash;
  upper[0] = 'F';
  for (auto const& text :
       {std::string{}, std::string{" "}, std::string{"1"}, std::string{"0 "}, "0 " + hash,
        "1  " + hash, "1 " + hash + " ", "1 " + hash + "\n", "1 " + hash.substr(1), "01 " + hash,
        "+1 " + hash, "-1 " + hash, "2 " + hash + " " + hash, "3 " + hash,
        "3 " + hash + "\t" + hash, "1 " + upper, "1\t" + hash, "9223372036854775808 " + hash,
        "99999999999999999999 " + hash}) {
    auto const read = parse_frontier(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error(), Rejection{LedgerReason::frontier_must_be_well_formed}) << text;
  }
}

TEST(Frontier, RefusesAnotherNumberOfSubtreesThanItsSizeHas) {
  std::vector<Hash> const one(1);

  EXPECT_TRUE(Frontier::of(4, one));
  EXPECT_FALSE(Frontier::of(3, one));
  EXPECT_FALSE(Frontier::of(0, one));
}

RC_GTEST_PROP(Frontier, HasTheRootOfTheWholeTreeForAnyLeaves, ()) {
  auto const leaves = *rc::gen::arbitrary<std::vector<std::string>>();
  std::vector<Hash> hashes;
  for (auto const& leaf : leaves) hashes.push_back(leaf_hash(leaf));

  RC_ASSERT(grown(hashes).root() == root_of(hashes));
}

}  // namespace
}  // namespace gozin
