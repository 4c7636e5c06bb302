#include "workflows/registry/commands/seating.hpp"

#include "tests/workflows/registry/refusal_rows.hpp"

#include <gtest/gtest.h>

namespace gozin::registry {
namespace {

using judge::call;
using judge::Judge;
using judge::reason_of;
using judge::types_of;
using Types = std::vector<std::string>;

PersonId const kNew{"arash"};
Call const kCouncilSecretary = call("shirin", "council_secretary");

SeatMember as_member() { return {.person = kNew, .document = sha256("result of the election")}; }

Body const& council_of(Judge& city) { return *city.view.find<Body>(kCouncil); }

// T16: who votes is not changed by one person.
TEST(Seating, GivesAVoteByTheWordOfTwo) {
  auto council = city();

  EXPECT_EQ(types_of(council.act(kAdministrator, kCouncil, as_member())), Types{"SeatProposed"});
  EXPECT_FALSE(has_vote(council_of(council), kNew));
  EXPECT_EQ(types_of(council.act(kCouncilSecretary, kCouncil, ConfirmSeat{.person = kNew})),
            Types{"MemberSeated"});

  EXPECT_TRUE(has_vote(council_of(council), kNew));
  EXPECT_TRUE(council_of(council).proposals.empty());
}

TEST(Seating, TakesAVoteByTheWordOfTwo) {
  auto council = city();
  PersonId const chair{"kaveh"};

  EXPECT_EQ(types_of(council.act(kCouncilSecretary, kCouncil, UnseatMember{.person = chair})),
            Types{"SeatProposed"});
  EXPECT_TRUE(has_vote(council_of(council), chair));
  // Whoever gives the seat up says so themselves.
  EXPECT_EQ(
      types_of(council.act(call("kaveh", "body_chair"), kCouncil, ConfirmSeat{.person = chair})),
      Types{"MemberLeft"});
}

TEST(Seating, LeavesOfficesWithoutAVoteToOne) {
  auto council = city();

  EXPECT_EQ(types_of(council.act(kAdministrator, kCouncil,
                                 SeatMember{.person = kNew, .office = Office::secretary})),
            Types{"MemberSeated"});
  EXPECT_EQ(types_of(council.act(kAdministrator, kCouncil, UnseatMember{.person = kNew})),
            Types{"MemberLeft"});
  // Who has a vote loses it by becoming the secretary, too.
  EXPECT_EQ(
      types_of(council.act(kAdministrator, kCouncil,
                           SeatMember{.person = PersonId{"kaveh"}, .office = Office::secretary})),
      Types{"SeatProposed"});
}

TEST(Seating, ForgetsWhatWasDroppedOrCameToPass) {
  auto council = city();
  (void)council.act(kAdministrator, kCouncil, as_member()).value();

  EXPECT_EQ(types_of(council.act(kCouncilSecretary, kCouncil,
                                 DropSeatProposal{.person = kNew, .reason = {}})),
            Types{"SeatProposalDropped"});
  EXPECT_EQ(reason_of(council.judge(kCouncilSecretary, kCouncil, ConfirmSeat{.person = kNew})),
            "seat_must_be_proposed");
}

// T16: the next seat falls to the first alternate, so the list is nobody's alone.
TEST(Seating, NamesAlternatesByTheWordOfTwo) {
  auto council = city();
  SeatMember const alternate{.person = kNew, .office = Office::alternate};

  EXPECT_EQ(types_of(council.act(kAdministrator, kCouncil, alternate)), Types{"SeatProposed"});
  (void)council.act(kCouncilSecretary, kCouncil, ConfirmSeat{.person = kNew}).value();
  EXPECT_EQ(types_of(council.act(kAdministrator, kCouncil, UnseatMember{.person = kNew})),
            Types{"SeatProposed"});
  EXPECT_EQ(reason_of(council.judge(call("arash", "body_member"), kCouncil,
                                    DropSeatProposal{.person = kNew, .reason = {}})),
            "seat_must_be_confirmed_by_another_person");
}

// What has changed since is asked again.
TEST(Seating, AsksAgainWhenItIsConfirmed) {
  auto council = city();
  (void)council.act(kAdministrator, kCouncil, as_member()).value();
  council.view.record(kCouncil, MemberSeated{.person = PersonId{"bahar"}});

  EXPECT_EQ(reason_of(council.judge(kCouncilSecretary, kCouncil, ConfirmSeat{.person = kNew})),
            "seats_must_not_be_exceeded");
}

// A demonstration is founded by the program alone.
TEST(Seating, StandsAtOnceInTheFoundingOfADemonstration) {
  auto council = city();
  council.view.state<Log>(log_stream()).purpose = Purpose::demonstration;

  EXPECT_EQ(types_of(council.act(call("operator/root", "operator"), kCouncil, as_member())),
            Types{"MemberSeated"});
}

}  // namespace
}  // namespace gozin::registry
