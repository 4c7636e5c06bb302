#pragma once

#include "adapters/cli/program.hpp"

namespace gozin::cli {

/// The acting heads of all posts, one a line: how long, since when acting heads follow each other,
/// whether a call is owed, and how many were then appointed for good (threats T2, T26). Nobody is
/// named.
int list_acting(Program& program);

}  // namespace gozin::cli
