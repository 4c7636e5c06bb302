#pragma once

#include "engine/ledger/log_keys.hpp"
#include "engine/port/event_store.hpp"

#include <optional>

namespace gozin {

/// The keys that a log in a store names, followed as it grows: what was read is not read again.
class KeysOfLog {
 public:
  /// Null where the log is empty or its first event opens none.
  [[nodiscard]] LogKeys const* read(StoreView& store);
  [[nodiscard]] LogKeys const* known() const { return keys_ ? &*keys_ : nullptr; }
  /// One more event of the stream `log`, in its order.
  void follow(StoredEvent const& stored);

 private:
  std::int64_t next_rev_ = 0;
  std::optional<LogKeys> keys_;
};

}  // namespace gozin
