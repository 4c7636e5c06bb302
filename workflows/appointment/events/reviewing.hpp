#pragma once

#include "workflows/appointment/events/drafting.hpp"
#include "workflows/appointment/events/motion_cited.hpp"

namespace gozin::appointment {

struct CaseReferred {
  static constexpr std::string_view kType = "CaseReferred";
  Code gate;
  rules::GateKind kind = rules::GateKind::advisory;
  StreamId body;
  std::optional<ballot::Values> votes = {};  // on what its papers say; absent: yes, no, abstain

  static constexpr auto fields() {
    return fields_of(open("gate", &CaseReferred::gate), open("kind", &CaseReferred::kind),
                     open("body", &CaseReferred::body), open("votes", &CaseReferred::votes));
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
  std::optional<MotionCited> motion = {};

  static constexpr auto fields() {
    return fields_of(
        open("member", &RecusalRuled::member), open("nominee", &RecusalRuled::nominee),
        open("challenger", &RecusalRuled::challenger), open("upheld", &RecusalRuled::upheld),
        open("yes", &RecusalRuled::yes), open("no", &RecusalRuled::no),
        personal("reason", &RecusalRuled::reason, "member"), open("motion", &RecusalRuled::motion));
  }
};

struct CandidateProposed {
  static constexpr std::string_view kType = "CandidateProposed";
  NomineeId nominee;

  static constexpr auto fields() { return fields_of(open("nominee", &CandidateProposed::nominee)); }
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
  std::optional<std::vector<PersonId>> recused = {};

  static constexpr auto fields() {
    return fields_of(open("gate", &BodyNotified::gate), open("recused", &BodyNotified::recused));
  }
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
  std::optional<MotionCited> motion = {};  // absent: as the rules want after a refusal

  static constexpr auto fields() {
    return fields_of(open("gate", &ReturnedToScreening::gate),
                     restricted("reason", &ReturnedToScreening::reason, kFileReaders),
                     open("motion", &ReturnedToScreening::motion));
  }
};

struct ReturnedToAssessing {
  static constexpr std::string_view kType = "ReturnedToAssessing";
  Code gate;
  Committed reason;
  std::optional<MotionCited> motion = {};  // absent: as the rules want after a refusal

  static constexpr auto fields() {
    return fields_of(open("gate", &ReturnedToAssessing::gate),
                     restricted("reason", &ReturnedToAssessing::reason, kFileReaders),
                     open("motion", &ReturnedToAssessing::motion));
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
