#pragma once

#include "engine/command/context.hpp"
#include "workflows/balloting/events.hpp"
#include "workflows/transcription/events.hpp"

namespace gozin::session {

// The votes of a body about a rule set that it approves. They stand in the stream of the rule set,
// are always open (no person is judged), and are decided by the rules in force, never by the
// proposed ones.

/// Opens the vote: the session is open, of the body that approves a change of these rules, with
/// this rule set on its agenda. Freezes who is present; refused below the quorum, with both numbers
/// (AC8.1). The code is the server's.
struct PutRuleSetToVote {
  static constexpr std::string_view kName = "PutRuleSetToVote";
  Code ballot = {};
  StreamId session = {};

  static constexpr auto fields() {
    return fields_of(open("ballot", &PutRuleSetToVote::ballot).ask(Input::none),
                     open("session", &PutRuleSetToVote::session).ask(Input::stream, "sessions"));
  }
};

/// A member's vote, in person or, by show of hands, written down by a clerk.
struct VoteOnRuleSet {
  static constexpr std::string_view kName = "VoteOnRuleSet";
  balloting::Choice choice = balloting::Choice::abstain;

  static constexpr auto fields() { return fields_of(open("choice", &VoteOnRuleSet::choice)); }
};

/// A second person finds votes that were written down as they stand on paper, which is attached by
/// its hash: somebody of the body or a clerk, neither who wrote them down nor the member. Refused
/// as `flaw_of_second_person` says.
struct ConfirmRuleSetVotes {
  static constexpr std::string_view kName = "ConfirmRuleSetVotes";
  std::vector<std::int64_t> acts = {};
  Hash scan = {};

  static constexpr auto fields() {
    return fields_of(open("acts", &ConfirmRuleSetVotes::acts).ask(Input::list, "transcriptions"),
                     open("scan", &ConfirmRuleSetVotes::scan));
  }
};

/// A second person, or the member, finds that the member did not vote so. That ends the vote, which
/// is held again.
struct DisputeRuleSetVote {
  static constexpr std::string_view kName = "DisputeRuleSetVote";
  std::int64_t act = 0;
  Committed reason = {};

  static constexpr auto fields() {
    return fields_of(open("act", &DisputeRuleSetVote::act).ask(Input::number, "transcriptions"),
                     restricted("reason", &DisputeRuleSetVote::reason, transcription::kReaders));
  }
};

/// Counts the votes. Carried, the rule set is approved under this number of resolution; equal votes
/// do not carry it. A session that has ended meanwhile is inquorate. Either way it may be voted on
/// again. Refused while nobody has voted, by whoever wrote votes down for others, and while votes
/// that were written down wait for their second person. While members in the room have not voted,
/// only the chair closes it, with a reason and a quorum of votes cast, unless the quorum is lost.
/// After the session the chair does, where somebody else closed that:
/// `chair_must_end_vote_on_rules_after_the_session`.
struct CloseRuleSetVote {
  static constexpr std::string_view kName = "CloseRuleSetVote";
  Label resolution = {};
  std::optional<Committed> reason = {};  // for closing while members in the room have not voted

  static constexpr auto fields() {
    return fields_of(open("resolution", &CloseRuleSetVote::resolution),
                     restricted("reason", &CloseRuleSetVote::reason, balloting::kBallotReaders));
  }
};

Result<void> prepare(std::type_identity<PutRuleSetToVote>, Preparation& preparation);

Result<Decision> decide(PutRuleSetToVote const& command, Context const& context);
Result<Decision> decide(VoteOnRuleSet const& command, Context const& context);
Result<Decision> decide(ConfirmRuleSetVotes const& command, Context const& context);
Result<Decision> decide(DisputeRuleSetVote const& command, Context const& context);
Result<Decision> decide(CloseRuleSetVote const& command, Context const& context);

/// The descriptions of these commands.
[[nodiscard]] std::vector<CommandType> motion_commands();

}  // namespace gozin::session
