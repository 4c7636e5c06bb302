#include "workflows/appointment/elections.hpp"

#include "workflows/registry/states.hpp"

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

/// The rule that holds in a round, and which of its rounds this one is.
struct HeldRule {
  ballot::ElectionRule rule;
  std::size_t round = 1;
};

HeldRule rule_of_round(rules::BallotRule const& body, BallotUnderWay const& ballot) {
  HeldRule held{election_rule(body.rule), static_cast<std::size_t>(ballot.round)};
  bool const is_after_the_last = held.round > held.rule.advance.size() + 1;
  if (is_after_the_last) held = {ballot::tie_round_of(held.rule), 1};
  if (ballot.fallback) held.rule.quorum.recused_count = true;
  if (ballot.standing.size() == 1) held.rule.last_by_relative_majority = false;
  return held;
}

}  // namespace

ballot::TieRule tie_rule_of(Context const& context, BallotUnderWay const& ballot) {
  if (!is_election(ballot)) return rule_of(context, ballot).tie;
  auto const& body = ballot_rule_of(rules_of(context), *case_of(context).review);
  return rule_of_round(body, ballot).rule.tie;
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
  return decide_election(ballot_rule_of(rules_of(context), *case_of(context).review), ballot,
                         count);
}

Result<ballot::ElectionVerdict> decide_election(rules::BallotRule const& body,
                                                BallotUnderWay const& ballot,
                                                ballot::ElectionCount const& count) {
  auto const held = rule_of_round(body, ballot);
  return ballot::decide_round(held.rule, held.round, count);
}

void follow_election(Decision& decision, Context const& context, Code const& ballot,
                     ballot::ElectionVerdict const& verdict) {
  if (verdict.outcome == ElectionOutcome::elected)
    follow_resolution(decision, context,
                      {.ballot = ballot, .nominee = verdict.who.front(), .in_favour = true});
  if (verdict.outcome == ElectionOutcome::failed)
    follow_resolution(decision, context, {.ballot = ballot, .nominee = std::nullopt});
}

std::optional<Rejection> flaw_of_seats(Context const& context,
                                       std::vector<NomineeId> const& nominees) {
  auto const& rules = rules_of(context);
  for (auto const& gate : rules.gates) {
    auto const* rule = rules::find_ballot_rule(rules, gate.body);
    if (gate.kind != rules::GateKind::election || !rule || rule->members_may_stand) continue;
    auto const* body =
        context.view.find<registry::Body>(stream_of(registry::Body::kKind, gate.body.text));
    for (auto const& id : nominees) {
      auto const* nominee = find_nominee(case_of(context), id);
      if (body && nominee && nominee->person && registry::has_vote(*body, *nominee->person))
        return Rejection{Reason::elected_must_not_sit_on_the_body, id.text};
    }
  }
  return std::nullopt;
}

}  // namespace gozin::appointment
