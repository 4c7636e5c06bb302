// A round that the rules let a body score: its members take their seats, declare and score.

#include "tests/workflows/appointment/assessing_story.hpp"
#include "workflows/appointment/analysis.hpp"
#include "workflows/appointment/fold.hpp"
#include "workflows/appointment/seats.hpp"
#include "workflows/appointment/tasks.hpp"
#include "workflows/registry/states.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

using judge::reason_of;
using judge::types_of;
using testing::ElementsAre;
using testing::IsEmpty;
using Types = std::vector<std::string>;

NomineeId const kOne{"n-1"};
NomineeId const kTwo{"n-2"};
StreamId const kCommission{"body/commission"};
std::vector<std::string> const kMembers{"mina", "nader", "omid-c", "parvin"};

rules::RuleSet with_commission() {
  auto rules = two_rounds();
  rules.rounds[1].scored_by = Code{"commission"};
  return rules;
}

void sit(Story& story, std::vector<std::string> const& members) {
  registry::Body body{.code = Code{"commission"}, .title = {}, .seats = 4, .members = {}};
  for (auto const& member : members) body.members[PersonId{member}] = registry::Office::member;
  story.view.put(kCommission, std::move(body), {"Open"});
}

/// The panel has ranked the files: n-1 before n-2, n-3 is cut off.
Story ranked(rules::RuleSet const& rules = with_commission()) {
  Story story{rules};
  story.view.know(judge::bare_kind("body", judge::states_only("body", {"Open"})));
  sit(story, kMembers);
  story.rank({{"n-1", 5}, {"n-2", 4}, {"n-3", 2}});
  return story;
}

/// The commission has taken its seats.
Story seated(rules::RuleSet const& rules = with_commission()) {
  auto story = ranked(rules);
  (void)story.act("zohreh", "administrative_affairs", OpenRound{}).value();
  return story;
}

void declare_members(Story& story) {
  for (auto const& member : kMembers)
    (void)story.declare(member, {{kOne, Interest::none}, {kTwo, Interest::none}}).value();
}

Levels talk(std::int64_t level) { return {{Code{"commitment"}, level}}; }

TEST(BodyRound, SeatsTheMembersAsTheySitAtThatMoment) {
  auto story = ranked();
  auto const opened = story.act("zohreh", "administrative_affairs", OpenRound{});
  sit(story, {"somebody", "else"});

  EXPECT_EQ(types_of(opened), (Types{"AssessorsSeated", "DeadlineSet"}));
  auto const* event = judge::find<AssessorsSeated>(opened);
  EXPECT_EQ(event->round, Code{"talk"});
  EXPECT_EQ(event->body, kCommission);
  EXPECT_EQ(event->assessors.size(), 4U);
  EXPECT_TRUE(story.stands_in("Declaring"));
  EXPECT_THAT(judges_of(story.state(), kOne), ElementsAre(PersonId{"mina"}, PersonId{"nader"},
                                                          PersonId{"omid-c"}, PersonId{"parvin"}));
}

TEST(BodyRound, KeepsWhatThePanelScoredAndWhoChairsIt) {
  auto story = seated();
  declare_members(story);

  EXPECT_TRUE(story.stands_in("Sealing"));
  EXPECT_EQ(story.state().revealed.size(), 15U);
  EXPECT_EQ(acting_chair(story.state()), PersonId{"arash"});
  EXPECT_TRUE(story.alias("arash", "n-1").empty());
  EXPECT_EQ(reason_of(story.seal_alias("arash", Code{"n-1"}, talk(5))),
            "alias_must_be_the_assessors_own");
}

TEST(BodyRound, RanksByThePanelsScoresAndTheBodysTogether) {
  auto const rules = with_commission();
  auto story = seated(rules);
  declare_members(story);
  story.seal_all({{"n-1", 0}, {"n-2", 5}});
  EXPECT_TRUE(story.stands_in("Moderating"));
  auto const analysis = analysis_of(rules, story.state(), std::nullopt).value();
  EXPECT_EQ(reason_of(story.judge("mina", "assessor", EstablishRanking{})),
            "actor_must_chair_the_panel");
  EXPECT_TRUE(story.act("arash", "panel_chair", EstablishRanking{}));

  // 4/5 of 5 and nothing; 4/5 of 4 and 1/5 of 5.
  EXPECT_EQ(story.state().ranking[0].nominee, kTwo);
  EXPECT_EQ(story.state().ranking[0].score.text, "21/5");
  EXPECT_EQ(story.state().ranking[1].score.text, "4");
  EXPECT_EQ(analysis.span, Span::round);
  EXPECT_EQ(analysis.leniency.size(), 4U);
  EXPECT_TRUE(story.act("arash", "panel_chair", ConfirmShortlist{}));
}

TEST(BodyRound, HidesNamesBehindAliasesWhereFilesAreScored) {
  auto rules = with_commission();
  rules.criteria[2].instrument = rules::Instrument::file;
  auto story = seated(rules);
  declare_members(story);

  EXPECT_NE(story.alias("mina", "n-1"), Code{"n-1"});
  EXPECT_NE(story.alias("mina", "n-1"), story.alias("nader", "n-1"));
}

TEST(BodyRound, TakesNoSheetBeforeTheDeclarations) {
  auto story = seated();

  EXPECT_EQ(reason_of(story.seal_alias("mina", Code{"n-1"}, talk(5))),
            "alias_must_be_the_assessors_own");
  EXPECT_EQ(reason_of(story.judge("zohreh", "administrative_affairs", CompleteDeclarations{})),
            "assessor_must_have_declared");
}

TEST(BodyRound, GoesOnWithoutAMemberInConflict) {
  auto story = seated();
  (void)story.declare("mina", {{kOne, Interest::business}, {kTwo, Interest::none}}).value();
  for (auto const* member : {"nader", "omid-c", "parvin"})
    (void)story.declare(member, {{kOne, Interest::none}, {kTwo, Interest::none}}).value();
  EXPECT_EQ(reason_of(story.judge("zohreh", "administrative_affairs", CompleteDeclarations{})),
            "conflict_must_lead_to_recusal");
  (void)story
      .act("mina", "assessor", RecuseAssessor{.nominee = kOne, .reason = judge::hidden("business")})
      .value();
  EXPECT_EQ(reason_of(story.judge("zohreh", "administrative_affairs",
                                  ReplaceAssessor{.assessor = PersonId{"mina"}, .nominee = kOne})),
            "reserve_must_be_available");
  (void)story.act("zohreh", "administrative_affairs", CompleteDeclarations{}).value();

  EXPECT_TRUE(story.alias("mina", "n-1").empty());
  EXPECT_FALSE(story.alias("mina", "n-2").empty());
}

TEST(BodyRound, DoesNotWaitForAMemberWhoIsSilentBeyondTheTime) {
  auto story = seated();
  for (auto const* member : {"nader", "omid-c", "parvin"})
    (void)story.declare(member, {{kOne, Interest::none}, {kTwo, Interest::none}}).value();
  EXPECT_EQ(reason_of(story.judge("clock", "clock", CompleteDeclarations{})),
            "assessor_must_have_declared");
  story.pass_days(10);
  EXPECT_TRUE(story.act("clock", "clock", CompleteDeclarations{}));

  EXPECT_TRUE(story.alias("mina", "n-1").empty());
  EXPECT_FALSE(story.alias("nader", "n-1").empty());
}

TEST(BodyRound, IsTheOfficesToGoOnWithOnceTheTimeIsMissed) {
  auto story = seated();
  auto const waits = [&] {
    return std::ranges::any_of(
        tasks_of(story.state(), {"Running", "Assessing", "Declaring"}),
        [](Task const& task) { return task.command == "complete_declarations"; });
  };

  EXPECT_FALSE(waits());
  story.state().deadlines.at(Code{"stage.declaring"}).missed = true;
  EXPECT_TRUE(waits());
}

TEST(BodyRound, NeedsAsManyMembersAsANomineeNeedsSheets) {
  auto story = ranked();
  sit(story, {"mina", "nader"});

  EXPECT_EQ(reason_of(story.judge("zohreh", "administrative_affairs", OpenRound{})),
            "nominee_must_have_enough_assessors");
}

TEST(BodyRound, SeatsNobodyWhoIsANominee) {
  auto story = ranked();
  sit(story, {"mina", "nader", "omid-c", "p-1"});
  auto const opened = story.act("zohreh", "administrative_affairs", OpenRound{});

  EXPECT_EQ(judge::find<AssessorsSeated>(opened)->assessors.size(), 3U);
}

// Each of both scores anew what they scored before.
TEST(BodyRound, ScoresAReadmittedNomineeWithThePanel) {
  auto story = seated();
  declare_members(story);
  story.seal_all({{"n-1", 5}, {"n-2", 4}});
  (void)story.act("arash", "panel_chair", EstablishRanking{}).value();
  (void)story.act("arash", "panel_chair", ConfirmShortlist{}).value();
  (void)story.act("zohreh", "administrative_affairs", PublishRanking{}).value();
  auto const raised =
      story.act("p-2", "nominee", RaiseObjection{.grounds = judge::hidden("a paper was lost")});
  (void)story
      .act("omid", "objections_officer",
           UpholdObjection{.objection = judge::find<ObjectionRaised>(raised)->objection,
                           .step = Step::assessing,
                           .nominee = kTwo,
                           .reason = judge::hidden("it was")})
      .value();

  EXPECT_EQ(reason_of(story.seal("mina", "n-2", all_at(5))), "criterion_must_belong_to_the_round");
  for (auto const& member : kMembers) (void)story.seal(member, "n-2", talk(5)).value();
  Levels const files{{Code{"expertise"}, 5}, {Code{"experience"}, 5}};
  EXPECT_EQ(reason_of(story.judge("arash", "panel_chair", ConcludeReadmission{})),
            "sheets_must_all_be_in");
  for (auto const* who : {"arash", "bahar", "kaveh", "dorsa", "elham"})
    (void)story.seal(who, "n-2", files).value();
  story.announce_lot();
  EXPECT_TRUE(story.act("arash", "panel_chair", ConcludeReadmission{.announced = Label{"07"}}));
  EXPECT_EQ(story.state().ranking[0].score.text, "5");
  EXPECT_EQ(story.state().ranking[1].score.text, "5");
}

TEST(BodyRound, IsForgottenWhenAssessingBeginsAnew) {
  auto story = seated();
  declare_members(story);
  auto state = story.state();
  apply(state, Recorded{}, ReturnedToAssessing{});

  EXPECT_THAT(state.scorers, IsEmpty());
  EXPECT_EQ(state.panel.size(), 5U);
  EXPECT_EQ(judges_of(state, kOne).size(), 5U);
}

}  // namespace
}  // namespace gozin::appointment
