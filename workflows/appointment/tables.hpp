#pragma once

#include "engine/command/catalog.hpp"

namespace gozin::appointment {

/// One row a case, for lists: `state` is the stage or the end state, `position` the sorted leaf
/// names with commas between; `holder` and `decree` once there is an appointment.
[[nodiscard]] ReadTable const& case_list();

/// The inbox: one row for each thing a case waits for. `person` where one person is waited for,
/// otherwise whoever holds `role` within `scope` (a unit or a body). `subject` is the nominee,
/// alias, objection or deadline concerned; nothing an assessor sees names a nominee while names are
/// hidden.
[[nodiscard]] ReadTable const& task_table();

/// Who has to do with a case, in whatever part: an erasure waits for all of somebody's cases.
[[nodiscard]] ReadTable const& case_person();

/// All read rows of a case and its timers: a pure function of its state and position.
void project_case(Projected const& projected, std::vector<TableRow>& rows);

}  // namespace gozin::appointment
