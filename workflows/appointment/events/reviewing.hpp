#pragma once

#include "workflows/appointment/events/drafting.hpp"

namespace gozin::appointment {

struct CaseReferred {
  static constexpr std::string_view kType = "CaseReferred";
  Code gate;
  rules::GateKind kind = rules::GateKind::advisory;
  StreamId body;

  static constexpr auto fields() {
    return fields_of(open("gate", &CaseReferred::gate), open("kind", &CaseReferred::kind),
                     open("body", &CaseReferred::body));
  }
};

struct PutOnAgenda {
  static constexpr std::string_view kType = "PutOnAgenda";
  StreamId session;
  std::int64_t item = 0;  // from 1

  static constexpr auto fields() {
    return fields_of(open("session", &PutOnAgenda::session), open("item", &PutOnAgenda::item));
  }
};

struct DeliberationOpened {
  static constexpr std::string_view kType = "DeliberationOpened";
  StreamId session;

  static constexpr auto fields() {
    return fields_of(open("session", &DeliberationOpened::session));
  }
};

struct MemberRecused {
  static constexpr std::string_view kType = "MemberRecused";
  PersonId member;
  std::optional<NomineeId> nominee;  // absent: for the item as a whole
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("member", &MemberRecused::member),
                     open("nominee", &MemberRecused::nominee),
                     personal("reason", &MemberRecused::reason, "member"));
  }
};

/// A challenge of a member, ruled by the body without that member (threat T17).
struct RecusalRuled {
  static constexpr std::string_view kType = "RecusalRuled";
  PersonId member;
  std::optional<NomineeId> nominee;
  PersonId challenger;
  bool upheld = false;
  std::int64_t yes = 0;
  std::int64_t no = 0;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("member", &RecusalRuled::member), open("nominee", &RecusalRuled::nominee),
                     open("challenger", &RecusalRuled::challenger),
                     open("upheld", &RecusalRuled::upheld), open("yes", &RecusalRuled::yes),
                     open("no", &RecusalRuled::no),
                     personal("reason", &RecusalRuled::reason, "member"));
  }
};

struct CandidateProposed {
  static constexpr std::string_view kType = "CandidateProposed";
  NomineeId nominee;

  static constexpr auto fields() { return fields_of(open("nominee", &CandidateProposed::nominee)); }
};

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

/// What the body decided about the question of one ballot; the same shape for each kind of gate.
struct BodyApproved {
  static constexpr std::string_view kType = "BodyApproved";
  Code gate;
  Code ballot;
  std::optional<NomineeId> nominee;

  static constexpr auto fields() {
    return fields_of(open("gate", &BodyApproved::gate), open("ballot", &BodyApproved::ballot),
                     open("nominee", &BodyApproved::nominee));
  }
};

struct BodyRejected {
  static constexpr std::string_view kType = "BodyRejected";
  Code gate;
  Code ballot;
  std::optional<NomineeId> nominee;

  static constexpr auto fields() {
    return fields_of(open("gate", &BodyRejected::gate), open("ballot", &BodyRejected::ballot),
                     open("nominee", &BodyRejected::nominee));
  }
};

/// Advice does not bind, in favour or not; the pages say so.
struct BodyAdvised {
  static constexpr std::string_view kType = "BodyAdvised";
  Code gate;
  Code ballot;
  std::optional<NomineeId> nominee;
  bool in_favour = false;

  static constexpr auto fields() {
    return fields_of(open("gate", &BodyAdvised::gate), open("ballot", &BodyAdvised::ballot),
                     open("nominee", &BodyAdvised::nominee),
                     open("in_favour", &BodyAdvised::in_favour));
  }
};

struct BodyNotified {
  static constexpr std::string_view kType = "BodyNotified";
  Code gate;

  static constexpr auto fields() { return fields_of(open("gate", &BodyNotified::gate)); }
};

struct BodyElected {
  static constexpr std::string_view kType = "BodyElected";
  Code gate;
  Code ballot;
  NomineeId nominee;

  static constexpr auto fields() {
    return fields_of(open("gate", &BodyElected::gate), open("ballot", &BodyElected::ballot),
                     open("nominee", &BodyElected::nominee));
  }
};

/// Where a resolution binds only after a period, it is sent to the authority that may object.
struct ResolutionSent {
  static constexpr std::string_view kType = "ResolutionSent";
  Code gate;
  Code authority;
  Instant binds;

  static constexpr auto fields() {
    return fields_of(open("gate", &ResolutionSent::gate),
                     open("authority", &ResolutionSent::authority),
                     open("binds", &ResolutionSent::binds));
  }
};

struct ResolutionObjected {
  static constexpr std::string_view kType = "ResolutionObjected";
  Code gate;
  Code authority;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("gate", &ResolutionObjected::gate),
                     open("authority", &ResolutionObjected::authority),
                     restricted("reason", &ResolutionObjected::reason, kFileReaders));
  }
};

struct ResolutionEffective {
  static constexpr std::string_view kType = "ResolutionEffective";
  Code gate;
  bool confirmed = false;  // said so by the authority before the period ended

  static constexpr auto fields() {
    return fields_of(open("gate", &ResolutionEffective::gate),
                     open("confirmed", &ResolutionEffective::confirmed));
  }
};

struct ReturnedToScreening {
  static constexpr std::string_view kType = "ReturnedToScreening";
  Code gate;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("gate", &ReturnedToScreening::gate),
                     restricted("reason", &ReturnedToScreening::reason, kFileReaders));
  }
};

struct ReturnedToAssessing {
  static constexpr std::string_view kType = "ReturnedToAssessing";
  Code gate;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("gate", &ReturnedToAssessing::gate),
                     restricted("reason", &ReturnedToAssessing::reason, kFileReaders));
  }
};

struct ReviewDeferred {
  static constexpr std::string_view kType = "ReviewDeferred";
  Committed reason;

  static constexpr auto fields() {
    return fields_of(restricted("reason", &ReviewDeferred::reason, kFileReaders));
  }
};

struct GatesPassed {
  static constexpr std::string_view kType = "GatesPassed";
  static constexpr auto fields() { return fields_of(); }
};

}  // namespace gozin::appointment

namespace gozin {

// Compiled once, in reviewing.cpp.
extern template EventType const& event_type<appointment::CaseReferred>();
extern template EventType const& event_type<appointment::PutOnAgenda>();
extern template EventType const& event_type<appointment::DeliberationOpened>();
extern template EventType const& event_type<appointment::MemberRecused>();
extern template EventType const& event_type<appointment::RecusalRuled>();
extern template EventType const& event_type<appointment::CandidateProposed>();
extern template EventType const& event_type<appointment::BallotOpened>();
extern template EventType const& event_type<appointment::BallotCast>();
extern template EventType const& event_type<appointment::BallotClosed>();
extern template EventType const& event_type<appointment::BallotVoided>();
extern template EventType const& event_type<appointment::PaperBallotCounted>();
extern template EventType const& event_type<appointment::BodyApproved>();
extern template EventType const& event_type<appointment::BodyRejected>();
extern template EventType const& event_type<appointment::BodyAdvised>();
extern template EventType const& event_type<appointment::BodyNotified>();
extern template EventType const& event_type<appointment::BodyElected>();
extern template EventType const& event_type<appointment::ResolutionSent>();
extern template EventType const& event_type<appointment::ResolutionObjected>();
extern template EventType const& event_type<appointment::ResolutionEffective>();
extern template EventType const& event_type<appointment::ReturnedToScreening>();
extern template EventType const& event_type<appointment::ReturnedToAssessing>();
extern template EventType const& event_type<appointment::ReviewDeferred>();
extern template EventType const& event_type<appointment::GatesPassed>();

}  // namespace gozin
