#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/events/decreeing.hpp"

// What courts and authorities order about an appointment after its decree was published.
namespace gozin::appointment {

/// The order of a court or an authority, by the hash of its document, which somebody else has put
/// on file as an `order` (`AttachDocument`): `order_must_be_attached_by_another`. Each is carried
/// out once: `order_must_be_carried_out_once`. Entered by the inspectorate, or
/// by somebody of administrative affairs who had no part in the case:
/// `order_must_be_entered_by_an_outsider`.
struct StayAppointment {
  static constexpr std::string_view kName = "StayAppointment";
  Label authority;
  Hash order;

  static constexpr auto fields() {
    return fields_of(open("authority", &StayAppointment::authority),
                     open("order", &StayAppointment::order));
  }
};

struct LiftStay {
  static constexpr std::string_view kName = "LiftStay";
  Label authority;
  Hash order;

  static constexpr auto fields() {
    return fields_of(open("authority", &LiftStay::authority), open("order", &LiftStay::order));
  }
};

/// Strikes the appointment down; the post is vacant again. `defect_from`: the stage with which a
/// case that takes over has to begin anew; absent: there is none.
struct AnnulAppointment {
  static constexpr std::string_view kName = "AnnulAppointment";
  Label authority;
  Hash order;
  std::optional<Phase> defect_from = {};

  static constexpr auto fields() {
    return fields_of(open("authority", &AnnulAppointment::authority),
                     open("order", &AnnulAppointment::order),
                     open("defect_from", &AnnulAppointment::defect_from));
  }
};

Result<Decision> decide(StayAppointment const& command, Context const& context);
Result<Decision> decide(LiftStay const& command, Context const& context);
Result<Decision> decide(AnnulAppointment const& command, Context const& context);

/// The descriptions of these commands; they stand in the group of running_commands().
[[nodiscard]] std::vector<CommandType> ordering_commands();

}  // namespace gozin::appointment
