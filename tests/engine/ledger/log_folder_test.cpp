#include "engine/ledger/log_folder.hpp"

#include "engine/ledger/tile.hpp"
#include "tests/support/sample_log.hpp"

#include <functional>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin {
namespace {

using tests::files_of;
using tests::MemoryFiles;
using tests::SampleLog;

std::vector<std::string> places(std::vector<LogFault> const& faults) {
  std::vector<std::string> words;
  for (auto const& fault : faults)
    words.push_back(std::string{name_of(fault.finding)} + " " + fault.place);
  return words;
}

std::string told(LogReport const& report) {
  return testing::PrintToString(places(report.damage)) +
         testing::PrintToString(places(report.contradictions));
}

bool is_sound(LogReport const& report) {
  return report.damage.empty() && report.contradictions.empty();
}

bool is_contradicted(LogReport const& report) {
  return report.damage.empty() && !report.contradictions.empty();
}

LogReport check(MemoryFiles files, std::vector<GivenEvidence> given = {}) {
  return check_log(files, {.given = std::move(given)});
}

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

/// The one finding of a look that stops at the first.
std::string first_fault(MemoryFiles& files) {
  auto const report = check_log(files, {.faults_max = 1});
  return report.damage.empty() ? "" : places(report.damage).front();
}

std::string flipped(std::string bytes, std::size_t bit) {
  bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ 1 << bit % 8);
  return bytes;
}

/// A log of 300 entries with older checkpoints kept, of which every bit is turned over once.
struct FlippedLog {
  static constexpr std::size_t kSize = 300;
  SampleLog log{kSize};
  MemoryFiles files = files_of(log, kSize, {7, 256, kSize});

  /// Bits of a file that nobody misses, by their places.
  std::vector<std::size_t> unnoticed(std::string const& path,
                                     std::vector<std::size_t> const& bits) {
    std::vector<std::size_t> found;
    auto const whole = files.files.at(path);
    for (auto const bit : bits) {
      files.files[path] = flipped(whole, bit);
      if (first_fault(files).empty()) found.push_back(bit);
    }
    files.files[path] = whole;
    return found;
  }
};

std::vector<std::size_t> all_bits(std::string const& bytes) {
  std::vector<std::size_t> bits(bytes.size() * 8);
  for (std::size_t bit = 0; bit < bits.size(); ++bit) bits[bit] = bit;
  return bits;
}

/// Under a sanitizer, where each look takes ten times as long, bits of each kind are turned;
/// without one, every bit of every entry.
#ifdef __SANITIZE_ADDRESS__
constexpr bool kEveryBit = false;
#else
constexpr bool kEveryBit = true;
#endif

TEST(EveryFlippedBit, OfACheckpointIsFound) {
  FlippedLog flipping;
  for (std::string const path : {"checkpoint", "checkpoints/000", "checkpoints/001"})
    EXPECT_THAT(flipping.unnoticed(path, all_bits(flipping.files.files.at(path))),
                testing::IsEmpty())
        << path;
}

TEST(EveryFlippedBit, OfAHigherTileIsFound) {
  FlippedLog flipping;
  std::string const path = "tile/1/000.p/1";
  // A tile of one hash is compared as a whole.
  std::vector<std::size_t> bits;
  for (std::size_t bit = 0; bit < 256; bit += kEveryBit ? 1 : 9) bits.push_back(bit);
  EXPECT_THAT(flipping.unnoticed(path, bits), testing::IsEmpty());
}

/// Goes on with a look by one entry, and says whether it has then found something.
bool is_found(LogCheck check, std::string const& entry, std::string const& hash) {
  (void)check.entry(entry, parse_tile(hash).value().front());
  return check.is_full();
}

// The look goes entry by entry. Each bit is turned where the look stands before its entry: what
// came before is read once, and what follows is not read by a look that has found something.
// Entries are alike but for the first of the log, those of their streams, and borders of bundles.
TEST(EveryFlippedBit, OfAnEntryOrItsHashIsFound) {
  SampleLog const log{FlippedLog::kSize};
  LogCheck check{log.key(), 1};
  check.head(log.checkpoint(FlippedLog::kSize), "checkpoint");
  for (std::size_t seq = 0; seq < FlippedLog::kSize; ++seq) {
    auto const& entry = log.leaves()[seq];
    auto const hash = tile_bytes({&log.hashes()[seq], 1});
    std::size_t unnoticed = 0;
    bool const is_turned =
        kEveryBit || seq < 5 || seq == 255 || seq == 256 || seq + 1 == FlippedLog::kSize;
    for (auto const bit : all_bits(is_turned ? entry : ""))
      unnoticed += is_found(check, flipped(entry, bit), hash) ? 0U : 1U;
    for (auto const bit : all_bits(is_turned ? hash : ""))
      unnoticed += is_found(check, entry, flipped(hash, bit)) ? 0U : 1U;
    ASSERT_EQ(unnoticed, 0U) << "event " << seq;
    (void)check.entry(entry, log.hashes()[seq]);
  }
  check.finish();
  EXPECT_TRUE(is_sound(check.report())) << told(check.report());
}

/// Whether a bundle cannot be cut into its entries any more, or the entry at that place is another.
bool is_cut_otherwise(LogCheck const& check, std::string const& bundle, std::size_t place,
                      std::vector<Hash> const& hashes) {
  auto const entries = parse_bundle(bundle);
  if (!entries || entries->size() != hashes.size()) return true;
  return is_found(check, std::string{(*entries)[place]}, tile_bytes({&hashes[place], 1}));
}

TEST(EveryFlippedBit, OfTheLengthOfAnEntryIsFound) {
  FlippedLog flipping;
  LogCheck check{flipping.log.key(), 1};
  for (std::string const part : {"000", "001.p/44"}) {
    auto const bundle = flipping.files.files.at("tile/entries/" + part);
    auto const hashes = parse_tile(flipping.files.files.at("tile/0/" + part)).value();
    std::size_t at = 0;
    for (std::size_t place = 0; place < hashes.size(); ++place) {
      for (auto bit = at * 8; bit < (at + 2) * 8; ++bit)
        ASSERT_TRUE(is_cut_otherwise(check, flipped(bundle, bit), place, hashes))
            << part << " entry " << place << " bit " << bit;
      auto const entry = std::string{parse_bundle(bundle).value()[place]};
      (void)check.entry(entry, hashes[place]);
      at += 2 + entry.size();
    }
    ASSERT_EQ(at, bundle.size());
  }
}

TEST(EveryFlippedBit, OfAnyFileIsFoundInAnOrdinaryLook) {
  FlippedLog flipping;
  for (auto const& [path, bytes] : std::map{flipping.files.files}) {
    std::vector<std::size_t> bits;
    for (std::size_t bit = bytes.size() % 97; bit < bytes.size() * 8; bit += bytes.size() / 4 + 1)
      bits.push_back(bit);
    EXPECT_THAT(flipping.unnoticed(path, bits), testing::IsEmpty()) << path;
  }
}

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
