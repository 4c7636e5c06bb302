#include "adapters/app/log_accounts.hpp"

#include "adapters/app/opened_values.hpp"
#include "adapters/cli/story.hpp"
#include "adapters/http/workers.hpp"
#include "adapters/identity/account_changes.hpp"
#include "adapters/identity/local_accounts.hpp"
#include "workflows/registry/bindings.hpp"
#include "workflows/registry/commands/accounts.hpp"
#include "workflows/registry/reasons.hpp"
#include "workflows/registry/roles.hpp"
#include "workflows/registry/states.hpp"

#include <algorithm>

namespace gozin::app {
namespace {

using registry::Binding;

StreamId person_stream(PersonId const& person) {
  return stream_of(registry::Person::kKind, person.text);
}

bool binds(Binding const& binding, Account const& account) {
  return binding.login == account.login && binding.person == account.person &&
         binding.credentials == registry::digest_of_credentials(account.password);
}

bool is_among(std::vector<Binding> const& bindings, Account const& account) {
  return std::ranges::any_of(bindings,
                             [&](Binding const& binding) { return binds(binding, account); });
}

/// What the log and the vault say of accounts, read event by event.
class AccountReading {
 public:
  AccountReading(StoreView& store, Keys& keys) : opened_{store, keys} {}

  void take(StoredEvent const& stored) {
    if (registry::is_about_accounts(stored.type)) events_.push_back(stored);
  }

  [[nodiscard]] registry::Bindings learned() {
    registry::Bindings bindings;
    for (auto const& stored : events_)
      bindings.learn(read_recorded(catalog(), stored), opened_.of(stored.seq));
    return bindings;
  }

  /// Whom the events call erased.
  [[nodiscard]] std::set<PersonId> erased() const {
    std::set<PersonId> people;
    for (auto const& stored : events_)
      if (stored.type == SubjectErased::kType)
        people.insert(PersonId{std::string{stored.stream.key()}});
    return people;
  }

 private:
  OpenedValues opened_;
  std::vector<StoredEvent> events_;
};

/// As the store has it at this moment: another program may have recorded what nobody here has heard
/// of yet.
bool is_in_store(City& city, Account const& account) {
  auto const view = city.store().view();
  AccountReading reading{*view, *city.keys()};
  view->read_stream(person_stream(account.person), 0,
                    [&](StoredEvent const& stored) { reading.take(stored); });
  return is_among(reading.learned().of(account.login), account);
}

bool are_adopted_in(City& city) {
  auto const store = city.store().view();
  StoredView view{catalog(), *store, &city.snapshots()};
  auto const* log = view.find<registry::Log>(registry::log_stream());
  return log && log->accounts_adopted;
}

std::string account_place(PersonId const& person) {
  return "account of " + person_stream(person).text;
}

std::vector<Fault> faults_between(std::vector<Binding> const& open,
                                  std::vector<Account> const& rows) {
  std::vector<Fault> faults;
  for (auto const& row : rows)
    if (row.disabled.has_value() == is_among(open, row))
      faults.push_back({VerifyFinding::account_differs, account_place(row.person)});
  for (auto const& binding : open)
    if (std::ranges::find(rows, binding.login, &Account::login) == rows.end())
      faults.push_back({VerifyFinding::account_missing, account_place(binding.person)});
  return faults;
}

LogAccounts::Hands as_clock(std::function<Outcome(Request)> perform) {
  return {.perform = std::move(perform),
          .actor = PersonId{std::string{registry::kClockActor}},
          .role = Code{std::string{registry::kClock}},
          .channel = Code{"clock"}};
}

}  // namespace

bool LogAccounts::are_adopted() {
  if (!adopted_ && are_adopted_in(city_)) adopted_ = true;
  return adopted_;
}

bool LogAccounts::agrees(Account const& account) {
  if (!are_adopted()) return true;
  auto const& people = city_.people_register();
  // Nobody waits for the register here.
  bool const is_read = people.wait(std::chrono::milliseconds{0});
  if (is_read && is_among(people.accounts_of(account.login), account)) return true;
  if (is_in_store(city_, account)) return true;
  // Their accounts go a moment behind their keys.
  if (is_read && people.is_erased(account.person)) return false;
  std::scoped_lock const lock{mutex_};
  if (hands_.tell && told_.insert(account.login).second)
    hands_.tell("the " + account_place(account.person) +
                " is not what the log says, and nobody signs in by it");
  return false;
}

std::string LogAccounts::seal(std::string_view text) { return city_.keys()->lookup_digest(text); }

Result<void> LogAccounts::perform(std::string_view command, StreamId const& stream,
                                  json::object input) {
  Request request;
  request.command = command;
  request.stream = stream;
  request.input = std::move(input);
  request.actor = hands_.actor;
  request.role = hands_.role;
  request.channel = hands_.channel;
  request.id = "account";
  auto const outcome = hands_.perform(std::move(request));
  if (!outcome) return outcome.error();
  return {};
}

Result<void> LogAccounts::bind_as(Account const& account, bool is_adopted) {
  json::object input{{"login", account.login},
                     {"credentials", registry::digest_of_credentials(account.password)}};
  if (is_adopted) input["adopted"] = true;
  return perform(registry::BindAccount::kName, person_stream(account.person), std::move(input));
}

Result<void> LogAccounts::bind(Account const& account) {
  if (auto const begun = begin_without(); !begun) return begun.error();
  // Of a row that was never written, or is gone.
  if (auto const closed = close(account.login); !closed) return closed.error();
  return bind_as(account, false);
}

Result<void> LogAccounts::replace(Account const& account) {
  if (!are_adopted()) return Rejection{registry::Reason::accounts_must_be_adopted};
  for (auto const& binding : city_.people_register().accounts_of(account.login))
    if (binding.person == account.person)
      return perform(registry::ReplaceCredentials::kName, person_stream(account.person),
                     {{"account", binding.account.text},
                      {"credentials", registry::digest_of_credentials(account.password)}});
  return Rejection{registry::Reason::account_must_be_open, account.login};
}

Result<bool> LogAccounts::close(std::string const& login) {
  auto const open = city_.people_register().accounts_of(login);
  for (auto const& binding : open)
    if (auto const closed = perform(registry::CloseAccount::kName, person_stream(binding.person),
                                    {{"account", binding.account.text}});
        !closed)
      return closed.error();
  return !open.empty();
}

Result<void> LogAccounts::end_adoption(std::int64_t count) {
  return perform(registry::EndAccountAdoption::kName, registry::log_stream(), {{"count", count}});
}

Result<std::int64_t> LogAccounts::adopt() {
  if (are_adopted()) return Rejection{registry::Reason::accounts_must_be_adopted_once};
  std::int64_t count = 0;
  for (auto const& row : city_.accounts().all()) {
    if (row.disabled || city_.directory().is_erased(row.person)) continue;
    ++count;
    if (is_among(city_.people_register().accounts_of(row.login), row)) continue;
    if (auto const bound = bind_as(row, true); !bound) return bound.error();
  }
  if (auto const ended = end_adoption(count); !ended) return ended.error();
  return count;
}

Result<void> LogAccounts::begin_without() {
  if (are_adopted() || !city_.accounts().all().empty()) return {};
  return end_adoption(0);
}

LogAccounts::Hands hands_of_operator(City& city) {
  return {
      .perform = [&city](Request request) { return city.pipeline().perform(std::move(request)); },
      .actor = cli::operator_of_this_machine(),
      .role = Code{std::string{registry::kOperator}},
      .channel = Code{"cli"}};
}

LogAccounts::Hands hands_of_start(City& city, Writer& writer) {
  return as_clock([&city, &writer](Request request) -> Outcome {
    auto submission = city.pipeline().prepare(std::move(request));
    if (!submission) return submission.error();
    writer.submit(std::move(*submission),
                  [&writer](Outcome const&, std::exception_ptr const& failure) {
                    if (failure) writer.tell("accounts wait to be looked at");
                  });
    return Accepted{};
  });
}

LogAccounts::Hands hands_of_clock(Writer& writer) {
  auto hands = as_clock([&writer](Request request) {
    std::optional<Outcome> outcome;
    http::Workers::stand_aside([&] { outcome = writer.perform(std::move(request)); });
    return std::move(*outcome);
  });
  hands.tell = [&writer](std::string const& text) { writer.tell(text); };
  return hands;
}

namespace {

class Book final : public cli::AccountBook {
 public:
  explicit Book(City& city) : city_{city}, log_{city, hands_of_operator(city)} {}

  Result<Account> add(Account account) override {
    auto login = normalised_login(account.login);
    if (!login) return login.error();
    account.login = std::move(*login);
    if (auto const added = add_account({city_.accounts(), log_}, account); !added)
      return added.error();
    return account;
  }

  Result<void> set_password(std::string const& login, std::string const& hash) override {
    auto const replaced = replace_credentials({city_.accounts(), log_}, login, hash);
    if (replaced) city_.accounts().close_sessions_of(login);
    return replaced;
  }

  Result<void> close(std::string const& login) override {
    return close_account({city_.accounts(), log_}, login);
  }

  Result<std::int64_t> adopt() override { return log_.adopt(); }

 private:
  City& city_;
  LogAccounts log_;
};

}  // namespace

std::unique_ptr<cli::AccountBook> account_book(City& city) { return std::make_unique<Book>(city); }

std::vector<Fault> faults_of_accounts(City& city) {
  if (!city.keys()) return {};
  auto const rows = city.accounts().all();
  auto const view = city.store().view();
  bool is_adopted = false;
  view->read_stream(registry::log_stream(), 0, [&](StoredEvent const& stored) {
    is_adopted = is_adopted || stored.type == registry::AccountsAdopted::kType;
  });
  if (!is_adopted) return {};
  AccountReading reading{*view, *city.keys()};
  view->read_kind(registry::Person::kKind,
                  [&](StoredEvent const& stored) { reading.take(stored); });
  // The accounts of the erased go a moment behind their keys.
  auto const erased = reading.erased();
  std::vector<Account> of_others;
  std::ranges::copy_if(rows, std::back_inserter(of_others),
                       [&](Account const& row) { return !erased.contains(row.person); });
  return faults_between(reading.learned().all(), of_others);
}

std::vector<Fault> faults_by_register(City& city) {
  if (!are_adopted_in(city)) return {};
  auto const open = city.people_register().accounts();
  auto rows = city.accounts().all();
  std::erase_if(rows, [&](Account const& row) { return city.directory().is_erased(row.person); });
  return faults_between(open, rows);
}

}  // namespace gozin::app
