#pragma once

#include "engine/core/result.hpp"
#include "engine/port/accounts.hpp"

#include <string>
#include <string_view>

namespace gozin {

/// What the log says of accounts, and a key that is not in the database. Whoever can write the
/// tables of accounts and sessions and nothing else has neither.
class AccountRecords {
 public:
  virtual ~AccountRecords() = default;
  /// Whether the account is one that the log has: open, of that person, with those credentials.
  /// Where it is not, whoever keeps the program is told.
  [[nodiscard]] virtual bool agrees(Account const& account) = 0;
  /// A keyed digest; another one in every epoch.
  [[nodiscard]] virtual std::string seal(std::string_view text) = 0;
  /// Has the log say that there is such an account. Refuses what the register refuses.
  virtual Result<void> bind(Account const& account) = 0;
  /// Has it say that an account which it has is signed in by other credentials. Refuses what the
  /// register refuses.
  virtual Result<void> replace(Account const& account) = 0;
  /// Has it say that nobody signs in by this login any more; false when it has no such account.
  virtual Result<bool> close(std::string const& login) = 0;
};

}  // namespace gozin
