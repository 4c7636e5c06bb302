// A court strikes an appointment down and names the stage with the defect: another case goes on
// where this one stood before.

#include "tests/workflows/appointment/remands_begun.hpp"
#include "workflows/appointment/commands/decreeing.hpp"
#include "workflows/appointment/commands/objecting.hpp"
#include "workflows/appointment/commands/transcribing.hpp"
#include "workflows/ruleset/state.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

struct Back {
  Phase from;
  std::string_view stands;
  std::vector<std::string> types;  // of the new case
  std::string_view task = {};      // whom it waits for
};

void PrintTo(Back const& back, std::ostream* out) { *out << name_of(back.from); }

class RemandTo : public testing::TestWithParam<Back> {};

TEST_P(RemandTo, StandsWhereTheCaseStoodBeforeTheStage) {
  auto const& [from, stands, types, task] = GetParam();
  auto const course = annulled(from);
  EXPECT_THAT(tasks_of_case(*course, course->stream), Contains("remand_case"));

  auto const decided = remand(*course);

  ASSERT_TRUE(decided) << decided.error().reason.name();
  EXPECT_EQ(types_on(kSecond, *decided), types);
  EXPECT_THAT(types_on(course->stream, *decided), ElementsAre("CaseRemanded"));
  EXPECT_TRUE(course->view.in(kSecond, stands));
  EXPECT_TRUE(course->view.in(course->stream, "Annulled"));
  EXPECT_EQ(course->state().remanded_to, kSecond);
  EXPECT_THAT(tasks_of_case(*course, course->stream), Not(Contains("remand_case")));
  auto const& state = second(*course);
  EXPECT_EQ(state.id, kSecond);
  EXPECT_EQ(state.taken_over->annulled, course->stream);
  EXPECT_EQ(state.taken_over->order, sha256("order"));
  EXPECT_EQ(state.taken_over->takes_over.from, course->stream);
  EXPECT_FALSE(state.annulled);
  EXPECT_THAT(state.decrees, IsEmpty()) << "what came after the defect is not taken over";
  if (!task.empty()) {
    EXPECT_THAT(tasks_of_case(*course, kSecond), Contains(std::string{task}));
  }
}

TEST_P(RemandTo, ClaimsThePostAndTheCreditAnew) {
  auto const from = GetParam().from;
  auto const course = annulled(from);
  ASSERT_FALSE(course->view.state<registry::Post>(course->post).claimed_by);

  (void)remand(*course).value();

  EXPECT_EQ(course->view.state<registry::Post>(course->post).claimed_by, kSecond);
  auto const& line = course->view.state<registry::BudgetLine>(course->line);
  EXPECT_THAT(line.used, IsEmpty());
  auto const reserved = from == Phase::authorising ? 0 : 400;
  EXPECT_EQ(registry::bound(line), reserved);
  EXPECT_EQ(second(*course).reserved, reserved);
}

INSTANTIATE_TEST_SUITE_P(
    EveryStage, RemandTo,
    testing::Values(Back{Phase::authorising, "Drafting", {"CaseTakenOver"}, "submit_vacancy"},
                    Back{Phase::authorised,
                         "Authorised",
                         {"CaseTakenOver", "VacancyAuthorised", "DeadlineSet"},
                         "appoint_panel"},
                    Back{Phase::nominating,
                         "Authorised",
                         {"CaseTakenOver", "DeadlineExtended"},
                         "publish_vacancy"},
                    Back{Phase::screening, "Nominating", {"CaseTakenOver", "DeadlineExtended"}},
                    Back{Phase::assessing,
                         "Screening",
                         {"CaseTakenOver", "DeadlineExtended"},
                         "complete_screening"},
                    Back{Phase::objecting, "Ranked", {"CaseTakenOver"}},
                    Back{Phase::reviewing, "Hearing", {"CaseTakenOver", "DeadlineExtended"}},
                    Back{Phase::decreeing,
                         "DecreePending",
                         {"CaseTakenOver", "GatesPassed"},
                         "declare_as_decider"}),
    [](auto const& row) { return std::string{name_of(row.param.from)}; });

TEST(RemandCase, GoesOnByTheCommandsOfItsStage) {
  auto const course = annulled(Phase::reviewing);
  (void)remand(*course).value();
  EXPECT_EQ(second(*course).ranking.size(), 2U);
  EXPECT_EQ(second(*course).permitted.size(), 2U);

  auto const closed = act_on(*course, kSecond, kClock, CloseObjections{});

  ASSERT_TRUE(closed) << closed.error().reason.name();
  EXPECT_TRUE(course->view.in(kSecond, "Decreeing"));
}

TEST(RemandCase, MovesDeadlinesByTheTimeSinceTheDefect) {
  auto course = std::make_unique<Course>();
  course->publish().nominate("p-1").close().admit("p-1");
  auto const before = course->state().deadlines.at(Code{"stage.screening"}).due;
  course->pass_days(1);
  (void)course->act({"m-1", "body_chair"}, RequestAccount{.request = Code{"a-1"}, .question = {}})
      .value();
  (void)course->act(kAffairs, CompleteScreening{}).value();
  auto const defect = course->now;
  Story{*course, course->stream}.scored().objected().reviewed().decreed();
  take_office(*course, course->stream);
  annul(*course, Phase::assessing);
  course->pass_days(100);

  (void)remand(*course).value();

  auto const& state = second(*course);
  EXPECT_EQ(state.deadlines.at(Code{"stage.screening"}).due.ms,
            before.ms + (course->now.ms - defect.ms));
  EXPECT_THAT(state.accounts, IsEmpty()) << "it is owed in the case of which it was asked";
  EXPECT_EQ(state.deadlines.size(), 1U);
  EXPECT_FALSE(course->state().accounts.empty());
}

TEST(RemandCase, LeavesOutWhoHasLeftSince) {
  auto course = std::make_unique<Course>();
  course->screen({"p-1", "p-2", "p-3"});
  Story story{*course, course->stream};
  story.scored().objected().add(NominationWithdrawn{nominee("p-2"), std::nullopt},
                                {"p-2", "nominee"});
  story.reviewed().decreed();
  take_office(*course, course->stream);
  annul(*course, Phase::assessing);
  course->view.state<registry::Person>(StreamId{"person/p-3"}).erased = 77;

  auto const decided = remand(*course);

  EXPECT_THAT(types_on(kSecond, decided.value()),
              ElementsAre("CaseTakenOver", "NominationWithdrawn", "NominationWithdrawn",
                          "DeadlineExtended"));
  auto const& nominees = second(*course).nominees;
  EXPECT_EQ(nominees.at(nominee("p-1")).standing, Standing::admitted);
  EXPECT_EQ(nominees.at(nominee("p-2")).standing, Standing::withdrawn);
  EXPECT_EQ(nominees.at(nominee("p-3")).standing, Standing::withdrawn);
}

// What a clerk wrote down after the defect stays with the annulled case, so it is looked at there
// before anybody is let go for it.
TEST(RemandCase, LetsNobodyGoForALetterThatNobodyHasConfirmed) {
  auto course = std::make_unique<Course>();
  course->screen({"p-1", "p-2"});
  Story story{*course, course->stream};
  story.scored().objected().reviewed();
  story.add(NominationWithdrawn{nominee("p-2"), std::nullopt},
            {"clara", "nominee", "p-2", "clerk"});
  story.decreed();
  take_office(*course, course->stream);
  annul(*course, Phase::assessing);
  EXPECT_EQ(judge::reason_of(remand(*course)), "transcription_must_be_confirmed_first");
  auto const act = course->state().transcribed.begin()->first;

  (void)course
      ->act(kAffairs, DisputeTranscription{.act = act, .reason = judge::hidden("no letter")})
      .value();

  EXPECT_THAT(types_on(kSecond, remand(*course).value()),
              ElementsAre("CaseTakenOver", "DeadlineExtended"));
  EXPECT_EQ(second(*course).nominees.at(nominee("p-2")).standing, Standing::admitted);
}

/// p-2 was excluded and objected to it; p-1 was appointed.
std::unique_ptr<Course> with_an_exclusion(bool is_decided) {
  auto course = std::make_unique<Course>();
  course->publish().nominate("p-1").nominate("p-2").close().admit("p-1");
  Story story{*course, course->stream};
  story.add(NomineeExcluded{nominee("p-2"), {}, {}});
  story.add(ObjectionRaised{Code{"o-1"}, person("p-2"), Against::exclusion, nominee("p-2"), {}},
            {"p-2", "nominee"});
  if (is_decided) story.add(ObjectionDismissed{Code{"o-1"}, {}, {}});
  story.add(ScreeningCompleted{}).scored().objected();
  if (!is_decided) story.add(ObjectionDismissed{Code{"o-1"}, {}, {}});
  story.reviewed().decreed();
  take_office(*course, course->stream);
  annul(*course, Phase::objecting);
  course->pass_days(40);
  return course;
}

TEST(RemandCase, TellsWhoeverStaysExcludedAnewSoThatTheyMayObjectAgain) {
  auto const course = with_an_exclusion(true);
  ASSERT_TRUE(course->state().nominees.at(nominee("p-2")).told_at);

  (void)remand(*course).value();

  EXPECT_EQ(second(*course).nominees.at(nominee("p-2")).told_at, std::nullopt);
}

TEST(RemandCase, DoesNotEndOverTheObjectionsOfTheExcluded) {
  for (bool const is_decided : {true, false}) {
    auto const course = with_an_exclusion(is_decided);
    course->view.state<registry::Person>(StreamId{"person/p-1"}).erased = 77;

    auto const decided = remand(*course);

    EXPECT_THAT(types_on(kSecond, decided.value()), Not(Contains("CaseUnfilled"))) << is_decided;
    EXPECT_FALSE(course->view.in(kSecond, "Unfilled"));
  }
}

TEST(RemandCase, EndsAtOnceWhereNobodyIsLeft) {
  auto const course = annulled(Phase::reviewing);
  for (auto const* name : {"person/p-1", "person/p-2"})
    course->view.state<registry::Person>(StreamId{name}).erased = 77;

  auto const decided = remand(*course);

  EXPECT_THAT(
      types_on(kSecond, decided.value()),
      ElementsAre("CaseTakenOver", "NominationWithdrawn", "NominationWithdrawn", "CaseUnfilled"));
  EXPECT_TRUE(course->view.in(kSecond, "Unfilled"));
  EXPECT_TRUE(course->view.in(course->post, "Vacant"));
  EXPECT_EQ(registry::bound(course->view.state<registry::BudgetLine>(course->line)), 0);
}

TEST(RemandCase, KeepsWhereSealedMapsRest) {
  auto const course = annulled(Phase::objecting);
  (void)remand(*course).value();
  ASSERT_EQ(second(*course).alias_maps.size(), 1U);
  EXPECT_EQ(second(*course).alias_maps.front().stream, course->stream);
}

// The second entry into a stage is the one that led to the decree; a return into it is none.
TEST(RemandCase, GoesBackToTheLastTimeThatTheStageWasReached) {
  auto course = std::make_unique<Course>();
  course->screen({"p-1", "p-2"});
  Story story{*course, course->stream};
  story.scored().objected();
  story.referred().add(ReturnedToScreening{}).add(NoteAdded{});
  (void)course->act(kAffairs, CompleteScreening{}).value();
  story.scored().objected().reviewed().decreed();
  take_office(*course, course->stream);
  annul(*course, Phase::assessing);

  (void)remand(*course).value();

  EXPECT_TRUE(course->view.in(kSecond, "Screening"));
  auto const& taken = second(*course).taken_over->takes_over;
  EXPECT_EQ(second(*course).begun.at(Phase::screening).stream, course->stream);
  EXPECT_GT(taken.through, second(*course).begun.at(Phase::reviewing).rev);
}

TEST(RemandCase, LeadsOnFromARemandedCase) {
  auto const course = annulled(Phase::reviewing);
  (void)remand(*course).value();
  (void)act_on(*course, kSecond, kClock, CloseObjections{}).value();
  Story{*course, kSecond}.decreed();
  take_office(*course, kSecond);
  annul(*course, Phase::decreeing, kSecond);
  (void)act_on(*course, kSecond, kAffairs, RemandCase{.to = kThird}).value();

  auto const& third = course->view.state<Case>(kThird);
  EXPECT_EQ(third.taken_over->annulled, kSecond);
  EXPECT_EQ(third.taken_over->takes_over.from, kSecond);
  EXPECT_TRUE(course->view.in(kThird, "DecreePending"));
  EXPECT_EQ(course->view.state<registry::Post>(course->post).claimed_by, kThird);
}

TEST(RemandCase, GoesBackBehindAnEarlierRemand) {
  auto const course = annulled(Phase::reviewing);
  (void)remand(*course).value();
  (void)act_on(*course, kSecond, kClock, CloseObjections{}).value();
  Story{*course, kSecond}.decreed();
  take_office(*course, kSecond);
  annul(*course, Phase::assessing, kSecond);
  (void)act_on(*course, kSecond, kAffairs, RemandCase{.to = kThird}).value();

  auto const& third = course->view.state<Case>(kThird);
  EXPECT_EQ(third.taken_over->annulled, kSecond);
  EXPECT_EQ(third.taken_over->takes_over.from, course->stream) << "where that stage began";
  EXPECT_TRUE(course->view.in(kThird, "Screening"));
}

/// In the assessment that was struck down Arash had declared that p-1 is his kin; the decider, that
/// p-2 is a friend.
std::unique_ptr<Course> annulled_with_interests(Phase from) {
  auto course = std::make_unique<Course>();
  course->screen({"p-1", "p-2"});
  Story story{*course, course->stream};
  InterestDeclared declared;
  declared.declarer = person("arash");
  declared.nominee = nominee("p-1");
  declared.interest = Interest::kinship;
  DeciderDeclared by_mayor;
  by_mayor.decider = person("mayor");
  by_mayor.interests = {{nominee("p-1"), Interest::none}, {nominee("p-2"), Interest::friendship}};
  story.add(declared, {"arash", "assessor"}).scored().objected().reviewed();
  story.add(by_mayor, {"mayor", "mayor"}).decreed();
  take_office(*course, course->stream);
  annul(*course, from);
  course->pass_days(30);
  return course;
}

std::set<std::pair<PersonId, NomineeId>> hinted(Result<Decision> const& decided) {
  std::set<std::pair<PersonId, NomineeId>> pairs;
  for (auto const& emitted : decided.value().events)
    if (auto const* hint = emitted.event.as<HintRaised>()) {
      EXPECT_EQ(hint->kind, HintKind::earlier_interest);
      pairs.insert({hint->person, hint->nominee});
    }
  return pairs;
}

// T6: what was declared in what was struck down was declared all the same.
TEST(RemandCase, RemembersInterestsDeclaredAfterTheDefect) {
  auto const course = annulled_with_interests(Phase::assessing);
  EXPECT_THAT(hinted(remand(*course)), IsEmpty()) << "screening is completed anew first";

  auto const completed = act_on(*course, kSecond, kAffairs, CompleteScreening{});

  EXPECT_THAT(hinted(completed), ElementsAre(std::pair{person("arash"), nominee("p-1")},
                                             std::pair{person("mayor"), nominee("p-2")}));
  EXPECT_THAT(tasks_of_case(*course, kSecond), Contains("dispose_hint"));
}

TEST(RemandCase, RaisesOnlyWhatTheCaseDoesNotKnowItself) {
  auto const course = annulled_with_interests(Phase::decreeing);

  EXPECT_THAT(hinted(remand(*course)), ElementsAre(std::pair{person("mayor"), nominee("p-2")}));
  EXPECT_TRUE(second(*course).interests.contains({person("arash"), nominee("p-1")}));
}

TEST(RemandCase, RemembersInterestsThroughASecondRemand) {
  auto const course = annulled_with_interests(Phase::decreeing);
  (void)remand(*course).value();
  Story{*course, kSecond}.decreed();
  take_office(*course, kSecond);
  annul(*course, Phase::decreeing, kSecond);

  auto const decided = act_on(*course, kSecond, kAffairs, RemandCase{.to = kThird});

  EXPECT_THAT(hinted(decided), IsEmpty()) << "it was raised before the stage and is open still";
  auto const& open = course->view.state<Case>(kThird).hints_open;
  ASSERT_EQ(open.size(), 1U);
  EXPECT_EQ(open.begin()->second,
            (HintAbout{HintKind::earlier_interest, person("mayor"), nominee("p-2")}));
}

// T19: what was decided before was struck down; no decree goes back behind the remand.
TEST(RemandCase, LeavesNoDecreeDatedBeforeIt) {
  auto const course = annulled(Phase::decreeing);
  auto rules = course_rules();
  rules.inquiries.clear();
  rules.limits.term_years = 4;
  course->view.state<ruleset::RuleSetStream>(StreamId{"ruleset/r-1"}).rules =
      std::make_shared<rules::RuleSet const>(std::move(rules));
  course->view.put(registry::city_decrees(), registry::DecreeSeries{}, {"Opened"});
  course->facts.people.names[person("p-1")] = "p-1";
  (void)remand(*course).value();
  By const mayor{"mayor", "mayor"};
  (void)act_on(*course, kSecond, mayor,
               DeclareAsDecider{.interests = {{nominee("p-1"), Interest::none},
                                              {nominee("p-2"), Interest::none}},
                                .detail = {}})
      .value();
  (void)act_on(
      *course, kSecond, mayor,
      SelectPerson{
          .nominee = nominee("p-1"), .person = person("p-1"), .reason = judge::hidden("fit")})
      .value();
  auto const today = day_of(course->now, std::chrono::minutes{210});
  auto const dated = [&](Day day) {
    return DraftDecree{.term_from = today, .number = Label{"1405/9"}, .dated = day};
  };

  auto const refused = judge_on(*course, kSecond, kAffairs, dated(today - std::chrono::days{1}));
  EXPECT_EQ(judge::reason_of(refused), "decree_date_must_follow_the_decision");
  EXPECT_TRUE(act_on(*course, kSecond, kAffairs, dated(today)));
}

}  // namespace
}  // namespace gozin::appointment
