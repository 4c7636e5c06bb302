#pragma once

#include "workflows/appointment/events/drafting.hpp"
#include "workflows/appointment/events/motion_cited.hpp"
#include "workflows/balloting/events.hpp"

namespace gozin::appointment {

using balloting::BallotCast;
using balloting::BallotClosed;
using balloting::BallotOpened;
using balloting::BallotOutcome;
using balloting::Choice;
using balloting::Medium;
using balloting::Question;
using balloting::Threshold;

struct BallotVoided {
  static constexpr std::string_view kType = "BallotVoided";
  Code ballot;
  Committed reason;
  std::optional<MotionCited> motion = {};  // absent: nobody had voted, or it could not be counted

  static constexpr auto fields() {
    return fields_of(open("ballot", &BallotVoided::ballot),
                     restricted("reason", &BallotVoided::reason, kFileReaders),
                     open("motion", &BallotVoided::motion));
  }
};

/// Nobody is entered in the roll of a paper ballot any more; these two count the papers.
struct RollClosed {
  static constexpr std::string_view kType = "RollClosed";
  Code ballot;
  std::vector<PersonId> tellers;

  static constexpr auto fields() {
    return fields_of(open("ballot", &RollClosed::ballot), open("tellers", &RollClosed::tellers));
  }
};

/// What one teller, its actor, counted. A teller who counts again replaces their own count.
struct PaperCountEntered {
  static constexpr std::string_view kType = "PaperCountEntered";
  Code ballot;
  PersonId teller;
  std::int64_t yes = 0;
  std::int64_t no = 0;
  std::int64_t abstain = 0;
  std::int64_t blank = 0;
  std::int64_t spoiled = 0;  // void papers

  static constexpr auto fields() {
    using P = PaperCountEntered;
    return fields_of(open("ballot", &P::ballot), open("teller", &P::teller), open("yes", &P::yes),
                     open("no", &P::no), open("abstain", &P::abstain), open("blank", &P::blank),
                     open("spoiled", &P::spoiled));
  }
};

/// Counted by two tellers, confirmed by the chair; the signed sheet is attached by hash.
struct PaperBallotCounted {
  static constexpr std::string_view kType = "PaperBallotCounted";
  Code ballot;
  std::int64_t roll = 0;
  std::int64_t yes = 0;
  std::int64_t no = 0;
  std::int64_t abstain = 0;
  std::int64_t blank = 0;
  std::int64_t spoiled = 0;  // void papers
  std::vector<PersonId> tellers;
  Hash count_sheet;
  Threshold quorum;
  Threshold majority;
  std::optional<Threshold> also;
  BallotOutcome outcome = BallotOutcome::failed;

  static constexpr auto fields() {
    using P = PaperBallotCounted;
    return fields_of(open("ballot", &P::ballot), open("roll", &P::roll), open("yes", &P::yes),
                     open("no", &P::no), open("abstain", &P::abstain), open("blank", &P::blank),
                     open("spoiled", &P::spoiled), open("tellers", &P::tellers),
                     open("count_sheet", &P::count_sheet), open("quorum", &P::quorum),
                     open("majority", &P::majority), open("also", &P::also),
                     open("outcome", &P::outcome));
  }
};

#define GOZIN_TIE_BREAKS(X) X(chair) X(lot)
GOZIN_NAMED_ENUM(TieBreak, GOZIN_TIE_BREAKS)

/// An equal number of yes and no, settled after the count by the chair's casting vote or by lot. It
/// adds one to its side and replaces no majority of persons. The lot draws among `no` and `yes`.
struct TieBroken {
  static constexpr std::string_view kType = "TieBroken";
  Code ballot;
  TieBreak by = TieBreak::chair;
  Choice choice = Choice::no;
  std::optional<Hash> lot_seed;
  std::optional<Label> lot_announced;  // the public value the seed was made with
  Threshold majority;
  std::optional<Threshold> also;
  BallotOutcome outcome = BallotOutcome::failed;

  static constexpr auto fields() {
    return fields_of(open("ballot", &TieBroken::ballot), open("by", &TieBroken::by),
                     open("choice", &TieBroken::choice), open("lot_seed", &TieBroken::lot_seed),
                     open("lot_announced", &TieBroken::lot_announced),
                     open("majority", &TieBroken::majority), open("also", &TieBroken::also),
                     open("outcome", &TieBroken::outcome));
  }
};

}  // namespace gozin::appointment

namespace gozin {

// Compiled once, in balloting.cpp.
extern template EventType const& event_type<appointment::BallotVoided>();
extern template EventType const& event_type<appointment::RollClosed>();
extern template EventType const& event_type<appointment::PaperCountEntered>();
extern template EventType const& event_type<appointment::PaperBallotCounted>();
extern template EventType const& event_type<appointment::TieBroken>();

}  // namespace gozin
