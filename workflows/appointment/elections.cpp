#include "workflows/appointment/elections.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

ballot::ElectionRule election_rule(ballot::Rule const& rule) {
  ballot::ElectionRule election{.quorum = rule.quorum,
                                .majority = rule.majority,
                                .also = rule.also,
                                .blank_counts_as = rule.blank_counts_as,
                                .void_counts_as = rule.void_counts_as,
                                .tie = rule.tie};
  if (!rule.rounds) return election;
  for (int const stay : rule.rounds->keep)
    election.advance.push_back(static_cast<std::size_t>(stay));
  election.last_by_relative_majority = rule.rounds->last == ballot::LastRound::relative;
  return election;
}

}  // namespace

bool elects_by_name(Case const& state) {
  return state.review && state.review->votes == ballot::Values::choose_one;
}

ElectionRound coming_round(Case const& state) {
  ElectionRound const first{.number = 1, .standing = candidates_of(state)};
  auto const& next = state.review->next_round;
  if (!next) return first;
  ElectionRound coming{.number = next->number, .standing = {}};
  for (auto const& nominee : next->standing)
    if (running_nominee(state, nominee)) coming.standing.push_back(nominee);
  return coming.standing.empty() ? first : coming;
}

ballot::ElectionCount opened_election(Context const& context, BallotUnderWay const& ballot) {
  auto const opened = opened_count(context, ballot);
  ballot::ElectionCount count{
      .seats = opened.seats, .filled = opened.filled, .opening = opened.opening};
  for (auto const& nominee : ballot.standing) count.votes[nominee] = 0;
  return count;
}

Result<ballot::ElectionVerdict> decide_election(Context const& context,
                                                BallotUnderWay const& ballot,
                                                ballot::ElectionCount const& count) {
  auto rule = election_rule(ballot_rule_of(rules_of(context), *case_of(context).review).rule);
  if (ballot.fallback) rule.quorum.recused_count = true;
  auto const round = static_cast<std::size_t>(ballot.round);
  if (round > rule.advance.size() + 1)
    return ballot::decide_round(ballot::tie_round_of(rule), 1, count);
  return ballot::decide_round(rule, round, count);
}

void follow_election(Decision& decision, Context const& context, Code const& ballot,
                     ballot::ElectionVerdict const& verdict) {
  if (verdict.outcome == ElectionOutcome::elected)
    follow_resolution(decision, context,
                      {.ballot = ballot, .nominee = verdict.who.front(), .in_favour = true});
  if (verdict.outcome == ElectionOutcome::failed)
    follow_resolution(decision, context, {.ballot = ballot, .nominee = std::nullopt});
}

}  // namespace gozin::appointment
