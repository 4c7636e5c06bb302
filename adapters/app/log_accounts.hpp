#pragma once

#include "adapters/app/city.hpp"
#include "adapters/app/site_writer.hpp"
#include "engine/port/account_records.hpp"
#include "engine/replay/verify.hpp"

#include <atomic>
#include <functional>
#include <mutex>
#include <set>

namespace gozin::app {

/// Accounts as the log of a city has them. From any thread.
class LogAccounts final : public AccountRecords {
 public:
  /// How this program has something recorded, as whom, and where it tells of what is wrong.
  struct Hands {
    std::function<Outcome(Request)> perform;
    PersonId actor;
    Code role;
    Code channel;
    std::function<void(std::string const&)> tell = {};
  };
  LogAccounts(City& city, Hands hands) : city_{city}, hands_{std::move(hands)} {}

  [[nodiscard]] bool agrees(Account const& account) override;
  [[nodiscard]] std::string seal(std::string_view text) override;
  Result<void> bind(Account const& account) override;
  Result<void> replace(Account const& account) override;
  Result<bool> close(std::string const& login) override;

  /// Whether the log says of all accounts whose they are; until then their rows are believed.
  [[nodiscard]] bool are_adopted();
  /// Binds every account that is there and not disabled, and from then on believes no row. Stopped
  /// in between it is begun again. Gives how many there are; refuses
  /// `accounts_must_be_adopted_once`, and what the register refuses of an account.
  Result<std::int64_t> adopt();
  /// As `adopt`, where there is no account.
  Result<void> begin_without();

 private:
  [[nodiscard]] Result<void> perform(std::string_view command, StreamId const& stream,
                                     json::object input);
  [[nodiscard]] Result<void> bind_as(Account const& account, bool is_adopted);
  [[nodiscard]] Result<void> end_adoption(std::int64_t count);

  City& city_;
  Hands hands_;
  std::atomic<bool> adopted_ = false;
  std::mutex mutex_;
  std::set<std::string> told_;  // of which logins
};

/// The hands of whoever works on this machine.
[[nodiscard]] LogAccounts::Hands hands_of_operator(City& city);

/// The hands of a program that serves, with nobody before it; and those that wait for nothing, and
/// tell where they hear of what could not be done.
[[nodiscard]] LogAccounts::Hands hands_of_clock(Writer& writer);
[[nodiscard]] LogAccounts::Hands hands_of_start(City& city, Writer& writer);

/// Accounts for the command line.
[[nodiscard]] std::unique_ptr<cli::AccountBook> account_book(City& city);

/// What rows of accounts say otherwise than the log, as both stand in the database; nothing where
/// the log does not have all accounts yet, or the keys are not at hand.
[[nodiscard]] std::vector<Fault> faults_of_accounts(City& city);

/// The same, by what the register of this node knows: for whoever looks again and again.
[[nodiscard]] std::vector<Fault> faults_by_register(City& city);

}  // namespace gozin::app
