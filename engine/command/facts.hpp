#pragma once

#include "engine/core/hash.hpp"
#include "engine/event/committed.hpp"
#include "engine/port/directory.hpp"
#include "engine/port/keys.hpp"
#include "engine/projection/table.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gozin {

/// Values of one event taken out of the vault: the seed of their salts, and they by field name.
struct Opened {
  Hash seed;
  std::map<std::string, std::string> values;
};

/// What no stream holds and a decision may need; supplied inside the writer's transaction, after
/// the batch's earlier commands. Whatever of it decides goes into the event.
class Facts {
 public:
  virtual ~Facts() = default;
  /// What the event at `seq` keeps under `key`; nothing when the key is gone.
  [[nodiscard]] virtual std::optional<Opened> open(std::int64_t seq, VaultKeyId const& key) = 0;
  /// The place in the log that the first event of this decision will have, the others following in
  /// order; for events that name an earlier one of the same decision.
  [[nodiscard]] virtual std::int64_t next_seq() = 0;
  /// What this very command's preparation keeps under `key`; nothing when it keeps nothing there.
  [[nodiscard]] virtual std::optional<Opened> open_kept(VaultKeyId const& key) = 0;
  /// The choices in a ballot box, in no order that says anything.
  [[nodiscard]] virtual std::vector<std::string> open_box(std::string const& ballot) = 0;
  [[nodiscard]] virtual std::string fresh_id() = 0;
  /// Keeps a value in the vault with the event that will carry the commitment. The same seed must
  /// be given for values that keep an earlier commitment; without one a new seed is drawn.
  virtual Committed keep(VaultKeyId const& key, std::string_view name, std::string_view value,
                         std::optional<Hash> seed = std::nullopt) = 0;
  /// Keeps a document by its hash: encrypted under `key`, or public where the key is empty.
  virtual Hash attach(VaultKeyId const& key, std::string_view media, std::string_view bytes) = 0;
  /// The rows of a read table in which a column has this value, as they stand after the batch's
  /// earlier commands; in no order.
  [[nodiscard]] virtual std::vector<Row> rows(ReadTable const& table, std::string_view column,
                                              Value const& value) = 0;
  [[nodiscard]] virtual Directory const& directory() = 0;
  /// The root of the log as last committed, for lots (threat T29).
  [[nodiscard]] virtual Hash published_root() = 0;
};

}  // namespace gozin
