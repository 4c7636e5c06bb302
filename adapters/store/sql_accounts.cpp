#include "adapters/store/sql_accounts.hpp"

namespace gozin::store {
namespace {

using soci::into;
using soci::use;

struct AccountRow {
  Account account = {};
  std::int64_t disabled = 0;
  soci::indicator never_disabled = soci::i_null;

  explicit AccountRow(Account const& from = {}) : account{from} {
    if (!from.disabled) return;
    disabled = from.disabled->ms;
    never_disabled = soci::i_ok;
  }

  [[nodiscard]] Account read() const {
    auto found = account;
    found.disabled =
        never_disabled == soci::i_null ? std::nullopt : std::optional{Instant{disabled}};
    return found;
  }
};

struct SessionRow {
  LoginSession session = {};
  std::string id = {};

  [[nodiscard]] LoginSession read() const {
    auto found = session;
    found.id = parse_hash(id).value_or(Hash{});
    return found;
  }
};

/// The number of rows a statement changes when it is run.
long long run(soci::statement& statement) {
  statement.execute(true);
  return statement.get_affected_rows();
}

}  // namespace

template <class Work>
long long SqlAccounts::write(Work const& work) {
  auto const lease = lend_for_writing(writers_, connector_);
  return translated(connector_.dialect, [&] {
    // Not where another version of the program has taken over.
    static_cast<void>((*lease)->reads->head());
    auto const changed = work((*lease)->sql);
    (*lease)->sql << "commit";
    return changed;
  });
}

template <class Work>
auto SqlAccounts::read(Work const& work) {
  auto const lease = lend_for_reading(readers_, connector_);
  return translated(connector_.dialect, [&] { return work((*lease)->sql); });
}

bool SqlAccounts::add(Account const& account) {
  AccountRow row{account};
  return write([&](soci::session& sql) {
           // Whoever writes accounts holds the head, so nobody comes in between.
           int taken = 0;
           sql << "select count(*) from account where login = :login", use(account.login, "login"),
               into(taken);
           if (taken != 0) return 0;
           sql << "insert into account (login, person, password, created, disabled) "
                  "values (:login, :person, :password, :created, :disabled)",
               use(account.login, "login"), use(account.person.text, "person"),
               use(account.password, "password"), use(account.created.ms, "created"),
               use(row.disabled, row.never_disabled, "disabled");
           return 1;
         }) == 1;
}

bool SqlAccounts::set_password(std::string const& login, std::string const& password) {
  return write([&](soci::session& sql) {
           soci::statement statement =
               (sql.prepare << "update account set password = :password where login = :login",
                use(password, "password"), use(login, "login"));
           return run(statement);
         }) == 1;
}

bool SqlAccounts::set_disabled(std::string const& login, std::optional<Instant> disabled) {
  AccountRow row{
      {.login = login, .person = {}, .password = {}, .created = {}, .disabled = disabled}};
  return write([&](soci::session& sql) {
           soci::statement statement =
               (sql.prepare << "update account set disabled = :disabled where login = :login",
                use(row.disabled, row.never_disabled, "disabled"), use(login, "login"));
           return run(statement);
         }) == 1;
}

bool SqlAccounts::remove(std::string const& login) {
  return write([&](soci::session& sql) {
           soci::statement sessions =
               (sql.prepare << "delete from login_session where login = :login",
                use(login, "login"));
           (void)run(sessions);
           soci::statement account =
               (sql.prepare << "delete from account where login = :login", use(login, "login"));
           return run(account);
         }) == 1;
}

std::optional<Account> SqlAccounts::find(std::string const& login) {
  if (login.find('\0') != std::string::npos) return std::nullopt;
  return read([&](soci::session& sql) -> std::optional<Account> {
    AccountRow row;
    row.account.login = login;
    sql << "select person, password, created, disabled from account where login = :login",
        use(login, "login"), into(row.account.person.text), into(row.account.password),
        into(row.account.created.ms), into(row.disabled, row.never_disabled);
    if (!sql.got_data()) return std::nullopt;
    return row.read();
  });
}

std::vector<Account> SqlAccounts::all() {
  return read([&](soci::session& sql) {
    std::vector<Account> accounts;
    AccountRow row;
    soci::statement statement =
        (sql.prepare << "select login, person, password, created, disabled from account "
                        "order by login",
         into(row.account.login), into(row.account.person.text), into(row.account.password),
         into(row.account.created.ms), into(row.disabled, row.never_disabled));
    statement.execute();
    while (statement.fetch()) accounts.push_back(row.read());
    return accounts;
  });
}

void SqlAccounts::open_session(LoginSession const& session) {
  auto const id = to_hex(session.id);
  write([&](soci::session& sql) {
    sql << "insert into login_session (id, login, csrf, created, seen) "
           "values (:id, :login, :csrf, :created, :seen)",
        use(id, "id"), use(session.login, "login"), use(session.csrf, "csrf"),
        use(session.created.ms, "created"), use(session.seen.ms, "seen");
    return 1;
  });
}

std::optional<SessionOfAccount> SqlAccounts::find_session(Hash const& id) {
  auto const lease = lend_for_reading(readers_, connector_);
  return translated(connector_.dialect, [&] { return (*lease)->accounts->session(id); });
}

std::vector<LoginSession> SqlAccounts::sessions_of(std::string const& login) {
  return read([&](soci::session& sql) {
    std::vector<LoginSession> sessions;
    SessionRow row;
    row.session.login = login;
    soci::statement statement =
        (sql.prepare << "select id, csrf, created, seen from login_session where login = :login "
                        "order by created desc, id",
         use(login, "login"), into(row.id), into(row.session.csrf), into(row.session.created.ms),
         into(row.session.seen.ms));
    statement.execute();
    while (statement.fetch()) sessions.push_back(row.read());
    return sessions;
  });
}

void SqlAccounts::touch_session(Hash const& id, Instant seen) {
  auto const name = to_hex(id);
  write([&](soci::session& sql) {
    sql << "update login_session set seen = :seen where id = :id", use(seen.ms, "seen"),
        use(name, "id");
    return 1;
  });
}

bool SqlAccounts::close_session(Hash const& id) {
  auto const name = to_hex(id);
  return write([&](soci::session& sql) {
           soci::statement statement =
               (sql.prepare << "delete from login_session where id = :id", use(name, "id"));
           return run(statement);
         }) == 1;
}

void SqlAccounts::close_sessions_of(std::string const& login) {
  write([&](soci::session& sql) {
    sql << "delete from login_session where login = :login", use(login, "login");
    return 1;
  });
}

void SqlAccounts::close_sessions_before(Instant created, Instant seen) {
  write([&](soci::session& sql) {
    sql << "delete from login_session where created < :created or seen < :seen",
        use(created.ms, "created"), use(seen.ms, "seen");
    return 1;
  });
}

}  // namespace gozin::store
