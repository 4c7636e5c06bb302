#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/events/balloting.hpp"

namespace gozin::appointment {

/// Freezes who may vote: those seated and in the room, less the recused. About the candidate
/// proposed, or, for advice only, about the shortlist. Refused below the quorum, with the numbers
/// (AC8.1), and while somebody in the room has not declared their interests (threat T6). The code
/// is the server's; unless said otherwise the ballot is electronic and about the candidate.
struct OpenBallot {
  static constexpr std::string_view kName = "OpenBallot";
  Code ballot;
  Question question = Question::candidate;
  Medium medium = Medium::electronic;

  static constexpr auto fields() {
    return fields_of(open("ballot", &OpenBallot::ballot).ask(Input::none),
                     open("question", &OpenBallot::question).optional(),
                     open("medium", &OpenBallot::medium).optional());
  }
};

/// A vote, of who was in the room when the ballot opened and still is. In a secret ballot the
/// choice goes into the box before anybody judges the command, which knows only that a paper lies
/// there. In an open one the secretary may write it down for a member by show of hands; a secret
/// one is cast in person.
struct CastBallot {
  static constexpr std::string_view kName = "CastBallot";
  Code ballot;
  std::optional<Choice> choice;
  bool boxed = false;

  static constexpr auto fields() {
    return fields_of(open("ballot", &CastBallot::ballot).ask(Input::code, "ballots"),
                     open("choice", &CastBallot::choice).secret(),
                     open("boxed", &CastBallot::boxed).ask(Input::none));
  }
};

/// The roll of a ballot on paper: who has put a paper into the urn. May be given in parts.
struct RecordPaperRoll {
  static constexpr std::string_view kName = "RecordPaperRoll";
  Code ballot;
  std::vector<PersonId> voters;

  static constexpr auto fields() {
    return fields_of(open("ballot", &RecordPaperRoll::ballot).ask(Input::code, "ballots"),
                     open("voters", &RecordPaperRoll::voters).ask(Input::list, "body_members"));
  }
};

/// The ballot counts for nothing; it stays on record. A new one may be opened. Votes that were cast
/// are set at nought by the body alone: while its session is open it carries that in a motion of
/// its own (`void_must_be_carried_by_the_body`), unless a vote in it was never cast; afterwards by
/// the chair, where somebody else closed it (`void_must_come_from_the_chair_after_the_session`).
struct VoidBallot {
  static constexpr std::string_view kName = "VoidBallot";
  Code ballot;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("ballot", &VoidBallot::ballot).ask(Input::code, "ballots"),
                     restricted("reason", &VoidBallot::reason, kFileReaders));
  }
};

Result<Decision> decide(OpenBallot const& command, Context const& context);
Result<Decision> decide(CastBallot const& command, Context const& context);
Result<Decision> decide(RecordPaperRoll const& command, Context const& context);
Result<Decision> decide(VoidBallot const& command, Context const& context);

Result<void> prepare(std::type_identity<OpenBallot>, Preparation& preparation);
Result<void> prepare(std::type_identity<CastBallot>, Preparation& preparation);

/// These and those of counting.hpp.
[[nodiscard]] std::vector<CommandType> balloting_commands();

}  // namespace gozin::appointment
