#pragma once

#include "adapters/witness/desk.hpp"
#include "tests/support/fixed_ports.hpp"
#include "tests/support/sample_log.hpp"

#include <map>
#include <memory>
#include <string>

namespace gozin::tests {

inline constexpr std::uint64_t kNoonSeconds = 1'700'000'000;
inline constexpr std::int64_t kNoon = 1'700'000'000'000;

/// A log of 40 events; with the same key, another history from event 10 on.
[[nodiscard]] SampleLog const& city();
[[nodiscard]] SampleLog const& told_otherwise();

/// A witness's key and what signs with it; another for another seed.
[[nodiscard]] witness::Desk::Cosigner cosigner(std::string const& name, std::string const& seed);

/// A policy that lists the log.
[[nodiscard]] Policy policy_listing(NoteKey const& log);

/// A desk with what it keeps, in memory: `restart` is a witness that was killed and begins again.
class DeskInMemory {
 public:
  explicit DeskInMemory(NoteKey const& log, std::string const& name = "court.example/w");

  [[nodiscard]] witness::Reply ask(std::string const& request) {
    return desk_->add_checkpoint(request);
  }
  [[nodiscard]] witness::Reply ask(SampleLog const& log, std::size_t old_size, std::size_t size);
  void restart();

  [[nodiscard]] CosignerKey const& key() const { return cosigner_.key; }
  [[nodiscard]] std::map<std::string, std::string>& files() { return files_; }
  [[nodiscard]] FixedClock& clock() { return clock_; }
  /// From now on keeping fails: before the file is there, or after.
  enum class Fault { none, before, after } fault = Fault::none;

 private:
  NoteKey log_;
  witness::Desk::Cosigner cosigner_;
  FixedClock clock_{Instant{kNoon}};
  std::map<std::string, std::string> files_;
  std::unique_ptr<witness::Desk> desk_;
};

}  // namespace gozin::tests
