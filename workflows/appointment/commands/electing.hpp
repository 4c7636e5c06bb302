#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/elections.hpp"

namespace gozin::appointment {

/// A vote in an election: the name of one who stands (`vote_must_name_who_stands`) or an
/// abstention, and not both (`vote_must_be_a_name_or_abstention`). Otherwise as `CastBallot`: a
/// secret one goes into the box before anybody judges the command.
struct CastElectionBallot {
  static constexpr std::string_view kName = "CastElectionBallot";
  Code ballot;
  std::optional<NomineeId> nominee = {};
  bool abstain = false;
  bool boxed = false;

  static constexpr auto fields() {
    using C = CastElectionBallot;
    return fields_of(open("ballot", &C::ballot).ask(Input::code, "ballots"),
                     open("nominee", &C::nominee).ask(Input::nominee, "standing").secret(),
                     open("abstain", &C::abstain).optional().secret(),
                     open("boxed", &C::boxed).ask(Input::none));
  }
};

/// What a named teller of an election on paper counted: papers with each name, abstaining, blank
/// and void, none below 0 and of everybody who stands (`count_must_cover_who_stands`). In person;
/// a teller may count again until the chair has confirmed.
struct EnterElectionCount {
  static constexpr std::string_view kName = "EnterElectionCount";
  Code ballot;
  std::map<NomineeId, std::int64_t> votes;
  std::int64_t abstain = 0;
  std::int64_t blank = 0;
  std::int64_t spoiled = 0;

  static constexpr auto fields() {
    using C = EnterElectionCount;
    return fields_of(open("ballot", &C::ballot).ask(Input::code, "ballots"),
                     open("votes", &C::votes).ask(Input::list, "standing"),
                     open("abstain", &C::abstain), open("blank", &C::blank),
                     open("spoiled", &C::spoiled));
  }
};

/// Settles a tie as the rule says: by the chair, who names among the tied as many as there are
/// places and no more (`chosen_must_be_tied`), or by the lot that was announced, with its public
/// value.
struct SettleElectionTie {
  static constexpr std::string_view kName = "SettleElectionTie";
  Code ballot;
  std::vector<NomineeId> names = {};
  std::optional<Label> announced = {};

  static constexpr auto fields() {
    using C = SettleElectionTie;
    return fields_of(open("ballot", &C::ballot).ask(Input::code, "ballots"),
                     open("names", &C::names).ask(Input::list, "tied").optional(),
                     open("announced", &C::announced));
  }
};

Result<Decision> decide(CastElectionBallot const& command, Context const& context);
Result<Decision> decide(EnterElectionCount const& command, Context const& context);
Result<Decision> decide(SettleElectionTie const& command, Context const& context);

Result<void> prepare(std::type_identity<CastElectionBallot>, Preparation& preparation);

/// Closes the round of an electronic election, as `CloseBallot` says.
[[nodiscard]] Result<Decision> close_round(Context const& context, BallotUnderWay const& ballot,
                                           std::optional<Committed> const& reason);

/// Confirms what the tellers of an election counted alike, as `ConfirmPaperCount` says.
[[nodiscard]] Result<Decision> confirm_round(Context const& context, BallotUnderWay const& ballot,
                                             Hash const& count_sheet);

[[nodiscard]] std::vector<CommandType> electing_commands();

}  // namespace gozin::appointment
