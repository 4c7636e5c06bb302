#pragma once

#include "engine/core/hash.hpp"
#include "engine/core/ids.hpp"
#include "engine/core/time.hpp"

#include <optional>
#include <string>
#include <vector>

namespace gozin {

/// How one person signs in here. Roles are not in it: they are granted in the log.
struct Account {
  std::string login;  // normalised
  PersonId person;
  std::string password;  // an Argon2id hash with its parameters and salt
  Instant created;
  std::optional<Instant> disabled = {};
  friend bool operator==(Account const&, Account const&) = default;
};

/// Someone signed in. The secret itself is with the browser alone.
struct LoginSession {
  Hash id;  // SHA-256 of the secret
  std::string login;
  std::string csrf;  // what forms must bring along
  Instant created;
  Instant seen;
  friend bool operator==(LoginSession const&, LoginSession const&) = default;
};

/// A session with the account that it is of.
struct SessionOfAccount {
  LoginSession session;
  PersonId person;
  std::string password;  // as in Account
  bool is_disabled = false;
  friend bool operator==(SessionOfAccount const&, SessionOfAccount const&) = default;
};

/// Where accounts and their sessions rest. Each call is one transaction of its own, durable when it
/// returns.
class Accounts {
 public:
  virtual ~Accounts() = default;
  /// False when the login is taken.
  [[nodiscard]] virtual bool add(Account const& account) = 0;
  [[nodiscard]] virtual std::optional<Account> find(std::string const& login) = 0;
  /// By login.
  [[nodiscard]] virtual std::vector<Account> all() = 0;
  /// Each changes its one member, so that two at once do not undo each other; false when there is
  /// no such account.
  virtual bool set_password(std::string const& login, std::string const& password) = 0;
  virtual bool set_disabled(std::string const& login, std::optional<Instant> disabled) = 0;

  /// The account and its sessions go; false when there was none.
  virtual bool remove(std::string const& login) = 0;

  virtual void open_session(LoginSession const& session) = 0;
  /// As both stand at this moment: every request asks this.
  [[nodiscard]] virtual std::optional<SessionOfAccount> find_session(Hash const& id) = 0;
  /// The newest first.
  [[nodiscard]] virtual std::vector<LoginSession> sessions_of(std::string const& login) = 0;
  virtual void touch_session(Hash const& id, Instant seen) = 0;
  /// False when there was none.
  virtual bool close_session(Hash const& id) = 0;
  virtual void close_sessions_of(std::string const& login) = 0;
  /// Forgets sessions created before one moment or last seen before the other.
  virtual void close_sessions_before(Instant created, Instant seen) = 0;
};

}  // namespace gozin
