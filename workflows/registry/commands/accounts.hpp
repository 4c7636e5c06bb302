#pragma once

#include "engine/command/context.hpp"
#include "workflows/registry/events.hpp"

// Given by the program on the machine alone, which writes the account's row behind it.
namespace gozin::registry {

/// Makes an account the person's; `account` is made by the server. `adopted` is for those that were
/// there before the log kept accounts: until `EndAccountAdoption` only such are bound
/// (`accounts_must_be_adopted`), behind it none (`accounts_must_be_adopted_once`).
struct BindAccount {
  static constexpr std::string_view kName = "BindAccount";
  PersonId person = {};
  Code account = {};
  Committed login = {};
  Committed credentials = {};
  std::optional<bool> adopted = {};

  static constexpr auto fields() {
    return fields_of(
        open("person", &BindAccount::person).ask(Input::none),
        open("account", &BindAccount::account).ask(Input::none),
        personal("login", &BindAccount::login, "person").ask(Input::text).at_most(64),
        personal("credentials", &BindAccount::credentials, "person").ask(Input::text).at_most(64),
        open("adopted", &BindAccount::adopted));
  }
};

/// Another password, or the same one under another cost, which the clock says; refuses
/// `account_must_be_open`.
struct ReplaceCredentials {
  static constexpr std::string_view kName = "ReplaceCredentials";
  PersonId person = {};
  Code account = {};
  Committed credentials = {};

  static constexpr auto fields() {
    return fields_of(open("person", &ReplaceCredentials::person).ask(Input::none),
                     open("account", &ReplaceCredentials::account),
                     personal("credentials", &ReplaceCredentials::credentials, "person")
                         .ask(Input::text)
                         .at_most(64));
  }
};

/// Nobody signs in by it any more; refuses `account_must_be_open`.
struct CloseAccount {
  static constexpr std::string_view kName = "CloseAccount";
  Code account = {};

  static constexpr auto fields() { return fields_of(open("account", &CloseAccount::account)); }
};

/// Says how many accounts were adopted; once, `accounts_must_be_adopted_once`.
struct EndAccountAdoption {
  static constexpr std::string_view kName = "EndAccountAdoption";
  std::int64_t count = 0;

  static constexpr auto fields() { return fields_of(open("count", &EndAccountAdoption::count)); }
};

/// Names the person and makes the account's id.
Result<void> prepare(std::type_identity<BindAccount>, Preparation& preparation);
/// Names the person.
Result<void> prepare(std::type_identity<ReplaceCredentials>, Preparation& preparation);

Result<Decision> decide(BindAccount const& command, Context const& context);
Result<Decision> decide(ReplaceCredentials const& command, Context const& context);
Result<Decision> decide(CloseAccount const& command, Context const& context);
Result<Decision> decide(EndAccountAdoption const& command, Context const& context);

/// The descriptions of these commands.
[[nodiscard]] std::vector<CommandType> account_commands();

}  // namespace gozin::registry
