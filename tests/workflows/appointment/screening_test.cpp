#include "tests/workflows/appointment/reason_rows.hpp"
#include "workflows/appointment/names.hpp"

#include <gmock/gmock.h>

namespace gozin::appointment {
namespace {

using rules::Finding;
using testing::ElementsAre;
using testing::IsEmpty;

AdmitNominee admit(std::string_view name) { return {.nominee = nominee(name)}; }

ExcludeNominee exclude(std::string_view name, std::string_view condition = "degree") {
  return {.nominee = nominee(name), .condition = Code{std::string{condition}}, .reason = {}};
}

void one(Course& course) {
  course.publish().nominate("p-1").close();
  course.meets("p-1", "degree", Finding::met);
  course.meets("p-1", "service", Finding::met);
}

void admitted_one(Course& course) {
  one(course);
  (void)course.act(kAffairs, admit("p-1")).value();
}

void excluded_one(Course& course) {
  one(course);
  course.meets("p-1", "degree", Finding::unmet);
  (void)course.act(kAffairs, exclude("p-1")).value();
}

void told(Course& course) {
  excluded_one(course);
  course.state().nominees.at(nominee("p-1")).told_at = course.now;
}

void asked_one(Course& course) {
  course.publish();
  course.now = course.state().window_closes;
  Nominate nomination{
      .nominee = nominee("p-2"), .channel = rules::Channel::citizen, .person = person("p-2")};
  (void)course.act({"c-1", "citizen"}, nomination).value();
  course.close();
}

/// p-1 goes through screening again; p-2 does not.
void readmitting(Course& course) {
  course.screen({"p-1", "p-2"});
  course.state().readmitted = nominee("p-1");
  course.view.move(course.stream, {"Readmitting", "Clear"});
}

/// Azar has entered what the register says of p-1 after the call.
void described(Course& course) {
  one(course);
  (void)course.view.record(StreamId{"person/p-1"},
                           registry::PersonDescribed{.person = person("p-1"), .attributes = {}},
                           course.call(kAffairs));
}

/// n-x is a name that nobody has been found for.
void nameless(Course& course) {
  course.publish().nominate("p-1");
  Nominate const unknown{.nominee = nominee("x"),
                         .channel = rules::Channel::citizen,
                         .name = judge::hidden("somebody")};
  (void)course.act({"c-2", "citizen"}, unknown).value();
  course.close().admit("p-1");
}

SetNominationAside aside(std::string_view name) {
  return {.nominee = nominee(name), .reason = judge::hidden("nobody is called that")};
}

void set_aside(Course& course) {
  nameless(course);
  (void)course.act(kAffairs, aside("x")).value();
}

FileEvidence diploma(std::string_view code) {
  return {.nominee = nominee("p-1"),
          .evidence = Code{std::string{code}},
          .about = Code{"degree"},
          .document = sha256("diploma"),
          .description = {}};
}

std::vector<ReasonRow> all_rows() {
  auto const unknown = [](Course& course) { course.publish().nominate("p-1").close(); };
  auto const unknown_again = [](Course& course) {
    readmitting(course);
    course.state().nominees.at(nominee("p-1")).standing = Standing::consented;
    course.state().stage_since = course.now;
    for (auto const* condition : {"degree", "service"})
      course.meets("p-1", condition, Finding::unknown);
  };
  auto const unverified = [](Course& course) {
    course.publish().nominate("p-1").close();
    (void)course.act({"p-1", "nominee"}, diploma("e-1")).value();
    course.pass_days(30);
  };
  auto const objected = [](Course& course) {
    excluded_one(course);
    auto& objection = course.state().objections.emplace_back();
    objection.against = Against::exclusion;
  };
  return {
      row("nominee_must_have_consented", asked_one, kAffairs, admit("p-2")),
      row("nominee_must_await_admission", admitted_one, kAffairs, admit("p-1")),
      row("nominee_must_await_exclusion", excluded_one, kAffairs, exclude("p-1")),
      row("nominee_must_be_the_readmitted_one", readmitting, kAffairs, exclude("p-2")),
      row("nominee_must_meet_every_condition", unknown, kAffairs, admit("p-1")),
      row("cited_condition_must_be_known", one, kAffairs, exclude("p-1", "charm")),
      row("cited_condition_must_be_unmet", one, kAffairs, exclude("p-1")),
      // What the register does not know is not unmet while it may still be shown,
      row("time_for_evidence_must_have_passed", unknown, kAffairs, exclude("p-1")),
      row("time_for_evidence_must_have_passed", unknown_again, kAffairs, exclude("p-1")),
      // nor while what was shown waits for somebody to look at it.
      row("cited_condition_must_be_unmet", unverified, kAffairs, exclude("p-1")),
      row("screener_must_not_have_described", described, kAffairs, admit("p-1")),
      row("screener_must_not_have_described", described, kAffairs, exclude("p-1")),
      row("screener_must_not_have_described", described,
          {"anita", "administrative_affairs", "azar"}, admit("p-1")),
      row("every_name_must_be_matched", nameless, kAffairs, CompleteScreening{}),
      row("nominee_must_await_match", one, kAffairs, aside("p-1")),
      row("nomination_must_be_unanswered", set_aside, kAffairs, aside("x")),
      row("every_nominee_must_be_screened", one, kAffairs, CompleteScreening{}),
      row("consent_periods_must_have_ended", asked_one, kAffairs, CompleteScreening{}),
      row("exclusion_must_be_served", excluded_one, kAffairs, CompleteScreening{}),
      row("objection_periods_must_have_passed", told, kAffairs, CompleteScreening{}),
      row("exclusion_objections_must_be_decided", objected, kAffairs, CompleteScreening{}),
  };
}

class ScreeningRefusal : public testing::TestWithParam<ReasonRow> {};

TEST_P(ScreeningRefusal, IsNamedAfterTheRule) {
  EXPECT_EQ(judge::reason_of(GetParam().attempt()), GetParam().reason);
}

INSTANTIATE_TEST_SUITE_P(Rows, ScreeningRefusal, testing::ValuesIn(all_rows()), name_of_row);

TEST(ScreeningReasons, EachHaveARow) {
  EXPECT_THAT(without_row({GOZIN_REASONS_OF_SCREENING(GOZIN_REASON_TEXT)}, all_rows()), IsEmpty());
}

/// Files evidence about the degree for p-1 and has it verified by Anita.
void verify_degree(Course& course, std::string_view code, bool documented, bool holds) {
  FileEvidence evidence{.nominee = nominee("p-1"),
                        .evidence = Code{std::string{code}},
                        .about = Code{"degree"},
                        .document = {},
                        .description = {}};
  if (documented) evidence.document = sha256("diploma");
  (void)course.act({"p-1", "nominee"}, evidence).value();
  (void)course
      .act({"anita", "administrative_affairs"}, VerifyEvidence{.nominee = nominee("p-1"),
                                                               .evidence = evidence.evidence,
                                                               .holds = holds,
                                                               .finding = {}})
      .value();
}

Finding degree_of(Course& course) {
  auto const said = course.call(kAffairs);
  auto const findings = findings_of(
      course.state().nominees.at(nominee("p-1")),
      {.call = said, .stream = course.stream, .view = course.view, .facts = course.facts});
  return findings.front().finding;
}

struct FindingRow {
  Finding registered;
  std::vector<std::pair<bool, bool>> evidence;  // documented, holds
  Finding wanted;
};

class Findings : public testing::TestWithParam<FindingRow> {};

// T12: one rule for everybody; T13: a document counts once somebody else has verified it.
TEST_P(Findings, FollowDocumentsThenTheRegister) {
  Course course;
  course.publish().nominate("p-1");
  course.meets("p-1", "degree", GetParam().registered);

  int number = 0;
  for (auto const& [documented, holds] : GetParam().evidence)
    verify_degree(course, "e-" + std::to_string(++number), documented, holds);

  EXPECT_EQ(degree_of(course), GetParam().wanted);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, Findings,
    testing::Values(FindingRow{Finding::unknown, {}, Finding::unknown},
                    FindingRow{Finding::unknown, {{true, true}}, Finding::met},
                    FindingRow{Finding::unmet, {{true, true}}, Finding::met},
                    FindingRow{Finding::unknown, {{false, true}}, Finding::unknown},
                    FindingRow{Finding::unknown, {{false, false}}, Finding::unmet},
                    // Whoever files an empty paper for somebody proves nothing against them.
                    FindingRow{Finding::met, {{true, false}}, Finding::met},
                    FindingRow{Finding::met, {{false, false}}, Finding::met},
                    FindingRow{Finding::unmet, {{true, false}}, Finding::unmet},
                    FindingRow{Finding::met, {{true, false}, {true, true}}, Finding::met},
                    FindingRow{Finding::met, {{true, true}, {true, false}}, Finding::met}));

TEST(AdmitNominee, RecordsWhatEachConditionCameTo) {
  Course course;
  one(course);

  auto const decided = course.act(kAffairs, admit("p-1"));

  auto const* admitted = judge::find<NomineeAdmitted>(decided);
  ASSERT_NE(admitted, nullptr);
  EXPECT_EQ(admitted->findings.size(), 2u);
  EXPECT_EQ(course.state().nominees.at(nominee("p-1")).standing, Standing::admitted);
}

TEST(AdmitNominee, UndoesAnExclusionOnNewEvidence) {
  Course course;
  excluded_one(course);
  course.meets("p-1", "degree", Finding::met);

  EXPECT_TRUE(course.act(kAffairs, admit("p-1")));
}

// A self-nominee of whom nobody knows anything, and who shows nothing, stops no case.
TEST(ExcludeNominee, HoldsAgainstSomebodyWhatTheyHaveNotShownInTime) {
  Course course;
  course.publish().nominate("p-1").close();
  course.now = course.state().deadlines.at(Code{"stage.screening"}).due;
  auto const in_time = course.judge(kAffairs, exclude("p-1"));
  course.now.ms += 1;

  auto const excluded = course.act(kAffairs, exclude("p-1"));

  EXPECT_EQ(judge::reason_of(in_time), "time_for_evidence_must_have_passed");
  auto const* event = judge::find<NomineeExcluded>(excluded);
  ASSERT_NE(event, nullptr);
  EXPECT_EQ(event->findings.front().finding, Finding::unknown);
}

// Where no clock of screening runs it is the time for consenting, five working days.
TEST(ExcludeNominee, GivesTimeForEvidenceInAReadmissionToo) {
  Course course;
  readmitting(course);
  course.state().nominees.at(nominee("p-1")).standing = Standing::consented;
  course.state().stage_since = course.now;
  course.meets("p-1", "degree", Finding::unknown);

  course.pass_days(5);
  auto const early = course.judge(kAffairs, exclude("p-1"));
  course.pass_days(5);

  EXPECT_EQ(judge::reason_of(early), "time_for_evidence_must_have_passed");
  EXPECT_TRUE(course.act(kAffairs, exclude("p-1")));
}

// T13: another officer judges by what one has entered; what was entered before the call hinders
// nobody.
TEST(AdmitNominee, IsLeftToWhoeverHasNotDescribedTheNominee) {
  Course course;
  described(course);
  Course before;
  (void)before.view.record(StreamId{"person/p-1"},
                           registry::PersonDescribed{.person = person("p-1"), .attributes = {}},
                           before.call(kAffairs));
  before.pass_days(1);
  one(before);

  EXPECT_TRUE(course.act({"anita", "administrative_affairs"}, admit("p-1")));
  EXPECT_TRUE(before.act(kAffairs, admit("p-1")));
}

// Whoever has been corrected by another officer judges by that officer's word.
TEST(AdmitNominee, IsFreeAgainOnceAnotherHasDescribedTheNominee) {
  Course course;
  described(course);
  (void)course.view.record(StreamId{"person/p-1"},
                           registry::PersonDescribed{.person = person("p-1"), .attributes = {}},
                           course.call({"anita", "administrative_affairs"}));

  EXPECT_EQ(judge::reason_of(course.judge({"anita", "administrative_affairs"}, admit("p-1"))),
            "screener_must_not_have_described");
  EXPECT_NE(judge::reason_of(course.judge(kAffairs, admit("p-1"))),
            "screener_must_not_have_described");
}

// T4: no name is dropped without a word, and whoever gave it is told.
TEST(SetNominationAside, EndsANameThatNobodyWasFoundFor) {
  Course course;
  nameless(course);

  auto const ended = course.act(kAffairs, aside("x"));

  EXPECT_THAT(judge::types_of(ended), ElementsAre("NomineeExcluded", "NoticeAttempted"));
  EXPECT_EQ(judge::find<NoticeAttempted>(ended)->person, person("c-2"));
  EXPECT_EQ(judge::find<NoticeAttempted>(ended)->notice.text, kSetAsideNotice);
  EXPECT_TRUE(course.state().notices_owed.contains({Code{"set_aside"}, person("c-2")}));
  EXPECT_TRUE(course.act(kAffairs, CompleteScreening{}));
}

TEST(SetNominationAside, IsOpenedByWhoeverNamedThem) {
  auto rules = course_rules();
  rules.notices.services[1].proof = rules::Proof::first_opening;
  Course course{rules};
  set_aside(course);
  auto const waits = [&] {
    return std::ranges::any_of(course.rows("task"), [](TableRow const& task) {
      return task.row.at(6) == Value{"acknowledge_notice"} && task.row.at(2) == Value{"citizen"};
    });
  };
  EXPECT_TRUE(waits());

  EXPECT_FALSE(course.authorise({"c-2", "citizen"}, "AcknowledgeNotice"));
  EXPECT_TRUE(course.act({"c-2", "citizen"}, AcknowledgeNotice{.notice = Code{"set_aside"}}));
  EXPECT_FALSE(waits());
}

TEST(ExcludeNominee, StartsThePeriodForObjections) {
  Course course;
  excluded_one(course);

  EXPECT_EQ(course.state().nominees.at(nominee("p-1")).excluded_at, course.now);
}

TEST(CompleteScreening, GoesOnWithThoseAdmitted) {
  Course course;
  course.screen({"p-1", "p-2"});

  EXPECT_TRUE(course.stands_in("Declaring"));
  EXPECT_TRUE(course.state().deadlines.contains(Code{"stage.declaring"}));
  EXPECT_FALSE(course.state().deadlines.contains(Code{"stage.screening"}));
}

TEST(CompleteScreening, EndsTheCaseWithNobodyAdmitted) {
  Course course;
  excluded_one(course);
  course.state().nominees.at(nominee("p-1")).told_at = course.now;
  course.pass_days(30);

  auto const decided = course.act(kAffairs, CompleteScreening{});

  EXPECT_THAT(judge::types_of(decided),
              ElementsAre("CaseUnfilled", "PostReleased", "CreditReleased"));
  EXPECT_EQ(course.state().unfilled, UnfilledCause::nobody_admitted);
}

// T3: while names are still awaited nobody can end the case as one in which nobody was admitted.
TEST(CompleteScreening, WaitsUntilThereIsSomethingToScreen) {
  Course course;
  course.publish();

  auto const decided = course.act(kAffairs, CompleteScreening{});

  EXPECT_EQ(judge::reason_of(decided), "phase_must_allow_event");
  EXPECT_TRUE(course.stands_in("Nominating"));
}

// T2, T6: links that nobody declared are put before people.
TEST(CompleteScreening, HintsAtAnAssessorFromTheNomineesUnit) {
  Course course;
  course.publish().nominate("p-1").close().admit("p-1");
  course.view.state<registry::Person>(StreamId{"person/bahar"}).unit = Code{"parks"};

  auto const decided = course.act(kAffairs, CompleteScreening{});

  auto const* hint = judge::find<HintRaised>(decided);
  ASSERT_NE(hint, nullptr);
  EXPECT_EQ(hint->person, person("bahar"));
  EXPECT_EQ(course.state().hints_open.size(), 1u);
}

}  // namespace
}  // namespace gozin::appointment
