#pragma once

#include "adapters/cli/services.hpp"

namespace gozin::app {

/// Serves a city's pages and acts on its timers until SIGINT or SIGTERM. Gives the exit code.
[[nodiscard]] int serve(cli::ServeOptions const& options, Texts const& texts);

}  // namespace gozin::app
