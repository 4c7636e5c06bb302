#pragma once

#include "adapters/store/connections.hpp"
#include "engine/port/accounts.hpp"

namespace gozin::store {

/// Accounts beside the log. They are written by the one writing connection, so that they never
/// meet a batch of the log at the database's own lock.
class SqlAccounts final : public Accounts {
 public:
  SqlAccounts(WriterPool& writers, ReaderPool& readers, Connector const& connector)
      : writers_{writers}, readers_{readers}, connector_{connector} {}

  [[nodiscard]] bool add(Account const& account) override;
  [[nodiscard]] std::optional<Account> find(std::string const& login) override;
  [[nodiscard]] std::vector<Account> all() override;
  bool set_password(std::string const& login, std::string const& password) override;
  bool set_disabled(std::string const& login, std::optional<Instant> disabled) override;
  bool remove(std::string const& login) override;

  void open_session(LoginSession const& session) override;
  [[nodiscard]] std::optional<SessionOfAccount> find_session(Hash const& id) override;
  [[nodiscard]] std::vector<LoginSession> sessions_of(std::string const& login) override;
  void touch_session(Hash const& id, Instant seen) override;
  bool close_session(Hash const& id) override;
  void close_sessions_of(std::string const& login) override;
  void close_sessions_before(Instant created, Instant seen) override;

 private:
  /// One transaction: `work` gives the number of rows it changed.
  template <class Work>
  long long write(Work const& work);
  template <class Work>
  auto read(Work const& work);

  WriterPool& writers_;
  ReaderPool& readers_;
  Connector const& connector_;
};

}  // namespace gozin::store
