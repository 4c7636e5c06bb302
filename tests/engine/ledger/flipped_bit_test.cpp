#include "engine/ledger/tile.hpp"
#include "tests/engine/ledger/log_reports.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin {
namespace {

using tests::check;
using tests::files_of;
using tests::flipped;
using tests::is_sound;
using tests::MemoryFiles;
using tests::places;
using tests::SampleLog;
using tests::told;

/// The one finding of a look that stops at the first.
std::string first_fault(MemoryFiles& files) {
  auto const report = check_log(files, {.faults_max = 1});
  return report.damage.empty() ? "" : places(report.damage).front();
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

}  // namespace
}  // namespace gozin
