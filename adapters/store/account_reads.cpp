#include "adapters/store/account_reads.hpp"

namespace gozin::store {

AccountReads::AccountReads(soci::session& sql)
    : session_{sql,
               "select login_session.login, csrf, login_session.created, seen, person, password, "
               "case when disabled is null then 0 else 1 end "
               "from login_session join account on account.login = login_session.login "
               "where login_session.id = :id"} {}

std::optional<SessionOfAccount> AccountReads::session(Hash const& id) {
  std::optional<SessionOfAccount> found;
  session_.each(
      [&](std::string const& login, std::string const& csrf, std::int64_t created,
          std::int64_t seen, std::string const& person, std::string const& password,
          std::int64_t disabled) {
        found = SessionOfAccount{.session = {.id = id,
                                             .login = login,
                                             .csrf = csrf,
                                             .created = Instant{created},
                                             .seen = Instant{seen}},
                                 .person = PersonId{person},
                                 .password = password,
                                 .is_disabled = disabled != 0};
      },
      to_hex(id));
  return found;
}

}  // namespace gozin::store
