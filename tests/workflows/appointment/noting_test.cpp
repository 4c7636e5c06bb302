// T9: for each ranking anew, what depends on one assessor waits for a note of the chair.

#include "tests/workflows/appointment/assessing_story.hpp"
#include "workflows/appointment/fold.hpp"
#include "workflows/appointment/seats.hpp"

#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

PersonId const kKaveh{"kaveh"};
NoteAnalysis note() { return {.note = judge::hidden("why")}; }

/// Three seats; n-2 is first unless Kaveh's sheet about n-1 counts.
Story turned_by_kaveh() {
  auto rules = panel_rules();
  rules.panel.members = rules.panel.min_sheets_per_nominee = 3;
  Story story{rules};
  story.state().panel.resize(3);
  story.complete();
  for (auto const* who : {"arash", "bahar"}) (void)story.seal(who, "n-1", all_at(4)).value();
  (void)story.seal("kaveh", "n-1", all_at(0)).value();
  for (auto const* who : {"arash", "bahar", "kaveh"})
    for (auto const* nominee : {"n-2", "n-3"})
      (void)story.seal(who, nominee, all_at(nominee == std::string_view{"n-2"} ? 3 : 2)).value();
  return story;
}

std::string shortlist(Story& story) {
  return std::string{judge::reason_of(story.judge("arash", "panel_chair", ConfirmShortlist{}))};
}

/// The ranking is noted, published and objected to; n-1, whom Kaveh kept from the first place, is
/// scored anew.
Story scored_anew(std::int64_t by_kaveh) {
  auto story = turned_by_kaveh();
  (void)story.act("arash", "panel_chair", note()).value();
  (void)story.act("arash", "panel_chair", EstablishRanking{}).value();
  (void)story.act("arash", "panel_chair", ConfirmShortlist{}).value();
  (void)story.act("zohreh", "administrative_affairs", PublishRanking{}).value();
  auto const raised =
      story.act("p-1", "nominee", RaiseObjection{.grounds = judge::hidden("a paper was lost")});
  (void)story
      .act("omid", "objections_officer",
           UpholdObjection{.objection = judge::find<ObjectionRaised>(raised)->objection,
                           .step = Step::assessing,
                           .nominee = NomineeId{"n-1"},
                           .reason = judge::hidden("it was")})
      .value();
  for (auto const* who : {"arash", "bahar"}) (void)story.seal(who, "n-1", all_at(4)).value();
  (void)story.seal("kaveh", "n-1", all_at(by_kaveh)).value();
  (void)story.act("arash", "panel_chair", ConcludeReadmission{}).value();
  return story;
}

TEST(Noting, BeforeTheRankingServesTheRankingOfTheSameScores) {
  auto story = turned_by_kaveh();
  auto const noted = story.act("arash", "panel_chair", note());
  (void)story.act("arash", "panel_chair", EstablishRanking{}).value();

  EXPECT_EQ(judge::find<AnalysisNoted>(noted)->pivotal, std::vector{kKaveh});
  EXPECT_EQ(story.state().pivotal, std::vector{kKaveh});
  EXPECT_FALSE(wants_note(story.state()));
  EXPECT_EQ(shortlist(story), "");
}

TEST(Noting, BeforeARevisionServesNoLongerAfterwards) {
  auto story = turned_by_kaveh();
  (void)story.act("arash", "panel_chair", note()).value();
  (void)story
      .act("kaveh", "assessor",
           ReviseScore{.nominee = NomineeId{"n-1"},
                       .criterion = Code{"commitment"},
                       .level = 1,
                       .reason = judge::hidden("a second look")})
      .value();
  (void)story.act("arash", "panel_chair", EstablishRanking{}).value();

  EXPECT_EQ(story.state().pivotal, std::vector{kKaveh});
  EXPECT_EQ(shortlist(story), "analysis_must_be_noted");
}

TEST(Noting, OfSomebodyElseServesNobody) {
  auto story = turned_by_kaveh();
  (void)story.act("arash", "panel_chair", EstablishRanking{}).value();
  story.state().noted = {PersonId{"arash"}};

  EXPECT_EQ(shortlist(story), "analysis_must_be_noted");
}

std::string noted_by(Story& story, std::string_view who, std::string_view role = "assessor") {
  return std::string{judge::reason_of(story.judge(who, role, note()))};
}

// Nobody vouches for their own weight.
TEST(Noting, IsAnothersWhereTheWinnerDependsOnTheChair) {
  auto story = turned_by_kaveh();
  story.state().chair = kKaveh;
  (void)story.act("kaveh", "panel_chair", EstablishRanking{}).value();

  EXPECT_EQ(noted_by(story, "kaveh", "panel_chair"), "note_must_come_from_another");
  (void)story.act("bahar", "assessor", note()).value();

  EXPECT_FALSE(wants_note(story.state()));
  EXPECT_EQ(judge::reason_of(story.judge("kaveh", "panel_chair", ConfirmShortlist{})), "");
}

TEST(Noting, IsTheChairsWhereTheWinnerDependsOnSomebodyElse) {
  auto story = turned_by_kaveh();

  EXPECT_EQ(noted_by(story, "bahar"), "actor_must_chair_the_panel");
  EXPECT_EQ(noted_by(story, "kaveh"), "actor_must_chair_the_panel");
  EXPECT_EQ(noted_by(story, "arash", "panel_chair"), "");
}

TEST(Noting, BlocksNoPanelOnWhoseEveryMemberTheWinnerDepends) {
  auto story = turned_by_kaveh();
  std::vector<PersonId> const all{PersonId{"arash"}, PersonId{"bahar"}, kKaveh};

  EXPECT_EQ(who_may_note(story.state(), all), (std::vector{PersonId{"bahar"}, kKaveh}));
  EXPECT_EQ(who_may_note(story.state(), {all[0], all[1]}), std::vector{kKaveh});
  story.state().panel.resize(1);
  EXPECT_EQ(who_may_note(story.state(), all), std::vector{PersonId{"arash"}});
}

// Another one is first now, and that one depends on Kaveh.
TEST(Noting, IsOwedOnceWhoWasFirstHasWithdrawn) {
  auto rules = panel_rules();
  rules.panel.members = rules.panel.min_sheets_per_nominee = 3;
  Story story{rules};
  story.state().panel.resize(3);
  story.complete();
  for (auto const* who : {"arash", "bahar", "kaveh"})
    (void)story.seal(who, "n-3", all_at(5)).value();
  for (auto const* who : {"arash", "bahar"}) (void)story.seal(who, "n-1", all_at(4)).value();
  (void)story.seal("kaveh", "n-1", all_at(0)).value();
  for (auto const* who : {"arash", "bahar", "kaveh"})
    (void)story.seal(who, "n-2", all_at(3)).value();
  (void)story.act("arash", "panel_chair", EstablishRanking{}).value();
  EXPECT_TRUE(story.state().pivotal.empty());
  EXPECT_EQ(shortlist(story), "");
  story.state().nominees.at(NomineeId{"n-3"}).standing = Standing::withdrawn;

  EXPECT_EQ(shortlist(story), "analysis_must_be_noted");
  auto const noted = story.act("arash", "panel_chair", note());
  EXPECT_EQ(judge::find<AnalysisNoted>(noted)->pivotal, std::vector{kKaveh});
  EXPECT_EQ(shortlist(story), "");
}

TEST(Noting, IsOwedForTheRankingAfterAReadmissionToo) {
  auto story = scored_anew(0);
  story.pass_days(30);

  EXPECT_EQ(story.state().pivotal, std::vector{kKaveh});
  EXPECT_TRUE(wants_note(story.state()));
  EXPECT_EQ(judge::reason_of(story.judge("clock", "clock", CloseObjections{})),
            "analysis_must_be_noted");
  EXPECT_EQ(judge::reason_of(story.judge("bahar", "assessor", note())),
            "actor_must_chair_the_panel");
  EXPECT_TRUE(story.act("arash", "panel_chair", note()));
  EXPECT_TRUE(story.judge("clock", "clock", CloseObjections{}));
}

TEST(Noting, IsNotOwedForAReadmissionThatDependsOnNobody) {
  auto story = scored_anew(4);
  story.pass_days(30);

  EXPECT_TRUE(story.state().pivotal.empty());
  EXPECT_TRUE(story.judge("clock", "clock", CloseObjections{}));
}

// Logs of before say nothing of it, and nothing was owed then.
TEST(Noting, AsksNothingOfAReadmissionThatDoesNotSay) {
  auto state = scored_anew(0).state();
  ASSERT_TRUE(wants_note(state));
  apply(state, Recorded{},
        ReadmissionConcluded{.nominee = NomineeId{"n-1"},
                             .ranking = state.ranking,
                             .below = {},
                             .permitted = state.permitted,
                             .objections_close = {}});

  EXPECT_FALSE(wants_note(state));
}

// T9: the ranking waits for those who are far apart, and for nobody once they have all had their
// say.
TEST(Moderation, EndsWithItsTimeOrWithTheLastWord) {
  auto rules = panel_rules();
  rules.clocks[rules::Stage::moderating].length.days = 3;
  auto const far_apart = [&] {
    Story story{rules};
    story.complete();
    (void)story.seal("elham", "n-1", all_at(3)).value();
    story.seal_all({{"n-1", 5}, {"n-2", 4}, {"n-3", 2}});
    return story;
  };
  auto waiting = far_apart();
  EXPECT_EQ(judge::reason_of(waiting.judge("arash", "panel_chair", EstablishRanking{})),
            "moderation_must_have_its_time");
  waiting.pass_days(10);
  EXPECT_TRUE(waiting.act("arash", "panel_chair", EstablishRanking{}));

  auto revised = far_apart();
  for (auto const& [criterion, level] : all_at(4))
    (void)revised
        .act("elham", "assessor",
             ReviseScore{.nominee = NomineeId{"n-1"},
                         .criterion = criterion,
                         .level = level,
                         .reason = judge::hidden("what the interview showed")})
        .value();
  EXPECT_TRUE(revised.act("arash", "panel_chair", EstablishRanking{}));
}

}  // namespace
}  // namespace gozin::appointment
