#include "adapters/verify/report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::verify {
namespace {

using testing::HasSubstr;

TEST(Report, HasWordsForEveryFinding) {
  for (std::size_t i = 0; i < std::size(kLogFindingNames); ++i)
    EXPECT_FALSE(words_of(static_cast<LogFinding>(i)).empty()) << kLogFindingNames[i];
}

// C02
TEST(Report, ExitsWithDamageBeforeContradiction) {
  LogReport report;
  EXPECT_EQ(exit_code_of(report), 0);
  report.contradictions.push_back({LogFinding::root_differs, "kept"});
  EXPECT_EQ(exit_code_of(report), 7);
  EXPECT_THAT(to_words(report), HasSubstr("contradiction at kept: "));
  report.damage.push_back({LogFinding::tile_differs, "tile/0/000"});
  EXPECT_EQ(exit_code_of(report), 6);
  EXPECT_THAT(to_words(report), HasSubstr("damage at tile/0/000: "));
  EXPECT_THAT(to_words(report), testing::Not(HasSubstr("contradiction")));
}

// Whoever wrote the log may have wanted to be read as another one.
TEST(Report, PrintsNothingOfALogThatMovesTheCursor) {
  LogReport report;
  report.origin = "gozin.city.example";
  report.purpose = "live\nkey: another\x1b[8m";
  report.erasures.push_back({1, "p-1\u202e"});

  auto const words = to_words(report);

  EXPECT_THAT(words, HasSubstr("log: gozin.city.example, live\\u{a}key: another\\u{1b}[8m\n"));
  EXPECT_THAT(words, HasSubstr("person p-1\\u{202e}\n"));
}

TEST(Report, SaysWhatItIsThatWasChecked) {
  LogReport report;
  report.origin = "gozin.example";
  report.purpose = "demonstration";
  report.events = 1;
  report.streams = 1;
  report.checkpoints = 2;
  report.files_beyond = 3;
  auto const words = to_words(report);
  EXPECT_THAT(words, HasSubstr("sound: 1 event in 1 stream, 2 checkpoints"));
  EXPECT_THAT(words, HasSubstr("gozin.example, demonstration"));
  EXPECT_THAT(words, HasSubstr("3 files of a longer log"));
}

TEST(Report, SaysWhatSignedPapersAloneShow) {
  LogReport report;
  report.origin = "gozin.example";
  report.checkpoints = 2;
  report.tree.size = 40;
  EXPECT_THAT(to_words(report), HasSubstr("sound: 2 checkpoints, the newest of 40 events"));
}

}  // namespace
}  // namespace gozin::verify
