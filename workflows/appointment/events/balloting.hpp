#pragma once

#include "workflows/appointment/events/drafting.hpp"

namespace gozin::appointment {

#define GOZIN_QUESTIONS(X) X(candidate) X(shortlist)
GOZIN_NAMED_ENUM(Question, GOZIN_QUESTIONS)

/// A threshold as it is computed: how many were needed, how many there were.
struct Threshold {
  std::int64_t needed = 0;
  std::int64_t have = 0;
  bool met = false;

  static constexpr auto fields() {
    return fields_of(open("needed", &Threshold::needed), open("have", &Threshold::have),
                     open("met", &Threshold::met));
  }
  friend bool operator==(Threshold const&, Threshold const&) = default;
};

#define GOZIN_MEDIA(X) X(electronic) X(paper)
GOZIN_NAMED_ENUM(Medium, GOZIN_MEDIA)

/// Electorate and present are frozen here; leaving afterwards changes nothing but the quorum at the
/// close. *Present includes the recused.*
struct BallotOpened {
  static constexpr std::string_view kType = "BallotOpened";
  Code ballot;
  Question question = Question::candidate;
  std::optional<NomineeId> nominee;
  StreamId session;
  ballot::Secrecy secrecy = ballot::Secrecy::open;
  Medium medium = Medium::electronic;
  std::int64_t round = 1;  // 2 after a tie, where the rules want a second round
  bool fallback = false;   // the recused count for the quorum, since it is out of reach without
  std::vector<PersonId> electorate;  // seated members
  std::vector<PersonId> present;
  std::vector<PersonId> recused;  // of those present
  Threshold quorum;

  static constexpr auto fields() {
    return fields_of(
        open("ballot", &BallotOpened::ballot), open("question", &BallotOpened::question),
        open("nominee", &BallotOpened::nominee), open("session", &BallotOpened::session),
        open("secrecy", &BallotOpened::secrecy), open("medium", &BallotOpened::medium),
        open("round", &BallotOpened::round), open("fallback", &BallotOpened::fallback),
        open("electorate", &BallotOpened::electorate), open("present", &BallotOpened::present),
        open("recused", &BallotOpened::recused), open("quorum", &BallotOpened::quorum));
  }
};

#define GOZIN_CHOICES(X) X(yes) X(no) X(abstain)
GOZIN_NAMED_ENUM(Choice, GOZIN_CHOICES)

/// The entry in the roll. The choice stands here in open ballots only; in secret ones it lies in
/// the ballot box, which knows no member, no time and no order.
struct BallotCast {
  static constexpr std::string_view kType = "BallotCast";
  Code ballot;
  PersonId voter;
  std::optional<Choice> choice;

  static constexpr auto fields() {
    return fields_of(open("ballot", &BallotCast::ballot), open("voter", &BallotCast::voter),
                     open("choice", &BallotCast::choice));
  }
};

#define GOZIN_BALLOT_OUTCOMES(X) X(carried) X(failed) X(inquorate)
GOZIN_NAMED_ENUM(BallotOutcome, GOZIN_BALLOT_OUTCOMES)

struct BallotClosed {
  static constexpr std::string_view kType = "BallotClosed";
  Code ballot;
  std::int64_t roll = 0;  // entries in the roll; equals the papers counted
  std::int64_t yes = 0;
  std::int64_t no = 0;
  std::int64_t abstain = 0;
  Threshold quorum;  // at the close
  Threshold majority;
  std::optional<Threshold> also;
  BallotOutcome outcome = BallotOutcome::failed;

  static constexpr auto fields() {
    return fields_of(open("ballot", &BallotClosed::ballot), open("roll", &BallotClosed::roll),
                     open("yes", &BallotClosed::yes), open("no", &BallotClosed::no),
                     open("abstain", &BallotClosed::abstain), open("quorum", &BallotClosed::quorum),
                     open("majority", &BallotClosed::majority), open("also", &BallotClosed::also),
                     open("outcome", &BallotClosed::outcome));
  }
};

struct BallotVoided {
  static constexpr std::string_view kType = "BallotVoided";
  Code ballot;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("ballot", &BallotVoided::ballot),
                     restricted("reason", &BallotVoided::reason, kFileReaders));
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
extern template EventType const& event_type<appointment::BallotOpened>();
extern template EventType const& event_type<appointment::BallotCast>();
extern template EventType const& event_type<appointment::BallotClosed>();
extern template EventType const& event_type<appointment::BallotVoided>();
extern template EventType const& event_type<appointment::RollClosed>();
extern template EventType const& event_type<appointment::PaperCountEntered>();
extern template EventType const& event_type<appointment::PaperBallotCounted>();
extern template EventType const& event_type<appointment::TieBroken>();

}  // namespace gozin
