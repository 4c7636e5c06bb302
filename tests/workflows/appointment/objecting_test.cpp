#include "tests/workflows/appointment/assessing_story.hpp"
#include "workflows/appointment/commands/recounting.hpp"
#include "workflows/registry/states.hpp"

#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

using judge::types_of;
using Types = std::vector<std::string>;

NomineeId const kLate{"n-4"};

/// The ranking is published; n-4 was excluded and has objected, and the objection is upheld.
Story readmitted() {
  Story story;
  story.publish({{"n-1", 5}, {"n-2", 4}, {"n-3", 3}});
  auto& nominee = story.state().nominees[kLate];
  nominee.id = kLate;
  nominee.person = PersonId{"p-4"};
  nominee.standing = Standing::excluded;
  nominee.told_at = story.now;
  auto const raised = story.act(
      "p-4", "nominee",
      RaiseObjection{.against = Against::exclusion, .grounds = judge::hidden("I have the degree")});
  (void)story
      .act("omid", "objections_officer",
           UpholdObjection{.objection = judge::find<ObjectionRaised>(raised)->objection,
                           .step = Step::screening,
                           .nominee = kLate,
                           .reason = judge::hidden("the degree counts")})
      .value();
  return story;
}

void admit(Story& story) {
  Decision decision;
  decision.add(story.stream, NomineeAdmitted{.nominee = kLate, .findings = {}});
  story.record(decision, judge::call("zohreh", "administrative_affairs", story.now));
}

std::map<std::string, std::string> scores_of(Case const& state) {
  std::map<std::string, std::string> scores;
  for (auto const& ranked : state.ranking) scores[ranked.nominee.text] = ranked.score.text;
  return scores;
}

// The time for objecting begins with service (domain.md §2.5, threat T12).
TEST(Objecting, IsNeverTooLateForWhoWasNotTold) {
  for (bool const was_told : {false, true}) {
    Story story;
    story.publish({{"n-1", 5}, {"n-2", 4}, {"n-3", 3}});
    auto& nominee = story.state().nominees[kLate];
    nominee.id = kLate;
    nominee.person = PersonId{"p-4"};
    nominee.standing = Standing::excluded;
    nominee.excluded_at = story.now;
    if (was_told) nominee.told_at = story.now;
    story.pass_days(30);

    auto const raised = story.act(
        "p-4", "nominee",
        RaiseObjection{.against = Against::exclusion, .grounds = judge::hidden("I was not told")});

    EXPECT_EQ(judge::reason_of(raised), was_told ? "objection_must_be_within_its_window" : "");
    EXPECT_EQ(nominee.told_at == story.now, !was_told);
  }
}

// The day after the ranking becomes a holiday: nobody loses it.
TEST(Objecting, HasItsWholeTimeByWhateverCalendar) {
  auto rules = panel_rules();
  rules.objections.against_ranking = {.days = 3, .counted = rules::DayCount::working_days};
  Story story{rules};
  story.publish({{"n-1", 5}, {"n-2", 4}, {"n-3", 3}});
  auto const before = story.state().objections_close;
  auto& log = story.view.state<registry::Log>(registry::log_stream());
  auto calendar = *log.calendars.at(Code{"iran"});
  auto const tomorrow = day_of(story.now, calendar.offset) + std::chrono::days{1};
  calendar.holidays[tomorrow] = {.fa = "تعطیل", .en = "Holiday"};
  log.calendars[Code{"iran"}] = std::make_shared<rules::Calendar const>(calendar);

  ASSERT_TRUE(story.act("clock", "clock", RecountDeadlines{}));

  EXPECT_GT(story.state().objections_close, before);
}

TEST(Objecting, ClocksTheDecision) {
  Story story;
  story.publish({{"n-1", 5}, {"n-2", 4}, {"n-3", 3}});
  auto const raised =
      story.act("p-1", "nominee", RaiseObjection{.grounds = judge::hidden("the floor")});

  EXPECT_EQ(types_of(raised), (Types{"ObjectionRaised", "DeadlineSet"}));
  EXPECT_EQ(judge::find<ObjectionRaised>(raised)->nominee, NomineeId{"n-1"});
  auto const objection = judge::find<ObjectionRaised>(raised)->objection;
  EXPECT_TRUE(story.state().deadlines.contains(Code{"objection." + objection.text}));
  EXPECT_TRUE(story.act("omid", "objections_officer",
                        SettleObjection{.objection = objection, .remedy = judge::hidden("done")}));
  EXPECT_FALSE(story.state().deadlines.contains(Code{"objection." + objection.text}));
  EXPECT_FALSE(story.state().objections.front().open);
}

TEST(Objecting, LetsAnybodySpeakAgainstTheConditionsWhileTheWindowIsOpen) {
  Story story;
  story.state().window_closes = story.now;

  auto const raised = story.act(
      "zahra", "citizen",
      RaiseObjection{.against = Against::conditions, .grounds = judge::hidden("tailored")});

  ASSERT_TRUE(raised);
  EXPECT_FALSE(judge::find<ObjectionRaised>(raised)->nominee);
}

TEST(Readmitting, ScoresOneNomineeAndLeavesTheOthersAlone) {
  auto story = readmitted();
  auto const before = scores_of(story.state());
  admit(story);
  story.declare_all();
  story.seal_all({{"n-4", 5}});
  EXPECT_EQ(story.state().revealed.size(), 20U);
  story.announce_lot();
  auto const concluded =
      story.act("arash", "panel_chair", ConcludeReadmission{.announced = Label{"07"}});

  ASSERT_TRUE(concluded);
  EXPECT_TRUE(story.stands_in("Hearing"));
  auto after = scores_of(story.state());
  EXPECT_EQ(after.at("n-4"), "5");
  after.erase("n-4");
  EXPECT_EQ(after, before);
  EXPECT_EQ(story.state().permitted.size(), 2U);
  EXPECT_FALSE(story.state().readmitted);
  EXPECT_TRUE(judge::find<ReadmissionConcluded>(concluded)->lot_seed);
}

TEST(Readmitting, TakesNoSheetFromWhoHasNotDeclared) {
  auto story = readmitted();
  admit(story);

  EXPECT_EQ(judge::reason_of(story.seal("arash", "n-4", all_at(5))), "assessor_must_have_declared");
}

TEST(Readmitting, TakesNoSheetFromWhoIsInConflict) {
  auto story = readmitted();
  admit(story);
  (void)story.declare("arash", {{kLate, Interest::subordinate}}).value();

  EXPECT_EQ(judge::reason_of(story.seal("arash", "n-4", all_at(5))),
            "conflict_must_lead_to_recusal");
}

TEST(Readmitting, WaitsForTheSheetsUntilTheirTimeIsOver) {
  auto story = readmitted();
  admit(story);
  story.declare_all();
  for (auto const* who : {"arash", "bahar", "kaveh"})
    (void)story.seal(who, "n-4", all_at(4)).value();
  ConcludeReadmission const conclude{.announced = Label{"07"}};
  EXPECT_EQ(judge::reason_of(story.judge("arash", "panel_chair", conclude)),
            "sheets_must_all_be_in");
  EXPECT_EQ(judge::reason_of(story.judge("arash", "panel_chair", lot_of(story))),
            "sheets_must_all_be_in");
  story.pass_days(30);
  story.announce_lot();
  // T29: nobody seals a sheet, or takes theirs back, once the lot is announced.
  EXPECT_EQ(judge::reason_of(story.seal("dorsa", "n-4", all_at(5))),
            "scores_must_not_change_under_a_lot");

  EXPECT_EQ(types_of(story.act("arash", "panel_chair", conclude)),
            (Types{"ScoreSheetRevealed", "ScoreSheetRevealed", "ScoreSheetRevealed",
                   "ReadmissionConcluded"}));
}

TEST(Readmitting, EndsAsItWasWhenTheNomineeIsExcludedAgain) {
  auto story = readmitted();
  auto const before = story.state().ranking;
  auto& nominee = story.state().nominees[kLate];
  nominee.standing = Standing::excluded;
  nominee.excluded_at = story.now;
  nominee.told_at.reset();

  // Told of it, and in time to object, as at the first time.
  EXPECT_EQ(judge::reason_of(story.judge("arash", "panel_chair", ConcludeReadmission{})),
            "exclusion_must_be_served");
  story.state().nominees[kLate].told_at = story.now;
  EXPECT_EQ(judge::reason_of(story.judge("arash", "panel_chair", ConcludeReadmission{})),
            "objection_periods_must_have_passed");
  story.pass_days(10);

  EXPECT_TRUE(story.act("arash", "panel_chair", ConcludeReadmission{}));
  EXPECT_EQ(story.state().ranking, before);
}

TEST(Readmitting, ScoresARankedNomineeAnew) {
  Story story;
  story.publish({{"n-1", 5}, {"n-2", 4}, {"n-3", 3}});
  auto const raised =
      story.act("p-3", "nominee", RaiseObjection{.grounds = judge::hidden("a paper was lost")});
  EXPECT_TRUE(
      story.act("omid", "objections_officer",
                UpholdObjection{.objection = judge::find<ObjectionRaised>(raised)->objection,
                                .step = Step::assessing,
                                .reason = judge::hidden("it was")}));
  story.seal_all({{"n-3", 5}});
  story.announce_lot();
  ConcludeReadmission const conclude{.announced = Label{"07"}};
  // T6: not under a hint that came up since.
  story.state().hints_open[Code{"h-1"}] = {HintKind::superior, PersonId{"arash"}, NomineeId{"n-3"}};
  EXPECT_EQ(judge::reason_of(story.judge("arash", "panel_chair", conclude)),
            "hints_must_be_disposed_of");
  story.state().hints_open.clear();
  EXPECT_TRUE(story.act("arash", "panel_chair", conclude));

  EXPECT_EQ(scores_of(story.state()).at("n-3"), "5");
  EXPECT_EQ(story.state().revealed.size(), 15U);
}

TEST(Objecting, HearsADisputeBeforeTheCaseEndsUnfilled) {
  Story story;
  story.rank({{"n-1", 0}, {"n-2", 0}, {"n-3", 0}});
  story.state().objections.emplace_back().code = Code{"o-1"};
  EXPECT_TRUE(story.act("arash", "panel_chair", ConfirmShortlist{}));
  EXPECT_TRUE(story.stands_in("Hearing"));
  EXPECT_TRUE(story.act("zohreh", "administrative_affairs", PublishRanking{}));
  EXPECT_TRUE(story.act("omid", "objections_officer",
                        DismissObjection{.objection = Code{"o-1"}, .reason = judge::hidden("no")}));
  story.pass_days(20);

  EXPECT_EQ(types_of(story.act("clock", "clock", CloseObjections{})),
            (Types{"ObjectionsClosed", "CaseUnfilled"}));
}

}  // namespace
}  // namespace gozin::appointment
