#pragma once

#include "engine/port/event_store.hpp"
#include "workflows/registry/bindings.hpp"
#include "workflows/registry/people.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <thread>
#include <vector>

namespace gozin::app {

struct RegisterPace {
  std::chrono::milliseconds patience{5'000};     // of whoever asks
  std::chrono::milliseconds between_tries{500};  // to read it
};

/// Everybody whom the log has registered, with what their keys still open; nobody, as long as it is
/// not to be read. While it is being read nothing of it is said: whoever asks waits, and throws
/// StoreBusy when it takes too long. Any number of threads may ask.
class Register final : public Directory {
 public:
  struct From {
    EventStore& store;
    Keys& keys;
  };
  explicit Register(RegisterPace const& pace = {}) : pace_{pace} {}
  /// Leaves off reading.
  ~Register() override;
  Register(Register const&) = delete;
  Register& operator=(Register const&) = delete;

  /// Reads it here and now. On all cores and by pages, so that neither the time nor the memory of a
  /// start grows with the log. Throws StoreFailed where a key or a record of the vault does not
  /// open.
  void read(From const& from);
  /// Reads it on a thread of its own, which is begun once. Where that fails it is tried again a few
  /// times: a change of epoch meanwhile wraps every key anew.
  void read_behind(From const& from);

  /// Called where reading has failed for good, on its thread, or at once where it already has;
  /// null: nobody any more.
  void on_failure(std::function<void()> told);
  /// Throws what reading has failed with for good.
  void expect_readable() const;
  /// Whether everybody is known by then.
  [[nodiscard]] bool wait(std::chrono::milliseconds patience) const;

  /// Takes in what has been recorded since; while it is being read, in the end.
  void learn(Recorded const& recorded, std::map<std::string, std::string> opened);

  /// Everybody, once they are known. Throws StoreBusy as above.
  [[nodiscard]] registry::People const& people() const;

  /// Open accounts of this login, and all of them, as the log has them. Throw StoreBusy likewise.
  [[nodiscard]] std::vector<registry::Binding> accounts_of(std::string const& login) const;
  [[nodiscard]] std::vector<registry::Binding> accounts() const;

  [[nodiscard]] std::optional<std::string> name(PersonId const& person) const override {
    return people().name(person);
  }
  [[nodiscard]] bool is_erased(PersonId const& person) const override {
    return people().is_erased(person);
  }
  [[nodiscard]] std::int64_t count_meeting(
      std::span<rules::Condition const> conditions) const override {
    return people().count_meeting(conditions);
  }
  [[nodiscard]] std::map<Code, rules::Finding> examine(
      PersonId const& person, std::span<rules::Condition const> conditions) const override {
    return people().examine(person, conditions);
  }

 private:
  void work(From const& from);
  void take_everybody(From const& from);
  void take_in(Recorded const& recorded, std::map<std::string, std::string> const& opened);
  void fail(std::exception_ptr failure);
  [[nodiscard]] bool rest();
  [[nodiscard]] bool is_over() const { return is_read_ || failure_ || is_ending_; }

  RegisterPace pace_;
  registry::People people_;
  registry::Bindings bindings_;
  mutable std::shared_mutex bindings_mutex_;
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  std::atomic<bool> is_read_ = true;
  std::atomic<bool> is_ending_ = false;
  std::exception_ptr failure_;
  std::function<void()> told_;
  std::vector<registry::People::Lesson> since_;  // what was recorded while it is being read
  std::thread thread_;
};

}  // namespace gozin::app
