#pragma once

#include "adapters/app/city.hpp"

namespace gozin::app {

/// See cli::Deployment::analyses. Needs no keys: whose name is not at hand stands there by id.
[[nodiscard]] std::vector<cli::AnalysisTold> told_analyses(City& city, StreamId const& stream,
                                                           cli::Telling const& telling);

}  // namespace gozin::app
