#pragma once

#include "engine/core/ids.hpp"
#include "engine/rules/condition.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace gozin {

/// What the node knows about people in memory, decrypted from the vault; on disk it stands nowhere
/// in the open.
class Directory {
 public:
  virtual ~Directory() = default;
  /// The name as entered; nothing for someone unknown or erased.
  [[nodiscard]] virtual std::optional<std::string> name(PersonId const& person) const = 0;
  /// Whether it was erased, as far as anything is known here.
  [[nodiscard]] virtual bool is_erased(PersonId const&) const { return false; }
  /// How many registered staff meet all the conditions.
  [[nodiscard]] virtual std::int64_t count_meeting(
      std::span<rules::Condition const> conditions) const = 0;
  /// One finding a condition for one person.
  [[nodiscard]] virtual std::map<Code, rules::Finding> examine(
      PersonId const& person, std::span<rules::Condition const> conditions) const = 0;
};

}  // namespace gozin
