#pragma once

#include "adapters/keys/folder_keys.hpp"
#include "adapters/keys/key_bundle.hpp"
#include "adapters/store/sql_store.hpp"
#include "engine/command/pipeline.hpp"

#include <filesystem>
#include <optional>
#include <set>
#include <vector>

namespace gozin::app {

/// What is left to do of an erasure, once its event is recorded and the vault stands under the new
/// epoch key, and what is put right in a store that was restored from before one.
class EpochChange {
 public:
  struct Parts {
    SqlStore& store;
    FolderKeys& keys;
    Pipeline& pipeline;
    Snapshots& snapshots;
    std::vector<std::filesystem::path> bundles;  // files, one a configured place
  };
  explicit EpochChange(Parts parts) : parts_{std::move(parts)} {}

  /// Whether a former epoch key is, or may be, still there.
  [[nodiscard]] bool is_under_way();

  /// Removes the accounts of the erased, writes the keys of the vault to every configured place,
  /// reads them back, destroys the former key and records that. Nothing where no change is under
  /// way; stopped anywhere, it is done again from its beginning. Throws KeysUnavailable, with the
  /// former key in its place, where a place does not hold what was written.
  std::optional<Accepted> finish();

  /// The keys of the vault as they stand.
  [[nodiscard]] KeyBundle bundle();

  /// A store restored from before an erasure has look-ups under a key that is destroyed, and
  /// accounts of people whose keys are: the former are made anew from the register, the latter go.
  void put_right();

 private:
  void keep_proofs();
  void write_bundles(KeyBundle const& bundle);
  void destroy_former();
  [[nodiscard]] std::set<PersonId> erased_people();
  void remove_accounts();
  [[nodiscard]] bool lookups_fit(StoreView& store);
  void renew_lookups();

  Parts parts_;
};

}  // namespace gozin::app
