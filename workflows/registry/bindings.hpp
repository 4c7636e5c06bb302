#pragma once

#include "engine/event/event.hpp"
#include "workflows/registry/events.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace gozin::registry {

/// What the log says of one account that is open.
struct Binding {
  Code account;
  PersonId person;
  std::string login;
  std::string credentials;  // of `digest_of_credentials`
  friend bool operator==(Binding const&, Binding const&) = default;
};

/// What stands in the log for the hash of a password, in the vault: 64 hexadecimal digits.
[[nodiscard]] std::string digest_of_credentials(std::string_view password_hash);

/// Whether an event of a person's stream changes what is said of accounts.
[[nodiscard]] bool is_about_accounts(std::string_view type);

/// The accounts of people as the log has them, with what the vault still opens.
class Bindings {
 public:
  /// Takes in an event of a person's stream with what the vault gave for it, by field name. Whoever
  /// is erased has no account. Other events change nothing.
  void learn(Recorded const& recorded, std::map<std::string, std::string> const& opened);
  /// From now on the person has none.
  void forget(PersonId const& person);

  /// Open accounts of this login: one, unless the program was stopped between two of its steps.
  [[nodiscard]] std::vector<Binding> of(std::string const& login) const;
  /// All that are open.
  [[nodiscard]] std::vector<Binding> all() const;

 private:
  void close(Code const& account);

  std::map<Code, Binding> open_;
  std::map<std::string, std::set<Code>> by_login_;
};

}  // namespace gozin::registry
