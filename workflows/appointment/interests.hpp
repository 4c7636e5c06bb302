#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/case.hpp"

// Hints of links between somebody who judges and a nominee (threats T2, T6): people say what they
// mean.
namespace gozin::appointment {

/// Raises a hint, unless this one was raised in the case before.
void raise_hint(Decision& decision, Context const& context, HintAbout const& about);

/// Where the case goes on from one that was struck down: hints of the interests that were declared
/// there, or found, after the defect. That somebody had one is said, never which or why.
void raise_earlier_interests(Decision& decision, Context const& context);

}  // namespace gozin::appointment
