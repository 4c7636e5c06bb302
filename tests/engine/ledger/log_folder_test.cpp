#include "engine/ledger/log_folder.hpp"

#include "engine/ledger/tile.hpp"
#include "tests/engine/ledger/log_reports.hpp"

#include <functional>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin {
namespace {

using tests::check;
using tests::files_of;
using tests::flipped;
using tests::is_contradicted;
using tests::is_sound;
using tests::MemoryFiles;
using tests::places;
using tests::SampleLog;
using tests::told;

TEST(LogFolder, IsSoundAsItWasExported) {
  SampleLog const log{600};
  for (auto const size :
       std::initializer_list<std::size_t>{1, 2, 255, 256, 257, 300, 511, 512, 513, 600}) {
    auto const report = check(files_of(log, size, {1, (size + 1) / 2, size}));
    EXPECT_TRUE(is_sound(report)) << size << told(report);
    EXPECT_EQ(report.tree, log.tree(size));
    EXPECT_EQ(report.events, size);
    EXPECT_EQ(report.vkey, to_vkey(log.key()));
    EXPECT_EQ(report.origin, log.key().name);
    EXPECT_EQ(report.purpose, "demonstration");
    EXPECT_EQ(report.files_beyond, 0U);
  }
}

TEST(LogFolder, DoesNotBelieveASizeBeforeItIsSigned) {
  SampleLog const log{256};
  auto files = files_of(log, 256);
  auto const endless = Checkpoint{log.key().name, {std::uint64_t{1} << 62, empty_root()}};

  for (bool const is_signed : {true, false}) {
    files.files["checkpoint"] =
        is_signed ? log.sign(endless)
                  : to_text(endless) + "\n\u2014 " + log.key().name + " AAAAAAA=\n";
    EXPECT_FALSE(is_sound(check(files)));
  }
}

// The tiles of the two sizes before it are in `TileBuilder` and in `Export`.
TEST(LogFolder, IsSoundAcrossTheSecondLevelOfTiles) {
  SampleLog const log{65'537};
  auto const report = check(files_of(log, 65'537, {300, 65'535, 65'536}));
  EXPECT_TRUE(is_sound(report)) << told(report);
  EXPECT_EQ(report.tree, log.tree(65'537));
  EXPECT_EQ(report.checkpoints, 4U);
}

TEST(LogFolder, OfTheEmptyLogIsSoundForItsKey) {
  SampleLog const log{1};
  MemoryFiles files;
  files.files[std::string{kCheckpointFile}] = log.checkpoint(0);
  EXPECT_TRUE(is_sound(check_log(files, {.key = log.key()})));
  EXPECT_EQ(places(check(files).damage), (std::vector<std::string>{"key_unknown event 0"}));
}

// --- damage ---

TEST(LogFolder, NamesTheEventThatWasChanged) {
  SampleLog const log{300};
  auto files = files_of(log, 300);
  auto& bundle = files.files.at("tile/entries/001.p/44");
  bundle.replace(bundle.find("as it was"), 9, "as it Was");
  EXPECT_THAT(places(check(files).damage),
              testing::ElementsAre("leaf_hash_differs event 256",
                                   // The event that follows in its stream names the old hash.
                                   "previous_leaf_differs event 259",
                                   "tile_differs tile/0/001.p/44", "root_differs checkpoint"));
}

TEST(LogFolder, MissesEveryFileThatIsTakenAway) {
  auto const files = files_of(SampleLog{300}, 300);
  for (auto const& [path, bytes] : files.files) {
    auto fewer = files;
    fewer.files.erase(path);
    EXPECT_FALSE(check(fewer).damage.empty()) << path;
  }
}

TEST(LogFolder, KnowsAFileThatIsNoneOfALog) {
  auto files = files_of(SampleLog{300}, 300);
  for (std::string const path :
       {"tile/0/000.bak", "tile/entries/x000/001", "checkpoints/0", "checkpoints/x000/001"}) {
    auto more = files;
    more.files[path] = "x";
    EXPECT_EQ(places(check(more).damage), (std::vector<std::string>{"file_foreign " + path}));
  }
}

TEST(LogFolder, HoldsEarlierPartialTilesToWhatFollowedThem) {
  SampleLog const log{300};
  auto files = files_of(log, 300);
  auto const earlier = files_of(log, 280);
  for (auto const& [path, bytes] : earlier.files)
    if (path.starts_with("tile/")) files.files.emplace(path, bytes);
  EXPECT_TRUE(is_sound(check(files)));
  for (std::string const path : {"tile/0/001.p/24", "tile/entries/001.p/24"}) {
    auto changed = files;
    changed.files.at(path) = flipped(changed.files.at(path), 200);
    EXPECT_EQ(places(check(changed).damage), (std::vector<std::string>{"tile_differs " + path}));
    changed.files.at(path) = files.files.at(path).substr(0, 100);
    EXPECT_EQ(places(check(changed).damage), (std::vector<std::string>{"tile_differs " + path}));
  }
}

TEST(LogFolder, CountsWhatAnExportLeftThatWasCutShort) {
  SampleLog const log{600};
  auto files = files_of(log, 300, {300});
  for (auto const& [path, bytes] : files_of(log, 600).files)
    if (path.starts_with("tile/")) files.files.emplace(path, bytes);
  auto const report = check(files);
  EXPECT_TRUE(is_sound(report)) << told(report);
  EXPECT_EQ(report.events, 300U);
  EXPECT_EQ(report.files_beyond, 5U);
}

/// A log written wrongly by its own key: damage that no hash reveals.
LogReport check_leaves(std::vector<std::string> const& leaves) {
  SampleLog const log{1};
  LogCheck check{log.key(), 100};
  Frontier frontier;
  for (auto const& leaf : leaves) frontier.append(leaf_hash(leaf));
  check.head(log.sign({log.key().name, frontier.head()}), "checkpoint");
  for (auto const& leaf : leaves) (void)check.entry(leaf, std::nullopt);
  check.finish();
  return check.report();
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  auto const at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), with);
}

TEST(LogFolder, FindsEventsOutOfOrderThoughTheTreeIsRight) {
  auto const good = SampleLog{8}.leaves();
  struct Row {
    std::string finding;
    std::function<void(std::vector<std::string>&)> harm;
  };
  Row const rows[] = {
      {"event_missing event 3", [](auto& leaves) { leaves.erase(leaves.begin() + 3); }},
      {"event_missing event 3", [](auto& leaves) { std::swap(leaves[3], leaves[4]); }},
      {"revision_differs event 3", [](auto& leaves) { leaves.erase(leaves.begin() + 1); }},
      {"previous_leaf_differs event 6",
       [](auto& leaves) { leaves[3] = replaced(leaves[3], "as it was", "as it Was"); }},
      {"event_missing event 4", [](auto& leaves) { leaves.insert(leaves.begin() + 4, leaves[3]); }},
      {"recorded_runs_backwards event 5",
       [](auto& leaves) {
         leaves[5] = replaced(leaves[5], "\"recorded\":\"2022", "\"recorded\":\"2021");
       }},
      {"occurred_later_than_recorded event 5",
       [](auto& leaves) {
         leaves[5] = replaced(leaves[5], "\"occurred\":\"2022", "\"occurred\":\"2023");
       }},
      {"origin_differs event 2",
       [](auto& leaves) { leaves[2] = replaced(leaves[2], "sample.example", "simple.example"); }},
      {"event_unreadable event 2", [](auto& leaves) { leaves[2] += " "; }},
      {"log_not_opened event 0",
       [](auto& leaves) { leaves[0] = replaced(leaves[0], "LogOpened", "LogOpaned"); }}};
  for (auto const& row : rows) {
    auto leaves = good;
    row.harm(leaves);
    EXPECT_THAT(places(check_leaves(leaves).damage), testing::Contains(row.finding));
  }
  EXPECT_TRUE(is_sound(check_leaves(good)));
}

TEST(LogFolder, FindsAForeignKeyAndAForeignLog) {
  SampleLog const log{10};
  auto files = files_of(log, 10);
  NoteKey const other{log.key().name, {}};
  EXPECT_THAT(places(check_log(files, {.key = other}).damage),
              testing::Contains("checkpoint_signature_wrong checkpoint"));
  NoteKey const elsewhere{"other.example", log.key().public_key};
  EXPECT_FALSE(check_log(files, {.key = elsewhere}).damage.empty());
}

// --- contradiction: T20, T21 ---

TEST(RewrittenHistory, ContradictsEveryEarlierCheckpointAndReceipt) {
  constexpr std::size_t kEvents = 40;
  SampleLog const log{kEvents};
  std::vector<GivenEvidence> given;
  for (std::size_t size = 1; size <= kEvents; ++size)
    given.push_back({KeptCheckpoint{log.checkpoint(size)}, "kept " + std::to_string(size)});
  for (std::size_t at = 1; at < kEvents; ++at) {
    auto const files = files_of(SampleLog{kEvents + 5, "as it suits", at}, kEvents + 5);
    ASSERT_TRUE(is_sound(check(files)));

    auto const report = check(files, given);

    EXPECT_TRUE(report.damage.empty()) << at << told(report);
    std::set<std::string> contradicted;
    for (auto const& fault : report.contradictions) contradicted.insert(fault.place);
    for (std::size_t size = 1; size <= kEvents; ++size)
      EXPECT_EQ(contradicted.contains("kept " + std::to_string(size)), size > at) << at;
    auto const index = at * 7 % kEvents;  // before it and behind it, each event once
    EXPECT_TRUE(is_contradicted(check(files, {{log.receipt(index, kEvents), "receipt"}})));
    EXPECT_TRUE(is_contradicted(check(files, {{log.proof(index, kEvents), "proof"}})));
  }
}

TEST(RewrittenHistory, ContradictsTheCheckpointsThatItKept) {
  SampleLog const log{40};
  SampleLog const rewritten{40, "as it suits", 20};
  auto files = files_of(rewritten, 40, {10});
  EXPECT_TRUE(is_sound(check(files)));
  files.files["checkpoints/000"] += log.checkpoint(30);
  EXPECT_EQ(places(check(files).contradictions),
            (std::vector<std::string>{"root_differs checkpoints/000 size 30"}));
}

TEST(ShortenedLog, ContradictsWhatWasSignedBefore) {
  SampleLog const log{300};
  auto files = files_of(log, 200, {200});
  auto const later = check(files, {{KeptCheckpoint{log.checkpoint(201)}, "kept"}});
  EXPECT_EQ(places(later.contradictions),
            (std::vector<std::string>{"log_shorter_than_checkpoint kept"}));
  files.files["checkpoints/001"] = log.checkpoint(290);
  EXPECT_EQ(places(check(files).contradictions),
            (std::vector<std::string>{"log_shorter_than_checkpoint checkpoints/001 size 290"}));
  EXPECT_TRUE(check(files).damage.empty());
}

TEST(GivenEvidence, OfTheSameHistoryIsSound) {
  SampleLog const log{300};
  auto const report = check(files_of(log, 300), {{KeptCheckpoint{log.checkpoint(0)}, "a"},
                                                 {KeptCheckpoint{log.checkpoint(256)}, "b"},
                                                 {log.proof(17, 100), "c"},
                                                 {log.receipt(299, 300), "d"},
                                                 {log.consistency(40, 270), "e"}});
  EXPECT_TRUE(is_sound(report)) << told(report);
  EXPECT_EQ(report.checkpoints, 6U);
}

TEST(GivenEvidence, ThatLeadsNowhereIsDamaged) {
  SampleLog const log{300};
  auto proof = log.proof(17, 100);
  proof.index = 18;
  auto consistency = log.consistency(40, 270);
  consistency.old_size = 41;
  auto receipt = log.receipt(299, 300);
  receipt.leaf = log.leaves()[298];
  auto const report =
      check(files_of(log, 300), {{proof, "proof"}, {consistency, "longer"}, {receipt, "receipt"}});
  EXPECT_THAT(places(report.damage),
              testing::UnorderedElementsAre("proof_wrong proof", "proof_wrong longer",
                                            "receipt_wrong receipt"));
}

TEST(Notes, AreSplitWhereTheNextBegins) {
  SampleLog const log{3};
  std::vector<std::string> const notes{log.checkpoint(1), log.checkpoint(2), log.checkpoint(3)};
  EXPECT_EQ(split_notes(notes[0] + notes[1] + notes[2]).value(), notes);
  EXPECT_EQ(split_notes("").value(), std::vector<std::string>{});
  EXPECT_FALSE(split_notes("log\n1\n"));
  EXPECT_FALSE(split_notes(notes[0].substr(0, notes[0].size() - 1)));
}

}  // namespace
}  // namespace gozin
