#pragma once

#include "engine/event/field.hpp"

// How people sign in: which account is whose, and that its credentials are those that were given
// last. Accounts themselves rest in a table, which whoever has the database can write.
namespace gozin::registry {

/// From here on the account is the person's. `credentials`: a digest of what it is signed in by,
/// see bindings.hpp. `adopted`: it was there before the log kept accounts, and what its row said
/// then is taken for true.
struct AccountBound {
  static constexpr std::string_view kType = "AccountBound";
  PersonId person;
  Code account;  // random
  Committed login;
  Committed credentials;
  std::optional<bool> adopted = {};

  static constexpr auto fields() {
    return fields_of(open("person", &AccountBound::person), open("account", &AccountBound::account),
                     personal("login", &AccountBound::login, "person"),
                     personal("credentials", &AccountBound::credentials, "person"),
                     open("adopted", &AccountBound::adopted));
  }
};

struct CredentialsReplaced {
  static constexpr std::string_view kType = "CredentialsReplaced";
  PersonId person;
  Code account;
  Committed credentials;

  static constexpr auto fields() {
    return fields_of(open("person", &CredentialsReplaced::person),
                     open("account", &CredentialsReplaced::account),
                     personal("credentials", &CredentialsReplaced::credentials, "person"));
  }
};

struct AccountClosed {
  static constexpr std::string_view kType = "AccountClosed";
  Code account;

  static constexpr auto fields() { return fields_of(open("account", &AccountClosed::account)); }
};

/// All accounts that were there are bound; from here on none counts that the log does not have.
struct AccountsAdopted {
  static constexpr std::string_view kType = "AccountsAdopted";
  std::int64_t count = 0;

  static constexpr auto fields() { return fields_of(open("count", &AccountsAdopted::count)); }
};

}  // namespace gozin::registry
