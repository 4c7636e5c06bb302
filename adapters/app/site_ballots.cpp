#include "adapters/app/site_case.hpp"
#include "workflows/appointment/ballots.hpp"

#include <algorithm>

namespace gozin::app {
namespace {

using appointment::BallotUnderWay;
using appointment::ClosedBallot;

std::string question_of(CaseReader const& reader, BallotUnderWay const& ballot) {
  auto const& words = reader.words();
  if (appointment::is_election(ballot))
    return words.say("ballot_elects", {{"round", words.number(ballot.round)}});
  if (!ballot.nominee) return words.say("ballot_about_shortlist");
  return words.say("ballot_about", {{"nominee", reader.nominee(*ballot.nominee)}});
}

std::string vote_of(CaseReader const& reader, BallotUnderWay const& ballot, PersonId const& voter) {
  if (auto const name = ballot.names.find(voter); name != ballot.names.end())
    return reader.nominee(name->second);
  auto const& choice = ballot.roll.at(voter);
  return choice ? reader.words().named("choice", name_of(*choice)).text : std::string{};
}

/// Whom a round elected, left for the next one, or left tied.
std::string said_of(CaseReader const& reader, ClosedBallot const& ballot) {
  auto const& words = reader.words();
  std::string who;
  for (auto const& nominee : ballot.who)
    who += (who.empty() ? "" : words.say("comma")) + reader.nominee(nominee);
  return words.say("round_" + std::string{name_of(*ballot.election)}, {{"who", who}});
}

web::Ballot common(CaseReader const& reader, BallotUnderWay const& ballot) {
  auto const& words = reader.words();
  web::Ballot shown;
  shown.id = ballot.code.text;
  shown.question = question_of(reader, ballot);
  shown.gate = {ballot.gate.text, reader.title_of(ballot.gate)};
  shown.advisory = ballot.kind == rules::GateKind::advisory;
  shown.by_name = appointment::is_election(ballot);
  shown.secret = ballot.secrecy == ballot::Secrecy::secret;
  if (shown.secret) shown.secrecy_note = reader.secrecy_note(ballot.gate);
  if (!reader.sight().votes) return shown;
  for (auto const& [voter, choice] : ballot.roll)
    shown.roll.push_back({words.who(voter), shown.secret ? "" : vote_of(reader, ballot, voter)});
  return shown;
}

web::Ballot closed(CaseReader const& reader, ClosedBallot const& ballot) {
  auto const& words = reader.words();
  auto shown = common(reader, ballot.ballot);
  shown.yes = ballot.yes;
  shown.no = ballot.no;
  shown.abstain = ballot.abstain;
  auto const sentence = [&](std::string_view key, appointment::Threshold const& threshold) {
    shown.computation.push_back(words.say(
        key, {{"have", words.number(threshold.have)}, {"needed", words.number(threshold.needed)}}));
  };
  if (ballot.voided) {
    shown.outcome = web::Named{"voided", words.say("ballot_voided")};
    return shown;
  }
  for (auto const& [nominee, votes] : ballot.votes)
    shown.votes.push_back({{nominee.text, reader.nominee(nominee)}, words.number(votes)});
  sentence(ballot.quorum.met ? "quorum_met" : "quorum_missed", ballot.quorum);
  if (appointment::is_unread(ballot)) shown.computation.push_back(words.say("ballot_unread"));
  if (ballot.election) {
    if (ballot.quorum.met && !ballot.by_relative_majority)
      sentence(ballot.majority.met ? "majority_met" : "majority_missed", ballot.majority);
    if (ballot.by_relative_majority) shown.computation.push_back(words.say("relative_majority"));
    if (!ballot.who.empty()) shown.computation.push_back(said_of(reader, ballot));
    shown.outcome = words.named("choice", name_of(*ballot.election));
    return shown;
  }
  if (ballot.outcome != appointment::BallotOutcome::inquorate)
    sentence(ballot.majority.met ? "majority_met" : "majority_missed", ballot.majority);
  shown.outcome = words.named("choice", name_of(ballot.outcome));
  return shown;
}

}  // namespace

std::vector<web::Ballot> ballots_of(CaseReader const& reader) {
  std::vector<web::Ballot> ballots;
  auto const& state = reader.state();
  if (reader.sight().blind) return ballots;
  if (state.review && state.review->ballot) {
    auto shown = common(reader, *state.review->ballot);
    shown.open = true;
    // Nobody's choice is shown before the close, in an open ballot either.
    for (auto& voter : shown.roll) voter.note.clear();
    ballots.push_back(std::move(shown));
  }
  for (auto at = state.ballots.rbegin(); at != state.ballots.rend(); ++at)
    ballots.push_back(closed(reader, *at));
  return ballots;
}

}  // namespace gozin::app
