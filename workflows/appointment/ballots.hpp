#pragma once

#include "workflows/appointment/deliberation.hpp"

namespace gozin::appointment {

/// The ballot that is open in the case; null when there is none.
[[nodiscard]] BallotUnderWay const* find_ballot(Case const& state);

/// The ballot that is open, which must be the one meant: `ballot_must_be_open`.
[[nodiscard]] Result<BallotUnderWay const*> ballot_under_way(Context const& context,
                                                             Code const& code);

/// Whether the last ballot ended in a tie that is still to be settled. It is not when the person it
/// was about has left the running, in an election anybody level with the tied or above them: then
/// the round is held again. A lot that is announced for it settles it among those still there.
[[nodiscard]] bool awaits_tie_break(Case const& state);

/// Whether its choices lie in the ballot box, whose key is destroyed with its end.
[[nodiscard]] bool has_box(BallotUnderWay const& ballot);

/// Whether it asks which of several, by papers with one name each.
[[nodiscard]] bool is_election(BallotUnderWay const& ballot);

/// The rule a ballot of yes and no is decided by: the body's, with what its opening found.
[[nodiscard]] ballot::Rule rule_of(Context const& context, BallotUnderWay const& ballot);
[[nodiscard]] ballot::Rule rule_of(rules::BallotRule const& body, BallotUnderWay const& ballot);

/// Whether the tellers of a paper ballot have all counted, and the same.
[[nodiscard]] bool tellers_agree(BallotUnderWay const& ballot);

/// Whoever writes a vote down, it is the voter's act: no nominee votes, nor who did what excludes
/// it (threat T24).
[[nodiscard]] std::optional<Rejection> flaw_of_vote_duty(Context const& context,
                                                         PersonId const& voter);

/// Whether the member is there for this ballot, as `session::is_in_the_room` says (threat T16).
[[nodiscard]] bool is_in_the_room(Context const& context, BallotUnderWay const& ballot,
                                  PersonId const& member);

/// Why this member cannot be entered in the roll now. Whoever has left since the opening votes
/// again when they are back (threat T16).
[[nodiscard]] std::optional<Rejection> flaw_of_voter(Context const& context,
                                                     BallotUnderWay const& ballot,
                                                     PersonId const& voter);

/// The member whose vote is given, on a screen: `ballot_must_be_electronic`; a secret one in person
/// (`secret_ballot_must_be_cast_in_person`); or why they cannot be entered in the roll now.
[[nodiscard]] Result<PersonId> voter_of(Context const& context, BallotUnderWay const& ballot);

/// Why the caller has no casting vote in this ballot: the chair has it, where the chair could vote.
[[nodiscard]] std::optional<Rejection> flaw_of_casting_vote(Context const& context,
                                                            BallotUnderWay const& ballot);

/// Why the caller may not say what was counted in this ballot: only tellers named do, in person.
[[nodiscard]] std::optional<Rejection> flaw_of_teller(Context const& context,
                                                      BallotUnderWay const& ballot);

/// All the papers that a teller counted.
[[nodiscard]] std::int64_t papers_in(PaperCount const& count);

/// Voids the ballot on paper under way when there are more or fewer papers than entries in its
/// roll, and says so with the hash of the count sheet; whether it did.
bool void_uneven(Decision& decision, Context const& context, std::int64_t papers,
                 Hash const& count_sheet);

/// A test as it is recorded: what was needed and what there was.
[[nodiscard]] Threshold threshold_of(ballot::QuorumTest const& test);
[[nodiscard]] Threshold threshold_of(ballot::MajorityTest const& test);
[[nodiscard]] std::optional<Threshold> threshold_of(
    std::optional<ballot::MajorityTest> const& test);

/// What a ballot is decided by, without votes: the seats and those who were there at the opening.
[[nodiscard]] ballot::Count opened_count(Context const& context, BallotUnderWay const& ballot);

/// Whether a secret ballot was left unread in its box, since it decided nothing.
[[nodiscard]] bool is_unread(ClosedBallot const& closed);

/// Who is still there, of those who were seated when the ballot opened.
[[nodiscard]] ballot::Attendance attendance_now(Context const& context,
                                                BallotUnderWay const& ballot);

/// Voids the ballot under way, if there is one, and has the papers of a secret one destroyed. For
/// whatever ends a ballot from outside, such as the withdrawal of the person it is about.
void void_open_ballot(Decision& decision, Context const& context, Committed const& reason,
                      std::optional<MotionCited> const& motion = std::nullopt);

/// Whether a ballot is open that is about this nominee: alone, on the shortlist, or standing in the
/// round of an election.
[[nodiscard]] bool is_under_ballot(Context const& context, NomineeId const& nominee);

}  // namespace gozin::appointment
