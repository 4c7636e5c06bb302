#pragma once

#include "engine/command/context.hpp"
#include "workflows/registry/events.hpp"

namespace gozin::erasure {

/// Calendar days that pass between confirmation and erasure; within them it can be withdrawn.
inline constexpr std::int64_t kWaitDaysMin = 7;
inline constexpr std::int64_t kWaitDays = 14;
inline constexpr std::int64_t kWaitDaysMax = 90;

/// Asks that a person's values be destroyed. As `citizen` somebody asks for themselves. Refused
/// while an obstacle stands against it (obstacles.hpp).
struct RequestErasure {
  static constexpr std::string_view kName = "RequestErasure";
  PersonId person = {};
  std::optional<std::int64_t> wait_days = {};
  Committed reason = {};

  static constexpr auto fields() {
    return fields_of(open("person", &RequestErasure::person).ask(Input::none),
                     open("wait_days", &RequestErasure::wait_days),
                     personal("reason", &RequestErasure::reason, "person"));
  }
};

/// The second person's word; from now on the waiting period runs.
struct ConfirmErasure {
  static constexpr std::string_view kName = "ConfirmErasure";

  static constexpr auto fields() { return fields_of(); }
};

/// Takes the request back, confirmed or not.
struct WithdrawErasure {
  static constexpr std::string_view kName = "WithdrawErasure";
  PersonId person = {};
  Committed reason = {};

  static constexpr auto fields() {
    return fields_of(open("person", &WithdrawErasure::person).ask(Input::none),
                     personal("reason", &WithdrawErasure::reason, "person"));
  }
};

/// Destroys the keys of the person's values when the waiting period has passed, unless an obstacle
/// has come up since. The clock's act, or the operator's.
struct EraseSubject {
  static constexpr std::string_view kName = "EraseSubject";

  static constexpr auto fields() { return fields_of(); }
};

/// Keeps everything about a person by order of an authority.
struct PlaceHold {
  static constexpr std::string_view kName = "PlaceHold";
  Label authority = {};
  Label reference = {};

  static constexpr auto fields() {
    return fields_of(open("authority", &PlaceHold::authority),
                     open("reference", &PlaceHold::reference));
  }
};

struct LiftHold {
  static constexpr std::string_view kName = "LiftHold";
  Label authority = {};
  Label reference = {};
  Label order = {};

  static constexpr auto fields() {
    return fields_of(open("authority", &LiftHold::authority),
                     open("reference", &LiftHold::reference), open("order", &LiftHold::order));
  }
};

Result<void> prepare(std::type_identity<RequestErasure>, Preparation& preparation);
Result<void> prepare(std::type_identity<WithdrawErasure>, Preparation& preparation);

Result<Decision> decide(RequestErasure const& command, Context const& context);
Result<Decision> decide(ConfirmErasure const& command, Context const& context);
Result<Decision> decide(WithdrawErasure const& command, Context const& context);
Result<Decision> decide(EraseSubject const& command, Context const& context);
Result<Decision> decide(PlaceHold const& command, Context const& context);
Result<Decision> decide(LiftHold const& command, Context const& context);

/// The descriptions of these commands.
[[nodiscard]] std::vector<CommandType> erasure_commands();

}  // namespace gozin::erasure
