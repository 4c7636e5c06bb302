#include "workflows/appointment/commands/counting.hpp"

#include "engine/command/typed.hpp"
#include "engine/scoring/lot.hpp"
#include "workflows/appointment/ballots.hpp"
#include "workflows/appointment/lots.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace gozin::appointment {
namespace {

Threshold as_event(ballot::MajorityTest const& test) {
  return {.needed = test.needed, .have = test.have, .met = test.met};
}

std::optional<Threshold> as_event(std::optional<ballot::MajorityTest> const& test) {
  if (!test) return std::nullopt;
  return as_event(*test);
}

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

/// What the engine decides by, without votes: the seats and those who were there at the opening.
ballot::Count opened_count(Context const& context, BallotUnderWay const& ballot) {
  ballot::Count count;
  count.seats = ballot_rule_of(rules_of(context), *case_of(context).review).seats;
  count.filled = static_cast<std::int64_t>(ballot.electorate.size());
  count.opening = {.present = static_cast<std::int64_t>(ballot.present.size()),
                   .recused = static_cast<std::int64_t>(ballot.recused.size())};
  return count;
}

/// Who is still there, of those who were seated when the ballot opened.
ballot::Attendance attendance_now(Context const& context, BallotUnderWay const& ballot) {
  std::vector<PersonId> recused;
  for (auto const& member : ballot.electorate)
    if (is_recused(context, member, ballot.nominee)) recused.push_back(member);
  return {.present = count_present(context, ballot.electorate),
          .recused = count_present(context, recused)};
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

/// The votes: from the roll of an open ballot, from the box of a secret one. Refused where there
/// are not as many papers as entries in the roll.
Result<ballot::Count> counted(Context const& context, BallotUnderWay const& ballot) {
  auto count = opened_count(context, ballot);
  count.closing = attendance_now(context, ballot);
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

/// Tellers are two registered people who are neither candidates nor officers of this count.
std::optional<Rejection> flaw_of_tellers(Context const& context,
                                         std::vector<PersonId> const& tellers) {
  std::set<PersonId> const distinct{tellers.begin(), tellers.end()};
  if (tellers.size() != 2 || distinct.size() != 2)
    return Rejection{Reason::tellers_must_be_two_neutral_persons, std::to_string(distinct.size())};
  for (auto const& teller : tellers) {
    if (!context.view.find<registry::Person>(stream_of("person", teller.text)))
      return Rejection{Reason::person_must_be_registered, teller.text};
    bool const serves =
        teller == context.call.actor ||
        registry::holds_office(*body_of(context), teller, registry::Office::secretary);
    if (serves || nominee_of(case_of(context), teller))
      return Rejection{Reason::tellers_must_be_two_neutral_persons, teller.text};
  }
  return std::nullopt;
}

}  // namespace

Result<Decision> decide(CloseBallot const& command, Context const& context) {
  auto const open = ballot_under_way(context, command.ballot);
  if (!open) return open.error();
  if (auto const refused = flaw_of_officer(context)) return *refused;
  auto const& ballot = **open;
  if (ballot.medium == Medium::paper) return Rejection{Reason::ballot_must_be_electronic};
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
                                            .majority = as_event(verdict->majority),
                                            .also = as_event(verdict->also),
                                            .outcome = as_event(verdict->outcome)});
  if (has_box(ballot)) decision.opened_boxes.push_back(ballot.code.text);
  follow_outcome(decision, context, ballot, *verdict);
  return decision;
}

Result<Decision> decide(CountPaperBallot const& command, Context const& context) {
  auto const open = ballot_under_way(context, command.ballot);
  if (!open) return open.error();
  if (auto const refused = flaw_of_officer(context)) return *refused;
  auto const& ballot = **open;
  if (ballot.medium != Medium::paper) return Rejection{Reason::ballot_must_be_on_paper};
  if (auto const refused = flaw_of_tellers(context, command.tellers)) return *refused;
  std::array const papers = {command.yes, command.no, command.abstain, command.blank,
                             command.spoiled};
  if (*std::min_element(papers.begin(), papers.end()) < 0)
    return Rejection{ballot::Reason::count_must_not_be_negative};

  Decision decision;
  auto const roll = static_cast<std::int64_t>(ballot.roll.size());
  std::int64_t sum = 0;
  for (auto const number : papers) sum += number;
  if (sum != roll) {
    auto const why = "شمار برگه‌ها (" + std::to_string(sum) +
                     ") با فهرست رأی‌دهندگان (" + std::to_string(roll) +
                     ") برابر نیست. برگ شمارش: " + to_hex(command.count_sheet);
    void_open_ballot(decision, context, noted(context, "reason", why));
    return decision;
  }
  auto count = opened_count(context, ballot);
  count.closing = attendance_now(context, ballot);
  count.yes = command.yes;
  count.no = command.no;
  count.abstain = command.abstain;
  count.blank_papers = command.blank;
  count.void_papers = command.spoiled;
  auto const verdict = ballot::decide(rule_of(context, ballot), count);
  if (!verdict) return verdict.error();

  decision.add(context.stream, PaperBallotCounted{.ballot = ballot.code,
                                                  .roll = roll,
                                                  .yes = command.yes,
                                                  .no = command.no,
                                                  .abstain = command.abstain,
                                                  .blank = command.blank,
                                                  .spoiled = command.spoiled,
                                                  .tellers = command.tellers,
                                                  .count_sheet = command.count_sheet,
                                                  .quorum = threshold_of(verdict->quorum),
                                                  .majority = as_event(verdict->majority),
                                                  .also = as_event(verdict->also),
                                                  .outcome = as_event(verdict->outcome)});
  follow_outcome(decision, context, ballot, *verdict);
  return decision;
}

namespace {

/// How the casting vote falls, or why the chair has none here.
Result<Choice> casting_vote(SettleTie const& command, Context const& context,
                            BallotUnderWay const& ballot) {
  if (context.call.role != Code{"body_chair"})
    return Rejection{Reason::casting_vote_must_come_from_chair};
  if (!is_among(ballot.present, context.call.actor))
    return Rejection{Reason::voter_must_be_present_at_opening, context.call.actor.text};
  if (is_among(ballot.recused, context.call.actor))
    return Rejection{Reason::voter_must_not_be_recused, context.call.actor.text};
  if (count_present(context, {context.call.actor}) == 0)
    return Rejection{Reason::voter_must_be_in_the_room, context.call.actor.text};
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

  broken.majority = as_event(verdict->majority);
  broken.also = as_event(verdict->also);
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
  CommandTraits const chair{.roles = {"body_chair"}, .duty = "body_member"};
  return {command_type<CloseBallot>("appointment", "case", officer),
          command_type<CountPaperBallot>("appointment", "case", chair),
          command_type<SettleTie>("appointment", "case", officer)};
}

}  // namespace gozin::appointment
