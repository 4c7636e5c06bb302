#include "workflows/appointment/commands/counting.hpp"

#include "engine/command/typed.hpp"
#include "engine/scoring/lot.hpp"
#include "workflows/appointment/closing.hpp"
#include "workflows/appointment/commands/electing.hpp"
#include "workflows/appointment/lots.hpp"
#include "workflows/appointment/transcribing.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace gozin::appointment {
namespace {

BallotOutcome as_event(ballot::Outcome outcome) {
  switch (outcome) {
    case ballot::Outcome::carried:
      return BallotOutcome::carried;
    case ballot::Outcome::failed:
      return BallotOutcome::failed;
    case ballot::Outcome::inquorate:
      break;
  }
  return BallotOutcome::inquorate;
}

void add_choice(ballot::Count& count, Choice choice) {
  switch (choice) {
    case Choice::yes:
      ++count.yes;
      return;
    case Choice::no:
      ++count.no;
      return;
    case Choice::abstain:
      ++count.abstain;
      return;
  }
}

/// The votes: from the roll of an open ballot, from the box of a secret one, none where it stays
/// unread. Refused where there are not as many papers as entries in the roll.
Result<ballot::Count> counted(Context const& context, BallotUnderWay const& ballot) {
  auto count = opened_count(context, ballot);
  count.closing = attendance_now(context, ballot);
  auto const unread = stays_unread(context, ballot);
  if (!unread) return unread.error();
  if (*unread) return count;
  if (ballot.secrecy == ballot::Secrecy::open) {
    for (auto const& [voter, choice] : ballot.roll) add_choice(count, choice.value());
    return count;
  }
  auto const papers = context.facts.open_box(ballot.code.text);
  for (auto const& paper : papers)
    if (auto const choice = find_by_name<Choice>(paper)) add_choice(count, *choice);
  auto const readable = static_cast<std::size_t>(count.yes + count.no + count.abstain);
  if (papers.size() != ballot.roll.size() || readable != papers.size())
    return Rejection{Reason::papers_must_equal_roll,
                     std::to_string(papers.size()) + " != " + std::to_string(ballot.roll.size())};
  return count;
}

/// What follows from the outcome. A ballot without quorum decides nothing; a tie waits where the
/// rule has a way to settle it.
void follow_outcome(Decision& decision, Context const& context, BallotUnderWay const& ballot,
                    ballot::Verdict const& verdict) {
  if (verdict.outcome == ballot::Outcome::inquorate) return;
  if (verdict.tied && rule_of(context, ballot).tie != ballot::TieRule::reject) return;
  follow_resolution(decision, context,
                    {.ballot = ballot.code,
                     .nominee = ballot.nominee,
                     .in_favour = verdict.outcome == ballot::Outcome::carried});
}

/// A teller has no part in what is counted, nor in keeping the ballot.
bool is_neutral(Context const& context, BallotUnderWay const& ballot, PersonId const& teller) {
  auto const& body = *body_of(context);
  bool const serves = registry::holds_office(body, teller, registry::Office::chair) ||
                      registry::holds_office(body, teller, registry::Office::secretary);
  if (serves || nominee_of(case_of(context), teller)) return false;
  return !is_among(registry::voters(body), teller) ||
         (count_present(context, {teller}) == 1 && !is_recused(context, teller, ballot.nominee));
}

std::optional<Rejection> flaw_of_tellers(Context const& context, BallotUnderWay const& ballot,
                                         std::vector<PersonId> const& tellers) {
  std::set<PersonId> const distinct{tellers.begin(), tellers.end()};
  if (tellers.size() != kTellers || distinct.size() != kTellers)
    return Rejection{Reason::tellers_must_be_two, std::to_string(distinct.size())};
  for (auto const& teller : tellers) {
    if (!context.view.find<registry::Person>(stream_of(registry::Person::kKind, teller.text)))
      return Rejection{Reason::person_must_be_registered, teller.text};
    if (!is_neutral(context, ballot, teller))
      return Rejection{Reason::teller_must_be_neutral, teller.text};
  }
  return std::nullopt;
}

/// The paper ballot under way that is meant.
Result<BallotUnderWay const*> paper_ballot(Context const& context, Code const& code) {
  auto const open = ballot_under_way(context, code);
  if (!open) return open.error();
  if ((*open)->medium != Medium::paper) return Rejection{Reason::ballot_must_be_on_paper};
  return *open;
}

}  // namespace

Result<Decision> decide(CloseBallot const& command, Context const& context) {
  auto const open = ballot_under_way(context, command.ballot);
  if (!open) return open.error();
  if (auto const refused = flaw_of_officer(context)) return *refused;
  auto const& ballot = **open;
  if (ballot.medium == Medium::paper) return Rejection{Reason::ballot_must_be_electronic};
  if (auto const refused = flaw_of_closing(context, ballot, command.reason)) return *refused;
  if (is_election(ballot)) return close_round(context, ballot, command.reason);
  auto const count = counted(context, ballot);
  if (!count) return count.error();
  auto const verdict = ballot::decide(rule_of(context, ballot), *count);
  if (!verdict) return verdict.error();

  Decision decision;
  decision.add(context.stream, BallotClosed{.ballot = ballot.code,
                                            .roll = static_cast<std::int64_t>(ballot.roll.size()),
                                            .yes = count->yes,
                                            .no = count->no,
                                            .abstain = count->abstain,
                                            .quorum = threshold_of(verdict->quorum),
                                            .majority = threshold_of(verdict->majority),
                                            .also = threshold_of(verdict->also),
                                            .outcome = as_event(verdict->outcome),
                                            .silent = silent_at_close(context, ballot),
                                            .reason = command.reason});
  if (has_box(ballot)) decision.opened_boxes.push_back(ballot.code.text);
  follow_outcome(decision, context, ballot, *verdict);
  return decision;
}

Result<Decision> decide(CloseRoll const& command, Context const& context) {
  auto const open = paper_ballot(context, command.ballot);
  if (!open) return open.error();
  if (auto const refused = flaw_of_officer(context)) return *refused;
  if (auto const refused = flaw_of_session(context)) return *refused;
  auto const& ballot = **open;
  if (!ballot.tellers.empty()) return Rejection{Reason::roll_must_be_open, command.ballot.text};
  if (ballot.roll.empty()) return Rejection{Reason::ballot_must_have_votes, command.ballot.text};
  if (auto const refused = flaw_of_tellers(context, ballot, command.tellers)) return *refused;

  Decision decision;
  decision.add(context.stream, RollClosed{.ballot = command.ballot, .tellers = command.tellers});
  return decision;
}

Result<Decision> decide(EnterPaperCount const& command, Context const& context) {
  auto const open = paper_ballot(context, command.ballot);
  if (!open) return open.error();
  if (is_election(**open)) return Rejection{Reason::ballot_must_be_yes_or_no, command.ballot.text};
  if (auto const refused = flaw_of_teller(context, **open)) return *refused;
  std::array const papers = {command.yes, command.no, command.abstain, command.blank,
                             command.spoiled};
  if (*std::min_element(papers.begin(), papers.end()) < 0)
    return Rejection{ballot::Reason::count_must_not_be_negative};

  Decision decision;
  decision.add(context.stream, PaperCountEntered{.ballot = command.ballot,
                                                 .teller = context.call.actor,
                                                 .yes = command.yes,
                                                 .no = command.no,
                                                 .abstain = command.abstain,
                                                 .blank = command.blank,
                                                 .spoiled = command.spoiled});
  return decision;
}

Result<Decision> decide(ConfirmPaperCount const& command, Context const& context) {
  auto const open = paper_ballot(context, command.ballot);
  if (!open) return open.error();
  if (auto const refused = flaw_of_officer(context)) return *refused;
  if (auto const refused = flaw_of_session(context)) return *refused;
  auto const& ballot = **open;
  if (ballot.counts.size() != kTellers)
    return Rejection{Reason::tellers_must_be_two, std::to_string(ballot.counts.size())};
  if (!tellers_agree(ballot)) return Rejection{Reason::tellers_must_agree, command.ballot.text};
  if (ballot.counts.contains(context.call.actor))
    return Rejection{Reason::teller_must_be_neutral, context.call.actor.text};
  if (auto const refused = flaw_of_departures(case_of(context))) return *refused;

  if (is_election(ballot)) return confirm_round(context, ballot, command.count_sheet);

  Decision decision;
  auto const roll = static_cast<std::int64_t>(ballot.roll.size());
  auto const& papers = ballot.counts.begin()->second;
  if (void_uneven(decision, context, papers_in(papers), command.count_sheet)) return decision;
  auto count = opened_count(context, ballot);
  count.closing = attendance_now(context, ballot);
  count.yes = papers.yes;
  count.no = papers.no;
  count.abstain = papers.abstain;
  count.blank_papers = papers.blank;
  count.void_papers = papers.spoiled;
  auto const verdict = ballot::decide(rule_of(context, ballot), count);
  if (!verdict) return verdict.error();

  decision.add(context.stream, PaperBallotCounted{.ballot = ballot.code,
                                                  .roll = roll,
                                                  .yes = papers.yes,
                                                  .no = papers.no,
                                                  .abstain = papers.abstain,
                                                  .blank = papers.blank,
                                                  .spoiled = papers.spoiled,
                                                  .tellers = ballot.tellers,
                                                  .count_sheet = command.count_sheet,
                                                  .quorum = threshold_of(verdict->quorum),
                                                  .majority = threshold_of(verdict->majority),
                                                  .also = threshold_of(verdict->also),
                                                  .outcome = as_event(verdict->outcome)});
  follow_outcome(decision, context, ballot, *verdict);
  return decision;
}

namespace {

/// How the casting vote falls, or why the chair has none here.
Result<Choice> casting_vote(SettleTie const& command, Context const& context,
                            BallotUnderWay const& ballot) {
  if (auto const refused = flaw_of_casting_vote(context, ballot)) return *refused;
  if (!command.choice || *command.choice == Choice::abstain)
    return Rejection{Reason::casting_vote_must_be_yes_or_no};
  return *command.choice;
}

}  // namespace

Result<Decision> decide(SettleTie const& command, Context const& context) {
  if (auto const refused = flaw_of_officer(context)) return *refused;
  if (auto const refused = flaw_of_session(context)) return *refused;
  auto const& state = case_of(context);
  if (!awaits_tie_break(state) || state.ballots.back().ballot.code != command.ballot)
    return Rejection{Reason::ballot_must_be_tied, command.ballot.text};
  auto const& closed = state.ballots.back();
  if (is_election(closed.ballot))
    return Rejection{Reason::ballot_must_be_yes_or_no, command.ballot.text};
  if (auto const refused = flaw_of_departures(state)) return *refused;
  auto const rule = rule_of(context, closed.ballot);
  bool const by_chair = rule.tie == ballot::TieRule::chair;
  if (!by_chair && rule.tie != ballot::TieRule::lot)
    return Rejection{Reason::ballot_must_be_tied, std::string{name_of(rule.tie)}};

  TieBroken broken;
  broken.ballot = command.ballot;
  if (by_chair) {
    auto const vote = casting_vote(command, context, closed.ballot);
    if (!vote) return vote.error();
    broken.choice = *vote;
  } else {
    auto const lot = draw_lot(context, {LotPurpose::ballot, command.ballot}, command.announced);
    if (!lot) return lot.error();
    broken.by = TieBreak::lot;
    broken.lot_announced = lot->value;
    broken.lot_seed = lot->seed;
    auto const first = scoring::draw(*broken.lot_seed, {"no", "yes"}).front();
    broken.choice = first == "yes" ? Choice::yes : Choice::no;
  }
  auto count = opened_count(context, closed.ballot);
  count.yes = closed.yes;
  count.no = closed.no;
  count.abstain = closed.abstain;
  count.blank_papers = closed.blank;
  count.void_papers = closed.spoiled;
  count.tie_break = broken.choice == Choice::yes;
  auto const verdict = ballot::decide(rule, count);
  if (!verdict) return verdict.error();

  broken.majority = threshold_of(verdict->majority);
  broken.also = threshold_of(verdict->also);
  broken.outcome = as_event(verdict->outcome);
  Decision decision;
  decision.add(context.stream, broken);
  follow_resolution(decision, context,
                    {.ballot = command.ballot,
                     .nominee = closed.ballot.nominee,
                     .in_favour = verdict->outcome == ballot::Outcome::carried});
  return decision;
}

std::vector<CommandType> counting_commands() {
  CommandTraits const officer{.roles = {"body_secretary", "body_chair"}, .duty = "body_secretary"};
  CommandTraits const chair{.roles = {"body_chair"}, .duty = "body_secretary"};
  CommandTraits const teller{.roles = {"body_member", "clerk"}};
  return {command_type<CloseBallot>("appointment", "case", officer),
          command_type<CloseRoll>("appointment", "case", officer),
          command_type<EnterPaperCount>("appointment", "case", teller),
          command_type<ConfirmPaperCount>("appointment", "case", chair),
          command_type<SettleTie>("appointment", "case", officer)};
}

}  // namespace gozin::appointment
