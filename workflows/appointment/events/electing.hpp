#pragma once

#include "engine/ballot/election.hpp"
#include "workflows/appointment/events/balloting.hpp"

// Where a body elects one of several by papers with one name each. Such a ballot opens, takes
// votes and is voided by the same events as one of yes and no.
namespace gozin::appointment {

using ballot::ElectionOutcome;

/// What one teller of an election on paper, its actor, counted.
struct ElectionCountEntered {
  static constexpr std::string_view kType = "ElectionCountEntered";
  Code ballot;
  PersonId teller;
  std::map<NomineeId, std::int64_t> votes;  // of everybody who stands, 0 included
  std::int64_t abstain = 0;
  std::int64_t blank = 0;
  std::int64_t spoiled = 0;  // void papers

  static constexpr auto fields() {
    using E = ElectionCountEntered;
    return fields_of(open("ballot", &E::ballot), open("teller", &E::teller),
                     open("votes", &E::votes), open("abstain", &E::abstain),
                     open("blank", &E::blank), open("spoiled", &E::spoiled));
  }
};

/// The count of a round. `majority` and `also` are asked of whoever leads; they do not decide where
/// a relative majority does. `who`: who is elected, who stands in the next round, or who is tied. A
/// secret round that lost its quorum is not counted: its numbers of votes are 0.
struct ElectionRoundClosed {
  static constexpr std::string_view kType = "ElectionRoundClosed";
  Code ballot;
  std::int64_t roll = 0;  // entries in the roll; equals the papers counted
  std::map<NomineeId, std::int64_t> votes;
  std::int64_t abstain = 0;
  std::int64_t blank = 0;                // of paper
  std::int64_t spoiled = 0;              // of paper
  std::vector<PersonId> tellers = {};    // of paper
  std::optional<Hash> count_sheet = {};  // of paper: signed, attached by hash
  Threshold quorum;                      // at the close
  Threshold majority;
  std::optional<Threshold> also;
  bool by_relative_majority = false;
  ElectionOutcome outcome = ElectionOutcome::failed;
  std::vector<NomineeId> who;
  std::optional<std::int64_t> silent = {};  // members in the room who had not voted; absent: none
  std::optional<Committed> reason = {};     // of the chair, for closing without them

  static constexpr auto fields() {
    using E = ElectionRoundClosed;
    return fields_of(open("ballot", &E::ballot), open("roll", &E::roll), open("votes", &E::votes),
                     open("abstain", &E::abstain), open("blank", &E::blank),
                     open("spoiled", &E::spoiled), open("tellers", &E::tellers),
                     open("count_sheet", &E::count_sheet), open("quorum", &E::quorum),
                     open("majority", &E::majority), open("also", &E::also),
                     open("by_relative_majority", &E::by_relative_majority),
                     open("outcome", &E::outcome), open("who", &E::who), open("silent", &E::silent),
                     restricted("reason", &E::reason, kFileReaders));
  }
};

/// A tie settled after the count: by the chair, who names as many as there are places, or by the
/// lot, which puts all who are tied in an order. One more vote, no majority of persons.
struct ElectionTieBroken {
  static constexpr std::string_view kType = "ElectionTieBroken";
  Code ballot;
  TieBreak by = TieBreak::chair;
  std::vector<NomineeId> drawn;
  std::optional<Hash> lot_seed;
  std::optional<Label> lot_announced;  // the public value the seed was made with
  Threshold majority;
  std::optional<Threshold> also;
  ElectionOutcome outcome = ElectionOutcome::failed;
  std::vector<NomineeId> who;

  static constexpr auto fields() {
    using E = ElectionTieBroken;
    return fields_of(open("ballot", &E::ballot), open("by", &E::by), open("drawn", &E::drawn),
                     open("lot_seed", &E::lot_seed), open("lot_announced", &E::lot_announced),
                     open("majority", &E::majority), open("also", &E::also),
                     open("outcome", &E::outcome), open("who", &E::who));
  }
};

}  // namespace gozin::appointment

namespace gozin {

// Compiled once, in electing.cpp.
extern template EventType const& event_type<appointment::ElectionCountEntered>();
extern template EventType const& event_type<appointment::ElectionRoundClosed>();
extern template EventType const& event_type<appointment::ElectionTieBroken>();

}  // namespace gozin
