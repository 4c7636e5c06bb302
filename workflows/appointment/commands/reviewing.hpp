#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/events/assessing.hpp"
#include "workflows/appointment/events/reviewing.hpp"

namespace gozin::appointment {

/// The body's secretary puts the case on the agenda of one of its sessions: of a called one as long
/// before it as the body is owed notice, later and of an open one where it is owed none or has
/// taken the case on (`late_item_must_be_taken_on`). The event has the short name, so the struct
/// has the long one.
struct PutCaseOnAgenda {
  static constexpr std::string_view kName = "PutOnAgenda";
  StreamId session;

  static constexpr auto fields() {
    return fields_of(open("session", &PutCaseOnAgenda::session).ask(Input::stream, "sessions"));
  }
};

/// The item is called in an open session that has it on its agenda.
struct OpenItem {
  static constexpr std::string_view kName = "OpenItem";
  StreamId session;

  static constexpr auto fields() {
    return fields_of(open("session", &OpenItem::session).ask(Input::stream, "sessions"));
  }
};

/// A member's interests in everybody who may be chosen, `none` included (threat T6). It may be
/// given again, but an interest once declared stays. The secretary writes it down for a member
/// without a computer.
struct DeclareInterestAsMember {
  static constexpr std::string_view kName = "DeclareInterestAsMember";
  std::map<NomineeId, Interest> interests;
  std::optional<Committed> detail;

  static constexpr auto fields() {
    return fields_of(
        open("interests", &DeclareInterestAsMember::interests).ask(Input::list, "nominees"),
        personal("detail", &DeclareInterestAsMember::detail, "declarer").ask(Input::long_text));
  }
};

/// A member stands aside from one candidate, or, where none is named, from the item.
struct RecuseMember {
  static constexpr std::string_view kName = "RecuseMember";
  std::optional<NomineeId> nominee;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("nominee", &RecuseMember::nominee).ask(Input::nominee, "nominees"),
                     personal("reason", &RecuseMember::reason, "member"));
  }
};

/// A member challenges another; the body rules on it without that member, more yes than no, by show
/// of hands. The secretary or the chair records challenge, votes and ruling, as the session has
/// them in a motion that another member has confirmed (`ruling_must_be_confirmed_in_the_session`;
/// threats T16, T17).
struct RuleOnRecusal {
  static constexpr std::string_view kName = "RuleOnRecusal";
  PersonId member;
  std::optional<NomineeId> nominee;
  PersonId challenger;
  std::int64_t yes = 0;
  std::int64_t no = 0;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(
        open("member", &RuleOnRecusal::member).ask(Input::person, "body_members"),
        open("nominee", &RuleOnRecusal::nominee).ask(Input::nominee, "nominees"),
        open("challenger", &RuleOnRecusal::challenger).ask(Input::person, "body_members"),
        open("yes", &RuleOnRecusal::yes), open("no", &RuleOnRecusal::no),
        personal("reason", &RuleOnRecusal::reason, "member"));
  }
};

/// The chair says about whom the next ballot is.
struct ProposeCandidate {
  static constexpr std::string_view kName = "ProposeCandidate";
  NomineeId nominee;

  static constexpr auto fields() {
    return fields_of(open("nominee", &ProposeCandidate::nominee).ask(Input::nominee, "nominees"));
  }
};

/// The item waits for another session.
struct DeferReview {
  static constexpr std::string_view kName = "DeferReview";
  Committed reason;

  static constexpr auto fields() {
    return fields_of(restricted("reason", &DeferReview::reason, kFileReaders));
  }
};

/// When recusals put the quorum out of reach, or leave nobody who may vote: the item goes to the
/// body that the rules have named for that in advance. Where they have named none, and the body
/// only advises, the case goes on without its advice, once nobody in the room of its session may
/// vote on any candidate that it could be asked about.
struct ReferToFallbackBody {
  static constexpr std::string_view kName = "ReferToFallbackBody";
  static constexpr auto fields() { return fields_of(); }
};

/// A body whose decision binds sends the case back: by its secretary, with its reason, after it has
/// carried that in a motion of this session (`return_must_be_carried_by_the_body`). Advice cannot:
/// it holds nothing up.
struct ReturnToScreening {
  static constexpr std::string_view kName = "ReturnToScreening";
  Committed reason;

  static constexpr auto fields() {
    return fields_of(restricted("reason", &ReturnToScreening::reason, kFileReaders));
  }
};

struct ReturnToAssessing {
  static constexpr std::string_view kName = "ReturnToAssessing";
  Committed reason;

  static constexpr auto fields() {
    return fields_of(restricted("reason", &ReturnToAssessing::reason, kFileReaders));
  }
};

/// The authority that the resolution was sent to objects before the period is over; the body
/// deliberates anew.
struct ObjectToResolution {
  static constexpr std::string_view kName = "ObjectToResolution";
  Committed reason;

  static constexpr auto fields() {
    return fields_of(restricted("reason", &ObjectToResolution::reason, kFileReaders));
  }
};

/// The resolution binds: the authority says so, or the clock when the period is over.
struct ConfirmResolution {
  static constexpr std::string_view kName = "ConfirmResolution";
  static constexpr auto fields() { return fields_of(); }
};

Result<Decision> decide(PutCaseOnAgenda const& command, Context const& context);
Result<Decision> decide(OpenItem const& command, Context const& context);
Result<Decision> decide(DeclareInterestAsMember const& command, Context const& context);
Result<Decision> decide(RecuseMember const& command, Context const& context);
Result<Decision> decide(RuleOnRecusal const& command, Context const& context);
Result<Decision> decide(ProposeCandidate const& command, Context const& context);
Result<Decision> decide(DeferReview const& command, Context const& context);
Result<Decision> decide(ReferToFallbackBody const& command, Context const& context);
Result<Decision> decide(ReturnToScreening const& command, Context const& context);
Result<Decision> decide(ReturnToAssessing const& command, Context const& context);
Result<Decision> decide(ObjectToResolution const& command, Context const& context);
Result<Decision> decide(ConfirmResolution const& command, Context const& context);

[[nodiscard]] std::vector<CommandType> reviewing_commands();

}  // namespace gozin::appointment
