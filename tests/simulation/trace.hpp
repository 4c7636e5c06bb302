#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace gozin::simulation {

/// Something that must never happen and did; the sentence says what.
struct Violation : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Throws a Violation unless it holds.
inline void demand(bool holds, std::string_view what, std::string const& detail = {}) {
  if (!holds) throw Violation{std::string{what} + (detail.empty() ? "" : ": " + detail)};
}

/// What a simulation did, a line a step. Keeps the last lines, and a digest of all of them: equal
/// digests are equal runs.
class Trace {
 public:
  /// Hears every line, if anybody wants them.
  std::function<void(std::string_view)> told = {};

  void add(std::string line);
  [[nodiscard]] std::size_t steps() const { return steps_; }
  [[nodiscard]] std::uint64_t digest() const { return digest_; }
  [[nodiscard]] std::deque<std::string> const& last() const { return last_; }

 private:
  std::size_t steps_ = 0;
  std::uint64_t digest_ = 0xcbf29ce484222325ULL;
  std::deque<std::string> last_;
};

}  // namespace gozin::simulation
