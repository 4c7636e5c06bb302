#include "tests/workflows/session/rules_vote.hpp"
#include "workflows/session/reasons.hpp"

#include <functional>
#include <set>

#include <gtest/gtest.h>

namespace gozin::session {
namespace {

using balloting::Choice;
using judge::reason_of;

struct RefusedVote {
  VoteReason reason;
  std::function<Result<Decision>()> act;
};

std::vector<RefusedVote> refusals_before_the_vote() {
  return {
      {VoteReason::vote_must_be_in_an_open_session,
       [] {
         auto city = called(6);
         judge::put_rules(city, next_rules(), "Proposed");
         return city.judge(at_its_time(), kProposed, put());
       }},
      {VoteReason::vote_must_be_of_the_approving_body,
       [] {
         auto city = meeting(6);
         auto rules = judge::council_rules();
         rules.approved_by = Code{"board"};
         judge::put_rules(city, rules);
         return city.judge(at_its_time(), kProposed, put());
       }},
      {VoteReason::ruleset_must_be_on_the_agenda,
       [] {
         auto city = meeting(6);
         auto rules = next_rules();
         rules.version = 3;
         return city.judge(at_its_time(), judge::put_rules(city, rules, "Proposed"), put());
       }},
      {VoteReason::vote_must_have_its_quorum,
       [] {
         auto city = meeting(5);
         static_cast<void>(
             city.act(at_its_time(), kMeeting,
                      RecordAttendance{.member = member(5), .presence = Presence::left}));
         return city.judge(at_its_time(), kProposed, put());
       }},
  };
}

std::vector<RefusedVote> refusals_of_a_vote() {
  return {
      {VoteReason::ruleset_must_be_put_to_vote,
       [] {
         auto city = meeting(6);
         return city.judge(as_member("m1"), kProposed, VoteOnRuleSet{Choice::yes});
       }},
      {VoteReason::ruleset_must_be_put_to_vote,
       [] {
         auto city = meeting(6);
         return close(city);
       }},
      {VoteReason::vote_must_be_of_a_member_present,
       [] {
         auto city = voting(6);
         return city.judge(as_member("m7"), kProposed, VoteOnRuleSet{Choice::yes});
       }},
      {VoteReason::voter_on_rules_must_be_in_the_room,
       [] {
         auto city = voting(6);
         static_cast<void>(
             city.act(at_its_time(), kMeeting,
                      RecordAttendance{.member = member(2), .presence = Presence::left}));
         return city.judge(as_member("m2"), kProposed, VoteOnRuleSet{Choice::yes});
       }},
      {VoteReason::vote_must_be_in_an_open_session,
       [] {
         auto city = voting(6);
         static_cast<void>(city.act(at_its_time(), kMeeting, CloseSession{}));
         return city.judge(as_member("m2"), kProposed, VoteOnRuleSet{Choice::yes});
       }},
      {VoteReason::vote_must_be_cast_once,
       [] {
         auto city = voting(6);
         vote(city, 1, 1, Choice::yes);
         return city.judge(as_member("m1"), kProposed, VoteOnRuleSet{Choice::no});
       }},
  };
}

std::vector<RefusedVote> refusals_of_closing() {
  return {
      {VoteReason::vote_on_rules_must_have_votes,
       [] {
         auto city = voting(6);
         return close(city);
       }},
      {VoteReason::chair_must_close_unfinished_vote_on_rules,
       [] {
         auto city = voting(6);
         vote(city, 1, 5, Choice::yes);
         return close(city, at_its_time());
       }},
      {VoteReason::unfinished_vote_on_rules_must_have_its_quorum,
       [] {
         auto city = voting(6);
         vote(city, 1, 4, Choice::yes);
         auto const refused = close(city);
         EXPECT_EQ(refused.error().detail, "4 < 5");
         return refused;
       }},
      // T16: votes are not set at nought by ending the session.
      {VoteReason::chair_must_end_vote_on_rules_after_the_session,
       [] {
         auto city = voting(6);
         vote(city, 1, 6, Choice::yes);
         static_cast<void>(city.act(at_its_time(), kMeeting, CloseSession{}));
         return close(city, at_its_time());
       }},
      {VoteReason::chair_must_end_vote_on_rules_after_the_session,
       [] {
         auto city = voting(6);
         vote(city, 1, 6, Choice::yes);
         static_cast<void>(city.act(chair(), kMeeting, CloseSession{}));
         return close(city);
       }},
      // T16
      {VoteReason::vote_on_rules_must_be_closed_by_another_person,
       [] {
         auto city = voting(6);
         vote(city, 1, 5, Choice::yes);
         auto clerk = as_member("secretary");
         clerk.behalf = member(6);
         clerk.channel = Code{"clerk"};
         static_cast<void>(city.act(clerk, kProposed, VoteOnRuleSet{Choice::yes}));
         return close(city, at_its_time());
       }},
  };
}

std::vector<RefusedVote> refusals_about_votes() {
  auto rows = refusals_before_the_vote();
  for (auto& row : refusals_of_a_vote()) rows.push_back(std::move(row));
  for (auto& row : refusals_of_closing()) rows.push_back(std::move(row));
  return rows;
}

TEST(RuleSetVoteRefusals, NameTheRule) {
  std::set<std::string, std::less<>> rows;
  for (auto const& row : refusals_about_votes()) {
    EXPECT_EQ(reason_of(row.act()), name_of(row.reason));
    rows.emplace(name_of(row.reason));
  }
  EXPECT_EQ(judge::without_row(names_of(std::type_identity<VoteReason>{}), rows),
            std::vector<std::string>{});
}

}  // namespace
}  // namespace gozin::session
