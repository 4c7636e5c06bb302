#pragma once

#include "tests/model/witness.hpp"

// Bodies as the witness counts them: who sits there, who is in the room, who must stand aside, what
// makes a quorum and a majority.
namespace gozin::model {

/// Interests that keep a member or a decider from judging, whatever the body says.
[[nodiscard]] bool keeps_from_judging(appointment::Interest interest);

[[nodiscard]] rules::Gate const& gate_of(Witness const& witness, CaseSeen const& seen,
                                         Code const& code);
[[nodiscard]] rules::BallotRule const& rule_of(Witness const& witness, CaseSeen const& seen);

[[nodiscard]] std::set<PersonId> voters_of(Witness const& witness, StreamId const& body);
[[nodiscard]] std::set<PersonId> in_the_room(Witness const& witness, BallotSeen const& ballot);
[[nodiscard]] std::set<PersonId> in_the_room(Witness const& witness, StreamId const& session,
                                             std::set<PersonId> const& people);
/// Members who must not vote on somebody: by word, by ruling, by interest, as the one concerned.
[[nodiscard]] bool must_stand_aside(Witness const& witness, CaseSeen const& seen,
                                    PersonId const& member, NomineeId const& nominee);
/// The same about whatever the ballot is about: in an election, about anybody who stands.
[[nodiscard]] bool must_stand_aside(Witness const& witness, CaseSeen const& seen,
                                    PersonId const& member, BallotSeen const& ballot);

[[nodiscard]] std::int64_t size_of(std::set<PersonId> const& people);
[[nodiscard]] bool is_quorate(rules::BallotRule const& rule, BallotSeen const& ballot,
                              std::int64_t present, std::int64_t recused);
/// A box that decides nothing stays closed (threat T14).
[[nodiscard]] bool stays_unread(Witness const& witness, CaseSeen const& seen,
                                BallotSeen const& ballot);
/// In its session, and never over the heads of so many that those who voted are no quorum.
void see_close(Sight const& sight, BallotSeen const& ballot);
/// With who was there at the opening and who is there now.
[[nodiscard]] bool is_quorate_at_close(Witness const& witness, CaseSeen const& seen,
                                       BallotSeen const& ballot);

/// Whether so many for and against meet the majority of the body, and the second one where its rule
/// has one.
struct Tally {
  std::int64_t yes = 0;
  std::int64_t no = 0;
};
[[nodiscard]] bool meets_majority(rules::BallotRule const& body, BallotSeen const& ballot,
                                  Tally tally);

}  // namespace gozin::model
