#include "tests/workflows/appointment/at_the_counter.hpp"
#include "workflows/appointment/names.hpp"
#include "workflows/appointment/tasks_at_any_time.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

// People who come to the counter: what a clerk writes down for them, and what a second person
// finds.
namespace gozin::appointment {
namespace {

using namespace at_the_counter;
using judge::hidden;
using judge::reason_of;
using judge::types_of;
using rules::Channel;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

void meet_all(Course& course) {
  for (auto const& condition : course_rules().conditions)
    course.meets("p-1", condition.code.text, rules::Finding::met);
}

TEST(TranscribedNomination, WaitsForASecondPersonBeforeTheNomineeIsAdmitted) {
  Course course;
  walk_in(course);
  meet_all(course);
  course.close();
  AdmitNominee const admit{.nominee = nominee("p-1")};
  EXPECT_EQ(reason_of(course.judge(kAffairs, admit)), "transcription_must_be_confirmed_first");

  confirm(course);

  EXPECT_THAT(types_of(course.judge(kAffairs, admit)), ElementsAre("NomineeAdmitted"));
}

/// p-1 is put forward by a walk-in, and has not answered.
void named_only(Course& course, Channel channel = Channel::clerk) {
  course.publish();
  auto by = kWalkIn;
  if (channel == Channel::body_member) by = {"clara", "body_member", "m-2", "clerk"};
  auto naming_p_1 = naming("p-1", "p-1");
  naming_p_1.channel = channel;
  (void)course.act(by, naming_p_1).value();
  course.now.ms += 1;
}

TEST(TranscribedNomination, ThatNobodyMadePutsNobodyForward) {
  Course course;
  named_only(course);

  (void)dispute(course).value();

  EXPECT_EQ(standing(course, "p-1"), Standing::disputed);
  EXPECT_THAT(course.state().nominees.at(nominee("p-1")).nominators, IsEmpty());
  course.close();
  EXPECT_EQ(course.state().unfilled, UnfilledCause::nobody_nominated);
}

// Anybody could have named them, and they want to stand: one line that is called false puts nobody
// out who has consented in person.
TEST(TranscribedNomination, ThatNobodyMadeLeavesWhoeverHasConsentedInPerson) {
  Course course;
  walk_in(course);
  meet_all(course);

  (void)dispute(course).value();

  EXPECT_EQ(standing(course, "p-1"), Standing::consented);
  EXPECT_THAT(course.state().nominees.at(nominee("p-1")).nominators, IsEmpty());
  course.close();
  EXPECT_THAT(types_of(course.judge(kAffairs, AdmitNominee{.nominee = nominee("p-1")})),
              ElementsAre("NomineeAdmitted"));
}

// A name that only members may give was not given; another member may give it.
TEST(TranscribedNomination, OfAMemberThatNobodyMadeIsMadeAnew) {
  Course course;
  named_only(course, Channel::body_member);
  (void)course.act({"p-1", "nominee"}, ConsentToNomination{.nominee = nominee("p-1")}).value();

  (void)dispute(course).value();

  EXPECT_EQ(standing(course, "p-1"), Standing::disputed);
  Nominate const anew{
      .nominee = nominee("anew"), .channel = Channel::body_member, .person = person("p-1")};
  (void)course.act({"m-3", "body_member"}, anew).value();
  (void)course.act({"p-1", "nominee"}, ConsentToNomination{.nominee = nominee("anew")}).value();
  EXPECT_EQ(standing(course, "anew"), Standing::consented);
}

TEST(TranscribedNomination, IsDeniedByWhoeverItStandsFor) {
  Course course;
  named_only(course);
  DisputeTranscription const denial{.act = awaited(course).front(), .reason = hidden("not me")};
  By const hers{"c-2", "citizen"};
  EXPECT_EQ(course.authorise(hers, "DisputeTranscription"), std::nullopt);
  EXPECT_EQ(reason_of(course.judge({"c-1", "citizen"}, denial)),
            "transcription_must_be_confirmed_by_its_office");
  EXPECT_EQ(reason_of(course.judge(hers, letters(course))),
            "transcription_must_be_confirmed_by_another_person");
  EXPECT_EQ(reason_of(course.judge({"clara", "citizen", "c-2", "clerk"}, denial)),
            "transcription_must_be_confirmed_in_person");

  EXPECT_THAT(types_of(course.act(hers, denial)), ElementsAre("TranscriptionDisputed"));

  EXPECT_EQ(standing(course, "p-1"), Standing::disputed);
  EXPECT_EQ(reason_of(course.judge(hers, denial)), "transcription_must_be_confirmed_once");
}

TEST(TranscribedNomination, IsATaskOfWhoeverItStandsForAsLongAsItWaits) {
  Course course;
  named_only(course);

  auto const tasks = denials(course.state());

  ASSERT_THAT(tasks, SizeIs(1));
  EXPECT_EQ(tasks.front().command, kDenying);
  EXPECT_EQ(tasks.front().person, person("c-2"));
  EXPECT_EQ(tasks.front().subject, std::to_string(awaited(course).front()));
  confirm(course);
  EXPECT_THAT(denials(course.state()), IsEmpty());
}

// A name binds nobody: another officer looks at it, and whoever it is about at everything else.
TEST(TranscribedNomination, IsNotConfirmedByWhomItPutsForward) {
  Course course;
  course.publish().nominate("p-2");
  (void)course.act(kWalkIn, naming("anita", "anita")).value();
  By const anita{"anita", "administrative_affairs"};

  EXPECT_EQ(reason_of(course.judge(anita, letters(course))),
            "transcription_must_be_confirmed_by_somebody_neutral");

  confirm(course);
  course.now.ms += 1;
  (void)course
      .act({"clara", "nominee", "p-2", "clerk"}, WithdrawNomination{.nominee = nominee("p-2")})
      .value();
  EXPECT_THAT(types_of(course.judge(anita, letters(course))),
              ElementsAre("TranscriptionConfirmed"));
}

TEST(TranscribedNomination, ThatNobodyMadeAsksNobody) {
  Course course;
  course.publish();
  (void)course.act(kWalkIn, naming("p-1", "p-1")).value();
  ASSERT_TRUE(course.state().deadlines.contains(consent_deadline(nominee("p-1"))));

  (void)dispute(course).value();

  EXPECT_FALSE(course.state().deadlines.contains(consent_deadline(nominee("p-1"))));
}

TEST(TranscribedNomination, LeavesTheOneThatSomebodyElseMade) {
  Course course;
  walk_in(course);
  course.now.ms += 1;
  (void)course
      .act({"c-1", "citizen"},
           Nominate{
               .nominee = nominee("again"), .channel = Channel::citizen, .person = person("p-1")})
      .value();
  (void)course.act(kAffairs, MergeNominations{.nominee = nominee("again"), .into = nominee("p-1")})
      .value();

  (void)dispute(course).value();

  EXPECT_EQ(standing(course, "p-1"), Standing::consented);
  auto const& nominators = course.state().nominees.at(nominee("p-1")).nominators;
  ASSERT_THAT(nominators, SizeIs(1));
  EXPECT_EQ(nominators.front().person, person("c-1"));
}

TEST(TranscribedConsent, IsAskedForAnewOnceItIsDisputed) {
  Course course;
  course.publish();
  (void)course
      .act(
          {"c-1", "citizen"},
          Nominate{.nominee = nominee("p-1"), .channel = Channel::citizen, .person = person("p-1")})
      .value();
  (void)course.act(kByLetter, ConsentToNomination{.nominee = nominee("p-1")}).value();
  ASSERT_EQ(standing(course, "p-1"), Standing::consented);

  auto const disputed = dispute(course);

  EXPECT_THAT(types_of(disputed), ElementsAre("TranscriptionDisputed", "DeadlineSet"));
  EXPECT_EQ(standing(course, "p-1"), Standing::received);
  EXPECT_TRUE(course.state().deadlines.contains(consent_deadline(nominee("p-1"))));
  EXPECT_TRUE(
      course.act({"p-1", "nominee"}, ConsentToNomination{.nominee = nominee("p-1")}).has_value());
}

TEST(TranscribedEvidence, IsVerifiedOnceItIsConfirmed) {
  Course course;
  course.publish().nominate("p-1");
  (void)course
      .act(kByLetter, FileEvidence{.nominee = nominee("p-1"),
                                   .evidence = Code{"e-1"},
                                   .about = course_rules().conditions.front().code,
                                   .document = sha256("diploma"),
                                   .description = {}})
      .value();
  VerifyEvidence const verify{
      .nominee = nominee("p-1"), .evidence = Code{"e-1"}, .holds = true, .finding = {}};
  EXPECT_EQ(reason_of(course.judge(kAffairs, verify)), "transcription_must_be_confirmed_first");

  (void)dispute(course).value();

  EXPECT_EQ(reason_of(course.judge(kAffairs, verify)), "evidence_must_be_known");
}

TEST(TranscribedWithdrawal, EndsNothingBeforeItIsConfirmed) {
  Course course;
  course.publish().nominate("p-1").close();

  auto const withdrawn = course.act(kByLetter, WithdrawNomination{.nominee = nominee("p-1")});

  EXPECT_THAT(types_of(withdrawn), ElementsAre("NominationWithdrawn"));
  EXPECT_EQ(reason_of(course.judge(kAffairs, DeclareUnfilled{})),
            "transcription_must_be_confirmed_first");
  confirm(course);
  EXPECT_THAT(types_of(course.judge(kAffairs, DeclareUnfilled{})),
              testing::Contains("CaseUnfilled"));
}

TEST(TranscribedWithdrawal, ThatNobodyMadeLeavesTheNomineeWhereTheyStood) {
  Course course;
  course.publish().nominate("p-1").nominate("p-2").close();
  (void)course.act(kByLetter, WithdrawNomination{.nominee = nominee("p-1")}).value();
  ASSERT_EQ(standing(course, "p-1"), Standing::withdrawn);

  (void)dispute(course).value();

  EXPECT_EQ(standing(course, "p-1"), Standing::consented);
}

// In the place that the ranking gives, whoever may be chosen beside.
TEST(TranscribedWithdrawal, GivesThePlaceBackThatItTook) {
  Course course;
  course.publish().nominate("p-1").nominate("p-2").nominate("p-3").close();
  auto& state = course.state();
  for (auto const name : {"p-2", "p-1", "p-3"}) {
    RankedNominee ranked;
    ranked.nominee = nominee(name);
    state.ranking.push_back(ranked);
    state.permitted.push_back(nominee(name));
  }
  (void)course.act(kByLetter, WithdrawNomination{.nominee = nominee("p-1")}).value();
  ASSERT_THAT(course.state().permitted, ElementsAre(nominee("p-2"), nominee("p-3")));

  (void)dispute(course).value();

  EXPECT_THAT(course.state().permitted,
              ElementsAre(nominee("p-2"), nominee("p-1"), nominee("p-3")));
}

TEST(TranscribedRefusal, LeavesTheNomineeToAnswer) {
  Course course;
  course.publish();
  (void)course
      .act(
          {"c-1", "citizen"},
          Nominate{.nominee = nominee("p-1"), .channel = Channel::citizen, .person = person("p-1")})
      .value();
  (void)course.act(kByLetter, DeclineNomination{.nominee = nominee("p-1")}).value();
  course.now = course.state().window_closes;
  ASSERT_THAT(types_of(course.act(kClock, CloseNominations{})),
              testing::Not(testing::Contains("CaseUnfilled")));

  (void)dispute(course).value();

  EXPECT_EQ(standing(course, "p-1"), Standing::received);
}

TEST(TranscribedReport, WaitsForNobody) {
  Course course;
  course.publish();

  (void)course.act(kWalkIn, ReportInfluence{.report = hidden("a call")}).value();

  EXPECT_THAT(course.state().transcribed, IsEmpty());
}

// What one command led to is one act, known by its first event.
TEST(TranscribedAct, IsOneForAllEventsOfItsCommand) {
  Course course;
  course.publish();

  (void)course.act(kByLetter, Nominate{.nominee = nominee("p-1"), .channel = Channel::self})
      .value();

  ASSERT_THAT(course.state().transcribed, SizeIs(1));
  auto const& act = course.state().transcribed.begin()->second;
  EXPECT_EQ(act.type, Code{"NominationReceived"});
  EXPECT_EQ(act.clerk, person("clara"));
  EXPECT_EQ(act.behalf, person("p-1"));
  (void)dispute(course).value();
  EXPECT_EQ(standing(course, "p-1"), Standing::disputed);
}

/// An event that clara wrote down for c-2, by a command of this cause.
Recorded noted(std::int64_t seq, std::string_view cause) {
  Recorded recorded{.at = {}, .event = event_of(NoteAdded{.note = hidden("note")})};
  recorded.at.seq = seq;
  recorded.at.actor = person("clara");
  recorded.at.behalf = person("c-2");
  recorded.at.channel = Code{"clerk"};
  recorded.at.cause = std::string{cause};
  return recorded;
}

TEST(TranscribedAct, IsKeptApartFromTheNextOfTheSameMoment) {
  transcription::Acts acts;
  for (auto const& recorded : {noted(4, "r-1"), noted(5, "r-1"), noted(6, "r-2")})
    transcription::keep(acts, recorded);

  ASSERT_THAT(acts, SizeIs(2));
  EXPECT_TRUE(acts.contains(4));
  EXPECT_TRUE(acts.contains(6));
}

}  // namespace
}  // namespace gozin::appointment
