#pragma once

#include "adapters/cli/services.hpp"

namespace gozin::app {

/// Is a witness for the logs of a policy until SIGINT or SIGTERM. Gives the exit code.
[[nodiscard]] int serve_witness(cli::WitnessOptions const& options);

}  // namespace gozin::app
