#include "engine/publication/export.hpp"

#include "engine/ledger/cosignature.hpp"
#include "engine/ledger/log_folder.hpp"
#include "tests/support/fixed_ports.hpp"
#include "tests/support/memory_store.hpp"
#include "tests/support/sample_log.hpp"

#include <algorithm>
#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin {
namespace {

using tests::MemoryFiles;
using tests::MemoryStore;
using tests::SampleLog;

struct PowerCut : std::runtime_error {
  PowerCut() : std::runtime_error("cut") {}
};

/// A folder in memory that remembers in which order it was written, and may fail at some write.
struct MemoryTarget final : ExportTarget {
  MemoryFiles files = {};
  std::vector<std::string> written = {};
  std::size_t writes_left = 1'000'000;

  std::optional<std::string> read(std::string const& path) override { return files.read(path); }
  void write(std::string const& path, std::string const& bytes) override {
    if (writes_left == 0) throw PowerCut{};
    --writes_left;
    files.files[path] = bytes;
    written.push_back(path);
  }
  void settle() override { written.emplace_back("(settled)"); }
};

/// A store that holds the log up to each of the sizes, with a checkpoint at each.
struct FilledStore {
  MemoryStore store;

  FilledStore(SampleLog const& log, std::vector<std::size_t> const& sizes) {
    std::size_t from = 0;
    for (auto const size : sizes) {
      add(log, from, size);
      from = size;
    }
  }
  void add(SampleLog const& log, std::size_t from, std::size_t to) {
    auto const transaction = store.begin();
    transaction->write(log.batch(from, to));
    transaction->commit();
  }
};

Result<ExportReport> exported(MemoryStore& store, SampleLog const& log, ExportTarget& target) {
  return export_log(*store.view(), log.key(), target);
}

bool is_sound(MemoryFiles files) {
  auto const report = check_log(files, {});
  return report.damage.empty() && report.contradictions.empty();
}

Reason reason_of(Result<ExportReport> const& result) {
  return result ? Reason{} : result.error().reason;
}

TEST(Export, IsSoundAndWholeAtEverySize) {
  SampleLog const log{513};
  for (auto const size : std::initializer_list<std::size_t>{1, 2, 255, 256, 257, 511, 512, 513}) {
    FilledStore filled{log, {size}};
    MemoryTarget target;
    auto const report = exported(filled.store, log, target);
    ASSERT_TRUE(report) << size;
    EXPECT_EQ(report->tree, log.tree(size));
    EXPECT_EQ(target.files.files, tests::files_of(log, size, {size}).files) << size;
    EXPECT_TRUE(is_sound(target.files)) << size;
  }
}

TEST(Export, GrowsAcrossTheSecondLevelOfTiles) {
  SampleLog const log{65'537};
  FilledStore filled{log, {65'535}};
  MemoryTarget target;
  ASSERT_TRUE(exported(filled.store, log, target));
  for (std::size_t size = 65'536; size <= 65'537; ++size) {
    filled.add(log, size - 1, size);
    ASSERT_TRUE(exported(filled.store, log, target)) << size;
    for (auto const& [path, bytes] : tests::files_of(log, size).files)
      ASSERT_EQ(target.files.files.at(path), bytes) << size << " " << path;
  }
}

TEST(Export, WritesEntriesThenTheirTilesAndTheCheckpointLast) {
  SampleLog const log{300};
  FilledStore filled{log, {10, 300}};
  MemoryTarget target;
  ASSERT_TRUE(exported(filled.store, log, target));
  EXPECT_THAT(target.written,
              testing::ElementsAre("tile/entries/000", "tile/0/000", "tile/entries/001.p/44",
                                   "tile/0/001.p/44", "tile/1/000.p/1", "checkpoints/000",
                                   "checkpoints/001", "(settled)", "checkpoint", "(settled)"));
}

TEST(Export, ExtendsAnEarlierOne) {
  SampleLog const log{600};
  FilledStore filled{log, {280}};
  MemoryTarget target;
  ASSERT_TRUE(exported(filled.store, log, target));
  filled.add(log, 280, 600);
  target.written.clear();

  auto const report = exported(filled.store, log, target);

  ASSERT_TRUE(report);
  EXPECT_EQ(report->files_kept,
            3U);  // the two files of the first 256, and the checkpoints up to 280
  EXPECT_THAT(target.written, testing::Not(testing::Contains("tile/0/000")));
  EXPECT_TRUE(is_sound(target.files));
  EXPECT_TRUE(target.files.files.contains("tile/0/001.p/24"));
  ASSERT_TRUE(exported(filled.store, log, target));
  EXPECT_EQ(exported(filled.store, log, target)->files_written, 0U);
}

// Crashes at every write: what is published stays what it was, and the next run completes it.
TEST(Export, CutShortAtAnyWriteIsCompletedByTheNext) {
  SampleLog const log{600};
  for (auto const before : std::initializer_list<std::size_t>{0, 280}) {
    for (std::size_t cut = 0;; ++cut) {
      FilledStore filled{log, {280}};
      MemoryTarget target;
      if (before > 0) {
        ASSERT_TRUE(exported(filled.store, log, target));
      }
      auto const published = target.files;
      filled.add(log, 280, 600);
      target.writes_left = cut;
      bool is_cut = false;
      try {
        (void)exported(filled.store, log, target);
      } catch (PowerCut const&) {
        is_cut = true;
      }
      if (before > 0) {
        EXPECT_TRUE(is_sound(target.files)) << cut;
      }
      target.writes_left = 1'000;
      ASSERT_TRUE(exported(filled.store, log, target)) << cut;
      EXPECT_TRUE(is_sound(target.files)) << cut;
      EXPECT_EQ(check_log(target.files, {}).events, 600U);
      if (!is_cut) break;
    }
  }
}

TEST(Export, NeverWritesOverAnotherHistory) {
  SampleLog const log{300};
  FilledStore filled{log, {300}};
  MemoryTarget target;
  ASSERT_TRUE(exported(filled.store, log, target));
  auto const evidence = target.files.files;

  SampleLog const rewritten{400, "as it suits", 299};
  FilledStore other{rewritten, {400}};
  EXPECT_EQ(reason_of(exported(other.store, rewritten, target)),
            Reason{PublicationReason::log_must_extend_what_was_signed});
  FilledStore shorter{log, {200}};
  EXPECT_EQ(reason_of(exported(shorter.store, log, target)),
            Reason{PublicationReason::log_must_extend_what_was_signed});
  EXPECT_EQ(target.files.files, evidence);
}

TEST(Export, KeepsACheckpointThatTheStoreForgotAndTellsOneItContradicts) {
  SampleLog const log{300};
  FilledStore filled{log, {100, 300}};
  MemoryTarget target;
  target.files.files["checkpoints/000"] = log.checkpoint(50);
  ASSERT_TRUE(exported(filled.store, log, target));
  EXPECT_EQ(target.files.files.at("checkpoints/000"), log.checkpoint(50) + log.checkpoint(100));

  SampleLog const other{300, "as it suits", 20};
  MemoryTarget second;
  second.files.files["checkpoints/000"] = other.checkpoint(100);
  EXPECT_EQ(reason_of(exported(filled.store, log, second)),
            Reason{PublicationReason::log_must_extend_what_was_signed});
  EXPECT_FALSE(second.files.files.contains("checkpoint"));
}

/// The checkpoint as a witness signed it too.
std::string cosigned(std::string const& checkpoint, std::string const& witness) {
  auto note = parse_note(checkpoint).value();
  tests::FixedSigner const signer{witness};
  CosignerKey key{witness, {}};
  std::ranges::copy(signer.public_key(), key.public_key.bytes.begin());
  note.signatures.push_back(cosign(
      note.text, key, [&](std::string_view bytes) { return signer.sign(bytes); }, 1'800'000'000));
  return to_text(note);
}

TEST(Export, KeepsCosignaturesThatARestoredStoreNoLongerHas) {
  SampleLog const log{300};
  FilledStore filled{log, {100, 300}};
  MemoryTarget target;
  auto const court = cosigned(log.checkpoint(300), "court");
  target.files.files["checkpoint"] = court;
  target.files.files["checkpoints/000"] = cosigned(log.checkpoint(100), "province");

  ASSERT_TRUE(exported(filled.store, log, target));

  EXPECT_EQ(target.files.files.at("checkpoint"), court);
  EXPECT_EQ(target.files.files.at("checkpoints/000"), cosigned(log.checkpoint(100), "province"));
}

TEST(Export, LeavesADamagedFileAndAForeignFolderAlone) {
  SampleLog const log{300};
  FilledStore filled{log, {300}};
  MemoryTarget target;
  ASSERT_TRUE(exported(filled.store, log, target));
  auto damaged = target;
  damaged.files.files.at("tile/0/000")[5] ^= 1;
  auto const refused = exported(filled.store, log, damaged);
  ASSERT_EQ(reason_of(refused), Reason{PublicationReason::export_must_not_be_damaged});
  EXPECT_EQ(refused.error().detail, "tile/0/000");

  MemoryTarget foreign;
  foreign.files.files["checkpoint"] = "somebody's own file";
  EXPECT_EQ(reason_of(exported(filled.store, log, foreign)),
            Reason{PublicationReason::export_must_be_of_this_log});
}

TEST(Export, OfADamagedLogPublishesNoCheckpoint) {
  SampleLog const log{300};
  MemoryStore store;
  {
    auto const transaction = store.begin();
    auto batch = log.batch(0, 300);
    batch.events[17].body += " ";
    transaction->write(batch);
    transaction->commit();
  }
  MemoryTarget target;
  EXPECT_EQ(reason_of(exported(store, log, target)),
            Reason{PublicationReason::log_must_yield_its_root});
  EXPECT_FALSE(target.files.files.contains("checkpoint"));
}

TEST(Export, NeedsACheckpoint) {
  SampleLog const log{1};
  MemoryStore store;
  MemoryTarget target;
  EXPECT_EQ(reason_of(exported(store, log, target)),
            Reason{PublicationReason::checkpoint_must_cover_event});
}

}  // namespace
}  // namespace gozin
