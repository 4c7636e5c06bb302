#pragma once

#include "engine/command/recording.hpp"

#include <map>
#include <string>

namespace gozin::app {

/// What events keep in the vault, as of one view of the store; each key is unwrapped once.
class OpenedValues {
 public:
  OpenedValues(StoreView& store, Keys& keys) : store_{store}, keys_{keys}, ring_{keys} {}

  /// Values by field name; none where nothing is kept or the keys are gone. Throws StoreFailed
  /// where a record does not open.
  [[nodiscard]] std::map<std::string, std::string> of(std::int64_t seq);

 private:
  StoreView& store_;
  Keys& keys_;
  KeyRing ring_;
};

}  // namespace gozin::app
