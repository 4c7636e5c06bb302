#include "engine/event/json.hpp"
#include "tests/workflows/appointment/course.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

WithdrawNomination withdraw(std::string_view name) { return {.nominee = nominee(name)}; }

TEST(WithdrawNomination, TakesTheOpenBallotAlong) {
  Course course;
  course.screen({"p-1", "p-2"});
  auto& review = course.state().review.emplace();
  review.candidate = nominee("p-1");
  auto& ballot = review.ballot.emplace();
  ballot.code = Code{"b-1"};
  ballot.nominee = nominee("p-1");
  ballot.secrecy = ballot::Secrecy::secret;
  course.view.move(course.stream, {"Balloting", "Clear"});

  auto const decided = course.act({"p-1", "nominee"}, withdraw("p-1"));

  EXPECT_THAT(judge::types_of(decided), ElementsAre("BallotVoided", "NominationWithdrawn"));
  EXPECT_THAT(decided->opened_boxes, ElementsAre("b-1"));
  EXPECT_TRUE(course.stands_in("Deliberating"));
}

TEST(WithdrawNomination, EndsTheCaseWhenNobodyIsLeft) {
  Course course;
  course.screen({"p-1"});

  (void)course.act({"p-1", "nominee"}, withdraw("p-1")).value();

  EXPECT_TRUE(course.stands_in("Unfilled"));
  EXPECT_EQ(course.state().unfilled, UnfilledCause::everybody_withdrew);
  EXPECT_THAT(course.state().deadlines, IsEmpty());
}

TEST(WithdrawNomination, IsPossibleWhileSuspended) {
  Course course;
  course.screen({"p-1"});
  (void)course.act(kInspector, SuspendCase{.until = {}, .reason = {}}).value();

  auto const decided = course.act({"p-1", "nominee"}, withdraw("p-1"));

  EXPECT_THAT(judge::types_of(decided), ElementsAre("NominationWithdrawn"));
}

// AC9.4: every number has a decree or a void.
TEST(WithdrawNomination, GivesTheNumberOfADraftBack) {
  Course course;
  course.screen({"p-1", "p-2"});
  course.state().selected = nominee("p-1");
  auto& decree = course.state().decrees.emplace_back();
  decree.number = {"1405/1"};
  decree.signed_ = true;
  course.view.move(course.stream, {"AwaitingRegistration", "Clear"});

  auto const decided = course.act({"p-1", "nominee"}, withdraw("p-1"));

  EXPECT_THAT(judge::types_of(decided),
              ElementsAre("DecreeReturnedToDraft", "DecreeNumberVoided", "NominationWithdrawn"));
  EXPECT_FALSE(course.state().selected);
}

TEST(CancelCase, FreesPostAndCredit) {
  Course course;
  course.publish();

  auto const decided = course.act(kAffairs, CancelCase{});

  EXPECT_THAT(judge::types_of(decided),
              ElementsAre("CaseCancelled", "PostReleased", "CreditReleased"));
  EXPECT_TRUE(course.stands_in("Cancelled"));
  EXPECT_FALSE(course.view.state<registry::Post>(course.post).claimed_by);
}

TEST(CancelCase, ByTheDepartmentBeforePublication) {
  Course course;
  course.open();

  EXPECT_THAT(judge::types_of(course.act(kOfficer, CancelCase{})),
              ElementsAre("CaseCancelled", "PostReleased"));
}

TEST(SendInquiry, RunsUntilItIsAnswered) {
  Course course;
  course.publish().nominate("p-1");
  auto const key = std::pair{Code{"court"}, nominee("p-1")};

  (void)course
      .act(kAffairs,
           SendInquiry{.inquiry = Code{"court"}, .nominee = nominee("p-1"), .reference = {"12"}})
      .value();
  EXPECT_TRUE(course.state().inquiries_open.contains(key));
  AnswerInquiry answer;
  answer.inquiry = Code{"court"};
  answer.nominee = nominee("p-1");
  answer.valid_until = judge::day("2026-12-01");
  (void)course.act(kAffairs, answer).value();

  EXPECT_FALSE(course.state().inquiries_open.contains(key));
  EXPECT_TRUE(course.state().inquiries_answered.contains(key));
  EXPECT_EQ(course.state().inquiries_answered.at(key).valid_until, judge::day("2026-12-01"));
}

TEST(ServeNotice, StartsTheClockOfAnObjection) {
  Course course;
  course.publish().nominate("p-1").close();
  course.meets("p-1", "degree", rules::Finding::unmet);
  (void)course
      .act(kAffairs,
           ExcludeNominee{.nominee = nominee("p-1"), .condition = Code{"degree"}, .reason = {}})
      .value();
  auto const served = course.pass_days(2).now;

  (void)course
      .act(kAffairs, ServeNotice{.notice = Code{"exclusion"},
                                 .person = person("p-1"),
                                 .channel = rules::NoticeChannel::inbox,
                                 .served = served})
      .value();

  EXPECT_EQ(course.state().nominees.at(nominee("p-1")).told_at, served);

  // A second service gives no second time.
  course.pass_days(1);
  (void)course
      .act(kAffairs, ServeNotice{.notice = Code{"exclusion"},
                                 .person = person("p-1"),
                                 .channel = rules::NoticeChannel::inbox,
                                 .served = course.now})
      .value();
  EXPECT_EQ(course.state().nominees.at(nominee("p-1")).told_at, served);
}

TEST(ServeNotice, CountsWithoutProofAfterItsPeriod) {
  Course course;
  course.publish();
  ServeNotice notice{.notice = Code{"call"},
                     .person = person("p-1"),
                     .channel = rules::NoticeChannel::registered_post};
  (void)course.act(kAffairs, notice).value();
  course.pass_days(12);
  notice.served = course.now;

  EXPECT_THAT(judge::types_of(course.act(kAffairs, notice)), ElementsAre("NoticeServed"));
}

/// The rules of the course, and a board on which a notice counts ten days after it was put up.
rules::RuleSet rules_with_board() {
  auto rules = course_rules();
  rules.notices.services.push_back(
      {.channel = rules::NoticeChannel::public_board,
       .proof = rules::Proof::none,
       .deemed_after = rules::Period{10, rules::DayCount::calendar_days}});
  return rules;
}

struct ServiceRow {
  std::string name;
  std::optional<rules::NoticeChannel> attempted;  // absent: nobody tried
  rules::NoticeChannel served;
  int days;  // between the two
  std::string refused;
};

class ServiceWithoutProof : public testing::TestWithParam<ServiceRow> {};

// Service begins the time for objecting, so no channel is counted before its own period.
TEST_P(ServiceWithoutProof, WaitsForThePeriodOfItsOwnChannel) {
  Course course{rules_with_board()};
  course.publish();
  ServeNotice notice{.notice = Code{"call"}, .person = person("p-1")};
  if (GetParam().attempted) {
    notice.channel = *GetParam().attempted;
    (void)course.act(kAffairs, notice).value();
  }
  course.pass_days(GetParam().days);
  notice.channel = GetParam().served;
  notice.served = course.now;

  auto const decided = course.act(kAffairs, notice);

  EXPECT_EQ(judge::reason_of(decided), GetParam().refused);
}

using rules::NoticeChannel;
INSTANTIATE_TEST_SUITE_P(
    Rows, ServiceWithoutProof,
    testing::Values(
        ServiceRow{"NeverPutUp", {}, NoticeChannel::public_board, 0, "service_must_be_proven"},
        ServiceRow{"PutUpJustNow", NoticeChannel::public_board, NoticeChannel::public_board, 0,
                   "service_must_be_proven"},
        ServiceRow{"OnTheTenthDay", NoticeChannel::public_board, NoticeChannel::public_board, 10,
                   "service_must_be_proven"},
        ServiceRow{"OnTheEleventhDay", NoticeChannel::public_board, NoticeChannel::public_board, 11,
                   ""},
        ServiceRow{"ByLetterNeverSent", NoticeChannel::inbox, NoticeChannel::registered_post, 11,
                   "service_must_be_proven"},
        ServiceRow{"ByLetterSent", NoticeChannel::registered_post, NoticeChannel::registered_post,
                   11, ""}),
    [](auto const& row) { return row.param.name; });

TEST(ServeNotice, OnABoardTellsOnceItsPeriodHasPassed) {
  Course course{rules_with_board()};
  course.publish().nominate("p-1").close();
  course.meets("p-1", "degree", rules::Finding::unmet);
  (void)course
      .act(kAffairs,
           ExcludeNominee{.nominee = nominee("p-1"), .condition = Code{"degree"}, .reason = {}})
      .value();
  ServeNotice notice{.notice = Code{"exclusion"},
                     .person = person("p-1"),
                     .channel = rules::NoticeChannel::public_board};
  (void)course.act(kAffairs, notice).value();

  notice.served = course.now;
  auto const early = course.judge(kAffairs, notice);
  notice.served = course.pass_days(11).now;
  (void)course.act(kAffairs, notice).value();

  EXPECT_EQ(judge::reason_of(early), "service_must_be_proven");
  EXPECT_EQ(early.error().detail, "2026-12-05T20:29:59.999Z");
  EXPECT_EQ(course.state().nominees.at(nominee("p-1")).told_at, course.now);
}

TEST(ServeNotice, KeepsTheReceiptByItsHash) {
  Course course;
  course.publish();

  auto const served = course.act(kAffairs, ServeNotice{.notice = Code{"call"},
                                                       .person = person("p-1"),
                                                       .channel = NoticeChannel::registered_post,
                                                       .proof = rules::Proof::receipt,
                                                       .served = course.now,
                                                       .document = sha256("receipt")});

  EXPECT_EQ(judge::find<NoticeServed>(served)->document, sha256("receipt"));
}

TEST(RequestAccount, IsDueInTenDaysByLaw) {
  Course course;
  course.publish();

  (void)course.act({"m-1", "body_chair"}, RequestAccount{.request = Code{"a-1"}, .question = {}})
      .value();

  EXPECT_EQ(to_rfc3339(course.state().accounts.at(Code{"a-1"})), "2026-11-28T20:29:59.999Z");
  (void)course.act({"mayor", "decider"}, GiveAccount{.request = Code{"a-1"}, .answer = {}}).value();
  EXPECT_THAT(course.state().accounts, IsEmpty());
}

// Others on the ranking are chosen by no way once all who might have been are gone.
TEST(DeclareUnfilled, EndsACaseOfWhichNobodyWhoMayBeChosenIsLeft) {
  Course course;
  course.screen({"p-1", "p-2"});
  course.now = course.state().window_closes;
  course.state().permitted = {nominee("p-1")};
  course.view.move(course.stream, {"AwaitingSession", "Clear"});
  EXPECT_EQ(judge::reason_of(course.judge(kAffairs, DeclareUnfilled{})),
            "nominees_must_be_out_of_the_running");

  course.state().nominees.at(nominee("p-1")).standing = Standing::withdrawn;
  course.state().permitted.clear();

  EXPECT_THAT(judge::types_of(course.act({"mayor", "decider"}, DeclareUnfilled{})),
              Contains("CaseUnfilled"));
}

// A choice to which no body has bound the case is the decider's own, and may be given up.
TEST(CancelCase, GivesUpAChoiceByWhoeverMadeIt) {
  Course course;
  course.screen({"p-1"});
  course.state().selected = nominee("p-1");
  EXPECT_EQ(judge::reason_of(course.judge(kAffairs, CancelCase{})), "case_must_not_be_decided");

  EXPECT_THAT(judge::types_of(course.judge({"mayor", "decider"}, CancelCase{})),
              Contains("CaseCancelled"));
  // Nothing else is the decider's to cancel.
  course.state().selected.reset();
  EXPECT_EQ(judge::reason_of(course.judge({"mayor", "decider"}, CancelCase{})),
            "administrative_affairs_must_cancel_after_publication");
}

TEST(AnnulAppointment, MakesThePostVacantAgain) {
  Course course;
  course.screen({"p-1"});
  course.state().selected_person = person("p-1");
  auto& head = course.view.state<registry::Post>(course.post);
  head.claimed_by.reset();
  head.holder = person("p-1");
  course.view.move(course.post, {"Occupied"});
  course.view.move(course.stream, {"Appointed", "Clear"});
  (void)course
      .act({"clara", "clerk"},
           AttachDocument{.document = sha256("order"), .about = Code{"order"}, .title = {}})
      .value();

  auto const decided =
      course.act(kInspector,
                 AnnulAppointment{.authority = {"Administrative court"}, .order = sha256("order")});

  EXPECT_THAT(judge::types_of(decided), Contains("PostVacated"));
  EXPECT_TRUE(course.stands_in("Annulled"));
  EXPECT_FALSE(course.view.state<registry::Post>(course.post).holder);
}

// The same fields, to the letter: an outcome is one of three words.
TEST(AnswerInquiry, AsksForOneOfTheOutcomes) {
  auto const fields = field_list<AnswerInquiry>();

  auto const& outcome = fields.back();
  EXPECT_EQ(outcome.name, "outcome");
  EXPECT_THAT(outcome.choices, ElementsAre("favourable", "unfavourable", "no_record"));
}

// Whoever writes a correction down does not make it true.
TEST(Correction, HoldsOnceASecondPersonHasConfirmedIt) {
  Course course;
  course.publish();
  course.facts.head = 9;
  ProposeCorrection const slip{.proposal = Code{"e-1"}, .seq = 3, .correction = {}};

  EXPECT_THAT(judge::types_of(course.act(kAffairs, slip)), ElementsAre("CorrectionProposed"));
  auto const confirmed = course.act(kOfficer, ConfirmCorrection{.proposal = Code{"e-1"}});

  auto const* corrected = judge::find<ErrorCorrected>(confirmed);
  ASSERT_NE(corrected, nullptr);
  EXPECT_EQ(corrected->seq, 3);
  EXPECT_EQ(corrected->proposed_by, person(kAffairs.actor));
  EXPECT_EQ(judge::reason_of(course.judge(kOfficer, ConfirmCorrection{.proposal = Code{"e-1"}})),
            "correction_must_be_proposed");
}

// What was proposed wrongly does not wait for ever.
TEST(Correction, IsDroppedByItsAuthorOrBySomebodyWhoMayReadIt) {
  for (auto const& by : {kAffairs, kOfficer}) {
    Course course;
    course.publish();
    course.facts.head = 9;
    course.act(kAffairs, ProposeCorrection{.proposal = Code{"e-1"}, .seq = 3, .correction = {}})
        .value();

    auto const dropped =
        course.act(by, DropCorrection{.proposal = Code{"e-1"}, .reason = judge::hidden("a slip")});

    ASSERT_THAT(judge::types_of(dropped), ElementsAre("CorrectionDropped"));
    EXPECT_EQ(judge::find<CorrectionDropped>(dropped)->seq, 3);
    EXPECT_EQ(judge::reason_of(course.judge(kOfficer, ConfirmCorrection{.proposal = Code{"e-1"}})),
              "correction_must_be_proposed");
  }
}

TEST(Correction, IsNotDroppedByWhoMayNotReadIt) {
  Course course;
  course.publish();
  course.facts.head = 9;
  course.act(kAffairs, ProposeCorrection{.proposal = Code{"e-1"}, .seq = 3, .correction = {}})
      .value();

  EXPECT_EQ(judge::reason_of(course.judge({"clara", "clerk"},
                                          DropCorrection{.proposal = Code{"e-1"}, .reason = {}})),
            "role_must_permit_command");
}

}  // namespace
}  // namespace gozin::appointment
