#include "tests/workflows/appointment/ballots_begun.hpp"
#include "tests/workflows/appointment/reviews_begun.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

using judge::hidden;
using judge::reason_of;
using testing::IsEmpty;

constexpr std::string_view kReasons[] = {GOZIN_REASONS_OF_BALLOTING(GOZIN_ENUMERATOR_NAME)};

/// An answer is wanted before the body votes.
rules::RuleSet inquiring() {
  auto rules = council_rules();
  auto& inquiry = rules.inquiries.emplace_back();
  inquiry.code = Code{"ministry"};
  inquiry.by = rules::InquiryStep::review;
  return rules;
}

std::vector<Refusal> refusals_at_opening() {
  return {
      {"shortlist_question_must_be_for_advice",
       [] {
         return proposed()->judged(by_secretary(),
                                   OpenBallot{.ballot = kBallot, .question = Question::shortlist});
       }},
      {"candidate_must_be_proposed",
       [] { return deliberating()->judged(by_secretary(), OpenBallot{.ballot = kBallot}); }},
      // T6
      {"members_present_must_declare_interests",
       [] {
         auto council = proposed();
         std::erase_if(council->state().review->declarations,
                       [](auto const& one) { return one.declarer == member(7); });
         auto const refused = council->judged(by_secretary(), OpenBallot{.ballot = kBallot});
         EXPECT_EQ(refused.error().detail, "m-07");
         return refused;
       }},
      {"inquiries_must_be_answered",
       [] {
         auto council = proposed(inquiring());
         auto const refused = council->judged(by_secretary(), OpenBallot{.ballot = kBallot});
         EXPECT_EQ(refused.error().detail, "ministry n-arash");
         return refused;
       }},
      // Asking again does not make the former answer one to this question.
      {"inquiries_must_be_answered",
       [] {
         auto council = proposed(inquiring());
         auto& state = council->state();
         state.inquiries_answered[{Code{"ministry"}, nominee("arash")}] = {};
         state.inquiries_open.insert({Code{"ministry"}, nominee("arash")});
         return council->judged(by_secretary(), OpenBallot{.ballot = kBallot});
       }},
      {"inquiry_must_still_be_valid",
       [] {
         auto council = proposed(inquiring());
         council->state().inquiries_answered[{Code{"ministry"}, nominee("arash")}] = {
             .seq = 1, .valid_until = judge::day("2026-11-17")};
         return council->judged(by_secretary(), OpenBallot{.ballot = kBallot});
       }},
      {"hints_must_be_disposed_of",
       [] {
         auto council = proposed();
         council->state().hints_open[Code{"h-1"}] = {HintKind::superior, member(7),
                                                     nominee("arash")};
         return council->judged(by_secretary(), OpenBallot{.ballot = kBallot});
       }},
  };
}

std::vector<Refusal> refusals_without_quorum() {
  return {
      // AC8.1, E20 K7
      {"quorum_must_be_present",
       [] {
         auto const refused =
             proposed(council_rules(), 8)->judged(by_secretary(), OpenBallot{.ballot = kBallot});
         EXPECT_EQ(refused.error().detail, "8 < 9");
         return refused;
       }},
      {"quorum_must_be_reachable",
       [] {
         return with_five_recused(fallback_rules(rules::Fallback::none))
             ->judged(by_secretary(), OpenBallot{.ballot = kBallot});
       }},
      {"ballot_must_be_held_by_fallback_body",
       [] {
         return with_five_recused(fallback_rules(rules::Fallback::refer_to))
             ->judged(by_secretary(), OpenBallot{.ballot = kBallot});
       }},
      // T17: the recused are a quorum where they count, and decide nothing.
      {"ballot_must_have_voters",
       [] {
         auto council = all_recused(council_rules());
         return council->judged(by_secretary(), OpenBallot{.ballot = kBallot});
       }},
      {"ballot_must_have_voters",
       [] {
         auto council = all_recused(council_rules(), 12);
         council->leave(member(13));
         return council->judged(by_secretary(), OpenBallot{.ballot = kBallot});
       }},
      {"ballot_must_be_held_by_fallback_body",
       [] {
         return all_recused(referring_rules())
             ->judged(by_secretary(), OpenBallot{.ballot = kBallot});
       }},
      {"tie_must_be_settled_first",
       [] {
         return tied(ballot::TieRule::chair)
             ->judged(by_secretary(), OpenBallot{.ballot = Code{"b-2"}});
       }},
  };
}

std::vector<Refusal> refusals_of_votes() {
  return {
      // AC7.4
      {"ballot_must_be_open",
       [] {
         auto council = balloting();
         vote(*council, kBallot, {9, 4});
         council->act(by_secretary(), CloseBallot{.ballot = kBallot}).value();
         return council->judged(by_member(13), yes());
       }},
      {"ballot_must_be_electronic", [] { return on_paper(9)->judged(by_member(10), yes()); }},
      {"ballot_must_be_on_paper",
       [] {
         return balloting()->judged(by_secretary(),
                                    RecordPaperRoll{.ballot = kBallot, .voters = {member(2)}});
       }},
      {"secret_ballot_must_be_cast_in_person",
       [] {
         auto call = by_secretary();
         call.behalf = member(2);
         return balloting(secret_rules())->judged(call, yes());
       }},
      {"voter_must_be_present_at_opening",
       [] { return balloting(council_rules(), 12)->judged(by_member(13), yes()); }},
      {"voter_must_not_be_recused",
       [] {
         auto council = proposed();
         council->act(by_member(5), RecuseMember{.nominee = std::nullopt, .reason = hidden("why")})
             .value();
         council->act(by_secretary(), OpenBallot{.ballot = kBallot}).value();
         return council->judged(by_member(5), yes());
       }},
      // T6: a conflict that a hint led to
      {"voter_must_not_be_recused",
       [] {
         auto council = proposed();
         council->state().conflicts.insert({member(5), nominee("arash")});
         council->act(by_secretary(), OpenBallot{.ballot = kBallot}).value();
         return council->judged(by_member(5), yes());
       }},
      // AC7.2
      {"voter_must_not_have_voted",
       [] {
         auto council = balloting();
         council->act(by_member(2), yes()).value();
         return council->judged(by_member(2), yes());
       }},
  };
}

// T16: who has left since the opening has no vote until they are back.
std::vector<Refusal> refusals_outside_the_room() {
  return {
      {"voter_must_be_in_the_room",
       [] {
         auto council = balloting();
         council->meeting().present.erase(member(2));
         return council->judged(by_member(2), yes());
       }},
      {"voter_must_be_in_the_room",
       [] {
         auto council = on_paper(9);
         council->meeting().present.erase(member(10));
         return council->judged(by_secretary(),
                                RecordPaperRoll{.ballot = kBallot, .voters = {member(10)}});
       }},
      {"session_must_be_open",
       [] {
         auto council = balloting();
         council->judge.view.move(council->session, {"Closed"});
         return council->judged(by_member(2), yes());
       }},
  };
}

std::vector<Refusal> refusals_of_counts() {
  return {
      // T14: count = roll
      {"papers_must_equal_roll",
       [] {
         auto council = balloting(secret_rules());
         vote(*council, kBallot, {9, 4});
         council->judge.facts.boxes["b-1"].pop_back();
         auto const refused = council->judged(by_secretary(), CloseBallot{.ballot = kBallot});
         EXPECT_EQ(refused.error().detail, "12 != 13");
         return refused;
       }},
      {"teller_must_be_neutral",
       [] {
         auto command = tellers();
         command.tellers[1] = person("dorsa");
         return on_paper(13)->judged(by_chair(), command);
       }},
      {"teller_must_be_named",
       [] { return being_counted(13)->judged(by_member(3), count_of(9, 4)); }},
      {"tellers_must_be_two", [] { return being_counted(13)->judged(by_chair(), confirmed()); }},
      {"tellers_must_agree",
       [] {
         auto council = being_counted(13);
         council->act(by_member(2), count_of(9, 4)).value();
         council->act(by_clerk(), count_of(8, 5)).value();
         return council->judged(by_chair(), confirmed());
       }},
      {"roll_must_be_open", [] { return being_counted(13)->judged(by_chair(), tellers()); }},
      {"ballot_must_have_votes", [] { return on_paper(0)->judged(by_chair(), tellers()); }},
  };
}

std::vector<Refusal> refusals_of_closing() {
  return {
      {"ballot_must_have_votes",
       [] { return balloting()->judged(by_secretary(), CloseBallot{.ballot = kBallot}); }},
      // Nobody is cut off by an officer without a vote of their own.
      {"chair_must_close_unfinished_vote",
       [] {
         auto council = balloting();
         vote(*council, kBallot, {9, 3});
         return council->judged(by_secretary(), CloseBallot{.ballot = kBallot});
       }},
      // Not by a chair who decides with the own vote and a few more, either.
      {"unfinished_vote_must_have_its_quorum",
       [] {
         auto council = balloting();
         vote(*council, kBallot, {8, 0});
         auto const refused =
             council->judged(by_chair(), CloseBallot{.ballot = kBallot, .reason = hidden("why")});
         EXPECT_EQ(refused.error().detail, "8 < 9");
         return refused;
       }},
      {"session_must_be_open",
       [] {
         auto council = balloting();
         vote(*council, kBallot, {9, 4});
         council->judge.view.move(council->session, {"Closed"});
         return council->judged(by_secretary(), CloseBallot{.ballot = kBallot});
       }},
      {"session_must_be_open",
       [] {
         auto council = being_counted(13);
         count_twice(*council, 9, 4);
         council->judge.view.move(council->session, {"Closed"});
         return council->judged(by_chair(), confirmed());
       }},
      // T16: nobody writes down a vote and closes it alone.
      {"count_must_be_confirmed_by_another_person",
       [] {
         auto council = balloting();
         vote(*council, kBallot, {9, 3});
         auto secretary = by_secretary();
         secretary.behalf = member(13);
         secretary.channel = Code{"clerk"};
         council->act(secretary, yes()).value();
         return council->judged(by_secretary(), CloseBallot{.ballot = kBallot});
       }},
  };
}

std::vector<Refusal> refusals_of_voiding() {
  return {
      {"void_must_come_from_the_chair_after_the_session",
       [] {
         auto council = balloting();
         vote(*council, kBallot, {9, 4});
         council->judge.view.move(council->session, {"Closed"});
         return council->judged(by_secretary(),
                                VoidBallot{.ballot = kBallot, .reason = hidden("why")});
       }},
      // T17: what the body has carried comes first.
      {"carried_motion_must_be_carried_out",
       [] {
         auto council = proposed();
         record_motion(*council, motion_of(ruling(7, 1)));
         return council->judged(by_secretary(), OpenBallot{.ballot = kBallot});
       }},
      // A motion of before the ballot is about another one.
      {"void_must_be_carried_by_the_body",
       [] {
         auto council = balloting();
         vote(*council, kBallot, {1, 0});
         record_motion(*council, motion_to_void(true));
         council->meeting().motions.back().entered_at = {};
         return council->judged(by_secretary(),
                                VoidBallot{.ballot = kBallot, .reason = hidden("why")});
       }},
      // T16: votes that do not suit an officer are not held until they do.
      {"void_must_be_carried_by_the_body",
       [] {
         auto council = balloting();
         vote(*council, kBallot, {1, 0});
         return council->judged(by_secretary(),
                                VoidBallot{.ballot = kBallot, .reason = hidden("why")});
       }},
      {"void_must_be_carried_by_the_body",
       [] {
         auto council = balloting();
         vote(*council, kBallot, {1, 0});
         record_motion(*council, motion_to_void(true), false);
         record_motion(*council, motion_to_void(false));
         return council->judged(by_chair(), VoidBallot{.ballot = kBallot, .reason = hidden("why")});
       }},
  };
}

std::vector<Refusal> refusals_of_ties() {
  return {
      {"ballot_must_be_tied",
       [] {
         return balloting()->judged(
             by_chair(),
             SettleTie{.ballot = kBallot, .choice = Choice::yes, .announced = std::nullopt});
       }},
      {"casting_vote_must_come_from_chair",
       [] {
         return tied(ballot::TieRule::chair)
             ->judged(
                 by_secretary(),
                 SettleTie{.ballot = kBallot, .choice = Choice::yes, .announced = std::nullopt});
       }},
      // T16
      {"voter_must_be_in_the_room",
       [] {
         auto council = tied(ballot::TieRule::chair);
         council->meeting().present.erase(member(1));
         return council->judged(
             by_chair(),
             SettleTie{.ballot = kBallot, .choice = Choice::yes, .announced = std::nullopt});
       }},
      // T29: whoever dislikes the value does not send the case another way.
      {"tie_must_be_settled_first",
       [] {
         auto council = tied(ballot::TieRule::lot);
         council->act(by_chair(), lot_for_tomorrow()).value();
         return council->judged(by_secretary(), ReturnToAssessing{.reason = hidden("why")});
       }},
      {"casting_vote_must_be_yes_or_no",
       [] {
         return tied(ballot::TieRule::chair)
             ->judged(by_chair(),
                      SettleTie{
                          .ballot = kBallot, .choice = Choice::abstain, .announced = std::nullopt});
       }},
      // T29
      {"lot_must_be_announced_beforehand",
       [] {
         return tied(ballot::TieRule::lot)
             ->judged(
                 by_chair(),
                 SettleTie{.ballot = kBallot, .choice = std::nullopt, .announced = Label{"4711"}});
       }},
      {"lot_must_be_needed",
       [] { return tied(ballot::TieRule::chair)->judged(by_chair(), lot_for_tomorrow()); }},
      {"officer_must_serve_the_body",
       [] {
         auto const stranger = judge::call("m-03", "body_secretary");
         return tied(ballot::TieRule::lot)->judged(stranger, lot_for_tomorrow());
       }},
      {"role_must_permit_command",
       [] {
         auto const mayor = judge::call("m-ayor", "administrative_affairs");
         return tied(ballot::TieRule::lot)->judged(mayor, lot_for_tomorrow());
       }},
  };
}

TEST(Balloting, RefusesByName) {
  std::set<std::string, std::less<>> rows;
  for (auto const& table : {refusals_at_opening(), refusals_without_quorum(), refusals_of_votes(),
                            refusals_outside_the_room(), refusals_of_counts(),
                            refusals_of_voiding(), refusals_of_closing(), refusals_of_ties()})
    for (auto const& row : table) {
      rows.emplace(row.reason);
      EXPECT_EQ(reason_of(row.act()), row.reason);
    }
  EXPECT_THAT(judge::without_row(kReasons, rows), IsEmpty());
}

}  // namespace
}  // namespace gozin::appointment
