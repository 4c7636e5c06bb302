#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

namespace gozin::tests {

/// A disk that keeps nothing it was not told to sync, as SQLite sees it. While it is there it is
/// where every database of the process is opened, and it notes down what is written. When its power
/// is cut nothing more can be written; what comes back is what was synced, and of all else some, in
/// any order and torn at sectors.
class LyingDisk {
 public:
  LyingDisk();
  ~LyingDisk();
  LyingDisk(LyingDisk const&) = delete;
  LyingDisk& operator=(LyingDisk const&) = delete;

  /// In the middle of the call that is so many away, of those that change the disk.
  void cut_power_after(std::int64_t calls);
  [[nodiscard]] bool is_cut() const;
  /// How many calls have changed it.
  [[nodiscard]] std::int64_t calls() const;

  /// Writes what is there when the power comes back into a folder. `chance` says of each sector
  /// that was not synced whether it is.
  void come_back(std::filesystem::path const& folder, std::function<bool()> const& chance) const;

  struct State;

 private:
  std::unique_ptr<State> state_;
};

}  // namespace gozin::tests
