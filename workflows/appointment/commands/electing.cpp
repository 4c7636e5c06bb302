#include "workflows/appointment/commands/electing.hpp"

#include "engine/command/preparation.hpp"
#include "engine/command/typed.hpp"
#include "engine/scoring/lot.hpp"
#include "workflows/appointment/closing.hpp"
#include "workflows/appointment/lots.hpp"
#include "workflows/appointment/transcribing.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

/// The paper of a member who votes for nobody.
constexpr std::string_view kAbstention = "abstain";

bool is_standing(BallotUnderWay const& ballot, NomineeId const& nominee) {
  return std::find(ballot.standing.begin(), ballot.standing.end(), nominee) !=
         ballot.standing.end();
}

/// The election under way that is meant.
Result<BallotUnderWay const*> election_under_way(Context const& context, Code const& code) {
  auto const open = ballot_under_way(context, code);
  if (!open) return open.error();
  if (!is_election(**open)) return Rejection{Reason::ballot_must_be_an_election, code.text};
  return *open;
}

std::optional<Rejection> flaw_of_choice(CastElectionBallot const& vote) {
  if (vote.nominee.has_value() != vote.abstain) return std::nullopt;
  return Rejection{Reason::vote_must_be_a_name_or_abstention, vote.ballot.text};
}

/// What the paper says, or why it is none.
Result<std::string> paper_of(CastElectionBallot const& vote, BallotUnderWay const& ballot) {
  if (auto const refused = flaw_of_choice(vote)) return *refused;
  if (!vote.nominee) return std::string{kAbstention};
  // Not who: a choice in a ballot stands in no refusal.
  if (!is_standing(ballot, *vote.nominee))
    return Rejection{Reason::vote_must_name_who_stands, ballot.code.text};
  return vote.nominee->text;
}

/// The votes: from the roll of an open election, from the box of a secret one, none where it stays
/// unread. Refused where there are not as many papers as entries in the roll.
Result<ballot::ElectionCount> counted_names(Context const& context, BallotUnderWay const& ballot) {
  auto count = opened_election(context, ballot);
  count.closing = attendance_now(context, ballot);
  auto const unread = stays_unread(context, ballot);
  if (!unread) return unread.error();
  if (*unread) return count;
  if (ballot.secrecy == ballot::Secrecy::open) {
    for (auto const& [voter, choice] : ballot.roll) {
      auto const name = ballot.names.find(voter);
      ++(name == ballot.names.end() ? count.abstain : count.votes.at(name->second));
    }
    return count;
  }
  auto const papers = context.facts.open_box(ballot.code.text);
  std::size_t readable = 0;
  for (auto const& paper : papers) {
    if (paper != kAbstention && !is_standing(ballot, NomineeId{paper})) continue;
    ++(paper == kAbstention ? count.abstain : count.votes.at(NomineeId{paper}));
    ++readable;
  }
  if (papers.size() != ballot.roll.size() || readable != papers.size())
    return Rejection{Reason::papers_must_equal_roll,
                     std::to_string(papers.size()) + " != " + std::to_string(ballot.roll.size())};
  return count;
}

ElectionRoundClosed closed_by(BallotUnderWay const& ballot, ballot::ElectionCount const& count,
                              ballot::ElectionVerdict const& verdict) {
  return {.ballot = ballot.code,
          .roll = static_cast<std::int64_t>(ballot.roll.size()),
          .votes = count.votes,
          .abstain = count.abstain,
          .blank = count.blank_papers,
          .spoiled = count.void_papers,
          .quorum = threshold_of(verdict.quorum),
          .majority = threshold_of(verdict.majority),
          .also = threshold_of(verdict.also),
          .by_relative_majority = verdict.by_relative_majority,
          .outcome = verdict.outcome,
          .who = verdict.who};
}

/// The order that the seed puts the tied into.
std::vector<NomineeId> drawn_by(Hash const& seed, std::vector<NomineeId> const& tied) {
  std::vector<std::string> names;
  for (auto const& nominee : tied) names.push_back(nominee.text);
  std::vector<NomineeId> drawn;
  for (auto& name : scoring::draw(seed, names)) drawn.push_back(NomineeId{std::move(name)});
  return drawn;
}

/// Who or what settles the tie, and how.
Result<ElectionTieBroken> draw(SettleElectionTie const& command, Context const& context,
                               ClosedBallot const& closed) {
  ElectionTieBroken broken;
  broken.ballot = command.ballot;
  if (tie_rule_of(context, closed.ballot) == ballot::TieRule::chair) {
    if (auto const refused = flaw_of_casting_vote(context, closed.ballot)) return *refused;
    broken.drawn = command.names;
    if (broken.drawn.empty()) return Rejection{EngineReason::field_must_be_given, "names"};
    return broken;
  }
  auto const lot = draw_lot(context, {LotPurpose::ballot, command.ballot}, command.announced);
  if (!lot) return lot.error();
  broken.by = TieBreak::lot;
  broken.lot_announced = lot->value;
  broken.lot_seed = lot->seed;
  broken.drawn = drawn_by(lot->seed, closed.who);
  // Whoever has left since keeps the others in their order and takes nobody's place.
  std::stable_partition(broken.drawn.begin(), broken.drawn.end(), [&](NomineeId const& nominee) {
    return running_nominee(case_of(context), nominee).has_value();
  });
  return broken;
}

}  // namespace

Result<void> prepare(std::type_identity<CastElectionBallot>, Preparation& preparation) {
  auto& input = preparation.input();
  input["boxed"] = false;
  auto const vote = decode<CastElectionBallot>(input);
  if (!vote) return vote.error();
  if (auto const refused = flaw_of_choice(*vote)) return *refused;
  auto const* state = preparation.view().find<Case>(preparation.stream());
  auto const* ballot = state ? find_ballot(*state) : nullptr;
  if (ballot && ballot->secrecy == ballot::Secrecy::open) return {};

  // What is not known to be open is treated as secret: the vote travels no further than this.
  input.erase("nominee");
  input.erase("abstain");
  bool const in_person = preparation.call().behalf.empty();
  if (!ballot || !in_person || vote->ballot != ballot->code || !is_election(*ballot)) return {};
  auto const paper = paper_of(*vote, *ballot);
  if (!paper) return paper.error();
  preparation.put_in_box(ballot->code.text, *paper);
  input["boxed"] = true;
  return {};
}

Result<Decision> decide(CastElectionBallot const& command, Context const& context) {
  auto const election = election_under_way(context, command.ballot);
  if (!election) return election.error();
  auto const& ballot = **election;
  auto const voter = voter_of(context, ballot);
  if (!voter) return voter.error();
  bool const secret = ballot.secrecy == ballot::Secrecy::secret;
  // The ballot opened after this vote was prepared: the name is gone, so it must be given again.
  bool const given = command.nominee || command.abstain;
  if (secret ? !command.boxed : !given)
    return Rejection{EngineReason::stream_must_be_unchanged, command.ballot.text};
  if (!secret)
    if (auto const paper = paper_of(command, ballot); !paper) return paper.error();

  Decision decision;
  auto const abstained = secret || command.nominee ? std::nullopt : std::optional{Choice::abstain};
  decision.add(context.stream, BallotCast{.ballot = command.ballot,
                                          .voter = *voter,
                                          .choice = abstained,
                                          .voted_for = secret ? std::nullopt : command.nominee});
  return decision;
}

Result<Decision> close_round(Context const& context, BallotUnderWay const& ballot,
                             std::optional<Committed> const& reason) {
  auto const count = counted_names(context, ballot);
  if (!count) return count.error();
  auto const verdict = decide_election(context, ballot, *count);
  if (!verdict) return verdict.error();

  auto closed = closed_by(ballot, *count, *verdict);
  closed.silent = silent_at_close(context, ballot);
  closed.reason = reason;
  Decision decision;
  decision.add(context.stream, closed);
  if (has_box(ballot)) decision.opened_boxes.push_back(ballot.code.text);
  follow_election(decision, context, ballot.code, *verdict);
  return decision;
}

Result<Decision> decide(EnterElectionCount const& command, Context const& context) {
  auto const election = election_under_way(context, command.ballot);
  if (!election) return election.error();
  if (auto const refused = flaw_of_teller(context, **election)) return *refused;
  auto const& standing = (*election)->standing;
  auto least = std::min({command.abstain, command.blank, command.spoiled});
  for (auto const& nominee : standing) {
    auto const votes = command.votes.find(nominee);
    if (votes == command.votes.end())
      return Rejection{Reason::count_must_cover_who_stands, nominee.text};
    least = std::min(least, votes->second);
  }
  if (least < 0) return Rejection{ballot::Reason::count_must_not_be_negative};
  if (command.votes.size() != standing.size())
    return Rejection{Reason::count_must_cover_who_stands, command.ballot.text};

  Decision decision;
  decision.add(context.stream, ElectionCountEntered{.ballot = command.ballot,
                                                    .teller = context.call.actor,
                                                    .votes = command.votes,
                                                    .abstain = command.abstain,
                                                    .blank = command.blank,
                                                    .spoiled = command.spoiled});
  return decision;
}

Result<Decision> confirm_round(Context const& context, BallotUnderWay const& ballot,
                               Hash const& count_sheet) {
  auto const& papers = ballot.counts.begin()->second;
  Decision decision;
  if (void_uneven(decision, context, papers_in(papers), count_sheet)) return decision;
  auto count = opened_election(context, ballot);
  count.closing = attendance_now(context, ballot);
  count.votes = papers.votes;
  count.abstain = papers.abstain;
  count.blank_papers = papers.blank;
  count.void_papers = papers.spoiled;
  auto const verdict = decide_election(context, ballot, count);
  if (!verdict) return verdict.error();

  auto closed = closed_by(ballot, count, *verdict);
  closed.tellers = ballot.tellers;
  closed.count_sheet = count_sheet;
  decision.add(context.stream, closed);
  follow_election(decision, context, ballot.code, *verdict);
  return decision;
}

Result<Decision> decide(SettleElectionTie const& command, Context const& context) {
  if (auto const refused = flaw_of_officer(context)) return *refused;
  if (auto const refused = flaw_of_session(context)) return *refused;
  auto const& state = case_of(context);
  if (!awaits_tie_break(state) || state.ballots.back().ballot.code != command.ballot)
    return Rejection{Reason::ballot_must_be_tied, command.ballot.text};
  auto const& closed = state.ballots.back();
  if (!is_election(closed.ballot))
    return Rejection{Reason::ballot_must_be_an_election, command.ballot.text};
  if (auto const refused = flaw_of_departures(state)) return *refused;
  auto broken = draw(command, context, closed);
  if (!broken) return broken.error();

  auto count = opened_election(context, closed.ballot);
  count.votes = closed.votes;
  count.abstain = closed.abstain;
  count.blank_papers = closed.blank;
  count.void_papers = closed.spoiled;
  count.drawn = broken->drawn;
  auto const verdict = decide_election(context, closed.ballot, count);
  if (!verdict) return verdict.error();
  if (broken->by == TieBreak::chair)
    for (auto const& name : broken->drawn)
      if (std::find(verdict->who.begin(), verdict->who.end(), name) == verdict->who.end())
        return Rejection{ballot::ElectionReason::chosen_must_be_tied, name.text};
  broken->majority = threshold_of(verdict->majority);
  broken->also = threshold_of(verdict->also);
  broken->outcome = verdict->outcome;
  broken->who = verdict->who;
  Decision decision;
  decision.add(context.stream, *broken);
  follow_election(decision, context, command.ballot, *verdict);
  return decision;
}

std::vector<CommandType> electing_commands() {
  CommandTraits const officer{.roles = {"body_secretary", "body_chair"}, .duty = "body_secretary"};
  CommandTraits const member{.roles = {"body_member", "body_chair", "body_secretary"},
                             .duty = "body_member"};
  CommandTraits const teller{.roles = {"body_member", "clerk"}};
  return {command_type<CastElectionBallot>("appointment", "case", member),
          command_type<EnterElectionCount>("appointment", "case", teller),
          command_type<SettleElectionTie>("appointment", "case", officer)};
}

}  // namespace gozin::appointment
