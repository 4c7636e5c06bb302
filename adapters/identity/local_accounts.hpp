#pragma once

#include "adapters/identity/password.hpp"
#include "adapters/identity/throttle.hpp"
#include "engine/core/result.hpp"
#include "engine/port/account_records.hpp"
#include "engine/port/accounts.hpp"
#include "engine/port/clock.hpp"
#include "engine/port/random.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gozin {

/// Why an account or an attempt to sign in is turned down.
#define GOZIN_IDENTITY_REASONS(X)  \
  X(login_must_be_well_formed)     \
  X(login_must_be_free)            \
  X(account_must_exist)            \
  X(password_must_be_long_enough)  \
  X(password_must_not_be_too_long) \
  X(login_and_password_must_match) \
  X(attempts_must_not_be_too_many)
GOZIN_REASONS(IdentityReason, GOZIN_IDENTITY_REASONS)

inline constexpr std::size_t kPasswordCharactersMin = 12;
inline constexpr std::size_t kPasswordBytesMax = 256;

struct IdentityLimits {
  PasswordCost cost = {};
  std::int64_t idle_ms_max = 60 * 60 * 1'000;
  std::int64_t session_ms_max = 12 * 60 * 60 * 1'000;
  /// `seen` is written at most this often, or every page would be a durable write.
  std::int64_t touch_ms = 60 * 1'000;
};

/// Who is signed in.
struct SignedIn {
  Hash session;  // what sessions are listed and revoked by
  std::string login;
  PersonId person;
  std::string csrf;
  Instant created;
  Instant ends;  // at the latest
};

/// A new session: the secret is for the cookie and is never to be had again.
struct NewSession {
  std::string secret;  // 64 hexadecimal digits
  SignedIn who;
};

struct Credentials {
  std::string_view login;
  std::string_view password;
  std::string_view address;                            // of the network, for the throttle
  std::optional<std::string_view> secret_before = {};  // ended by signing in
};

/// Accounts with a password, kept here. May be used from several threads.
class LocalAccounts {
 public:
  struct Parts {
    Accounts& accounts;
    AccountRecords& records;
    Random& random;
    Clock& clock;
  };
  explicit LocalAccounts(Parts const& parts, IdentityLimits limits = {});

  /// A login is 1 to 64 letters, digits and `._@-`, in whatever case. Refuses
  /// `login_must_be_well_formed`, `login_must_be_free`, `password_must_be_long_enough` (fewer than
  /// 12 characters) and `password_must_not_be_too_long` (more than 256 bytes), and what the
  /// register refuses.
  [[nodiscard]] Result<Account> add(std::string_view login, PersonId person,
                                    std::string_view password);

  /// Always a new session. Whoever has no account, has a wrong password, is disabled or has an
  /// account that the log does not have gets the same `login_and_password_must_match`; too many
  /// attempts get `attempts_must_not_be_too_many` with the seconds to wait.
  [[nodiscard]] Result<NewSession> sign_in(Credentials const& credentials);

  /// Nothing when the session has ended: signed out, revoked, idle for an hour, twelve hours old,
  /// of a disabled account; or when it is none that was begun here, or the log does not have its
  /// account.
  [[nodiscard]] std::optional<SignedIn> find(std::string_view secret);
  /// The same for what a page does by itself: the person is not seen by it.
  [[nodiscard]] std::optional<SignedIn> find_unseen(std::string_view secret);
  void sign_out(std::string_view secret);

  [[nodiscard]] std::vector<LoginSession> sessions_of(std::string_view login);
  /// One's own only; false when it is not.
  bool revoke(std::string_view login, Hash const& session);

  /// A new password ends all sessions. Refuses as `add` does, and `account_must_exist`.
  [[nodiscard]] Result<void> set_password(std::string_view login, std::string_view password);
  /// The same by the one who knows the old one; refuses and throttles as `sign_in` does.
  [[nodiscard]] Result<void> change_password(Credentials const& credentials,
                                             std::string_view password);
  /// The account goes, and its sessions. Refuses `account_must_exist`.
  [[nodiscard]] Result<void> close(std::string_view login);

  [[nodiscard]] std::vector<Account> all() { return accounts_.all(); }
  /// Deletes sessions that have ended by their time.
  void forget_ended_sessions();

 private:
  [[nodiscard]] Result<Account> prove(Credentials const& credentials);
  [[nodiscard]] Result<Account> account_of(std::string_view login);
  [[nodiscard]] std::optional<SessionOfAccount> running_session(std::string_view secret);
  [[nodiscard]] std::string seal_of(LoginSession const& session, Account const& account);
  void renew_hash(Account& account, std::string_view password);
  [[nodiscard]] SignedIn signed_in(LoginSession const& session, PersonId const& person) const;

  Accounts& accounts_;
  AccountRecords& records_;
  Random& random_;
  Clock& clock_;
  IdentityLimits limits_;
  Throttle throttle_;
  std::string nobodys_hash_;
};

/// The login as it is kept: lower case, without blanks around it. Refuses
/// `login_must_be_well_formed`.
[[nodiscard]] Result<std::string> normalised_login(std::string_view login);

}  // namespace gozin
