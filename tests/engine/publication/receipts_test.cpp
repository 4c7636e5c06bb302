#include "engine/publication/receipts.hpp"

#include "engine/command/preparation.hpp"
#include "engine/ledger/commitment.hpp"
#include "engine/ledger/log_folder.hpp"
#include "engine/ledger/reason.hpp"
#include "tests/support/memory_store.hpp"
#include "tests/support/sample_log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin {
namespace {

using tests::FixedKeys;
using tests::MemoryStore;
using tests::SampleLog;

SampleLog const& sample() {
  static SampleLog const log{700};
  return log;
}

/// The sample in batches that end at 1, 256, 300, 513 and 700.
struct Published {
  MemoryStore store;
  LogTree tree;

  Published() {
    std::size_t from = 0;
    for (auto const to : std::initializer_list<std::size_t>{1, 256, 300, 513, 700}) {
      auto const transaction = store.begin();
      transaction->write(sample().batch(from, to));
      transaction->commit();
      // Read on in parts, as a server does.
      tree.catch_up(*store.view());
      from = to;
    }
  }
};

TEST(LogTree, GivesTheFilesOfAnExport) {
  Published log;
  auto const view = log.store.view();
  for (auto const& [path, bytes] : tests::files_of(sample(), 700).files) {
    if (path == kCheckpointFile) continue;
    EXPECT_EQ(log.tree.file(*view, parse_tile_path(path).value()), bytes) << path;
  }
}

TEST(LogTree, GivesTheRootOfEverySize) {
  Published log;
  auto const view = log.store.view();
  for (std::size_t size = 0; size <= 700; size += 7)
    EXPECT_EQ(root_from(log.tree.nodes(*view), size), sample().tree(size).root) << size;
}

TEST(Proofs, AreThoseOfTheDefinition) {
  Published log;
  auto const view = log.store.view();
  for (auto const index : std::initializer_list<std::size_t>{0, 1, 255, 256, 299, 511, 512, 699}) {
    EXPECT_EQ(prove_event(*view, log.tree, static_cast<std::int64_t>(index)).value(),
              sample().proof(index, 700));
    EXPECT_EQ(prove_consistency(*view, log.tree, index).value(), sample().consistency(index, 700));
  }
}

TEST(Proofs, StopAtTheEndOfTheLog) {
  Published log;
  auto const view = log.store.view();
  EXPECT_EQ(prove_event(*view, log.tree, 700).error().reason,
            Reason{PublicationReason::event_must_exist});
  EXPECT_EQ(prove_event(*view, log.tree, -1).error().reason,
            Reason{PublicationReason::event_must_exist});
  EXPECT_EQ(prove_consistency(*view, log.tree, 701).error().reason,
            Reason{LedgerReason::tree_must_not_shrink});
}

// T4
TEST(Receipt, IsUnderTheCheckpointOfItsBatch) {
  Published log;
  auto const view = log.store.view();
  std::pair<std::size_t, std::size_t> const rows[] = {{0, 1},     {1, 256},   {255, 256},
                                                      {256, 300}, {512, 513}, {699, 700}};
  for (auto const& [index, size] : rows) {
    auto const receipt = receipt_of(*view, log.tree, static_cast<std::int64_t>(index)).value();
    EXPECT_EQ(receipt, sample().receipt(index, size));
    EXPECT_TRUE(verify_receipt(receipt, sample().key()));
  }
}

TEST(Openings, AreOfWhatIsNotSealedAndNotForgotten) {
  MemoryStore store;
  FixedKeys keys;
  auto batch = sample().batch(0, 1);
  std::vector<Draft> drafts;
  for (auto const* id : {"person/p1", "sealed/s1", "person/gone"}) {
    Draft draft{.key = VaultKeyId{id}, .seed = sha256(id), .values = {}, .commitments = {}};
    (void)keep_in(draft, "name", std::string{"value of "} + id);
    auto const key = keys.make();
    batch.vault.push_back({0, draft.key, bound_of(draft),
                           to_base64(keys.seal(key, bound_of(draft), plain_of(draft)))});
    if (draft.key.text != "person/gone")
      batch.keys.push_back({draft.key, to_base64(keys.wrap(draft.key, key))});
    drafts.push_back(draft);
  }
  auto const transaction = store.begin();
  transaction->write(batch);
  transaction->commit();

  auto const openings = openings_of(*store.view(), keys, 0);

  ASSERT_EQ(openings.size(), 1U);
  EXPECT_EQ(openings[0].value, "value of person/p1");
  EXPECT_EQ(field_commitment(openings[0].salt, openings[0].name, openings[0].value),
            drafts[0].commitments.at("name"));
}

}  // namespace
}  // namespace gozin
