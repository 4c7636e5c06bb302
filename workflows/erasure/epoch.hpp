#pragma once

#include "engine/command/context.hpp"
#include "workflows/registry/events.hpp"

namespace gozin::erasure {

/// The program's own word that the former epoch key is destroyed, and in how many places the keys
/// of the vault were read back under the new one before.
struct RecordEpochKeyDestroyed {
  static constexpr std::string_view kName = "RecordEpochKeyDestroyed";
  std::int64_t bundles = 1;

  static constexpr auto fields() {
    return fields_of(open("bundles", &RecordEpochKeyDestroyed::bundles));
  }
};

Result<Decision> decide(RecordEpochKeyDestroyed const& command, Context const& context);

[[nodiscard]] std::vector<CommandType> epoch_commands();

}  // namespace gozin::erasure
