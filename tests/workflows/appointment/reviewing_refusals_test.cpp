#include "tests/workflows/appointment/reviews_begun.hpp"
#include "workflows/ruleset/state.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::appointment {
namespace {

using judge::hidden;
using judge::reason_of;
using rules::GateKind;
using testing::IsEmpty;

constexpr std::string_view kReasons[] = {GOZIN_REASONS_OF_REVIEWING(GOZIN_ENUMERATOR_NAME)};

StreamId council_session() { return Council{}.session; }

std::vector<Refusal> refusals_of_sessions() {
  return {
      {"case_must_be_under_review",
       [] {
         auto council = deliberating();
         council->state().review.reset();
         return council->judged(by_secretary(), DeferReview{.reason = hidden("why")});
       }},
      {"officer_must_serve_the_body",
       [] {
         return deliberating()->judged(judge::call("s-99", "body_secretary"),
                                       DeferReview{.reason = hidden("why")});
       }},
      {"session_must_be_of_the_body",
       [] {
         auto council = awaiting();
         council->meeting().body = StreamId{"body/other"};
         return council->judged(by_secretary(), PutCaseOnAgenda{.session = council->session});
       }},
      {"session_must_take_agenda_items",
       [] {
         auto council = awaiting();
         council->judge.view.move(council->session, {"Closed"});
         return council->judged(by_secretary(), PutCaseOnAgenda{.session = council->session});
       }},
      {"case_must_be_on_agenda_once",
       [] {
         auto council = awaiting();
         return council->judged(by_secretary(), PutCaseOnAgenda{.session = council->session});
       }},
      // Members are told beforehand, or take it on themselves.
      {"late_item_must_be_taken_on",
       [] {
         auto rules = council_rules();
         ballot_rule(rules).notice.days = 2;
         auto council = awaiting();
         council->meeting().agenda.clear();
         council->judge.view.state<ruleset::RuleSetStream>(StreamId{"ruleset/r-1"}).rules =
             std::make_shared<rules::RuleSet const>(rules);
         return council->judged(by_secretary(), PutCaseOnAgenda{.session = council->session});
       }},
      {"session_must_be_open",
       [] {
         auto council = awaiting();
         council->judge.view.move(council->session, {"Called"});
         return council->judged(by_secretary(), OpenItem{.session = council->session});
       }},
      {"case_must_be_on_agenda",
       [] {
         auto council = awaiting();
         council->meeting().agenda.clear();
         return council->judged(by_secretary(), OpenItem{.session = council->session});
       }},
  };
}

// T18: called and opened under rules that want less than the rules of the case.
std::vector<Refusal> refusals_of_other_rules() {
  return {
      {"session_must_give_the_notice_of_the_case",
       [] {
         auto council = under_other_rules(council_rules());
         council->meeting().agenda.clear();
         return council->judged(by_secretary(), PutCaseOnAgenda{.session = council->session});
       }},
      {"session_must_give_the_notice_of_the_case",
       [] {
         return under_other_rules(council_rules())
             ->judged(by_secretary(), OpenItem{.session = council_session()});
       }},
      {"session_must_have_the_quorum_of_the_case",
       [] {
         auto council = under_other_rules(two_suffice(), 3);
         council->meeting().agenda.clear();
         auto const refused =
             council->judged(by_secretary(), PutCaseOnAgenda{.session = council->session});
         EXPECT_EQ(refused.error().detail, "2 < 9");
         return refused;
       }},
      {"session_must_have_the_quorum_of_the_case",
       [] {
         return under_other_rules(two_suffice(), 3)
             ->judged(by_secretary(), OpenItem{.session = council_session()});
       }},
      {"late_item_must_be_taken_on",
       [] {
         auto council = under_other_rules(council_rules(), 3);
         council->meeting().agenda.clear();
         return council->judged(by_secretary(), PutCaseOnAgenda{.session = council->session});
       }},
  };
}

std::vector<Refusal> refusals_of_members() {
  return {
      {"voter_must_sit_on_body",
       [] { return deliberating()->judged(judge::call("m-99", "body_member"), none_in_all()); }},
      {"member_must_act_in_person",
       [] {
         auto call = by_member(2);
         call.behalf = member(3);
         return deliberating()->judged(call, none_in_all());
       }},
      {"clerk_must_name_the_member",
       [] { return deliberating()->judged(by_secretary(), none_in_all()); }},
      {"declaration_must_cover_every_candidate",
       [] {
         auto declaration = none_in_all();
         declaration.interests.erase(nominee("kaveh"));
         return deliberating()->judged(by_member(2), declaration);
       }},
      {"challenger_must_be_another_member",
       [] {
         auto command = ruling(7, 5);
         command.challenger = command.member;
         return deliberating()->judged(by_secretary(), command);
       }},
      // T17: the member concerned has no vote, so thirteen present make twelve.
      {"ruling_must_count_members_in_the_room",
       [] { return deliberating()->judged(by_secretary(), ruling(8, 5)); }},
      // T16: nobody invents what the body said.
      {"ruling_must_be_confirmed_in_the_session",
       [] { return deliberating()->judged(by_secretary(), ruling(7, 5)); }},
      {"ruling_must_be_confirmed_in_the_session",
       [] {
         auto council = deliberating();
         record_motion(*council, motion_of(ruling(7, 5)), false);
         return council->judged(by_secretary(), ruling(7, 5));
       }},
      // T18: by a quorum of the session's rules that is none by those of the case.
      {"ruling_must_be_confirmed_in_the_session",
       [] {
         auto council = deliberating();
         record_motion(*council, motion_of(ruling(2, 0)));
         council->meeting().motions.back().present = {member(3), member(4), member(5)};
         return council->judged(by_secretary(), ruling(2, 0));
       }},
      {"ruling_must_be_confirmed_in_the_session",
       [] {
         auto council = deliberating();
         record_motion(*council, motion_of(ruling(5, 7)));
         return council->judged(by_secretary(), ruling(7, 5));
       }},
  };
}

std::vector<Refusal> refusals_of_candidates() {
  return {
      {"candidate_must_be_permitted",
       [] {
         return deliberating()->judged(by_chair(), ProposeCandidate{.nominee = nominee("dorsa")});
       }},
      {"candidate_must_not_have_been_rejected",
       [] {
         auto council = deliberating();
         decide_on(*council, "arash", "b-1", {3, 10}).value();
         return council->judged(by_chair(), ProposeCandidate{.nominee = nominee("arash")});
       }},
      {"candidate_must_have_passed_earlier_gates",
       [] {
         auto council = deliberating(
             with_gates({gate("first", GateKind::consent), gate("second", GateKind::consent)}));
         decide_on(*council, "arash", "b-1", {9, 4}).value();
         council->act(by_secretary(), OpenItem{.session = council->session}).value();
         return council->judged(by_chair(), ProposeCandidate{.nominee = nominee("bahar")});
       }},
      {"candidate_must_be_next_in_rank_order",
       [] {
         auto rules = council_rules();
         rules.choice.chooser = rules::Chooser::rank_order;
         return deliberating(rules)->judged(by_chair(),
                                            ProposeCandidate{.nominee = nominee("bahar")});
       }},
  };
}

session::MotionEntered motion_to_return(bool carried) {
  return {.procedure = session::Procedure::return_to_assessing,
          .mover = member(4),
          .yes = carried ? 9 : 4,
          .no = carried ? 4 : 9,
          .carried = carried};
}

/// Sent back to the assessors after this motion.
Result<Decision> returned(std::optional<session::MotionEntered> const& motion,
                          bool confirmed = true) {
  auto council = deliberating();
  if (motion) record_motion(*council, *motion, confirmed);
  return council->judged(by_secretary(), ReturnToAssessing{.reason = hidden("why")});
}

std::vector<Refusal> refusals_of_resolutions() {
  return {
      {"returning_body_must_bind",
       [] {
         return deliberating(with_gates({gate("advice", GateKind::advisory)}))
             ->judged(by_secretary(), ReturnToAssessing{.reason = hidden("why")});
       }},
      {"return_must_be_carried_by_the_body", [] { return returned(std::nullopt); }},
      {"return_must_be_carried_by_the_body",
       [] { return returned(motion_to_return(false), false); }},
      {"return_must_be_carried_by_the_body", [] { return returned(motion_to_return(false)); }},
      {"return_must_be_carried_by_the_body",
       [] { return returned(motion_to_return(true), false); }},
      {"return_must_be_carried_by_the_body",
       [] {
         auto motion = motion_to_return(true);
         motion.procedure = session::Procedure::return_to_screening;
         return returned(motion);
       }},
      {"authority_must_be_the_one_sent_to",
       [] {
         auto council = deliberating(binding_after_a_fortnight());
         decide_on(*council, "arash", "b-1", {9, 4}).value();
         return council->judged(judge::call("g-01", "governor"),
                                ObjectToResolution{.reason = hidden("why")});
       }},
      {"objection_must_come_within_period",
       [] {
         auto council = deliberating(binding_after_a_fortnight());
         decide_on(*council, "arash", "b-1", {9, 4}).value();
         return council->judged(by_board(judge::at("2026-12-03T09:00:00.000Z")),
                                ObjectToResolution{.reason = hidden("why")});
       }},
      {"resolution_must_wait_for_its_period",
       [] {
         auto council = deliberating(binding_after_a_fortnight());
         decide_on(*council, "arash", "b-1", {9, 4}).value();
         return council->judged(judge::call("clock", "clock"), ConfirmResolution{});
       }},
      {"fallback_must_be_needed",
       [] { return deliberating()->judged(by_secretary(), ReferToFallbackBody{}); }},
  };
}

std::vector<Refusal> refusals() {
  auto all = refusals_of_sessions();
  for (auto&& more : {refusals_of_other_rules(), refusals_of_members(), refusals_of_candidates(),
                      refusals_of_resolutions()})
    all.insert(all.end(), more.begin(), more.end());
  return all;
}

TEST(Reviewing, RefusesByName) {
  std::set<std::string, std::less<>> rows;
  for (auto const& row : refusals()) {
    rows.emplace(row.reason);
    EXPECT_EQ(reason_of(row.act()), row.reason);
  }
  EXPECT_THAT(judge::without_row(kReasons, rows), IsEmpty());
}

}  // namespace
}  // namespace gozin::appointment
