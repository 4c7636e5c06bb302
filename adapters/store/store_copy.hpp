#pragma once

#include "adapters/store/store_url.hpp"
#include "engine/port/event_store.hpp"

#include <functional>
#include <string>
#include <vector>

namespace gozin {

struct CopyOptions {
  /// The vault's keys as they are to stand in the copy, wrapped.
  std::vector<WrappedKey> keys = {};
  /// What is known of erasures beside what the store itself knows.
  std::vector<ErasureProof> erasures = {};
  /// Rows copied, of how many there are.
  std::function<void(std::int64_t done, std::int64_t of)> progress = {};
};

struct StoreCopy {
  std::string deployment;
  Head head;
};

/// Copies a store, as of one moment of it, into another database: log, vault, ballot boxes,
/// answers, look-ups, documents, checkpoints and accounts, each byte as it is. The vault's keys are
/// not among them: they are given apart. Nor are login sessions and read tables, which are made
/// anew. The source may be written meanwhile.
///
/// The target is a store only when all of it is there. A copy that was cut short goes on where it
/// stopped when it is begun again from the same deployment. Throws StoreFailed where the target
/// holds another store, or a whole one, or where the log copied has not the length of its head.
StoreCopy copy_store(StoreUrl const& from, StoreUrl const& to, CopyOptions const& options);

/// Throws StoreFailed where there is no store, or one of another version, that `copy_store` would
/// refuse to read: what it says is then of the source alone.
void expect_copyable(StoreUrl const& from);

/// The wrapped keys of a store's vault, by their ids, as of now.
struct VaultKeys {
  std::string deployment;
  std::vector<WrappedKey> keys;
  std::vector<ErasureProof> erasures = {};
  std::int64_t size = 0;   // of the log
  std::int64_t epoch = 1;  // one more than there were changes of the epoch key
};
[[nodiscard]] VaultKeys read_vault_keys(StoreUrl const& url);

/// The version of the schema, 0 where there is no store, and the one this program brings it to.
struct StoreVersion {
  int found = 0;
  int known = 0;
};
[[nodiscard]] StoreVersion version_of_store(StoreUrl const& url);

}  // namespace gozin
