#pragma once

#include "engine/command/catalog.hpp"

namespace gozin::erasure {

/// How people are forgotten: commands on streams of the register, judged by what the cases say.
[[nodiscard]] Workflow erasure_workflow();

}  // namespace gozin::erasure
