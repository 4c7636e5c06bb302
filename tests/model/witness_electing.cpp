#include "tests/model/witness_bodies.hpp"

#include <algorithm>

// Elections of one among several: who stands, what was counted, who goes on (Municipality Law
// art. 18). Counted once more, from the votes and the rule of the body.
namespace gozin::model {
namespace {

using namespace appointment;

using Votes = std::map<NomineeId, std::int64_t>;

/// What the votes of a round lead to.
struct RoundResult {
  ElectionOutcome outcome = ElectionOutcome::failed;
  std::set<NomineeId> who;
};

/// Everybody with at least so many votes as the n-th.
std::set<NomineeId> first_of(Votes const& votes, std::size_t n) {
  std::vector<std::int64_t> sorted;
  for (auto const& [name, count] : votes) sorted.push_back(count);
  std::ranges::sort(sorted, std::greater{});
  std::set<NomineeId> first;
  for (auto const& [name, count] : votes)
    if (sorted.size() <= n || count >= sorted[n - 1]) first.insert(name);
  return first;
}

/// The rounds that the rule foresees: how many stay after each but the last.
std::vector<int> stages_of(rules::BallotRule const& rule) {
  return rule.rule.rounds ? rule.rule.rounds->keep : std::vector<int>{};
}

bool breaks_ties(ballot::TieRule tie) {
  return tie == ballot::TieRule::chair || tie == ballot::TieRule::lot;
}

RoundResult result_of(rules::BallotRule const& rule, BallotSeen const& ballot, Votes const& votes) {
  auto const stages = stages_of(rule);
  auto const round = static_cast<std::size_t>(ballot.round);
  bool const is_tie_round = round > stages.size() + 1;
  bool const is_last = round > stages.size();
  bool const relative = ballot.standing.size() > 1 &&
                        (is_tie_round || (is_last && rule.rule.rounds &&
                                          rule.rule.rounds->last == ballot::LastRound::relative));
  std::int64_t all = 0;
  for (auto const& [name, count] : votes) all += count;
  auto const leaders = first_of(votes, 1);
  auto const leading = votes.at(*leaders.begin());
  bool const carries =
      relative ? leading > 0 : meets_majority(rule, ballot, {leading, all - leading});
  auto const tie = is_tie_round ? ballot::TieRule::reject : rule.rule.tie;

  if (carries && leaders.size() == 1) return {ElectionOutcome::elected, leaders};
  if (is_last && (carries || (leaders.size() > 1 && leading > 0))) {
    if (breaks_ties(tie)) return {ElectionOutcome::tied, leaders};
    if (tie == ballot::TieRule::second_round) return {ElectionOutcome::next_round, leaders};
    return {};
  }
  if (is_last) return {};
  auto const places = static_cast<std::size_t>(stages[round - 1]);
  auto const going_on = first_of(votes, places);
  if (going_on.size() <= places || !breaks_ties(tie))
    return {ElectionOutcome::next_round, going_on};
  // Who is level at the cut waits for the chair or the lot.
  auto const least =
      std::ranges::min(going_on, {}, [&](auto const& name) { return votes.at(name); });
  std::set<NomineeId> level;
  for (auto const& name : going_on)
    if (votes.at(name) == votes.at(least)) level.insert(name);
  return {ElectionOutcome::tied, level};
}

void follow(ReviewSeen& review, ElectionOutcome outcome, std::set<NomineeId> who,
            std::int64_t round) {
  review.carried = outcome == ElectionOutcome::elected;
  review.tied.clear();
  if (outcome == ElectionOutcome::inquorate) return;
  review.going_on.reset();
  review.next_round = 1;
  if (outcome == ElectionOutcome::tied) review.tied = std::move(who);
  if (outcome != ElectionOutcome::next_round) return;
  review.going_on = std::move(who);
  review.next_round = round + 1;
}

void see_closed(Sight const& sight, ElectionRoundClosed const& closed) {
  auto& [witness, seen, at, event] = sight;
  auto& review = *seen.review;
  auto ballot = *review.ballot;
  std::int64_t papers = closed.abstain + closed.blank + closed.spoiled;
  std::set<NomineeId> named;
  for (auto const& [name, count] : closed.votes) {
    papers += count;
    named.insert(name);
  }
  witness.demand(named == ballot.standing, "votes for others than those who stand");
  see_close(sight, ballot);
  auto const roll = static_cast<std::int64_t>(ballot.roll.size());
  bool const unread = stays_unread(witness, seen, ballot);
  witness.demand(papers == (unread ? 0 : roll) && roll == closed.roll, "count is not roll");
  bool const is_open =
      ballot.secrecy == ballot::Secrecy::open && ballot.medium == Medium::electronic;
  for (auto const& [name, count] : closed.votes) {
    auto const given = ballot.names.find(name);
    witness.demand(!is_open || count == (given == ballot.names.end() ? 0 : given->second),
                   "votes counted that were not given", name.text);
  }
  if (ballot.medium == Medium::paper)
    witness.demand(std::set<PersonId>{closed.tellers.begin(), closed.tellers.end()}.size() == 2,
                   "tellers who are not two");

  ballot.abstain = closed.abstain;
  ballot.blank = closed.blank;
  ballot.spoiled = closed.spoiled;
  RoundResult expected{ElectionOutcome::inquorate, {}};
  if (is_quorate_at_close(witness, seen, ballot))
    expected = result_of(rule_of(witness, seen), ballot, closed.votes);
  std::set<NomineeId> const who{closed.who.begin(), closed.who.end()};
  witness.demand(closed.outcome == expected.outcome && who == expected.who,
                 "an outcome that the votes do not give", std::string{name_of(closed.outcome)});
  if (who.size() == 1) ballot.nominee = *who.begin();
  if (closed.outcome != ElectionOutcome::elected) ballot.nominee.reset();
  follow(review, closed.outcome, who, ballot.round);
  review.last = std::move(ballot);
  review.ballot.reset();
}

void see_broken(Sight const& sight, ElectionTieBroken const& broken) {
  auto& [witness, seen, at, event] = sight;
  auto& review = *seen.review;
  auto& last = *review.last;
  witness.demand(last.code == broken.ballot && !review.tied.empty(), "a tie broken that is none");
  for (auto const& name : broken.drawn)
    witness.demand(review.tied.contains(name), "somebody drawn who was not tied", name.text);
  std::set<NomineeId> const who{broken.who.begin(), broken.who.end()};
  bool const elected = broken.outcome == ElectionOutcome::elected;
  witness.demand(!elected || (who.size() == 1 && review.tied.contains(*who.begin())),
                 "somebody elected by a tie who was not tied");
  for (auto const& name : who)
    witness.demand(last.standing.contains(name), "somebody going on who did not stand", name.text);
  if (elected) last.nominee = *who.begin();
  follow(review, broken.outcome, who, last.round);
}

}  // namespace

void see_standing(Sight const& sight, BallotSeen const& ballot) {
  auto& [witness, seen, at, event] = sight;
  auto const& review = *seen.review;
  witness.demand(review.tied.empty(), "an election while a tie waits");
  for (auto const& name : ballot.standing)
    witness.demand(seen.permitted.contains(name), "a candidate outside of the permitted set",
                   name.text);
  bool const anew = ballot.round == 1;
  witness.demand(anew || ballot.round == review.next_round, "a round out of its order");
  if (!anew)
    for (auto const& name : ballot.standing)
      witness.demand(review.going_on && review.going_on->contains(name),
                     "somebody standing who was left out", name.text);
  if (!anew || !review.going_on) return;
  // Begun anew only where nobody is left of those who went on.
  for (auto const& name : *review.going_on)
    witness.demand(seen.nominees[name].standing != "admitted", "a round begun anew", name.text);
}

void see_name(Sight const& sight, BallotSeen& ballot, BallotCast const& cast) {
  auto& [witness, seen, at, event] = sight;
  witness.demand(!(cast.choice && cast.voted_for), "a vote for a name and none");
  witness.demand(!cast.choice || cast.choice == Choice::abstain, "yes or no to a name");
  if (!cast.voted_for) return;
  witness.demand(ballot.standing.contains(*cast.voted_for),
                 "a vote for somebody who does not stand");
  ++ballot.names[*cast.voted_for];
}

void see_electing(Sight const& sight) {
  auto& [witness, seen, at, event] = sight;
  if (auto const* closed = event.as<ElectionRoundClosed>()) {
    bool const under_way = seen.review && seen.review->ballot;
    witness.demand(under_way, "a count without a ballot");
    if (under_way) see_closed(sight, *closed);
  }
  if (auto const* broken = event.as<ElectionTieBroken>()) {
    bool const counted = seen.review && seen.review->last;
    witness.demand(counted, "a tie broken without a count");
    if (counted) see_broken(sight, *broken);
  }
}

}  // namespace gozin::model
