#pragma once

#include "engine/rules/rule_set.hpp"
#include "workflows/appointment/events/all.hpp"

#include <map>
#include <set>

// What a case keeps of its judges' declarations, and of the bodies before which it comes.
namespace gozin::appointment {

struct Declaration {
  PersonId declarer;
  NomineeId nominee;
  Interest interest = Interest::none;
  std::optional<rules::Kinship> kinship = std::nullopt;
  std::optional<std::int64_t> act = std::nullopt;  // by which a clerk wrote it down
};

/// How many people count the papers of a ballot, each for themselves.
constexpr std::size_t kTellers = 2;

/// What one of them counted.
struct PaperCount {
  std::int64_t yes = 0;
  std::int64_t no = 0;
  std::int64_t abstain = 0;
  std::int64_t blank = 0;
  std::int64_t spoiled = 0;
  std::map<NomineeId, std::int64_t> votes = {};  // in an election, in place of yes and no
  friend bool operator==(PaperCount const&, PaperCount const&) = default;
};

/// A ballot from its opening on, as it was frozen then, and its roll.
struct BallotUnderWay {
  Code code;
  Code gate;
  rules::GateKind kind = rules::GateKind::advisory;
  Question question = Question::candidate;
  std::optional<NomineeId> nominee;
  StreamId session;
  ballot::Secrecy secrecy = ballot::Secrecy::open;
  Medium medium = Medium::electronic;
  std::int64_t round = 1;
  bool fallback = false;
  std::vector<PersonId> electorate;
  std::vector<PersonId> present;
  std::vector<PersonId> recused;
  std::vector<NomineeId> standing;  // in an election: who may be voted for
  Instant opened;
  std::map<PersonId, std::optional<Choice>> roll;
  std::map<PersonId, NomineeId> names;    // in an open election: whom each voted for
  std::set<PersonId> writers;             // who wrote votes down for others
  std::vector<PersonId> tellers;          // on paper, once the roll is closed
  std::map<PersonId, PaperCount> counts;  // of each teller
};

/// What a body decided, in the order of the decisions.
struct GateResult {
  Code gate;
  rules::GateKind kind = rules::GateKind::advisory;
  Code ballot;
  std::optional<NomineeId> nominee;
  bool in_favour = false;
  bool stands = true;  // false: the matter was sent back or objected to, and is decided anew
};

struct Ruling {
  PersonId member;
  std::optional<NomineeId> nominee;
  std::optional<std::int64_t> act = std::nullopt;  // by which a clerk wrote it down
};

/// A round of an election that is to come.
struct ElectionRound {
  std::int64_t number = 1;
  std::vector<NomineeId> standing;
};

struct ReviewState {
  Code gate;
  rules::GateKind kind = rules::GateKind::advisory;
  StreamId body;
  ballot::Values votes = ballot::Values::yes_no_abstain;
  std::optional<StreamId> session;
  std::int64_t item = 0;
  std::optional<NomineeId> candidate;
  std::vector<Declaration> declarations;  // of members, for this gate
  std::vector<Ruling> recused;            // declared or ruled; absent nominee: the item as a whole
  std::optional<BallotUnderWay> ballot;
  bool tied = false;  // the last ballot ended in a tie that is not settled yet
  std::optional<ElectionRound> next_round;  // of an election whose last round elected nobody
  std::optional<Instant> binds;             // of the resolution under way
  Instant sent;                             // the moment from which that period is counted
};

/// A ballot that is over, for pages and for the rule that nobody judges his own vote.
struct ClosedBallot {
  BallotUnderWay ballot;
  std::int64_t yes = 0;
  std::int64_t no = 0;
  std::int64_t abstain = 0;
  std::int64_t blank = 0;    // of paper
  std::int64_t spoiled = 0;  // of paper
  Threshold quorum;
  Threshold majority;
  BallotOutcome outcome = BallotOutcome::failed;
  std::map<NomineeId, std::int64_t> votes;  // of an election
  std::optional<ElectionOutcome> election;  // of an election; then `outcome` says nothing
  std::vector<NomineeId> who;               // elected, going on, or tied
  bool by_relative_majority = false;
  bool voided = false;
  Instant closed;
};

}  // namespace gozin::appointment
