#include "adapters/cli/program.hpp"
#include "adapters/cli/story.hpp"

#include <fstream>
#include <iostream>
#include <map>
#include <unistd.h>

namespace gozin::cli {
namespace {

/// Everybody's in a demonstration, and refused anywhere else.
constexpr char kDemoPassword[] = "gozin-demonstration";

struct UserArguments {
  std::string login;
  std::string person;
  std::string password_file;
  bool demo = false;
};

bool is_demonstration(Deployment& deployment) {
  bool demonstration = false;
  deployment.store().view()->read_log(0, 1, [&](StoredEvent const& stored) {
    demonstration = stored.body.find("\"purpose\":\"demonstration\"") != std::string::npos;
  });
  return demonstration;
}

/// A demonstration stands at a time of its own, which giving accounts does not move on.
std::unique_ptr<Deployment> open_to_change(Program& program, StoryClock& clock) {
  auto deployment = program.open();
  if (!is_demonstration(*deployment)) return deployment;
  clock.set(deployment->store().view()->head().recorded);
  deployment.reset();
  return program.open(Opening::Mode::existing, &clock);
}

/// From the file, or from standard input; never from the command line, where others could read it.
std::string read_password(Program const& program, std::string const& file) {
  std::string password;
  if (!file.empty()) {
    std::ifstream input{file};
    if (!std::getline(input, password))
      throw std::runtime_error(program.say("cli.file_unreadable", {{"file", file}}));
    return password;
  }
  if (isatty(STDIN_FILENO) != 0) std::cerr << program.say("cli.password_prompt") << std::flush;
  std::getline(std::cin, password);
  return password;
}

/// `finance`, or `body_member-3` where several hold a role; `person-7` for those without one.
std::map<std::string, PersonEntry> demo_logins(std::vector<PersonEntry> const& people) {
  std::map<std::string, std::vector<PersonEntry>> by_role;
  for (auto const& person : people)
    by_role[person.roles.empty() ? "person" : person.roles.front()].push_back(person);
  std::map<std::string, PersonEntry> logins;
  for (auto const& [role, holders] : by_role)
    for (std::size_t i = 0; i < holders.size(); ++i) {
      bool const alone = holders.size() == 1 && role != "person";
      logins.emplace(alone ? role : role + "-" + std::to_string(i + 1), holders[i]);
    }
  return logins;
}

void print_account(Program& program, Deployment& deployment, Account const& account) {
  auto const name = deployment.directory().name(account.person).value_or("");
  std::string roles;
  for (auto const& person : deployment.people())
    if (person.person == account.person)
      for (auto const& role : person.roles)
        roles += (roles.empty() ? "" : ", ") + program.name_of("role", role);
  if (program.options().json)
    program.print(json::object{{"login", account.login},
                               {"person", account.person.text},
                               {"name", name},
                               {"disabled", account.disabled.has_value()}});
  else
    program.print(account.login + "\t" + name + "\t" + roles);
}

int add_demo(Program& program, Deployment& deployment) {
  if (!is_demonstration(deployment))
    return program.refuse({EngineReason::log_must_be_demonstration});
  auto const hash = program.services().hash_password(kDemoPassword);
  auto& accounts = deployment.accounts();
  auto const book = deployment.account_book();
  for (auto const& [login, person] : demo_logins(deployment.people()))
    if (!accounts.find(login))
      if (auto const added = book->add(
              {.login = login, .person = person.person, .password = hash, .created = Instant{0}});
          !added)
        return program.refuse(added.error());
  (void)deployment.pipeline().checkpoint();
  return kDone;
}

/// A login that is taken is a conflict, one that nobody has is not known.
int refuse(Program& program, Rejection const& rejection, std::string const& login) {
  if (rejection.reason.name() == "login_must_be_free") {
    program.tell("gozin: " + program.say("cli.login_taken", {{"login", login}}));
    return kConflict;
  }
  if (rejection.reason.name() == "account_must_exist")
    return program.refuse({EngineReason::actor_must_be_known, login});
  return program.refuse(rejection);
}

int add(Program& program, UserArguments const& arguments) {
  StoryClock clock;
  auto const deployment = open_to_change(program, clock);
  if (arguments.demo) return add_demo(program, *deployment);
  if (arguments.login.empty() || arguments.person.empty())
    return program.refuse({EngineReason::field_must_be_given, "login, --person"});
  PersonId const person{arguments.person};
  if (!deployment->directory().name(person))
    return program.refuse({EngineReason::actor_must_be_known, arguments.person});
  auto const hash =
      program.services().hash_password(read_password(program, arguments.password_file));
  auto const now = deployment->store().view()->head().recorded;
  auto const added = deployment->account_book()->add(
      {.login = arguments.login, .person = person, .password = hash, .created = now});
  if (!added) return refuse(program, added.error(), arguments.login);
  (void)deployment->pipeline().checkpoint();
  program.print(program.say("cli.user_added", {{"login", added->login}}));
  return kDone;
}

int list(Program& program, UserArguments const& arguments) {
  auto const deployment = program.open();
  deployment->note_access("user list");
  for (auto const& account : deployment->accounts().all())
    print_account(program, *deployment, account);
  if (arguments.demo && is_demonstration(*deployment))
    program.print(program.say("cli.demo_password", {{"password", std::string{kDemoPassword}}}));
  return kDone;
}

int change_password(Program& program, UserArguments const& arguments) {
  StoryClock clock;
  auto const deployment = open_to_change(program, clock);
  auto const hash =
      program.services().hash_password(read_password(program, arguments.password_file));
  auto const changed = deployment->account_book()->set_password(arguments.login, hash);
  if (!changed) return refuse(program, changed.error(), arguments.login);
  (void)deployment->pipeline().checkpoint();
  program.print(program.say("cli.password_changed", {{"login", arguments.login}}));
  return kDone;
}

int close(Program& program, UserArguments const& arguments) {
  StoryClock clock;
  auto const deployment = open_to_change(program, clock);
  auto const closed = deployment->account_book()->close(arguments.login);
  if (!closed) return refuse(program, closed.error(), arguments.login);
  (void)deployment->pipeline().checkpoint();
  program.print(program.say("cli.user_closed", {{"login", arguments.login}}));
  return kDone;
}

int adopt(Program& program, UserArguments const&) {
  StoryClock clock;
  auto const deployment = open_to_change(program, clock);
  auto const adopted = deployment->account_book()->adopt();
  if (!adopted) return program.refuse(adopted.error());
  (void)deployment->pipeline().checkpoint();
  program.print(program.say("cli.users_adopted", {{"count", *adopted}}));
  return kDone;
}

}  // namespace

void add_user(CLI::App& app, Program& program) {
  auto* user = app.add_subcommand("user", "local accounts; roles are granted in the log");
  user->require_subcommand(1);
  user->fallthrough();
  auto const arguments = std::make_shared<UserArguments>();
  using Act = int (*)(Program&, UserArguments const&);
  auto const on = [&](CLI::App* sub, Act act) {
    sub->callback([&program, arguments, act] {
      program.choose([&program, arguments, act] { return act(program, *arguments); });
    });
  };
  auto* adding = user->add_subcommand("add", "an account for a registered person");
  adding->add_option("login", arguments->login, "what is typed to sign in");
  adding->add_option("--person", arguments->person, "the person's id in the register");
  adding->add_option("--password-file", arguments->password_file, "default: standard input");
  adding->add_flag("--demo", arguments->demo, "one for everybody in a demonstration");
  on(adding, &add);
  auto* listing = user->add_subcommand("list", "all accounts");
  listing->add_flag("--demo", arguments->demo, "also say the demonstration's password");
  on(listing, &list);
  auto* changing = user->add_subcommand("passwd", "a new password; signs the account out");
  changing->add_option("login", arguments->login)->required();
  changing->add_option("--password-file", arguments->password_file, "default: standard input");
  on(changing, &change_password);
  auto* closing = user->add_subcommand("close", "ends an account and signs it out");
  closing->add_option("login", arguments->login)->required();
  on(closing, &close);
  on(user->add_subcommand("adopt",
                          "once, of a database of before: has the log take its accounts for true"),
     &adopt);
}

}  // namespace gozin::cli
