#pragma once

#include "workflows/appointment/case.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace gozin::appointment {

/// The names of all active states of a case, leaves and what surrounds them.
using Active = std::set<std::string, std::less<>>;

/// Something that a case waits for.
struct Task {
  std::string_view command;  // as it is spelled on the wire
  std::string_view role;
  PersonId person = {};  // empty: whoever holds the role
  std::string subject = {};
  std::string scope = {};
  std::optional<Instant> due = {};
  bool escalated = false;  // the same waits for somebody else too, who is late
};

/// By which whoever a clerk wrote something down for may say that they never did it. The case does
/// not wait for it, so nobody else is told of it.
inline constexpr std::string_view kDenying = "dispute_transcription";

/// What the case waits for where it stands; each once, in the order of its steps.
[[nodiscard]] std::vector<Task> tasks_of(Case const& state, Active const& active);

}  // namespace gozin::appointment
