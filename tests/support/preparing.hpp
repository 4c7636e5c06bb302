#pragma once

#include "engine/command/preparation.hpp"
#include "tests/support/judge.hpp"

namespace gozin::judge {

/// Prepares commands as the pipeline does. Digests and draws come out the same in every run.
class Preparing {
 public:
  explicit Preparing(View& view) : view_{view} {}

  /// Checks the input, lets the command prepare it, hides its texts and reads the command.
  [[nodiscard]] Result<Submission> prepare(CommandType const& type, Call const& by,
                                           json::object input, StreamId stream = {});

 private:
  View& view_;
};

/// What a submission keeps under a name for the vault; empty when it keeps nothing there.
[[nodiscard]] std::string kept_value(Submission const& submission, std::string_view name);

}  // namespace gozin::judge
