#pragma once

#include "tests/workflows/appointment/reason_rows.hpp"

namespace gozin::appointment {

/// Why the order of a court is not carried out.
[[nodiscard]] std::vector<ReasonRow> ordering_rows();

}  // namespace gozin::appointment
