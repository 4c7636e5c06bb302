#pragma once

#include "engine/port/account_records.hpp"

namespace gozin {

/// The table of accounts, and what the log says of them. Every change stands in the log before it
/// stands in the table: where the program is stopped in between, nobody signs in by the account,
/// and the same call puts it right.
struct KeptAccounts {
  Accounts& rows;
  AccountRecords& log;
};

/// Refuses `login_must_be_free`, and what the register refuses.
[[nodiscard]] Result<void> add_account(KeptAccounts const& kept, Account const& account);

/// Another hash of a password. Refuses `account_must_exist`, and what the register refuses.
[[nodiscard]] Result<void> replace_credentials(KeptAccounts const& kept, std::string const& login,
                                               std::string const& password);

/// The account and its sessions go. Refuses `account_must_exist`.
[[nodiscard]] Result<void> close_account(KeptAccounts const& kept, std::string const& login);

}  // namespace gozin
