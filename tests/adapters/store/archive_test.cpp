// Ranges of a log in files of their own: what is read, and what is left of detaching that is
// stopped anywhere.

#include "adapters/store/store_copy.hpp"
#include "tests/adapters/store/archive_world.hpp"
#include "tests/adapters/store/contract.hpp"

#include <array>
#include <atomic>
#include <csignal>
#include <fstream>
#include <random>
#include <sys/wait.h>
#include <unistd.h>

#include <gmock/gmock.h>

namespace gozin::tests {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;

class Archive : public ArchiveWorld {};

TEST_P(Archive, ReadsAreTheSameWhicheverRangesAreDetachedAndWhateverIsDeletedOfThem) {
  for (auto const number : {1, 3, 0}) {
    detach(number);
    EXPECT_EQ(live_in(number), kEventsOfSmallRange);
    expect_same(*store_, "detached " + std::to_string(number));
    EXPECT_EQ(store_->archive().delete_some(), kEventsOfSmallRange);
    EXPECT_EQ(live_in(number), staying_in(number));
    expect_same(*store_, "deleted " + std::to_string(number));
  }
  EXPECT_EQ(store_->archive().delete_some(), 0);
  EXPECT_EQ(live_in(2), kEventsOfSmallRange);
  EXPECT_THAT(faults_in(*store_), IsEmpty());
  expect_same(*open(), "opened anew");
  auto const inspected = open(OpenMode::inspect);
  expect_same(*inspected, "opened to be inspected");
  EXPECT_THROW(inspected->archive().detach(range(2), cases_go()), std::logic_error);
}

TEST_P(Archive, RangesAreListedWithTheirFilesAndWhatIsYetToBeDeleted) {
  detach(2);
  detach(0);
  auto const ranges = store_->archive().ranges();

  ASSERT_EQ(ranges.size(), 2u);
  EXPECT_EQ(ranges[0].range, range(0));
  EXPECT_EQ(ranges[1].range, range(2));
  EXPECT_EQ(ranges[1].file, file_of(2).string());
  EXPECT_TRUE(fs::exists(file_of(2)));
  EXPECT_EQ(ranges[0].to_delete, kEventsOfSmallRange);
  delete_all();
  EXPECT_EQ(store_->archive().ranges()[0].to_delete, 0);
  EXPECT_THAT(faults_in(*store_), IsEmpty());
}

TEST_P(Archive, RangeThatIsDetachedAlreadyStaysSo) {
  detach(1);
  delete_all();
  detach(1);
  EXPECT_EQ(store_->archive().ranges().size(), 1u);
  expect_same(*store_, "detached twice");
}

TEST_P(Archive, ViewBegunBeforeSeesTheLogAsItWas) {
  auto const before = store_->view();
  auto const read = read_in_all_ways(*before);
  detach(0);
  delete_all();
  EXPECT_EQ(read_in_all_ways(*before), read);
  auto const between = store_->view();
  detach(1);
  delete_all();
  EXPECT_EQ(read_in_all_ways(*before), read);
  EXPECT_EQ(read_in_all_ways(*between), read);
}

TEST_P(Archive, OtherNodeThatHasTheStoreOpenReadsTheFilesAndAppendsToWhatIsInThem) {
  auto const other = open();
  expect_same(*other, "before");
  detach(0);
  detach(1);
  expect_same(*other, "behind the switch");
  delete_all();
  append_to(*other, 300);
  append_to(memory_, 300);
  expect_same(*other, "behind an append");
  expect_same(*store_, "on the node that detached");
}

TEST_P(Archive, RangesOfOtherWidthsStandBesideEachOtherButNotInEachOther) {
  detach(1);
  auto wide = range(0);
  wide.count = kEventsOfSmallRange * kEventsOfSmallRange;
  EXPECT_THAT(refusal_of([&] { store_->archive().detach(wide, cases_go()); }),
              HasSubstr("already"));
  wide.first = kEventsOfSmallRange;
  EXPECT_THROW(store_->archive().detach(wide, cases_go()), std::logic_error);
  auto odd = range(2);
  odd.count = 100;
  EXPECT_THROW(store_->archive().detach(odd, cases_go()), std::logic_error);
  EXPECT_THROW(store_->archive().detach(range(5), cases_go()), StoreFailed);
  EXPECT_EQ(store_->archive().ranges().size(), 1u);
}

struct Interrupted {};

TEST_P(Archive, DetachingThatIsStoppedAfterAnyStepIsGoneOnWith) {
  std::int64_t number = 0;
  for (auto const stop : {DetachingStep::copied, DetachingStep::verified, DetachingStep::in_place,
                          DetachingStep::streams_listed, DetachingStep::detached}) {
    auto const after = [&](DetachingStep step) {
      if (step == stop) throw Interrupted{};
    };
    EXPECT_THROW(store_->archive().detach(range(number), cases_go(after)), Interrupted);
    expect_same(*store_, "stopped after " + std::string{name_of(stop)});
    bool const is_detached = stop == DetachingStep::detached;
    EXPECT_EQ(std::ssize(store_->archive().ranges()), number + (is_detached ? 1 : 0));

    auto const next = open();
    next->archive().detach(range(number), cases_go());
    EXPECT_EQ(std::ssize(next->archive().ranges()), number + 1);
    expect_same(*next, "gone on after " + std::string{name_of(stop)});
    delete_all();
    EXPECT_THAT(faults_in(*next), IsEmpty());
    ++number;
  }
  expect_same(*store_, "all detached");
}

TEST_P(Archive, WhatWasLeftOfAHalfWrittenFileIsThrownAway) {
  fs::create_directories(file_of(0).parent_path());
  std::ofstream{file_of(0).string() + ".part"} << "half of something";
  detach(0);
  EXPECT_FALSE(fs::exists(file_of(0).string() + ".part"));
  expect_same(*store_, "detached");
}

TEST_P(Archive, OneProcessAtATimeDetaches) {
  auto const other = open();
  auto const meanwhile = [&](DetachingStep) {
    EXPECT_THAT(refusal_of([&] { other->archive().detach(range(1), cases_go()); }),
                HasSubstr("busy"));
    EXPECT_EQ(other->archive().delete_some(), 0);
  };
  store_->archive().detach(range(0), cases_go([&](DetachingStep step) {
                             if (step != DetachingStep::detached) meanwhile(step);
                           }));
  other->archive().detach(range(1), cases_go());
  expect_same(*other, "one after another");
}

TEST_P(Archive, ListThatWasLeftByAnEarlierTryIsMadeAnew) {
  auto const stop = [](DetachingStep step) {
    if (step == DetachingStep::streams_listed) throw Interrupted{};
  };
  EXPECT_THROW(store_->archive().detach(
                   range(1), {.goes = [](StreamId const&) { return true; }, .after = stop}),
               Interrupted);
  detach(1);
  delete_all();
  EXPECT_EQ(live_in(1), staying_in(1));
  EXPECT_THAT(faults_in(*store_), IsEmpty());
  expect_same(*store_, "listed twice");
}

TEST_P(Archive, StoreWithADetachedRangeIsLeftToProgramsThatReadRanges) {
  auto const oldest = "select oldest from compatibility";
  EXPECT_LT(number_from(oldest), store::kReadsRanges);
  detach(0);
  EXPECT_EQ(number_from(oldest), store::kReadsRanges);
}

TEST_P(Archive, CopyIsWholeAndNeedsNoFile) {
  detach(0);
  detach(2);
  delete_all();
  StoreUrl const copy{Database::sqlite, folder_.file("copy.db")};
  copy_store(url(), copy, {});
  fs::remove_all(file_of(0).parent_path());

  auto const there = open_store(copy, {}, {});
  expect_same(*there, "the copy");
  EXPECT_THAT(there->archive().ranges(), IsEmpty());
  EXPECT_THROW(copy_store(url(), {Database::sqlite, folder_.file("more.db")}, {}), RangeUnreadable);
}

/// Detaches all ranges and deletes their rows until it is killed, and tells of each step.
[[noreturn]] void detach_all(StoreUrl const& url, std::vector<LogRange> const& ranges, int tell) {
  auto const store = open_store(url, {&timer_table(), &paper_table()}, {});
  auto const step = [&] {
    if (::write(tell, "+", 1) != 1) ::_exit(1);
  };
  for (auto const& range : ranges) {
    store->archive().detach(range, cases_go([&](DetachingStep) { step(); }));
    while (store->archive().delete_some() > 0) step();
  }
  ::_exit(0);
}

/// Kills the one who detaches after so many steps and a while more; whether it came to its end.
bool killed_after(StoreUrl const& url, std::vector<LogRange> const& ranges, unsigned steps,
                  unsigned spin) {
  std::array<int, 2> pipe{};
  if (::pipe(pipe.data()) != 0) throw std::runtime_error("no pipe");
  auto const child = ::fork();
  if (child == 0) detach_all(url, ranges, pipe[1]);
  ::close(pipe[1]);
  char told = 0;
  for (unsigned i = 0; i < steps && ::read(pipe[0], &told, 1) == 1; ++i) continue;
  for (unsigned i = 0; i < spin; ++i) std::atomic_signal_fence(std::memory_order_seq_cst);
  ::kill(child, SIGKILL);
  ::close(pipe[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
  return WIFEXITED(status);
}

TEST_P(Archive, KillAtAnyMomentLosesNoEventAndTheNextGoesOn) {
  constexpr unsigned kStepsMax = 5;
  constexpr unsigned kSpinMax = 4'000'000;
  // A child would share the connections to a server.
  store_.reset();
  auto const seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random{seed};
  auto const draw = [&](unsigned below) { return static_cast<unsigned>(random() % below); };
  std::vector<LogRange> ranges;
  for (std::int64_t number = 0; number < 5; ++number) ranges.push_back(range(number));
  int kills = 0;
  while (!killed_after(url(), ranges, draw(kStepsMax), draw(kSpinMax))) {
    expect_same(*open(), "killed " + std::to_string(++kills) + " times");
    ASSERT_LT(kills, 1'000);
  }
  EXPECT_GT(kills, 0);
  store_ = open();
  EXPECT_EQ(store_->archive().ranges().size(), 5u);
  EXPECT_THAT(faults_in(*store_), IsEmpty());
  for (std::int64_t number = 0; number < 5; ++number)
    EXPECT_EQ(live_in(number), staying_in(number));
}

INSTANTIATE_TEST_SUITE_P(Stores, Archive,
                         testing::Values(Database::sqlite, Database::postgresql, Database::mysql),
                         name_of_archive);

TEST(ArchiveOfAServer, HasToBeNamed) {
  ServerDatabase const server{Database::postgresql};
  auto const store = open_store(server.url(), {}, {.mode = OpenMode::create});
  append_to(*store, 300);
  EXPECT_THAT(refusal_of([&] {
                store->archive().detach({.first = 0, .count = kEventsOfSmallRange, .root = {}},
                                        cases_go());
              }),
              HasSubstr("not configured"));
}

TEST(ArchiveOfAServer, HasToBeNamedByWhoeverOpensAStoreOfWhichARangeIsDetached) {
  ServerDatabase const server{Database::postgresql};
  TemporaryFolder const folder;
  auto named = server.url();
  named.archive = folder.file("archive");
  {
    auto const store = open_store(named, {}, {.mode = OpenMode::create});
    append_to(*store, 300);
    (void)open_store(server.url(), {}, {});
    store->archive().detach(ArchiveWorld::range(0), cases_go());
  }
  EXPECT_THAT(refusal_of([&] { (void)open_store(server.url(), {}, {}); }),
              HasSubstr("not configured"));
  EXPECT_THAT(refusal_of([&] { (void)open_store(server.url(), {}, {.mode = OpenMode::inspect}); }),
              HasSubstr("not configured"));
  read_event(*open_store(named, {}, {}), 100);
}

}  // namespace
}  // namespace gozin::tests
