#include "adapters/identity/local_accounts.hpp"

#include "adapters/identity/account_changes.hpp"

#include <algorithm>

namespace gozin {
namespace {

constexpr std::size_t kLoginBytesMax = 64;
constexpr std::size_t kSecretDigits = 64;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  auto const first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  }));
}

/// Length is the only rule: others make passwords worse, and pasting must work (WCAG 3.3.8).
std::optional<Rejection> flaw_of_password(std::string_view password) {
  if (password.size() > kPasswordBytesMax)
    return Rejection{IdentityReason::password_must_not_be_too_long};
  if (characters_in(password) < kPasswordCharactersMin)
    return Rejection{IdentityReason::password_must_be_long_enough};
  return std::nullopt;
}

std::optional<Hash> id_of(std::string_view secret) {
  if (secret.size() != kSecretDigits) return std::nullopt;
  return sha256(secret);
}

}  // namespace

Result<std::string> normalised_login(std::string_view login) {
  std::string normalised{trimmed(login)};
  for (auto& c : normalised)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  bool const is_plain = std::all_of(normalised.begin(), normalised.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           std::string_view{"._@-"}.find(c) != std::string_view::npos;
  });
  if (normalised.empty() || normalised.size() > kLoginBytesMax || !is_plain)
    return Rejection{IdentityReason::login_must_be_well_formed};
  return normalised;
}

LocalAccounts::LocalAccounts(Parts const& parts, IdentityLimits limits)
    : accounts_{parts.accounts},
      records_{parts.records},
      random_{parts.random},
      clock_{parts.clock},
      limits_{limits},
      nobodys_hash_{hash_password(to_hex(parts.random.draw()), limits.cost)} {}

Result<Account> LocalAccounts::add(std::string_view login, PersonId person,
                                   std::string_view password) {
  auto name = normalised_login(login);
  if (!name) return name.error();
  if (auto const flaw = flaw_of_password(password)) return *flaw;
  Account account{.login = std::move(*name),
                  .person = std::move(person),
                  .password = hash_password(password, limits_.cost),
                  .created = clock_.now()};
  if (auto const added = add_account({accounts_, records_}, account); !added) return added.error();
  return account;
}

Result<Account> LocalAccounts::prove(Credentials const& credentials) {
  auto const name = normalised_login(credentials.login);
  auto const throttled = name ? *name : std::string{};
  std::string const address{credentials.address};
  if (auto const wait_ms = throttle_.attempt(throttled, address, clock_.now()); wait_ms > 0)
    return Rejection{IdentityReason::attempts_must_not_be_too_many,
                     std::to_string((wait_ms + 999) / 1'000)};

  // A hash is always compared, so that the time does not tell who has an account.
  auto account = name ? accounts_.find(*name) : std::nullopt;
  auto const password = credentials.password.substr(0, kPasswordBytesMax + 1);
  bool const matches = password_matches(password, account ? account->password : nobodys_hash_);
  if (!account || !matches || account->disabled || !records_.agrees(*account))
    return Rejection{IdentityReason::login_and_password_must_match};
  throttle_.succeeded(throttled, address);
  return std::move(*account);
}

Result<NewSession> LocalAccounts::sign_in(Credentials const& credentials) {
  auto account = prove(credentials);
  if (!account) return account.error();
  if (needs_rehash(account->password, limits_.cost)) renew_hash(*account, credentials.password);
  if (credentials.secret_before) sign_out(*credentials.secret_before);

  auto const now = clock_.now();
  NewSession made{.secret = to_hex(random_.draw()), .who = {}};
  LoginSession session{
      .id = sha256(made.secret), .login = account->login, .csrf = {}, .created = now, .seen = now};
  session.csrf = seal_of(session, *account);
  accounts_.open_session(session);
  made.who = signed_in(session, account->person);
  return made;
}

/// The same password under another cost. Where the log cannot say so now, the former hash stays.
void LocalAccounts::renew_hash(Account& account, std::string_view password) {
  auto const hash = hash_password(password, limits_.cost);
  if (replace_credentials({accounts_, records_}, account.login, hash)) account.password = hash;
}

/// What nobody makes who only writes the table of sessions: neither a session of their own, nor
/// another one out of it.
std::string LocalAccounts::seal_of(LoginSession const& session, Account const& account) {
  std::string text{"gozin-session/v1\n"};
  for (auto const& part : {to_hex(session.id), session.login, account.person.text,
                           to_hex(sha256(account.password)), std::to_string(session.created.ms)})
    text += part + '\n';
  return records_.seal(text);
}

SignedIn LocalAccounts::signed_in(LoginSession const& session, PersonId const& person) const {
  return {.session = session.id,
          .login = session.login,
          .person = person,
          .csrf = session.csrf,
          .created = session.created,
          .ends = Instant{session.created.ms + limits_.session_ms_max}};
}

std::optional<SessionOfAccount> LocalAccounts::running_session(std::string_view secret) {
  auto const id = id_of(secret);
  auto found = id ? accounts_.find_session(*id) : std::nullopt;
  if (!found) return std::nullopt;
  auto const now = clock_.now();
  bool const is_over = now.ms - found->session.created.ms >= limits_.session_ms_max ||
                       now.ms - found->session.seen.ms >= limits_.idle_ms_max;
  if (is_over) accounts_.close_session(*id);
  if (is_over || found->is_disabled) return std::nullopt;
  Account const account{.login = found->session.login,
                        .person = found->person,
                        .password = found->password,
                        .created = {}};
  bool const is_ours = found->session.csrf == seal_of(found->session, account);
  return is_ours && records_.agrees(account) ? std::move(found) : std::nullopt;
}

std::optional<SignedIn> LocalAccounts::find(std::string_view secret) {
  auto const found = running_session(secret);
  if (!found) return std::nullopt;
  auto const now = clock_.now();
  if (now.ms - found->session.seen.ms >= limits_.touch_ms)
    accounts_.touch_session(found->session.id, now);
  return signed_in(found->session, found->person);
}

std::optional<SignedIn> LocalAccounts::find_unseen(std::string_view secret) {
  auto const found = running_session(secret);
  if (!found) return std::nullopt;
  return signed_in(found->session, found->person);
}

void LocalAccounts::sign_out(std::string_view secret) {
  if (auto const id = id_of(secret)) accounts_.close_session(*id);
}

std::vector<LoginSession> LocalAccounts::sessions_of(std::string_view login) {
  auto const account = account_of(login);
  return account ? accounts_.sessions_of(account->login) : std::vector<LoginSession>{};
}

bool LocalAccounts::revoke(std::string_view login, Hash const& session) {
  auto const name = normalised_login(login);
  auto const found = accounts_.find_session(session);
  return name && found && found->session.login == *name && accounts_.close_session(session);
}

Result<Account> LocalAccounts::account_of(std::string_view login) {
  auto const name = normalised_login(login);
  auto account = name ? accounts_.find(*name) : std::nullopt;
  if (!account) return Rejection{IdentityReason::account_must_exist};
  return std::move(*account);
}

Result<void> LocalAccounts::set_password(std::string_view login, std::string_view password) {
  auto const account = account_of(login);
  if (!account) return account.error();
  if (auto const flaw = flaw_of_password(password)) return *flaw;
  auto const hash = hash_password(password, limits_.cost);
  if (auto const replaced = replace_credentials({accounts_, records_}, account->login, hash);
      !replaced)
    return replaced.error();
  accounts_.close_sessions_of(account->login);
  return {};
}

Result<void> LocalAccounts::change_password(Credentials const& credentials,
                                            std::string_view password) {
  auto const account = prove(credentials);
  if (!account) return account.error();
  return set_password(account->login, password);
}

Result<void> LocalAccounts::close(std::string_view login) {
  auto const name = normalised_login(login);
  if (!name) return Rejection{IdentityReason::account_must_exist};
  return close_account({accounts_, records_}, *name);
}

void LocalAccounts::forget_ended_sessions() {
  auto const now = clock_.now().ms;
  accounts_.close_sessions_before(Instant{now - limits_.session_ms_max},
                                  Instant{now - limits_.idle_ms_max});
}

}  // namespace gozin
