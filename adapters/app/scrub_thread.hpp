#pragma once

#include "adapters/app/city.hpp"
#include "adapters/app/serving.hpp"
#include "engine/replay/scrub.hpp"

#include <memory>

namespace gozin::app {

/// The one thread that verifies the store while it is served: at a low priority, and never for
/// more than a tenth of the time. What it finds goes to the journal at once, and its state into the
/// database every half minute, where `log status` reads it; what a node has not said anew for a
/// day is forgotten, for every node checks the whole store.
class ScrubThread {
 public:
  /// `node`: under which name it is told how far the scrubber of this node is.
  ScrubThread(City& city, std::string const& node, Clock& clock, Journal& journal);
  ~ScrubThread();
  ScrubThread(ScrubThread const&) = delete;
  ScrubThread& operator=(ScrubThread const&) = delete;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gozin::app
