#include "workflows/appointment/ballots.hpp"

#include "engine/duty/duty.hpp"
#include "workflows/appointment/authority.hpp"
#include "workflows/session/quorum.hpp"

#include <algorithm>

namespace gozin::appointment {

BallotUnderWay const* find_ballot(Case const& state) {
  return state.review && state.review->ballot ? &*state.review->ballot : nullptr;
}

Result<BallotUnderWay const*> ballot_under_way(Context const& context, Code const& code) {
  auto const* ballot = find_ballot(case_of(context));
  if (!ballot || ballot->code != code) return Rejection{Reason::ballot_must_be_open, code.text};
  return ballot;
}

namespace {

/// Whether the tie of an election is still one.
bool is_level(Case const& state, ClosedBallot const& closed) {
  if (closed.election != ElectionOutcome::tied) return false;
  auto const runs = [&](NomineeId const& one) { return running_nominee(state, one).has_value(); };
  bool const has_lot = state.lot && state.lot->purpose == LotPurpose::ballot;
  if (has_lot) return std::any_of(closed.who.begin(), closed.who.end(), runs);
  auto const tied_at = closed.votes.at(closed.who.front());
  return std::all_of(closed.votes.begin(), closed.votes.end(),
                     [&](auto const& one) { return one.second < tied_at || runs(one.first); });
}

}  // namespace

bool awaits_tie_break(Case const& state) {
  if (!state.review || !state.review->tied || state.ballots.empty()) return false;
  auto const& closed = state.ballots.back();
  if (is_election(closed.ballot)) return is_level(state, closed);
  auto const& nominee = closed.ballot.nominee;
  return !nominee || running_nominee(state, *nominee).has_value();
}

bool is_election(BallotUnderWay const& ballot) { return ballot.question == Question::election; }

bool tellers_agree(BallotUnderWay const& ballot) {
  if (ballot.counts.size() != kTellers) return false;
  auto const& first = ballot.counts.begin()->second;
  return std::all_of(ballot.counts.begin(), ballot.counts.end(),
                     [&](auto const& one) { return one.second == first; });
}

bool has_box(BallotUnderWay const& ballot) {
  return ballot.secrecy == ballot::Secrecy::secret && ballot.medium == Medium::electronic;
}

Threshold threshold_of(ballot::QuorumTest const& test) {
  return {.needed = test.needed, .have = test.have, .met = test.met};
}

Threshold threshold_of(ballot::MajorityTest const& test) {
  return {.needed = test.needed, .have = test.have, .met = test.met};
}

std::optional<Threshold> threshold_of(std::optional<ballot::MajorityTest> const& test) {
  if (!test) return std::nullopt;
  return threshold_of(*test);
}

ballot::Count opened_count(Context const& context, BallotUnderWay const& ballot) {
  ballot::Count count;
  count.seats = ballot_rule_of(rules_of(context), *case_of(context).review).seats;
  count.filled = static_cast<std::int64_t>(ballot.electorate.size());
  count.opening = {.present = static_cast<std::int64_t>(ballot.present.size()),
                   .recused = static_cast<std::int64_t>(ballot.recused.size())};
  return count;
}

ballot::Attendance attendance_now(Context const& context, BallotUnderWay const& ballot) {
  ballot::Attendance there{.present = 0, .recused = 0};
  for (auto const& member : ballot.electorate) {
    if (!is_in_the_room(context, ballot, member)) continue;
    ++there.present;
    if (is_recused(context, member, ballot.nominee)) ++there.recused;
  }
  return there;
}

/// Not by a paper that the secretary entered, nor by what somebody wrote down.
bool has_voted_in_person(Case const& state, BallotUnderWay const& ballot, PersonId const& member) {
  return ballot.medium == Medium::electronic && ballot.roll.contains(member) &&
         std::ranges::none_of(state.transcribed, [&](auto const& one) {
           return one.second.about == ballot.code && one.second.behalf == member;
         });
}

bool is_in_the_room(Context const& context, BallotUnderWay const& ballot, PersonId const& member) {
  auto const* meeting = context.view.find<session::Session>(ballot.session);
  if (!meeting) return false;
  return session::is_in_the_room(
      *meeting, member,
      {.was_there = is_among(ballot.present, member),
       .has_voted = has_voted_in_person(case_of(context), ballot, member)});
}

bool is_unread(ClosedBallot const& closed) {
  auto votes = closed.yes + closed.no + closed.abstain;
  for (auto const& [nominee, named] : closed.votes) votes += named;
  return has_box(closed.ballot) && !closed.voided && !closed.quorum.met && votes == 0;
}

ballot::Rule rule_of(Context const& context, BallotUnderWay const& ballot) {
  return rule_of(ballot_rule_of(rules_of(context), *case_of(context).review), ballot);
}

ballot::Rule rule_of(rules::BallotRule const& body, BallotUnderWay const& ballot) {
  auto rule = body.rule;
  if (ballot.round > 1) rule = ballot::second_round_of(rule);
  if (ballot.fallback) rule.quorum.recused_count = true;
  return rule;
}

std::optional<Rejection> flaw_of_voter(Context const& context, BallotUnderWay const& ballot,
                                       PersonId const& voter) {
  if (!is_among(ballot.electorate, voter))
    return Rejection{Reason::voter_must_sit_on_body, voter.text};
  if (!is_among(ballot.present, voter))
    return Rejection{Reason::voter_must_be_present_at_opening, voter.text};
  if (is_among(ballot.recused, voter))
    return Rejection{Reason::voter_must_not_be_recused, voter.text};
  if (auto const refused = flaw_of_session(context)) return refused;
  if (!is_in_the_room(context, ballot, voter))
    return Rejection{Reason::voter_must_be_in_the_room, voter.text};
  if (ballot.roll.contains(voter)) return Rejection{Reason::voter_must_not_have_voted, voter.text};
  return std::nullopt;
}

Result<PersonId> voter_of(Context const& context, BallotUnderWay const& ballot) {
  auto const voter = member_acting(context);
  if (!voter) return voter.error();
  if (ballot.medium == Medium::paper) return Rejection{Reason::ballot_must_be_electronic};
  if (ballot.secrecy == ballot::Secrecy::secret && !context.call.behalf.empty())
    return Rejection{Reason::secret_ballot_must_be_cast_in_person};
  if (auto const refused = flaw_of_voter(context, ballot, *voter)) return *refused;
  return *voter;
}

std::optional<Rejection> flaw_of_casting_vote(Context const& context,
                                              BallotUnderWay const& ballot) {
  auto const& chair = context.call.actor;
  if (context.call.role != Code{"body_chair"})
    return Rejection{Reason::casting_vote_must_come_from_chair};
  if (!is_among(ballot.present, chair))
    return Rejection{Reason::voter_must_be_present_at_opening, chair.text};
  if (is_among(ballot.recused, chair))
    return Rejection{Reason::voter_must_not_be_recused, chair.text};
  if (count_present(context, {chair}) == 0)
    return Rejection{Reason::voter_must_be_in_the_room, chair.text};
  return flaw_of_vote_duty(context, chair);
}

std::optional<Rejection> flaw_of_teller(Context const& context, BallotUnderWay const& ballot) {
  if (ballot.medium != Medium::paper) return Rejection{Reason::ballot_must_be_on_paper};
  if (!context.call.behalf.empty())
    return Rejection{Reason::member_must_act_in_person, context.call.behalf.text};
  if (!is_among(ballot.tellers, context.call.actor))
    return Rejection{Reason::teller_must_be_named, context.call.actor.text};
  return std::nullopt;
}

std::optional<Rejection> flaw_of_vote_duty(Context const& context, PersonId const& voter) {
  auto const& state = case_of(context);
  if (is_party(state, voter)) return Rejection{Reason::judge_must_not_be_nominee, voter.text};
  auto const conflict =
      duty::conflict(rules_of(context).exclusive_duties, duties_in_matter(state, context),
                     duty::Act{.duty = Code{"body_member"}, .by = voter});
  if (!conflict) return std::nullopt;
  return Rejection{EngineReason::actor_must_hold_one_duty,
                   conflict->held.text + " " + conflict->wanted.text};
}

void void_open_ballot(Decision& decision, Context const& context, Committed const& reason,
                      std::optional<MotionCited> const& motion) {
  auto const* ballot = find_ballot(case_of(context));
  if (!ballot) return;
  decision.add(context.stream,
               BallotVoided{.ballot = ballot->code, .reason = reason, .motion = motion});
  if (has_box(*ballot)) decision.opened_boxes.push_back(ballot->code.text);
}

std::int64_t papers_in(PaperCount const& count) {
  auto sum = count.yes + count.no + count.abstain + count.blank + count.spoiled;
  for (auto const& [nominee, votes] : count.votes) sum += votes;
  return sum;
}

bool void_uneven(Decision& decision, Context const& context, std::int64_t papers,
                 Hash const& count_sheet) {
  auto const roll = std::ssize(find_ballot(case_of(context))->roll);
  if (papers == roll) return false;
  auto const why = "شمار برگه‌ها (" + std::to_string(papers) +
                   ") با فهرست رأی‌دهندگان (" + std::to_string(roll) +
                   ") برابر نیست. برگ شمارش: " + to_hex(count_sheet);
  void_open_ballot(decision, context, noted(context, "reason", why));
  return true;
}

bool is_under_ballot(Context const& context, NomineeId const& nominee) {
  auto const& state = case_of(context);
  auto const* ballot = find_ballot(state);
  if (!ballot) return false;
  if (ballot->nominee) return *ballot->nominee == nominee;
  if (is_election(*ballot))
    return std::find(ballot->standing.begin(), ballot->standing.end(), nominee) !=
           ballot->standing.end();
  auto const candidates = candidates_of(state);
  return std::find(candidates.begin(), candidates.end(), nominee) != candidates.end();
}

}  // namespace gozin::appointment
