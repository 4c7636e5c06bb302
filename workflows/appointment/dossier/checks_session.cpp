#include "engine/ballot/ballot.hpp"
#include "engine/ballot/election.hpp"
#include "engine/rules/calendar.hpp"
#include "workflows/appointment/dossier/checks.hpp"
#include "workflows/session/events.hpp"

namespace gozin::appointment::checks {
namespace {

/// Ballots that were counted.
std::vector<BallotFound> counted(CaseFile const& file) {
  auto ballots = ballots_in(file);
  std::erase_if(ballots, [](BallotFound const& one) { return !one.count || one.count->voided; });
  return ballots;
}

rules::BallotRule const* rule_for(CaseFile const& file, BallotFound const& ballot) {
  auto const* gate = rules::find_gate(file.rules(), ballot.count->ballot.gate);
  return gate ? rules::find_ballot_rule(file.rules(), gate->body) : nullptr;
}

bool contains(std::vector<PersonId> const& people, PersonId const& person) {
  return std::ranges::find(people, person) != people.end();
}

std::int64_t papers_of(ClosedBallot const& count) {
  auto papers = count.yes + count.no + count.abstain + count.blank + count.spoiled;
  for (auto const& [nominee, votes] : count.votes) papers += votes;
  return papers;
}

/// The votes of an open ballot, counted from the roll.
bool roll_gives_count(BallotFound const& ballot) {
  if (ballot.opened->secrecy != ballot::Secrecy::open ||
      ballot.opened->medium != Medium::electronic)
    return true;
  std::map<Choice, std::int64_t> choices;
  std::map<NomineeId, std::int64_t> names;
  for (auto const& [nominee, votes] : ballot.count->votes) names[nominee] = 0;
  for (auto const& cast : ballot.roll) {
    if (cast->voted_for)
      ++names[*cast->voted_for];
    else
      ++choices[cast->choice.value_or(Choice::abstain)];
  }
  return choices[Choice::yes] == ballot.count->yes && choices[Choice::no] == ballot.count->no &&
         choices[Choice::abstain] == ballot.count->abstain && names == ballot.count->votes;
}

/// How many were needed for a majority of those who were there, by the rule alone.
std::optional<std::int64_t> votes_needed(rules::BallotRule const& rule, BallotFound const& ballot) {
  auto const& count = *ballot.count;
  auto used = rule.rule;
  if (!count.election && ballot.opened->round > 1) used = ballot::second_round_of(used);
  auto const present = std::ssize(ballot.opened->present);
  auto const cast = count.election ? papers_of(count) - count.abstain : count.yes + count.no;
  auto base = cast;
  switch (used.majority.of) {
    case ballot::MajorityBase::cast:
      break;
    case ballot::MajorityBase::cast_and_abstain:
      base = cast + count.abstain;
      break;
    case ballot::MajorityBase::present:
      base = present;
      break;
    case ballot::MajorityBase::present_less_recused:
      base = present - std::ssize(ballot.opened->recused);
      break;
    case ballot::MajorityBase::filled:
      base = std::ssize(ballot.opened->electorate);
      break;
    case ballot::MajorityBase::seats:
      base = rule.seats;
      break;
  }
  // Papers without a choice enter bases made of votes; these are told by the count itself.
  bool const is_of_votes = used.majority.of == ballot::MajorityBase::cast ||
                           used.majority.of == ballot::MajorityBase::cast_and_abstain;
  if (is_of_votes && count.blank + count.spoiled > 0) return std::nullopt;
  return ballot::needed(used.majority.threshold, used.majority.fraction, base);
}

bool is_carried(ClosedBallot const& count) { return count.outcome == BallotOutcome::carried; }

}  // namespace

Judgement called_in_time(CaseFile const& file) {
  Judgement judged;
  auto const* calendar = file.calendar();
  if (!calendar) return judged;
  for (auto const& ballot : counted(file)) {
    auto const* rule = rule_for(file, ballot);
    auto const& past = file.past_of(ballot.opened->session);
    auto const called = all_of<session::SessionCalled>(past);
    if (!rule || called.empty()) continue;
    auto const& call = called.front();
    auto const earliest = rules::deadline(*calendar, call.at->at.recorded, rule->notice);
    judged.hold(rule->notice.days == 0 || call->starts > earliest, {call.at, ballot.opened.at});
  }
  return judged;
}

/// At the opening and at the close of what was decided.
Judgement quorum_there(CaseFile const& file) {
  Judgement judged;
  for (auto const& ballot : counted(file)) {
    auto const& opened = *ballot.opened.fact;
    bool const is_inquorate = !ballot.count->election && !ballot.count->quorum.met &&
                              ballot.count->outcome == BallotOutcome::inquorate;
    bool const is_void = ballot.count->election && !ballot.count->quorum.met;
    bool const decided_with = opened.quorum.met && opened.quorum.have >= opened.quorum.needed &&
                              ballot.count->quorum.have >= ballot.count->quorum.needed;
    judged.hold(decided_with || ((is_inquorate || is_void) && !ballot.decision),
                {ballot.opened.at, ballot.closed});
  }
  return judged;
}

Judgement recused_silent(CaseFile const& file) {
  Judgement judged;
  for (auto const& ballot : counted(file)) {
    judged.hold(true, {ballot.opened.at});
    for (auto const& cast : ballot.roll)
      judged.hold(contains(ballot.opened->present, cast->voter) &&
                      contains(ballot.opened->electorate, cast->voter) &&
                      !contains(ballot.opened->recused, cast->voter),
                  {cast.at});
  }
  for (auto const& recused : file.all<MemberRecused>()) judged.show(recused.at);
  return judged;
}

Judgement ballots_equal(CaseFile const& file) {
  Judgement judged;
  for (auto const& ballot : counted(file)) {
    std::set<PersonId> voters;
    for (auto const& cast : ballot.roll) voters.insert(cast->voter);
    judged.hold(voters.size() == ballot.roll.size() &&
                    papers_of(*ballot.count) == std::ssize(ballot.roll) && roll_gives_count(ballot),
                {ballot.opened.at, ballot.closed});
  }
  return judged;
}

/// The numbers of the record are those of the rule, and the outcome follows from them.
Judgement majority_by_rule(CaseFile const& file) {
  Judgement judged;
  for (auto const& ballot : counted(file)) {
    auto const& count = *ballot.count;
    auto const* rule = rule_for(file, ballot);
    if (!rule || !count.quorum.met || count.by_relative_majority) continue;
    auto const needed = votes_needed(*rule, ballot);
    auto const& majority = count.majority;
    bool const is_right = (!needed || *needed == majority.needed) &&
                          majority.met == (majority.have >= majority.needed);
    bool const follows = count.election || !is_carried(count) || majority.met;
    judged.hold(is_right && follows, {ballot.opened.at, ballot.closed, ballot.decision});
  }
  return judged;
}

}  // namespace gozin::appointment::checks
