#pragma once

#include "engine/command/command.hpp"
#include "engine/command/facts.hpp"
#include "engine/command/view.hpp"

namespace gozin {

/// Everything a decision may know.
struct Context {
  Call const& call;
  StreamId const& stream;
  View& view;
  Facts& facts;
};

}  // namespace gozin
