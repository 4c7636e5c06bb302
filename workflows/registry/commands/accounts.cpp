#include "workflows/registry/commands/accounts.hpp"

#include "engine/command/preparation.hpp"
#include "engine/command/typed.hpp"
#include "workflows/registry/reasons.hpp"
#include "workflows/registry/roles.hpp"
#include "workflows/registry/states.hpp"

namespace gozin::registry {
namespace {

bool are_adopted(Context const& context) {
  auto const* log = context.view.find<Log>(log_stream());
  return log && log->accounts_adopted;
}

std::optional<Rejection> flaw_of_account(Code const& account, Context const& context) {
  auto const& accounts = context.view.find<Person>(context.stream)->accounts;
  if (accounts.contains(account)) return std::nullopt;
  return Rejection{Reason::account_must_be_open, account.text};
}

}  // namespace

Result<void> prepare(std::type_identity<BindAccount>, Preparation& preparation) {
  preparation.input()["person"] = preparation.stream().key();
  preparation.input()["account"] = preparation.fresh_id();
  return {};
}

Result<void> prepare(std::type_identity<ReplaceCredentials>, Preparation& preparation) {
  preparation.input()["person"] = preparation.stream().key();
  return {};
}

Result<Decision> decide(BindAccount const& command, Context const& context) {
  bool const is_adopted = command.adopted.value_or(false);
  if (is_adopted && are_adopted(context)) return Rejection{Reason::accounts_must_be_adopted_once};
  if (!is_adopted && !are_adopted(context)) return Rejection{Reason::accounts_must_be_adopted};

  Decision decision;
  decision.add(context.stream,
               AccountBound{.person = command.person,
                            .account = command.account,
                            .login = command.login,
                            .credentials = command.credentials,
                            .adopted = is_adopted ? std::optional{true} : std::nullopt});
  return decision;
}

Result<Decision> decide(ReplaceCredentials const& command, Context const& context) {
  if (auto const refused = flaw_of_account(command.account, context)) return *refused;

  Decision decision;
  decision.add(context.stream, CredentialsReplaced{.person = command.person,
                                                   .account = command.account,
                                                   .credentials = command.credentials});
  return decision;
}

Result<Decision> decide(CloseAccount const& command, Context const& context) {
  if (auto const refused = flaw_of_account(command.account, context)) return *refused;

  Decision decision;
  decision.add(context.stream, AccountClosed{.account = command.account});
  return decision;
}

Result<Decision> decide(EndAccountAdoption const& command, Context const& context) {
  if (are_adopted(context)) return Rejection{Reason::accounts_must_be_adopted_once};

  Decision decision;
  decision.add(context.stream, AccountsAdopted{.count = command.count});
  return decision;
}

std::vector<CommandType> account_commands() {
  CommandTraits const keeping{.roles = {kOperator}};
  CommandTraits const renewing{.roles = {kOperator, kClock}};
  return {command_type<BindAccount>("registry", "person", keeping),
          command_type<ReplaceCredentials>("registry", "person", renewing),
          command_type<CloseAccount>("registry", "person", keeping),
          command_type<EndAccountAdoption>("registry", "log", renewing)};
}

}  // namespace gozin::registry
