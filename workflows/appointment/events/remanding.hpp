#pragma once

#include "workflows/appointment/events/decreeing.hpp"

namespace gozin::appointment {

/// The first event of a case that goes on where an annulled one stood before its defect: whatever
/// that one recorded until then is its own, by reference.
struct CaseTakenOver {
  static constexpr std::string_view kType = "CaseTakenOver";
  Lineage takes_over;  // out of the annulled case, or of the one that it had taken over from
  StreamId annulled;
  Label authority;
  Hash order;
  Phase defect_from = Phase::authorising;

  static constexpr auto fields() {
    return fields_of(
        open("takes_over", &CaseTakenOver::takes_over), open("annulled", &CaseTakenOver::annulled),
        open("authority", &CaseTakenOver::authority), open("order", &CaseTakenOver::order),
        open("defect_from", &CaseTakenOver::defect_from));
  }
};

/// The annulled case goes on as another one.
struct CaseRemanded {
  static constexpr std::string_view kType = "CaseRemanded";
  StreamId to;

  static constexpr auto fields() { return fields_of(open("to", &CaseRemanded::to)); }
};

}  // namespace gozin::appointment
