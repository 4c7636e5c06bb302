#include "workflows/appointment/fold.hpp"
#include "workflows/appointment/transcribing.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

/// A review begins with its referral; an event of one without it is what the chart forbids.
ReviewState& review_of(Case& state) {
  if (!state.review) state.review.emplace();
  return *state.review;
}

void pass(Case& state, Code const& gate) {
  auto& passed = state.gates_passed;
  if (std::find(passed.begin(), passed.end(), gate) == passed.end()) passed.push_back(gate);
}

/// The gate and those passed after it are open again.
std::vector<Code> reopen(Case& state, Code const& gate) {
  auto& passed = state.gates_passed;
  auto const from = std::find(passed.begin(), passed.end(), gate);
  std::vector<Code> reopened{from, passed.end()};
  passed.erase(from, passed.end());
  return reopened;
}

void decide_gate(Case& state, GateResult result) {
  auto& review = review_of(state);
  result.kind = review.kind;
  review.tied = false;
  state.gate_results.push_back(std::move(result));
}

ClosedBallot& close(Case& state, Recorded const& at) {
  auto& review = review_of(state);
  ClosedBallot closed;
  if (review.ballot) closed.ballot = std::move(*review.ballot);
  closed.closed = at.at.recorded;
  review.ballot.reset();
  return state.ballots.emplace_back(std::move(closed));
}

/// A ballot without quorum leaves a tie of the one before as it was.
void remember_tie(Case& state, ClosedBallot const& closed) {
  if (closed.outcome == BallotOutcome::inquorate) return;
  review_of(state).tied =
      closed.outcome == BallotOutcome::failed && closed.yes == closed.no && closed.yes > 0;
}

/// What an election has come to: a round without quorum is held again, and so is one whose tie ends
/// with somebody who was in it leaving the running.
void remember_round(Case& state, ElectionOutcome outcome, std::vector<NomineeId> const& who) {
  auto& review = review_of(state);
  auto& closed = state.ballots.back();
  closed.election = outcome;
  closed.who = who;
  review.tied = outcome == ElectionOutcome::tied;
  auto const round = closed.ballot.round;
  if (outcome == ElectionOutcome::next_round) review.next_round = {round + 1, who};
  if (outcome == ElectionOutcome::tied) review.next_round = {round, closed.ballot.standing};
  if (outcome == ElectionOutcome::elected || outcome == ElectionOutcome::failed)
    review.next_round.reset();
}

/// Everything that was found out about the nominees is found out anew.
void start_over(Case& state) {
  state.review.reset();
  state.lot.reset();
  state.gates_passed.clear();
  for (auto& result : state.gate_results) result.stands = false;
  state.permitted.clear();
  state.scorers.clear();
  std::erase_if(state.panel, [](Assessor const& seat) { return !seat.of_panel; });
  for (auto& seat : state.panel) seat.rounds.clear();
  state.deadlines.erase(Code{"stage.reviewing"});
}

void spend(Case& state, std::optional<MotionCited> const& motion) {
  if (motion) state.motions_spent.insert({motion->session, motion->rev});
}

}  // namespace

void apply(Case& state, Recorded const&, CaseReferred const& event) {
  static_cast<void>(reopen(state, event.gate));
  auto& review = state.review.emplace();
  review.gate = event.gate;
  review.kind = event.kind;
  review.body = event.body;
  review.votes = event.votes.value_or(ballot::Values::yes_no_abstain);
}

void apply(Case& state, Recorded const&, PutOnAgenda const& event) {
  review_of(state).session = event.session;
  review_of(state).item = event.item;
}

void apply(Case& state, Recorded const&, DeliberationOpened const& event) {
  review_of(state).session = event.session;
}

void apply(Case& state, Recorded const& at, MemberRecused const& event) {
  review_of(state).recused.push_back(
      {.member = event.member, .nominee = event.nominee, .act = act_under(state, at)});
}

void apply(Case& state, Recorded const&, RecusalRuled const& event) {
  spend(state, event.motion);
  if (!event.upheld) return;
  review_of(state).recused.push_back({.member = event.member, .nominee = event.nominee});
  state.kept_aside.rulings.push_back(
      {.body = review_of(state).body, .member = event.member, .nominee = event.nominee});
}

void apply(Case& state, Recorded const&, CandidateProposed const& event) {
  review_of(state).candidate = event.nominee;
  review_of(state).tied = false;
}

void apply(Case& state, Recorded const& at, BallotOpened const& event) {
  auto& ballot = review_of(state).ballot.emplace();
  ballot.code = event.ballot;
  ballot.question = event.question.value_or(Question::candidate);
  ballot.nominee = event.nominee;
  ballot.session = event.session;
  ballot.secrecy = event.secrecy;
  ballot.medium = event.medium;
  ballot.round = event.round;
  ballot.fallback = event.fallback;
  ballot.electorate = event.electorate;
  ballot.present = event.present;
  ballot.recused = event.recused;
  ballot.standing = event.standing.value_or(std::vector<NomineeId>{});
  ballot.gate = review_of(state).gate;
  ballot.kind = review_of(state).kind;
  if (event.standing) review_of(state).tied = false;
  ballot.opened = at.at.recorded;
}

void apply(Case& state, Recorded const& at, BallotCast const& event) {
  auto& review = review_of(state);
  if (!review.ballot) return;
  review.ballot->roll.emplace(event.voter, event.choice);
  if (event.voted_for) review.ballot->names.emplace(event.voter, *event.voted_for);
  if (!at.at.behalf.empty()) review.ballot->writers.insert(at.at.actor);
}

void apply(Case& state, Recorded const&, RollClosed const& event) {
  auto& review = review_of(state);
  if (review.ballot) review.ballot->tellers = event.tellers;
}

void apply(Case& state, Recorded const& at, BallotClosed const& event) {
  auto& closed = close(state, at);
  closed.yes = event.yes;
  closed.no = event.no;
  closed.abstain = event.abstain;
  closed.quorum = event.quorum;
  closed.majority = event.majority;
  closed.outcome = event.outcome;
  remember_tie(state, closed);
}

void apply(Case& state, Recorded const& at, BallotVoided const& event) {
  close(state, at).voided = true;
  spend(state, event.motion);
}

void apply(Case& state, Recorded const&, PaperCountEntered const& event) {
  auto& review = review_of(state);
  if (!review.ballot) return;
  review.ballot->counts[event.teller] = {.yes = event.yes,
                                         .no = event.no,
                                         .abstain = event.abstain,
                                         .blank = event.blank,
                                         .spoiled = event.spoiled};
}

void apply(Case& state, Recorded const&, ElectionCountEntered const& event) {
  auto& review = review_of(state);
  if (!review.ballot) return;
  review.ballot->counts[event.teller] = {.abstain = event.abstain,
                                         .blank = event.blank,
                                         .spoiled = event.spoiled,
                                         .votes = event.votes};
}

void apply(Case& state, Recorded const& at, ElectionRoundClosed const& event) {
  auto& closed = close(state, at);
  closed.votes = event.votes;
  closed.abstain = event.abstain;
  closed.blank = event.blank;
  closed.spoiled = event.spoiled;
  closed.quorum = event.quorum;
  closed.majority = event.majority;
  closed.by_relative_majority = event.by_relative_majority;
  remember_round(state, event.outcome, event.who);
}

void apply(Case& state, Recorded const& at, ElectionTieBroken const& event) {
  state.decided = at.at.recorded;
  state.lot.reset();
  if (state.ballots.empty()) return;
  state.ballots.back().majority = event.majority;
  remember_round(state, event.outcome, event.who);
}

void apply(Case& state, Recorded const& at, PaperBallotCounted const& event) {
  auto& closed = close(state, at);
  closed.yes = event.yes;
  closed.no = event.no;
  closed.abstain = event.abstain;
  closed.blank = event.blank;
  closed.spoiled = event.spoiled;
  closed.quorum = event.quorum;
  closed.majority = event.majority;
  closed.outcome = event.outcome;
  remember_tie(state, closed);
}

void apply(Case& state, Recorded const& at, TieBroken const& event) {
  state.decided = at.at.recorded;
  state.lot.reset();
  review_of(state).tied = false;
  if (state.ballots.empty()) return;
  state.ballots.back().majority = event.majority;
  state.ballots.back().outcome = event.outcome;
}

void apply(Case& state, Recorded const&, BodyApproved const& event) {
  decide_gate(
      state,
      {.gate = event.gate, .ballot = event.ballot, .nominee = event.nominee, .in_favour = true});
  pass(state, event.gate);
}

void apply(Case& state, Recorded const&, BodyRejected const& event) {
  decide_gate(state, {.gate = event.gate, .ballot = event.ballot, .nominee = event.nominee});
}

void apply(Case& state, Recorded const&, BodyAdvised const& event) {
  decide_gate(state, {.gate = event.gate,
                      .ballot = event.ballot,
                      .nominee = event.nominee,
                      .in_favour = event.in_favour});
  pass(state, event.gate);
}

void apply(Case& state, Recorded const&, BodyNotified const& event) { pass(state, event.gate); }

void apply(Case& state, Recorded const&, BodyElected const& event) {
  decide_gate(
      state,
      {.gate = event.gate, .ballot = event.ballot, .nominee = event.nominee, .in_favour = true});
  pass(state, event.gate);
}

void apply(Case& state, Recorded const& at, ResolutionSent const& event) {
  review_of(state).binds = event.binds;
  review_of(state).sent = at.at.recorded;
  static_cast<void>(reopen(state, event.gate));
  state.deadlines.erase(Code{"stage.reviewing"});
}

void apply(Case& state, Recorded const&, ResolutionObjected const& event) {
  auto& review = review_of(state);
  review.binds.reset();
  review.session.reset();
  review.candidate.reset();
  review.next_round.reset();
  for (auto& result : state.gate_results)
    if (result.gate == event.gate && (result.in_favour || result.kind == rules::GateKind::advisory))
      result.stands = false;
}

void apply(Case& state, Recorded const& at, ResolutionEffective const& event) {
  state.decided = at.at.recorded;
  review_of(state).binds.reset();
  pass(state, event.gate);
}

void apply(Case& state, Recorded const&, ReturnedToScreening const& event) {
  spend(state, event.motion);
  start_over(state);
}

void apply(Case& state, Recorded const&, ReturnedToAssessing const& event) {
  spend(state, event.motion);
  start_over(state);
}

void apply(Case& state, Recorded const&, ReviewDeferred const&) {
  review_of(state).session.reset();
}

void apply(Case& state, Recorded const&, GatesPassed const&) {
  state.review.reset();
  state.deadlines.erase(Code{"stage.reviewing"});
}

}  // namespace gozin::appointment
