#include "engine/rules/calendar.hpp"
#include "workflows/appointment/ballots.hpp"
#include "workflows/appointment/dossier/ballot_count.hpp"
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

/// The rule of the body that voted.
rules::BallotRule const* rule_for(CaseFile const& file, BallotFound const& ballot) {
  return rules::find_ballot_rule(file.rules(), body_of(file, ballot));
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
    bool const counted_all =
        is_unread(*ballot.count) || papers_of(*ballot.count) == std::ssize(ballot.roll);
    judged.hold(voters.size() == ballot.roll.size() && counted_all && roll_gives_count(ballot),
                {ballot.opened.at, ballot.closed});
  }
  return judged;
}

/// Counted again by the rule of the body, it comes to what the record says.
Judgement majority_by_rule(CaseFile const& file) {
  Judgement judged;
  for (auto const& ballot : counted(file)) {
    auto const* rule = rule_for(file, ballot);
    auto const again = rule ? std::optional{count_again(file, ballot, *rule, *rule)} : std::nullopt;
    bool const is_same = again && *again && **again == as_recorded(file, ballot);
    judged.hold(is_same, {ballot.opened.at, ballot.closed, ballot.decision});
  }
  return judged;
}

}  // namespace gozin::appointment::checks
