#include "tests/workflows/appointment/elections_begun.hpp"
#include "tests/workflows/appointment/preparing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

using judge::reason_of;
using testing::IsEmpty;

constexpr std::string_view kReasonsOfElecting[] = {
    GOZIN_REASONS_OF_ELECTING(GOZIN_ENUMERATOR_NAME)};

std::vector<Refusal> refusals_of_elections() {
  return {
      {"body_must_elect_by_name",
       [] {
         return deliberating(electing_rules())
             ->judged(by_secretary(), OpenBallot{.ballot = kBallot});
       }},
      {"body_must_elect_by_name",
       [] {
         return deliberating(electing_rules())
             ->judged(by_chair(), ProposeCandidate{.nominee = nominee("arash")});
       }},
      {"body_must_vote_yes_or_no", [] { return proposed()->judged(by_secretary(), election()); }},
      {"ballot_must_be_an_election",
       [] { return balloting()->judged(by_member(2), vote_for("arash")); }},
      {"ballot_must_be_an_election",
       [] { return being_counted(13)->judged(by_member(2), counted(9, 4)); }},
      {"ballot_must_be_an_election",
       [] {
         return tied(ballot::TieRule::chair)
             ->judged(by_chair(),
                      SettleElectionTie{.ballot = kBallot, .names = {nominee("arash")}});
       }},
      {"ballot_must_be_yes_or_no", [] { return electing()->judged(by_member(2), yes()); }},
      {"ballot_must_be_yes_or_no",
       [] { return counting_papers()->judged(by_member(2), count_of(9, 4)); }},
      {"ballot_must_be_yes_or_no",
       [] {
         return level(ballot::TieRule::chair)
             ->judged(
                 by_chair(),
                 SettleTie{.ballot = kBallot, .choice = Choice::yes, .announced = std::nullopt});
       }},
  };
}

std::vector<Refusal> refusals_of_names() {
  return {
      {"somebody_must_stand",
       [] {
         auto council = deliberating(electing_rules());
         for (auto& [id, one] : council->state().nominees) one.standing = Standing::withdrawn;
         return council->judged(by_secretary(), election());
       }},
      // A member who wants the post gives up the seat before the vote.
      {"elected_must_not_sit_on_the_body",
       [] {
         auto rules = electing_rules();
         ballot_rule(rules).members_may_stand = false;
         auto council = deliberating(rules);
         for (auto& [id, one] : council->state().nominees)
           if (id != nominee("bahar")) one.standing = Standing::withdrawn;
         council->state().nominees[nominee("bahar")].person = member(3);
         auto const refused = council->judged(by_secretary(), election());
         EXPECT_EQ(refused.error().detail, "n-bahar");
         return refused;
       }},
      {"vote_must_be_a_name_or_abstention",
       [] {
         auto both = vote_for("arash");
         both.abstain = true;
         return electing()->judged(by_member(2), both);
       }},
      // The fourth was nominated and admitted, but is not among those who may be chosen.
      {"vote_must_name_who_stands",
       [] { return electing()->judged(by_member(2), vote_for("dorsa")); }},
  };
}

std::vector<Refusal> refusals_of_papers_and_ties() {
  return {
      {"count_must_cover_who_stands",
       [] {
         auto count = counted(8, 4);
         count.votes.erase(nominee("kaveh"));
         return counting_papers()->judged(by_member(2), count);
       }},
      {"count_must_cover_who_stands",
       [] {
         auto count = counted(8, 4);
         count.votes[nominee("dorsa")] = 0;
         return counting_papers()->judged(by_member(2), count);
       }},
      {"count_must_not_be_negative",
       [] { return counting_papers()->judged(by_member(2), counted(-1, 13)); }},
      {"teller_must_be_named",
       [] { return counting_papers()->judged(by_member(3), counted(8, 4)); }},
      {"casting_vote_must_come_from_chair",
       [] {
         return level(ballot::TieRule::chair)
             ->judged(by_secretary(),
                      SettleElectionTie{.ballot = kBallot, .names = {nominee("arash")}});
       }},
      {"field_must_be_given",
       [] {
         return level(ballot::TieRule::chair)
             ->judged(by_chair(), SettleElectionTie{.ballot = kBallot, .names = {}});
       }},
      {"lot_must_be_announced_beforehand",
       [] {
         return level(ballot::TieRule::lot)
             ->judged(by_chair(), SettleElectionTie{
                                      .ballot = kBallot, .names = {}, .announced = Label{"4711"}});
       }},
  };
}

TEST(Election, RefusesByName) {
  std::set<std::string, std::less<>> rows;
  for (auto const& table :
       {refusals_of_elections(), refusals_of_names(), refusals_of_papers_and_ties()})
    for (auto const& row : table) {
      rows.emplace(row.reason);
      EXPECT_EQ(reason_of(row.act()), row.reason);
    }
  EXPECT_THAT(judge::without_row(kReasonsOfElecting, rows), IsEmpty());
}

TEST(Election, LetsAMemberStandWhereTheRulesDo) {
  auto council = deliberating(electing_rules());
  council->state().nominees[nominee("bahar")].person = member(3);

  EXPECT_TRUE(council->judged(by_secretary(), election()));
}

TEST(Election, WantsANameOrAnAbstentionBeforeItKnowsTheBallot) {
  auto council = electing(secret_electing_rules());
  for (json::object const& input :
       {json::object{{"ballot", "b-1"}},
        json::object{{"ballot", "b-1"}, {"nominee", "n-arash"}, {"abstain", true}}})
    EXPECT_EQ(reason_of(prepared_as<CastElectionBallot>(council->judge.view, council->stream,
                                                        by_member(4), input)),
              "vote_must_be_a_name_or_abstention");
}

}  // namespace
}  // namespace gozin::appointment
