#pragma once

#include "adapters/store/prepared.hpp"
#include "engine/port/accounts.hpp"

#include <optional>
#include <string>

namespace gozin::store {

/// What every request asks of the accounts, on one connection, prepared once.
class AccountReads {
 public:
  explicit AccountReads(soci::session& sql);

  [[nodiscard]] std::optional<SessionOfAccount> session(Hash const& id);

 private:
  using Text = std::string;
  using Number = std::int64_t;

  Reading<Types<Text>, Types<Text, Text, Number, Number, Text, Text, Number>> session_;
};

}  // namespace gozin::store
