#include "tests/workflows/appointment/assessing_story.hpp"
#include "workflows/appointment/judging.hpp"

#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

constexpr std::string_view kReasons[] = {GOZIN_REASONS_OF_OBJECTING(GOZIN_ENUMERATOR_NAME)};

struct Row {
  std::string_view reason;
  std::string_view (*refused)();
};

Story published() {
  Story story;
  story.publish({{"n-1", 5}, {"n-2", 4}, {"n-3", 3}});
  return story;
}

Result<Decision> raise(Story& story, std::string_view who, Against against = Against::ranking) {
  return story.act(who, "nominee",
                   RaiseObjection{.against = against, .grounds = judge::hidden("unfair")});
}

/// A published ranking, and an objection by n-3 against it.
Story disputed() {
  auto story = published();
  (void)raise(story, "p-3").value();
  return story;
}

/// Somebody who was excluded and was told only now.
void exclude(Story& story) {
  auto& nominee = story.state().nominees[NomineeId{"n-4"}];
  nominee.id = NomineeId{"n-4"};
  nominee.person = PersonId{"p-4"};
  nominee.standing = Standing::excluded;
  nominee.told_at = story.now;
}

Code latest(Story& story) { return story.state().objections.back().code; }

std::string_view dismissed(Story& story, std::string_view who,
                           std::string_view role = "objections_officer") {
  return judge::reason_of(story.act(
      who, role, DismissObjection{.objection = latest(story), .reason = judge::hidden("no")}));
}

std::string_view upheld(Story& story, Step step) {
  return judge::reason_of(story.act(
      "omid", "objections_officer",
      UpholdObjection{
          .objection = latest(story), .step = step, .reason = judge::hidden("well founded")}));
}

// One row a reason of the stage.
Row const kRows[] = {
    {"objection_must_be_known",
     [] {
       auto story = published();
       return judge::reason_of(
           story.judge("omid", "objections_officer",
                       DismissObjection{.objection = Code{"o-none"}, .reason = {}}));
     }},
    {"objection_must_be_within_its_window",
     [] {
       auto story = published();
       story.pass_days(20);
       return judge::reason_of(raise(story, "p-1"));
     }},
    {"objector_must_be_concerned",
     [] {
       auto story = published();
       return judge::reason_of(raise(story, "zahra"));
     }},
    {"objection_must_be_raised_once",
     [] {
       auto story = disputed();
       return judge::reason_of(raise(story, "p-3"));
     }},
    {"objection_must_be_open",
     [] {
       auto story = disputed();
       EXPECT_EQ(dismissed(story, "omid"), "");
       return dismissed(story, "omid");
     }},
    {"objection_must_be_heard_by_the_named_role",
     [] {
       auto story = disputed();
       return dismissed(story, "omid", "objections_board");
     }},
    {"objection_must_be_heard_by_an_outsider",
     [] {
       auto story = disputed();
       return dismissed(story, "bahar");
     }},
    {"objection_must_name_a_nominee",
     [] {
       auto story = published();
       story.state().window_closes = story.now;
       EXPECT_EQ(judge::reason_of(raise(story, "zahra", Against::conditions)), "");
       return upheld(story, Step::screening);
     }},
    {"excluded_nominee_must_be_screened_first",
     [] {
       auto story = published();
       exclude(story);
       EXPECT_EQ(judge::reason_of(raise(story, "p-4", Against::exclusion)), "");
       return upheld(story, Step::assessing);
     }},
    {"readmitted_nominee_must_be_screened",
     [] {
       auto story = published();
       exclude(story);
       EXPECT_EQ(judge::reason_of(raise(story, "p-4", Against::exclusion)), "");
       EXPECT_EQ(upheld(story, Step::screening), "");
       return judge::reason_of(story.judge("arash", "panel_chair", ConcludeReadmission{}));
     }},
    {"objections_must_be_decided",
     [] {
       auto story = disputed();
       story.pass_days(20);
       return judge::reason_of(story.judge("clock", "clock", CloseObjections{}));
     }},
    {"ranking_must_be_published",
     [] {
       Story story;
       return judge::reason_of(story.judge("clock", "clock", CloseObjections{}));
     }},
};

class ObjectingRefuses : public testing::TestWithParam<Row> {};

TEST_P(ObjectingRefuses, ByTheNameOfTheRule) { EXPECT_EQ(GetParam().refused(), GetParam().reason); }

INSTANTIATE_TEST_SUITE_P(Objecting, ObjectingRefuses, testing::ValuesIn(kRows),
                         [](auto const& row) { return std::string{row.param.reason}; });

TEST(ObjectingReasons, AllHaveARow) {
  std::set<std::string, std::less<>> rows;
  for (auto const& row : kRows) rows.emplace(row.reason);

  EXPECT_TRUE(judge::without_row(kReasons, rows).empty());
}

// Excluding once more undoes no remedy in silence: it is served, and there is time to object to it.
TEST(ConcludeReadmission, OfSomebodyExcludedAgainWaitsUntilTheyCouldObject) {
  auto story = published();
  exclude(story);
  ASSERT_EQ(judge::reason_of(raise(story, "p-4", Against::exclusion)), "");
  ASSERT_EQ(upheld(story, Step::screening), "");
  auto const concluded = [&] {
    return judge::reason_of(story.judge("arash", "panel_chair", ConcludeReadmission{}));
  };
  auto& nominee = story.state().nominees.at(NomineeId{"n-4"});
  nominee.standing = Standing::excluded;
  nominee.told_at.reset();

  EXPECT_EQ(concluded(), "exclusion_must_be_served");
  nominee.told_at = story.now;
  EXPECT_EQ(concluded(), "objection_periods_must_have_passed");
  story.pass_days(20);
  EXPECT_EQ(concluded(), "");
}

TEST(ObjectingRefuses, ToCloseBeforeThePeriodIsOver) {
  auto story = published();

  EXPECT_EQ(judge::reason_of(story.judge("clock", "clock", CloseObjections{})),
            "objection_periods_must_have_passed");
}

}  // namespace
}  // namespace gozin::appointment
