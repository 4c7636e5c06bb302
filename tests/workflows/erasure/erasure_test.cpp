// T23: what was said about somebody can be forgotten, by two people and after a time to think
// again.

#include "tests/workflows/erasure/people_of_a_case.hpp"
#include "workflows/erasure/epoch.hpp"
#include "workflows/erasure/obstacles.hpp"

#include <gtest/gtest.h>

namespace gozin::erasure {
namespace {

using judge::at;
using judge::call;
using judge::types_of;

RequestErasure const kRequest{.person = PersonId{"bahar"}, .wait_days = 10, .reason = {}};

TEST(Erasure, IsRequestedConfirmedAndDoneWhenItsTimeHasCome) {
  auto city = city_with_a_case();

  EXPECT_EQ(types_of(city.act(kArash, kBahar, kRequest)),
            std::vector<std::string>{"SubjectErasureRequested"});
  auto const confirmed = city.act(kDorsa, kBahar, ConfirmErasure{});
  auto const* due = judge::find<registry::SubjectErasureConfirmed>(confirmed);
  ASSERT_TRUE(due);
  EXPECT_EQ(due->due, at("2026-11-28T09:00:00.000Z"));

  auto const erased =
      city.act(call("clock", "clock", at("2026-11-28T09:00:00.000Z")), kBahar, EraseSubject{});

  EXPECT_EQ(types_of(erased), (std::vector<std::string>{"SubjectErased", "EpochKeyActivated"}));
  EXPECT_TRUE(city.view.in(kBahar, "Erased"));
  EXPECT_TRUE(city.view.in(registry::log_stream(), "EpochChanging"));
}

TEST(Erasure, TakesTheKeysOfEveryNominationOfThePersonAndOfSealedSheetsAndNobodyElses) {
  auto city = city_with_a_case();
  confirm(city);

  auto const erased = city.judge(call("operator/root", "operator"), kBahar, EraseSubject{});

  auto const* event = judge::find<SubjectErased>(erased);
  ASSERT_TRUE(event);
  VaultKeyId const of_sheet{"sealed/sheet/a"};
  EXPECT_EQ(event->keys, (std::vector{StreamId{"person/bahar"}, StreamId{"nominee/n-1"},
                                      StreamId{"nominee/n-2"}, StreamId{of_sheet.text}}));
  ASSERT_EQ(erased->erased.size(), 1U);
  EXPECT_EQ(erased->erased[0].person, PersonId{"bahar"});
  EXPECT_EQ(erased->erased[0].keys,
            (std::vector{VaultKeyId{"person/bahar"}, VaultKeyId{"nominee/n-1"},
                         VaultKeyId{"nominee/n-2"}, of_sheet}));
}

TEST(Erasure, MayBeAskedForByWhomItConcernsAndTakenBack) {
  auto city = city_with_a_case();
  auto const bahar = call("bahar", "citizen");

  EXPECT_TRUE(city.act(bahar, kBahar, kRequest));
  EXPECT_TRUE(city.act(kDorsa, kBahar, ConfirmErasure{}));
  EXPECT_TRUE(city.act(bahar, kBahar, WithdrawErasure{.person = {}, .reason = {}}));

  EXPECT_TRUE(city.view.in(kBahar, "Registered"));
  EXPECT_FALSE(city.view.find<registry::Person>(kBahar)->erasure);
}

// Only a time that has fully passed counts: the moment itself is in time for whoever objects.
TEST(Erasure, IsPossibleFromTheMomentAtWhichTheRetentionEnds) {
  auto city = city_with_a_case();
  case_in(city).changed = at("2025-11-18T09:00:00.000Z");

  EXPECT_TRUE(city.judge(kArash, kBahar, kRequest));
}

TEST(Erasure, HasATimerOnlyWhileNoHoldStandsAgainstIt) {
  auto city = city_with_a_case();
  auto const timers = [&] {
    std::int64_t count = 0;
    for (auto const& row : city.view.rows(kBahar))
      if (row.table == &timer_table()) ++count;
    return count;
  };
  confirm(city);
  EXPECT_EQ(timers(), 1);

  (void)city.act(kArash, kBahar, PlaceHold{.authority = {"court"}, .reference = {"27"}});
  EXPECT_EQ(timers(), 0);
  (void)city.act(kArash, kBahar,
                 LiftHold{.authority = {"court"}, .reference = {"27"}, .order = {"1"}});
  EXPECT_EQ(timers(), 1);
}

TEST(Erasure, WaitsAnewOnceAHoldIsLifted) {
  auto city = city_with_a_case();
  confirm(city);
  auto const erasure = [&] { return *city.view.find<registry::Person>(kBahar)->erasure; };
  auto const due = *erasure().due;
  auto later = kArash;
  later.now = Instant{due.ms - 1'000};

  (void)city.act(later, kBahar, PlaceHold{.authority = {"court"}, .reference = {"27"}});
  (void)city.act(later, kBahar,
                 LiftHold{.authority = {"court"}, .reference = {"27"}, .order = {"1"}});

  EXPECT_EQ(erasure().due->ms, later.now.ms + erasure().wait_days * 86'400'000);
  EXPECT_GT(*erasure().due, due);
}

TEST(Erasure, EpochChangesAgainOnlyWhenTheFormerKeyIsDestroyed) {
  auto city = city_with_a_case();
  auto const log = registry::log_stream();
  city.view.record(log, registry::EpochKeyActivated{.epoch = 2});

  auto const recorded =
      city.act(call("operator/root", "operator"), log, RecordEpochKeyDestroyed{.bundles = 3});

  auto const* destroyed = judge::find<registry::EpochKeyDestroyed>(recorded);
  ASSERT_TRUE(destroyed);
  EXPECT_EQ(destroyed->epoch, 1);
  EXPECT_EQ(destroyed->bundles, 3);
  EXPECT_TRUE(city.view.in(log, "Opened"));
}

TEST(Erasure, CountsYearsByTheCalendar) {
  EXPECT_EQ(years_after(at("2024-11-18T09:00:00.007Z"), 10), at("2034-11-18T09:00:00.007Z"));
  EXPECT_EQ(years_after(at("2024-02-29T23:59:59.999Z"), 1), at("2025-02-28T23:59:59.999Z"));
  EXPECT_EQ(years_after(at("2024-02-29T00:00:00.000Z"), 4), at("2028-02-29T00:00:00.000Z"));
}

}  // namespace
}  // namespace gozin::erasure
