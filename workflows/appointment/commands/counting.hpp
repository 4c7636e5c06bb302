#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/events/balloting.hpp"

namespace gozin::appointment {

/// Counts an electronic ballot and records what follows from the outcome. Not a ballot in which
/// nobody has voted (`ballot_must_have_votes`); by the secretary, only when all in the room have
/// (`chair_must_close_unfinished_vote`), by the chair before that only with a reason and where the
/// votes cast are a quorum (`unfinished_vote_must_have_its_quorum`) or it is lost; not by whoever
/// wrote votes down for others (`count_must_be_confirmed_by_another_person`). Once its session is
/// over (`session_must_be_open`) a ballot can be voided only. The count must equal the roll;
/// otherwise nothing is recorded and the box stays as it is, for whoever looks into it. A secret
/// ballot that has lost its quorum decides nothing, and its box is destroyed unread.
struct CloseBallot {
  static constexpr std::string_view kName = "CloseBallot";
  Code ballot;
  std::optional<Committed> reason = {};  // for closing while members in the room have not voted

  static constexpr auto fields() {
    return fields_of(open("ballot", &CloseBallot::ballot).ask(Input::code, "ballots"),
                     restricted("reason", &CloseBallot::reason, kFileReaders));
  }
};

/// Closes the roll of a paper ballot, which must not be empty (`ballot_must_have_votes`), and names
/// two registered people to count it. A teller is neither a candidate nor chair nor secretary; a
/// member of the body is in the room and has not stood aside (`teller_must_be_neutral`).
struct CloseRoll {
  static constexpr std::string_view kName = "CloseRoll";
  Code ballot;
  std::vector<PersonId> tellers;

  static constexpr auto fields() {
    return fields_of(open("ballot", &CloseRoll::ballot).ask(Input::code, "ballots"),
                     open("tellers", &CloseRoll::tellers).ask(Input::list, "persons"));
  }
};

/// What a named teller counted: papers for, against, abstaining, blank and void, none below 0. In
/// person; a teller may count again until the chair has confirmed.
struct EnterPaperCount {
  static constexpr std::string_view kName = "EnterPaperCount";
  Code ballot;
  std::int64_t yes = 0;
  std::int64_t no = 0;
  std::int64_t abstain = 0;
  std::int64_t blank = 0;
  std::int64_t spoiled = 0;

  static constexpr auto fields() {
    using C = EnterPaperCount;
    return fields_of(open("ballot", &C::ballot).ask(Input::code, "ballots"), open("yes", &C::yes),
                     open("no", &C::no), open("abstain", &C::abstain), open("blank", &C::blank),
                     open("spoiled", &C::spoiled));
  }
};

/// The chair confirms what two tellers counted alike (`tellers_must_agree`), with the SHA-256 of
/// the signed count sheet, before the session is over. Papers that are more or fewer than the roll
/// close the ballot as void.
struct ConfirmPaperCount {
  static constexpr std::string_view kName = "ConfirmPaperCount";
  Code ballot;
  Hash count_sheet;

  static constexpr auto fields() {
    using C = ConfirmPaperCount;
    return fields_of(open("ballot", &C::ballot).ask(Input::code, "ballots"),
                     open("count_sheet", &C::count_sheet));
  }
};

/// Settles a tie as the rule says: the chair's casting vote, or the lot that was announced,
/// with its public value.
struct SettleTie {
  static constexpr std::string_view kName = "SettleTie";
  Code ballot;
  std::optional<Choice> choice;
  std::optional<Label> announced;

  static constexpr auto fields() {
    return fields_of(open("ballot", &SettleTie::ballot).ask(Input::code, "ballots"),
                     open("choice", &SettleTie::choice), open("announced", &SettleTie::announced));
  }
};

Result<Decision> decide(CloseBallot const& command, Context const& context);
Result<Decision> decide(CloseRoll const& command, Context const& context);
Result<Decision> decide(EnterPaperCount const& command, Context const& context);
Result<Decision> decide(ConfirmPaperCount const& command, Context const& context);
Result<Decision> decide(SettleTie const& command, Context const& context);

[[nodiscard]] std::vector<CommandType> counting_commands();

}  // namespace gozin::appointment
