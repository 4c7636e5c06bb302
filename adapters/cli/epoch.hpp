#pragma once

#include "adapters/cli/services.hpp"

#include <functional>

namespace gozin::cli {

/// Where an act has changed the epoch key: destroys the former one at once, and tells what was
/// recorded of it.
void finish_epoch_after(Deployment& deployment, Accepted const& accepted,
                        std::function<void(Accepted const&)> const& done);

}  // namespace gozin::cli
