#include "tests/workflows/appointment/course.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

using rules::Channel;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr By kCitizen{"c-1", "citizen"};

Nominate naming(std::string_view name, std::string_view id, Channel channel = Channel::citizen) {
  return {.nominee = nominee(id), .channel = channel, .person = person(name)};
}

Nominate by_name(std::string_view id) {
  return {.nominee = nominee(id), .channel = Channel::citizen, .name = judge::hidden("a name")};
}

TEST(Nominate, AsksThePersonForConsent) {
  Course course;
  course.publish();

  auto const decided = course.act(kCitizen, naming("p-1", "1"));

  EXPECT_THAT(judge::types_of(decided), ElementsAre("NominationReceived", "DeadlineSet"));
  EXPECT_TRUE(course.state().deadlines.contains(Code{"consent.n-1"}));
}

// AC4.6: no stranger learns who is nominated already.
TEST(Nominate, AnswersASecondNominationLikeTheFirst) {
  Course course;
  course.publish();
  auto const first = course.act(kCitizen, naming("p-1", "1"));

  auto const second = course.act({"c-2", "citizen"}, naming("p-1", "2"));

  EXPECT_EQ(judge::types_of(second), judge::types_of(first));
}

// E26: the same person by two members is one candidate with two nominators.
TEST(ConsentToNomination, MergesEveryNominationOfThePerson) {
  Course course;
  course.publish();
  (void)course.act({"m-2", "body_member"}, naming("p-1", "1", Channel::body_member)).value();
  (void)course.act({"m-3", "body_member"}, naming("p-1", "2", Channel::body_member)).value();

  auto const decided = course.act({"p-1", "nominee"}, ConsentToNomination{.nominee = nominee("2")});

  EXPECT_THAT(judge::types_of(decided), ElementsAre("NominationConsented", "NominationMerged"));
  EXPECT_EQ(find_nominee(course.state(), nominee("1"))->id, nominee("2"));
  EXPECT_THAT(course.state().nominees.at(nominee("2")).nominators, SizeIs(2));
  EXPECT_THAT(admitted(course.state()), SizeIs(1));
}

// E26: who was named before costs a channel's limit nothing.
TEST(Nominate, CountsPeopleAndNotNominations) {
  auto rules = course_rules();
  rules.nomination.channels[Channel::body_member].names_in_all = 1;
  Course course{rules};
  course.publish();
  (void)course.act({"m-2", "body_member"}, naming("p-1", "1", Channel::body_member)).value();

  EXPECT_TRUE(course.judge({"m-3", "body_member"}, naming("p-1", "2", Channel::body_member)));
  EXPECT_FALSE(course.judge({"m-3", "body_member"}, naming("p-2", "2", Channel::body_member)));
}

TEST(Nominate, TakesOnesOwnNameAsConsent) {
  Course course;
  course.publish();

  auto const decided =
      course.act({"p-1", "citizen"}, Nominate{.nominee = nominee("1"), .channel = Channel::self});

  EXPECT_THAT(judge::types_of(decided), ElementsAre("NominationReceived", "NominationConsented"));
  EXPECT_EQ(course.state().nominees.at(nominee("1")).person, person("p-1"));
}

TEST(Nominate, LetsAnInvitedPoolMemberIn) {
  Course course;
  course.publish();
  (void)course.act(kAffairs, InvitePoolMember{.person = person("p-1")}).value();

  EXPECT_TRUE(course.act({"p-1", "citizen"},
                         Nominate{.nominee = nominee("1"), .channel = Channel::talent_pool}));
}

TEST(MatchNominee, MergesWithANomineeWhoIsKnown) {
  Course course;
  course.publish().nominate("p-1");
  (void)course.act({"c-2", "citizen"}, by_name("x")).value();

  auto const decided = course.act({"clara", "clerk"},
                                  MatchNominee{.nominee = nominee("x"), .person = person("p-1")});

  EXPECT_THAT(judge::types_of(decided), ElementsAre("NomineeMatched", "NominationMerged"));
  EXPECT_THAT(course.state().nominees.at(nominee("p-1")).nominators, SizeIs(2));
  EXPECT_EQ(course.state().nominees.at(nominee("x")).standing, Standing::merged);
}

// A second nomination by the same nominator gives no second nominator.
TEST(MergeNominations, CountsANominatorOnce) {
  Course course;
  course.publish().nominate("p-1");
  (void)course.act(kCitizen, by_name("x")).value();

  (void)course.act(kAffairs, MergeNominations{.nominee = nominee("x"), .into = nominee("p-1")})
      .value();

  EXPECT_THAT(course.state().nominees.at(nominee("p-1")).nominators, SizeIs(1));
}

TEST(ConsentToNomination, MayBeWrittenDownByAClerk) {
  Course course;
  course.publish();
  (void)course.act(kCitizen, naming("p-1", "1")).value();

  EXPECT_TRUE(course.act({"clara", "nominee", "p-1", "clerk"},
                         ConsentToNomination{.nominee = nominee("1")}));
  EXPECT_THAT(course.state().duties.at(person("p-1")), ElementsAre(Code{"nominee"}));
  EXPECT_THAT(course.state().duties.at(person("clara")), ElementsAre(Code{"clerk"}));
}

TEST(ExtendNominationWindow, MovesTheEndForEverybody) {
  Course course;
  course.publish();
  auto const later = judge::at("2026-12-24T20:29:59Z");

  (void)course.act(kAffairs, ExtendNominationWindow{.closes = later, .reason = {}}).value();
  course.now = judge::at("2026-12-20T08:00:00Z");

  EXPECT_TRUE(course.judge(kCitizen, naming("p-1", "1")));
}

// T4, T22: what comes in on the last day counts, a second later nothing does.
TEST(Nominate, IsInTimeUntilTheEnd) {
  Course course;
  course.publish();
  course.now = course.state().window_closes;
  EXPECT_TRUE(course.judge(kCitizen, naming("p-1", "1")));

  course.now.ms += 1;
  EXPECT_FALSE(course.judge(kCitizen, naming("p-1", "1")));
}

TEST(CloseNominations, EndsTheCaseWhenNobodyWasNominated) {
  Course course;
  course.publish().close();

  EXPECT_TRUE(course.stands_in("Unfilled"));
  EXPECT_EQ(course.state().unfilled, UnfilledCause::nobody_nominated);
  EXPECT_FALSE(course.view.state<registry::Post>(course.post).claimed_by);
  EXPECT_THAT(course.view.state<registry::BudgetLine>(course.line).reserved, IsEmpty());
}

TEST(CloseNominations, EndsTheCaseWhenEverybodyDeclined) {
  Course course;
  course.publish().nominate("p-1");
  (void)course.act({"p-1", "nominee"}, DeclineNomination{.nominee = nominee("p-1")}).value();

  course.close();

  EXPECT_EQ(course.state().unfilled, UnfilledCause::everybody_withdrew);
}

TEST(CloseNominations, KeepsOneNominationForEachPerson) {
  Course course;
  course.publish().nominate("p-1");
  (void)course.act({"c-2", "citizen"}, naming("p-1", "2")).value();

  course.close();

  EXPECT_TRUE(course.stands_in("Screening"));
  EXPECT_EQ(course.state().nominees.at(nominee("2")).merged_into, nominee("p-1"));
  EXPECT_FALSE(course.state().deadlines.contains(Code{"consent.n-2"}));
}

}  // namespace
}  // namespace gozin::appointment
