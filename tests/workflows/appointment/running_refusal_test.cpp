#include "tests/workflows/appointment/ordering_rows.hpp"
#include "workflows/appointment/commands/migrating.hpp"
#include "workflows/appointment/commands/recounting.hpp"
#include "workflows/appointment/commands/reminding.hpp"
#include "workflows/ruleset/state.hpp"

#include <gmock/gmock.h>

namespace gozin::appointment {
namespace {

using rules::NoticeChannel;
using rules::Proof;
using testing::IsEmpty;

void open(Course& course) { course.open(); }
void publish(Course& course) { course.publish(); }
void one(Course& course) { course.publish().nominate("p-1"); }
void suspended(Course& course) {
  one(course);
  (void)course.act(kInspector, SuspendCase{.until = {}, .reason = {}}).value();
}

void decreed(Course& course, std::string_view leaf, bool is_signed) {
  course.screen({"p-1"});
  course.state().selected = nominee("p-1");
  auto& decree = course.state().decrees.emplace_back();
  decree.number = {"1405/1"};
  decree.signed_ = is_signed;
  course.view.move(course.stream, {leaf, "Clear"});
}

/// A body has consented to p-1 and not to p-2.
void bound(Course& course, bool stands) {
  course.screen({"p-1", "p-2"});
  auto& results = course.state().gate_results;
  for (auto const* who : {"p-1", "p-2"})
    results.push_back({.gate = Code{"consent"},
                       .kind = rules::GateKind::consent,
                       .ballot = {},
                       .nominee = nominee(who),
                       .in_favour = who == std::string_view{"p-1"},
                       .stands = stands});
}

ServeNotice notice(NoticeChannel channel, Proof proof, std::optional<Instant> served) {
  return {.notice = Code{"exclusion"},
          .person = person("p-1"),
          .channel = channel,
          .proof = proof,
          .served = served};
}

std::vector<ReasonRow> ending_rows() {
  auto const registered = [](Course& course) { decreed(course, "AwaitingPublication", true); };
  auto const is_signed = [](Course& course) { decreed(course, "AwaitingRegistration", true); };
  auto const declined = [](Course& course) {
    one(course);
    (void)course.act({"p-1", "nominee"}, DeclineNomination{.nominee = nominee("p-1")}).value();
  };
  auto const objected = [](Course& course) {
    course.publish();
    course.now = course.state().window_closes;
    course.state().objections.emplace_back();
  };
  auto const chosen = [](Course& course) {
    course.screen({"p-1"});
    course.state().selected = nominee("p-1");
  };
  auto const consented_to = [](Course& course) { bound(course, true); };
  CancelCase const cancel{};
  WithdrawNomination const withdraw{.nominee = nominee("p-1")};
  return {
      row("decree_must_not_be_registered", registered, {"p-1", "nominee"}, withdraw),
      row("nominee_must_be_in_the_running", declined, {"p-1", "nominee"}, withdraw),
      row("nominee_must_act_for_themselves", one, {"p-2", "nominee"}, withdraw),
      row("case_must_not_be_decided", is_signed, kAffairs, cancel),
      row("case_must_not_be_decided", chosen, kAffairs, cancel),
      row("case_must_not_be_decided", consented_to, kAffairs, cancel),
      row("department_must_cancel_before_publication", open, kAffairs, cancel),
      row("administrative_affairs_must_cancel_after_publication", publish, kOfficer, cancel),
      row("vacancy_must_be_published", open, kAffairs, DeclareUnfilled{}),
      row("nominees_must_be_out_of_the_running", one, kAffairs, DeclareUnfilled{}),
      // T25: whether to pass over the others is the decider's.
      row(
          "decider_must_pass_over_the_others",
          [](Course& course) {
            one(course);
            course.now = course.state().window_closes;
            course.view.move(course.stream, {"AwaitingSession", "Clear"});
          },
          kAffairs, DeclareUnfilled{}),
      row(
          "case_must_not_be_decided",
          [](Course& course) {
            course.screen({"p-1", "p-2"});
            course.now = course.state().window_closes;
            course.state().selected = nominee("p-2");
            course.view.move(course.stream, {"AwaitingSession", "Clear"});
          },
          {"mayor", "decider"}, DeclareUnfilled{}),
      row("window_must_have_ended", publish, kAffairs, DeclareUnfilled{}),
      row("exclusion_objections_must_be_decided", objected, kAffairs, DeclareUnfilled{}),
  };
}

std::vector<ReasonRow> oversight_rows() {
  auto const sealed = [](Course& course) {
    course.publish();
    course.view.put(
        StreamId{"ruleset/r-2"},
        ruleset::RuleSetStream{.hash = sha256("r-2"),
                               .rules = std::make_shared<rules::RuleSet const>(course_rules()),
                               .in_force_from = {}},
        {"InForce"});
    course.state().scored = true;
  };
  auto const sitting = [](Course& course) {
    course.publish();
    auto rules = course_rules();
    rules.panel.reserves = 2;
    course.view.put(StreamId{"ruleset/r-2"},
                    ruleset::RuleSetStream{.hash = sha256("r-2"),
                                           .rules = std::make_shared<rules::RuleSet const>(rules),
                                           .in_force_from = {}},
                    {"InForce"});
  };
  return {
      row("suspension_must_lie_ahead", open, kInspector,
          SuspendCase{.until = judge::at("2026-11-01T00:00:00Z"), .reason = {}}),
      row("suspension_must_not_exceed_maximum", open, kInspector,
          SuspendCase{.until = judge::at("2026-12-20T00:00:00Z"), .reason = {}}),
      row("suspension_must_have_run_out", suspended, kClock, ResumeCase{}),
      row("reason_must_be_given", suspended, kInspector, ResumeCase{}),
      row("ruleset_must_be_in_force", open, kAffairs,
          MigrateRuleSet{.ruleset = StreamId{"ruleset/r-9"}, .reason = {}}),
      row("scores_must_not_be_sealed", sealed, kAffairs,
          MigrateRuleSet{.ruleset = StreamId{"ruleset/r-2"}, .reason = {}}),
      row("migrated_rules_must_leave_what_is_done", sitting, kAffairs,
          MigrateRuleSet{.ruleset = StreamId{"ruleset/r-2"}, .reason = {}}),
      row("task_must_be_delegable_by_its_holder", open, {"anita", "administrative_affairs", "azar"},
          DelegateTask{.substitute = person("clara"), .until = judge::at("2027-01-01T00:00:00Z")}),
      row("substitute_must_be_another_person", open, kAffairs,
          DelegateTask{.substitute = person("azar"), .until = judge::at("2027-01-01T00:00:00Z")}),
      row("person_must_be_registered", open, kAffairs,
          DelegateTask{.substitute = person("nobody"), .until = judge::at("2027-01-01T00:00:00Z")}),
      row("delegation_must_lie_ahead", open, kAffairs,
          DelegateTask{.substitute = person("anita"), .until = judge::at("2026-11-01T00:00:00Z")}),
      row("delegation_must_not_exceed_maximum", open, kAffairs,
          DelegateTask{.substitute = person("anita"), .until = judge::at("2027-01-01T00:00:00Z")}),
      row("substitute_must_serve_the_city", open, kAffairs,
          DelegateTask{.substitute = person("c-1"), .until = judge::at("2026-12-01T00:00:00Z")}),
  };
}

/// The answer that Azar entered speaks against p-1, and Anita has asked again.
void asked_again(Course& course) {
  one(course);
  SendInquiry const sent{.inquiry = Code{"court"}, .nominee = nominee("p-1"), .reference = {"12"}};
  (void)course.act(kAffairs, sent).value();
  (void)course
      .act(kAffairs, AnswerInquiry{.inquiry = sent.inquiry,
                                   .nominee = sent.nominee,
                                   .issuer = {},
                                   .reference = {},
                                   .outcome = {}})
      .value();
  auto const seq = course.state().inquiries_answered.at({sent.inquiry, sent.nominee}).seq;
  course.facts.vault[{seq, VaultKeyId{"nominee/n-p-1"}}].values["outcome"] = "unfavourable";
  (void)course.act({"anita", "administrative_affairs"}, sent).value();
}

std::vector<ReasonRow> inquiry_rows() {
  SendInquiry const court{.inquiry = Code{"court"}, .nominee = nominee("p-1"), .reference = {"12"}};
  SendInquiry const security{
      .inquiry = Code{"security"}, .nominee = nominee("p-1"), .reference = {"12"}};
  AnswerInquiry answer;
  answer.inquiry = Code{"court"};
  answer.nominee = nominee("p-1");
  auto const sent = [court](Course& course) {
    one(course);
    (void)course.act(kAffairs, court).value();
  };
  auto const hinted = [](Course& course) {
    one(course);
    course.state().hints_open[Code{"h-1"}] = {HintKind::superior, person("azar"), nominee("p-1")};
  };
  auto documented = answer;
  documented.document = sha256("another letter");
  auto unlisted = court;
  unlisted.inquiry = Code{"gossip"};
  return {
      row("inquiry_must_be_listed", one, kAffairs, unlisted),
      row("inquiry_must_concern_its_scope", one, kAffairs, security),
      row("inquiry_must_not_be_open", sent, kAffairs, court),
      row("inquiry_must_be_open", one, kAffairs, answer),
      row("answer_must_be_replaced_by_another", asked_again, kAffairs, documented),
      row("answer_must_be_replaced_by_another", asked_again, {"anita", "administrative_affairs"},
          documented),
      row("answer_must_be_replaced_by_another", asked_again,
          {"arash", "administrative_affairs", "azar"}, documented),
      row("field_must_be_given", asked_again, {"arash", "administrative_affairs"}, answer),
      row("hint_must_be_open", one, kAffairs,
          DisposeHint{
              .hint = Code{"h-1"}, .person = person("bahar"), .conflict = false, .reason = {}}),
      // T6: not by whoever is under the person it is about.
      row(
          "hint_about_the_decider_must_go_to_the_inspectorate",
          [](Course& course) {
            one(course);
            course.state().hints_open[Code{"h-1"}] = {HintKind::superior, person("mayor"),
                                                      nominee("p-1")};
          },
          kAffairs,
          DisposeHint{
              .hint = Code{"h-1"}, .person = person("mayor"), .conflict = false, .reason = {}}),
      row("hint_must_be_disposed_of_by_another", hinted, kAffairs,
          DisposeHint{
              .hint = Code{"h-1"}, .person = person("azar"), .conflict = false, .reason = {}}),
      row("hint_must_be_disposed_of_by_another", hinted,
          {"azar", "administrative_affairs", "anita", "clerk"},
          DisposeHint{
              .hint = Code{"h-1"}, .person = person("azar"), .conflict = false, .reason = {}}),
      row("hint_must_be_disposed_of_by_another", hinted, {"p-1", "administrative_affairs"},
          DisposeHint{
              .hint = Code{"h-1"}, .person = person("azar"), .conflict = false, .reason = {}}),
  };
}

std::vector<ReasonRow> deadline_rows() {
  auto const missed = [](Course& course) {
    course.authorise_vacancy().pass_days(20);
    (void)course.act(kClock, MissDeadline{.name = Code{"stage.authorised"}}).value();
  };
  auto const authorised = [](Course& course) { course.authorise_vacancy(); };
  auto const extended = [](std::string_view name, std::string_view due) {
    return ExtendDeadline{.name = Code{std::string{name}}, .due = judge::at(due), .reason = {}};
  };
  return {
      row("deadline_must_be_known", authorised, kAffairs,
          extended("stage.x", "2027-01-01T00:00:00Z")),
      row("deadline_must_only_grow", authorised, kAffairs,
          extended("stage.authorised", "2026-11-19T00:00:00Z")),
      // Nobody is let in afterwards whom the others were not.
      row(
          "consent_must_not_be_revived",
          [](Course& course) {
            course.publish();
            course.state().deadlines[Code{"consent.n-p-1"}] = {
                .due = judge::at("2026-11-17T00:00:00Z"), .missed = true};
          },
          kAffairs, extended("consent.n-p-1", "2027-01-01T00:00:00Z")),
      row("deadline_must_be_escalated_to_office", missed, {"mayor", "mayor"},
          extended("stage.authorised", "2027-01-01T00:00:00Z")),
      row("reminder_must_be_due", authorised, kClock,
          RemindDeadline{.name = Code{"stage.authorised"}}),
      row("deadline_must_be_known", authorised, kClock, RemindDeadline{.name = Code{"stage.x"}}),
      row("deadline_must_be_open", missed, kClock,
          RemindDeadline{.name = Code{"stage.authorised"}}),
      row("deadlines_must_differ", authorised, kClock, RecountDeadlines{}),
      row("account_deadline_must_stand", authorised, kAffairs,
          extended("account.a-1", "2027-01-01T00:00:00Z")),
      row("deadline_must_be_open", missed, kClock, MissDeadline{.name = Code{"stage.authorised"}}),
      row("deadline_must_have_passed", authorised, kClock,
          MissDeadline{.name = Code{"stage.authorised"}}),
      row("account_must_be_requested", authorised, {"mayor", "decider"},
          GiveAccount{.request = Code{"a-1"}, .answer = {}}),
  };
}

void corrected(Course& course) {
  course.publish().nominate("p-1");
  course.facts.head = 2;
  (void)course.act(kAffairs, ProposeCorrection{.proposal = Code{"e-1"}, .seq = 1, .correction = {}})
      .value();
}

/// p-1 is excluded at the moment at which the row plays.
void excluded(Course& course) {
  one(course);
  auto& nominee = course.state().nominees.begin()->second;
  nominee.standing = Standing::excluded;
  nominee.excluded_at = judge::at("2026-11-18T09:00:00Z");
}

std::vector<ReasonRow> notice_rows() {
  auto const at_nine = judge::at("2026-11-18T09:00:00Z");
  auto const sent_today = [](Course& course) {
    one(course);
    course.pass_days(3);
    (void)course.act(kAffairs, notice(NoticeChannel::registered_post, Proof::none, std::nullopt))
        .value();
  };
  return {
      row("notice_channel_must_count_as_service", one, kAffairs,
          notice(NoticeChannel::sms, Proof::receipt, at_nine)),
      row("service_must_be_proven", one, kAffairs,
          notice(NoticeChannel::registered_post, Proof::none, at_nine)),
      row("service_must_attach_its_proof", one, kAffairs,
          notice(NoticeChannel::registered_post, Proof::receipt, at_nine)),
      row("service_must_not_lie_ahead", one, kAffairs,
          notice(NoticeChannel::inbox, Proof::none, judge::at("2026-11-18T09:00:00.001Z"))),
      row("service_must_follow_what_it_tells", excluded, kAffairs,
          notice(NoticeChannel::inbox, Proof::none, judge::at("2026-11-18T08:59:59.999Z"))),
      // The letter was sent today.
      row("service_must_follow_what_it_tells", sent_today, kAffairs,
          notice(NoticeChannel::registered_post, Proof::receipt,
                 judge::at("2026-11-19T09:00:00Z"))),
      row("service_must_follow_what_it_tells", one, kAffairs,
          notice(NoticeChannel::inbox, Proof::none, judge::at("2026-11-17T09:00:00Z"))),
      row("notice_must_be_escalated_to_office", one, {"mayor", "mayor"},
          notice(NoticeChannel::inbox, Proof::none, judge::at("2026-11-18T08:59:59.999Z"))),
      row("opening_must_be_the_addressees_own", one, kAffairs,
          notice(NoticeChannel::inbox, Proof::first_opening, at_nine)),
      row("notice_must_be_given", one, {"p-1", "nominee"},
          AcknowledgeNotice{.notice = Code{"exclusion"}}),
      row("confirmer_must_be_another_person", corrected, kAffairs,
          ConfirmCorrection{.proposal = Code{"e-1"}}),
      row("confirmer_must_be_another_person", corrected,
          {"omid", "department_officer", "azar", "clerk"},
          ConfirmCorrection{.proposal = Code{"e-1"}}),
      row("correction_must_be_proposed", one, kAffairs, ConfirmCorrection{.proposal = Code{"e-1"}}),
      row("corrected_event_must_be_on_record", one, kAffairs,
          ProposeCorrection{.proposal = Code{"e-1"}, .seq = 100'000, .correction = {}}),
  };
}

std::vector<ReasonRow> all_rows() {
  std::vector<ReasonRow> rows;
  for (auto const part :
       {ending_rows, ordering_rows, oversight_rows, inquiry_rows, deadline_rows, notice_rows})
    for (auto& row : part()) rows.push_back(std::move(row));
  return rows;
}

class RunningRefusal : public testing::TestWithParam<ReasonRow> {};

TEST_P(RunningRefusal, IsNamedAfterTheRule) {
  EXPECT_EQ(judge::reason_of(GetParam().attempt()), GetParam().reason);
}

INSTANTIATE_TEST_SUITE_P(Rows, RunningRefusal, testing::ValuesIn(all_rows()), name_of_row);

// A letter that somebody else has seen may take its place.
TEST(AnswerInquiry, IsReplacedByAThirdPersonWithItsDocument) {
  Course course;
  asked_again(course);

  auto const answered = course.act({"arash", "administrative_affairs"},
                                   AnswerInquiry{.inquiry = Code{"court"},
                                                 .nominee = nominee("p-1"),
                                                 .issuer = {},
                                                 .reference = {},
                                                 .outcome = {},
                                                 .document = sha256("another letter")});

  auto const* answer = judge::find<InquiryAnswered>(answered);
  ASSERT_NE(answer, nullptr);
  EXPECT_EQ(answer->document, sha256("another letter"));
}

// A decision that was sent back, or about somebody who has withdrawn since, binds nobody.
TEST(CancelCase, IsPossibleWhereNoDecisionStandsAnyMore) {
  for (auto const standing : {Standing::admitted, Standing::withdrawn}) {
    Course course;
    bound(course, standing == Standing::withdrawn);
    course.state().nominees.at(nominee("p-1")).standing = standing;

    EXPECT_TRUE(course.act(kAffairs, CancelCase{}));
  }
}

// A way out is left where nobody could be appointed any more.
TEST(CancelCase, IsPossibleWhereAnAnswerBarsWhoWasChosen) {
  Course course;
  course.screen({"p-1"});
  course.state().selected = nominee("p-1");
  course.state().inquiries_answered[{Code{"court"}, nominee("p-1")}] = {.seq = 7};
  course.facts.vault[{7, VaultKeyId{"nominee/n-p-1"}}].values["outcome"] = "unfavourable";

  EXPECT_TRUE(course.act(kAffairs, CancelCase{}));
}

TEST(RunningReasons, EachHaveARow) {
  EXPECT_THAT(without_row({GOZIN_REASONS_OF_CONDUCT(GOZIN_REASON_TEXT)}, all_rows()), IsEmpty());
}

}  // namespace
}  // namespace gozin::appointment
