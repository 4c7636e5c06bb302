#include "tests/workflows/appointment/reason_rows.hpp"
#include "workflows/appointment/duties.hpp"
#include "workflows/ruleset/state.hpp"

#include <gmock/gmock.h>

namespace gozin::appointment {
namespace {

using testing::Contains;
using testing::IsEmpty;

struct AuthorityRow {
  std::string_view reason;
  void (*prepare)(Course&);
  By by;
  std::string_view command;
};

void PrintTo(AuthorityRow const& row, std::ostream* out) { *out << row.reason; }

void open(Course& course) { course.open(); }
void publish(Course& course) { course.publish(); }
void consented(Course& course) { course.publish().nominate("p-1"); }
void azar_consented(Course& course) { course.publish().nominate("azar"); }
void delegated(Course& course) {
  course.publish();
  (void)course
      .act(kAffairs,
           DelegateTask{.substitute = person("clara"), .until = judge::at("2026-12-01T00:00:00Z")})
      .value();
}
void delegation_over(Course& course) {
  delegated(course);
  course.pass_days(14);
}
void delegated_to_nominator(Course& course) {
  delegated(course);
  course.state().duties[person("clara")].insert(Code{"nominator"});
}

/// A commission beside the council, whose chair is k-1.
void with_commission(Course& course) {
  course.publish();
  Code const code{"commission"};
  auto& stream = course.view.state<ruleset::RuleSetStream>(StreamId{"ruleset/r-1"});
  auto rules = *stream.rules;
  rules.ballots[code].seats = 5;
  stream.rules = std::make_shared<rules::RuleSet const>(rules);
  registry::Body commission{.code = code, .title = {}, .seats = 5, .members = {}};
  commission.members[person("k-1")] = registry::Office::chair;
  course.view.put(StreamId{"body/commission"}, std::move(commission), {"Formed"});
}
void before_commission(Course& course) {
  with_commission(course);
  course.state().review.emplace().body = StreamId{"body/commission"};
}

class AuthorityRefusal : public testing::TestWithParam<AuthorityRow> {};

TEST_P(AuthorityRefusal, IsNamedAfterTheRule) {
  Course course;
  GetParam().prepare(course);

  EXPECT_EQ(judge::reason_of(course.authorise(GetParam().by, GetParam().command)),
            GetParam().reason);
}

AuthorityRow const kRows[] = {
    {"role_must_permit_command", publish, kFinance, "ExtendNominationWindow"},
    {"actor_must_be_known", publish, {"anonymous", "citizen"}, "Nominate"},
    {"actor_must_hold_role", publish, {"azar", "finance"}, "AddNote"},
    {"actor_must_hold_role", publish, {"p-1", "nominee"}, "ConsentToNomination"},
    {"actor_must_hold_role", publish, {"azar", "assessor"}, "DeclareInterest"},
    {"actor_must_hold_role", publish, {"c-1", "body_member"}, "Nominate"},
    {"actor_must_hold_role", publish, {"sara", "body_member"}, "Nominate"},
    {"actor_must_hold_role", publish, {"azar", "decider"}, "GiveAccount"},
    // The rule set names the mayor; no other office decides.
    {"actor_must_hold_role", publish, {"mayor", "governor"}, "SelectPerson"},
    {"actor_must_hold_role", publish, {"azar", "nominee", "p-1", "clerk"}, "ConsentToNomination"},
    // The secretary's pen is for what members do, and only the secretary's.
    {"actor_must_hold_role", publish, {"sara", "body_secretary", "m-2", "clerk"}, "OpenBallot"},
    {"actor_must_hold_role", publish, {"sara", "body_secretary", "m-2", "clerk"}, "RecuseMember"},
    {"actor_must_hold_role", publish, {"clara", "body_secretary", "m-2", "clerk"}, "CastBallot"},
    // Clerks write for people without a computer, which no office is.
    {"office_must_act_in_person",
     publish,
     {"clara", "administrative_affairs", "azar", "clerk"},
     "ExtendNominationWindow"},
    // A commission's member is not the council, whose account it is.
    {"actor_must_hold_role", with_commission, {"k-1", "body_member"}, "RequestAccount"},
    {"actor_must_hold_role", before_commission, {"k-1", "body_chair"}, "RequestAccount"},
    // Whoever sits on the panel does not speak as its chair.
    {"actor_must_chair_the_panel", publish, {"bahar", "panel_chair"}, "DeclareInterest"},
    {"officer_must_belong_to_unit", open, {"other", "department_officer"}, "DescribeVacancy"},
    {"delegation_must_cover_act",
     publish,
     {"clara", "administrative_affairs", "azar"},
     "ExtendNominationWindow"},
    {"delegation_must_cover_act",
     delegation_over,
     {"clara", "administrative_affairs", "azar"},
     "ExtendNominationWindow"},
    // Nobody judges their own candidacy.
    {"judge_must_not_be_nominee", azar_consented, kAffairs, "AdmitNominee"},
    // T24, through a delegation too: the act counts for both.
    {"actor_must_hold_one_duty", publish, {"azar", "citizen"}, "Nominate"},
    {"actor_must_hold_one_duty",
     delegated_to_nominator,
     {"clara", "administrative_affairs", "azar"},
     "ExtendNominationWindow"},
};

INSTANTIATE_TEST_SUITE_P(Rows, AuthorityRefusal, testing::ValuesIn(kRows));

TEST(AuthorityReasons, EachHaveARow) {
  std::set<std::string, std::less<>> with;
  for (auto const& row : kRows) with.insert(std::string{row.reason});
  std::vector<std::string_view> const reasons{GOZIN_REASONS_OF_AUTHORITY(GOZIN_REASON_TEXT)};

  EXPECT_THAT(judge::without_row(reasons, with), IsEmpty());
}

TEST(Authority, LetsTheCouncilAskForAnAccountDuringACommissionsTurn) {
  Course course;
  before_commission(course);

  EXPECT_EQ(course.authorise({"m-1", "body_chair"}, "RequestAccount"), std::nullopt);
  EXPECT_EQ(course.authorise({"m-2", "body_member"}, "RequestAccount"), std::nullopt);
}

TEST(Authority, LetsPeopleDoWhatIsTheirs) {
  Course course;
  consented(course);

  for (auto const& [by, command] : std::initializer_list<std::pair<By, std::string_view>>{
           {{"p-1", "nominee"}, "WithdrawNomination"},
           {{"clara", "nominee", "p-1", "clerk"}, "WithdrawNomination"},
           {{"clara", "citizen", "c-2", "clerk"}, "Nominate"},
           {{"sara", "body_secretary", "m-2", "clerk"}, "CastBallot"},
           {{"clara", "clerk"}, "EnterPaperCount"},
           {{"m-2", "body_member"}, "EnterPaperCount"},
           {{"m-2", "body_member"}, "Nominate"},
           {{"bahar", "assessor"}, "DeclareInterest"},
           {{"dorsa", "assessor"}, "DeclareInterest"},
           {{"mayor", "decider"}, "SelectPerson"},
           {{"mayor", "mayor"}, "SelectPerson"},
           {{"anonymous", "citizen"}, "ReportInfluence"},
           {kClock, "CloseNominations"},
           {kInspector, "SuspendCase"},
           {kOfficer, "CancelCase"}})
    EXPECT_EQ(course.authorise(by, command), std::nullopt) << by.actor << " " << command;
}

// Naming an officer does not keep the officer out; consenting does.
TEST(Authority, KeepsOnlyThoseOutWhoConsented) {
  Course course;
  course.publish();
  (void)course
      .act({"c-1", "citizen"}, Nominate{.nominee = nominee("azar"),
                                        .channel = rules::Channel::citizen,
                                        .person = person("azar")})
      .value();

  EXPECT_EQ(course.authorise(kAffairs, "ExtendNominationWindow"), std::nullopt);
}

TEST(Authority, LetsASubstituteActAndCountsItForBoth) {
  Course course;
  delegated(course);
  By const substitute{"clara", "administrative_affairs", "azar"};
  ASSERT_EQ(course.authorise(substitute, "ExtendNominationWindow"), std::nullopt);

  (void)course
      .act(substitute,
           ExtendNominationWindow{.closes = judge::at("2026-12-30T00:00:00Z"), .reason = {}})
      .value();

  for (auto const* name : {"clara", "azar"})
    EXPECT_THAT(course.state().duties.at(person(name)), Contains(Code{"administrative_affairs"}));
}

TEST(OpenCase, IsForTheOfficersOwnUnit) {
  Course course;

  auto const decided =
      course.judge({"other", "department_officer"},
                   OpenCase{.post = course.post, .ruleset = StreamId{"ruleset/r-1"}});

  EXPECT_EQ(judge::reason_of(decided), "officer_must_belong_to_unit");
}

// T24: what the hook asks for is what replay counts. A chair of a body keeps its session and votes
// in it, so either duty may be meant.
TEST(Duties, OfCommandsAreThoseOfTheirRoles) {
  Course const course;
  for (auto const& type : course.workflow.commands) {
    auto const& duty = type.traits.duty;
    if (duty.empty() || duty == "nominator" || duty == kDutyOfRole) continue;
    for (auto const role : type.traits.roles) {
      if (role == "clock" || role.starts_with("body_")) continue;
      bool const office = role == "mayor" || role == "governor" || role == "minister";
      EXPECT_EQ(office ? "decider" : duty_of_role(role), type.traits.duty)
          << type.name << " as " << role;
    }
  }
}

// T24: hands that the secretary counts, and papers in the roll, are the members' votes.
TEST(Duties, OfVotesAreTheMembersWhoeverWritesThemDown) {
  Course course;
  course.publish();
  course.state().review.emplace();
  course.view.move(course.stream, {"Balloting", "Clear"});
  auto by = judge::call("sara", "body_secretary");
  course.view.record(
      course.stream,
      BallotCast{.ballot = Code{"b-1"}, .voter = person("m-3"), .choice = Choice::no}, by);
  by.behalf = person("m-2");
  by.channel = Code{"clerk"};
  course.view.record(
      course.stream,
      BallotCast{.ballot = Code{"b-1"}, .voter = person("m-2"), .choice = Choice::no}, by);

  auto const& duties = course.state().duties;
  EXPECT_EQ(duties.at(person("m-2")), std::set{Code{"body_member"}});
  EXPECT_EQ(duties.at(person("m-3")), std::set{Code{"body_member"}});
  EXPECT_EQ(duties.at(person("sara")), (std::set{Code{"body_secretary"}, Code{"clerk"}}));
}

TEST(Duties, AreNotDoneByNotesAndReports) {
  Course course;
  course.publish();
  (void)course.act({"c-2", "citizen"}, ReportInfluence{}).value();
  (void)course.act({"anita", "administrative_affairs"}, AddNote{}).value();

  EXPECT_FALSE(course.state().duties.contains(person("c-2")));
  EXPECT_FALSE(course.state().duties.contains(person("anita")));
}

}  // namespace
}  // namespace gozin::appointment
