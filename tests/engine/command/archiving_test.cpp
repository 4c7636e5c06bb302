// Which ranges of a log may be detached.

#include "engine/replay/archiving.hpp"

#include "engine/ledger/checkpoint.hpp"
#include "engine/ledger/vkey.hpp"
#include "tests/engine/command/notebook_world.hpp"

#include <gmock/gmock.h>

namespace gozin::tests {
namespace {

constexpr std::int64_t kEventsOfSmallRange = 256;

class ArchivingTest : public NotebookWorld {
 protected:
  ArchivingTest() { open_log(); }

  /// Books that are opened and closed, until the log is so long.
  void fill(std::int64_t size) {
    while (size_of_log() < size) {
      auto const book = open_book("full");
      if (size_of_log() < size) {
        EXPECT_TRUE(perform("CloseBook", book));
      }
      clock_.advance(1'000);
    }
  }
  std::int64_t size_of_log() { return store_.view()->head().size; }

  ArchiveTerms terms() {
    auto const key = parse_vkey(pipeline_.vkey()).value();
    auto const signed_now = open_checkpoint(pipeline_.checkpoint().note, key);
    return {.events = kEventsOfSmallRange,
            .recorded_before = {clock_.now().ms + 1},
            .signed_tree = signed_now->tree};
  }
  std::optional<std::vector<RangeSeen>> seen(ArchiveTerms const& of,
                                             std::vector<LogRange> const& detached = {}) {
    return ranges_to_detach(catalog_, *store_.view(), detached, of);
  }
  /// A range as its events have it.
  LogRange range(std::int64_t number) {
    std::vector<Hash> leaves;
    store_.view()->read_log(number * kEventsOfSmallRange, kEventsOfSmallRange,
                            [&](StoredEvent const& event) { leaves.push_back(event.leaf); });
    return {.first = number * kEventsOfSmallRange,
            .count = kEventsOfSmallRange,
            .root = root_of(leaves)};
  }
  void tamper(std::size_t seq) {
    auto changed = std::make_shared<MemoryStore::Contents>(*store_.contents());
    auto event = *changed->events.at(seq);
    event.leaf = sha256("another");
    changed->events.at(seq) = std::make_shared<StoredEvent const>(std::move(event));
    store_.replace(changed);
  }
};

TEST_F(ArchivingTest, EveryWholeRangeOfEndedStreamsMayGoUnderTheRootThatTheTreeHas) {
  fill(2 * kEventsOfSmallRange + 10);
  auto const found = seen(terms());

  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 2u);
  for (auto const number : {0, 1}) {
    auto const& one = found->at(static_cast<std::size_t>(number));
    EXPECT_EQ(one.range, range(number));
    EXPECT_FALSE(one.stays) << name_of(*one.stays);
  }
}

TEST_F(ArchivingTest, StreamsThatEndGoWithTheirRangeAndOthersStayAtHand) {
  EXPECT_TRUE(goes_with_its_range(catalog_, open_book("one")));
  EXPECT_FALSE(goes_with_its_range(catalog_, StreamId{"log"}));
  EXPECT_FALSE(goes_with_its_range(catalog_, StreamId{"nothing/known"}));
}

TEST_F(ArchivingTest, RangeStaysUntilTheLastStreamWithAnEventInItIsOver) {
  fill(kEventsOfSmallRange - 3);
  auto const early = open_book("early");
  fill(kEventsOfSmallRange + 20);
  auto const late = open_book("late");
  fill(2 * kEventsOfSmallRange + 1);

  auto const before = seen(terms());
  ASSERT_EQ(before->size(), 2u);
  EXPECT_EQ(before->at(0).stays, RangeStays::stream_goes_on);
  EXPECT_EQ(before->at(0).goes_on, early);
  EXPECT_EQ(before->at(1).stays, RangeStays::stream_goes_on);
  EXPECT_EQ(before->at(1).goes_on, late);

  ASSERT_TRUE(perform("CloseBook", early));
  auto const after = seen(terms());
  EXPECT_FALSE(after->at(0).stays);
  EXPECT_EQ(after->at(1).goes_on, late);
}

TEST_F(ArchivingTest, RangeStaysWhileAnEventOfItIsTooYoung) {
  fill(2 * kEventsOfSmallRange + 1);
  auto limited = terms();
  store_.view()->read_log(2 * kEventsOfSmallRange - 1, 1, [&](StoredEvent const& last) {
    limited.recorded_before = last.recorded;
  });
  auto const found = seen(limited);
  EXPECT_FALSE(found->at(0).stays);
  EXPECT_EQ(found->at(1).stays, RangeStays::too_young);
  ++limited.recorded_before.ms;
  EXPECT_FALSE(seen(limited)->at(1).stays);
}

TEST_F(ArchivingTest, RangeStaysUntilItsEndIsSigned) {
  fill(2 * kEventsOfSmallRange - 5);
  auto const early = terms();
  fill(3 * kEventsOfSmallRange + 1);
  auto const found = seen(early);
  ASSERT_EQ(found->size(), 3u);
  EXPECT_FALSE(found->at(0).stays);
  EXPECT_EQ(found->at(1).stays, RangeStays::not_signed);
  EXPECT_EQ(found->at(2).stays, RangeStays::not_signed);
  EXPECT_FALSE(seen(terms())->at(2).stays);
  auto const unsigned_yet = seen({.events = kEventsOfSmallRange});
  ASSERT_TRUE(unsigned_yet);
  EXPECT_EQ(unsigned_yet->at(0).stays, RangeStays::not_signed);
}

TEST_F(ArchivingTest, NothingMayGoFromALogThatIsNotTheSignedOne) {
  fill(2 * kEventsOfSmallRange + 7);
  auto const signed_now = terms();
  ASSERT_TRUE(seen(signed_now));
  auto other = signed_now;
  other.signed_tree.root = sha256("another");
  EXPECT_FALSE(seen(other));
  tamper(2 * kEventsOfSmallRange + 3);
  EXPECT_FALSE(seen(signed_now));
}

TEST_F(ArchivingTest, DetachedRangesCountByTheirRootsAndAreNotReadAgain) {
  fill(3 * kEventsOfSmallRange + 7);
  auto const signed_now = terms();
  auto const first = range(0);
  auto const second = range(1);
  tamper(17);
  EXPECT_FALSE(seen(signed_now));

  auto const found = seen(signed_now, {first});
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 2u);
  EXPECT_EQ(found->at(0).range, second);
  EXPECT_EQ(seen(signed_now, {first, second})->size(), 1u);
  auto wrong = second;
  wrong.root = first.root;
  EXPECT_FALSE(seen(signed_now, {first, wrong}));
}

}  // namespace
}  // namespace gozin::tests
