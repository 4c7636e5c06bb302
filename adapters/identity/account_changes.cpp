#include "adapters/identity/account_changes.hpp"

#include "adapters/identity/local_accounts.hpp"

namespace gozin {

Result<void> add_account(KeptAccounts const& kept, Account const& account) {
  if (kept.rows.find(account.login)) return Rejection{IdentityReason::login_must_be_free};
  if (auto const bound = kept.log.bind(account); !bound) return bound.error();
  if (!kept.rows.add(account)) return Rejection{IdentityReason::login_must_be_free};
  return {};
}

Result<void> replace_credentials(KeptAccounts const& kept, std::string const& login,
                                 std::string const& password) {
  auto account = kept.rows.find(login);
  if (!account) return Rejection{IdentityReason::account_must_exist};
  account->password = password;
  if (auto const replaced = kept.log.replace(*account); !replaced) return replaced.error();
  kept.rows.set_password(login, password);
  return {};
}

Result<void> close_account(KeptAccounts const& kept, std::string const& login) {
  bool const is_there = kept.rows.find(login).has_value();
  auto const closed = kept.log.close(login);
  if (!closed) return closed.error();
  if (!kept.rows.remove(login) && !is_there && !*closed)
    return Rejection{IdentityReason::account_must_exist};
  return {};
}

}  // namespace gozin
