#pragma once

#include "workflows/appointment/tasks.hpp"

// Tasks that wait whatever stage a case is in.
namespace gozin::appointment {

/// Whoever was given notice opens it; administrative affairs see to it that everybody is served.
[[nodiscard]] std::vector<Task> notices_to_serve(Case const& state);

/// What a clerk wrote down waits for its second person: the body's secretary for what its members
/// did, its members for what the secretary wrote down, whoever hears objections for these,
/// administrative affairs for the rest. The subject is the number of the first such act in the log.
[[nodiscard]] std::vector<Task> second_persons(Case const& state);

/// Whoever a clerk wrote something down for may say that they never did it, as long as it waits for
/// its second person.
[[nodiscard]] std::vector<Task> denials(Case const& state);

}  // namespace gozin::appointment
