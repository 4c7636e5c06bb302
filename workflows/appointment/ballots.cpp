#include "workflows/appointment/ballots.hpp"

#include "engine/duty/duty.hpp"
#include "workflows/appointment/authority.hpp"

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

bool awaits_tie_break(Case const& state) {
  if (!state.review || !state.review->tied || state.ballots.empty()) return false;
  auto const& nominee = state.ballots.back().ballot.nominee;
  return !nominee || running_nominee(state, *nominee).has_value();
}

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

ballot::Rule rule_of(Context const& context, BallotUnderWay const& ballot) {
  auto rule = ballot_rule_of(rules_of(context), *case_of(context).review).rule;
  if (ballot.round > 1) rule = ballot::second_round_of(rule);
  if (ballot.fallback) rule.quorum.recused_count = true;
  return rule;
}

std::optional<Rejection> flaw_of_vote_duty(Context const& context, PersonId const& voter) {
  auto const& state = case_of(context);
  if (is_party(state, voter)) return Rejection{Reason::judge_must_not_be_nominee, voter.text};
  auto const conflict =
      duty::conflict(rules_of(context).exclusive_duties, duty::Duties{state.duties},
                     duty::Act{.duty = Code{"body_member"}, .by = voter});
  if (!conflict) return std::nullopt;
  return Rejection{EngineReason::actor_must_hold_one_duty,
                   conflict->held.text + " " + conflict->wanted.text};
}

void void_open_ballot(Decision& decision, Context const& context, Committed const& reason) {
  auto const* ballot = find_ballot(case_of(context));
  if (!ballot) return;
  decision.add(context.stream, BallotVoided{.ballot = ballot->code, .reason = reason});
  if (has_box(*ballot)) decision.opened_boxes.push_back(ballot->code.text);
}

bool is_under_ballot(Context const& context, NomineeId const& nominee) {
  auto const& state = case_of(context);
  auto const* ballot = find_ballot(state);
  if (!ballot) return false;
  if (ballot->nominee) return *ballot->nominee == nominee;
  auto const candidates = candidates_of(state);
  return std::find(candidates.begin(), candidates.end(), nominee) != candidates.end();
}

}  // namespace gozin::appointment
