#pragma once

#include "engine/command/preparation.hpp"

#include <stdexcept>

namespace gozin::appointment {

/// Chance that counts.
class CountingRandom final : public Random {
 public:
  [[nodiscard]] Hash draw() override { return sha256("draw " + std::to_string(++drawn_)); }

 private:
  int drawn_ = 0;
};

/// A submission after the command's own preparation.
template <class C>
Result<Submission> prepared_as(View& view, StreamId const& stream, Call const& by,
                               json::object input) {
  Submission submission;
  submission.call = by;
  submission.stream = stream;
  submission.input = std::move(input);
  CountingRandom random;
  Preparation preparation{submission, {view, random}};
  if (auto const refused = prepare(std::type_identity<C>{}, preparation); !refused)
    return refused.error();
  return submission;
}

}  // namespace gozin::appointment
