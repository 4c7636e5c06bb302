#pragma once

#include "adapters/app/city.hpp"

namespace gozin::app {

/// A case, up to an event of the log; without one all of it.
struct CaseUntil {
  StreamId const& stream;
  std::optional<std::int64_t> last = {};
};

/// See cli::Deployment::what_if. Needs no keys: what a name is not at hand for has none.
[[nodiscard]] Result<std::vector<cli::Consequence>> consequences_of(City& city,
                                                                    CaseUntil const& until,
                                                                    rules::RuleSet const& other);

}  // namespace gozin::app
