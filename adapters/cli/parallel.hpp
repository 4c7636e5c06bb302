#pragma once

#include "engine/replay/verify.hpp"

namespace gozin::cli {

/// Shares work out among so many threads, the caller's among them; each takes the next piece when
/// it is done with one. One or none: the caller's alone.
[[nodiscard]] Parallel on_threads(unsigned threads);

/// As many as the machine has processors, at most 8.
[[nodiscard]] Parallel on_all_cores();

}  // namespace gozin::cli
