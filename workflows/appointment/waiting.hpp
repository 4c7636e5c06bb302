#pragma once

#include "engine/rules/procedure.hpp"
#include "workflows/appointment/events/paper.hpp"

namespace gozin::appointment {

/// A file on paper that waits for its second person.
struct PaperProposal {
  PaperFileProposed file;
  PersonId by;
  PersonId behalf;
};

/// So long the window is open here at least after a call on paper: whoever was named there is
/// entered here.
inline constexpr rules::Period kNamesFromPaper{.days = 1, .counted = rules::DayCount::working_days};

/// A correction that waits for its second person.
struct OpenCorrection {
  std::int64_t seq = 0;
  PersonId by;
  PersonId behalf;
};

/// What the rules want after a delivery that failed.
struct FailedNotice {
  std::optional<rules::NoticeChannel> next = {};
  std::optional<Code> escalated_to = {};
};

}  // namespace gozin::appointment
