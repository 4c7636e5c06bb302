#pragma once

#include "adapters/keys/folder_keys.hpp"
#include "adapters/keys/folder_signer.hpp"

#include <filesystem>
#include <memory>
#include <stdexcept>

namespace gozin {

/// The keys' folder is missing, incomplete, damaged, or others may read it. What can be done
/// without keys, such as verifying a log, may go on and say so.
struct KeysUnavailable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

enum class KeysMode { create, complete, existing };

/// What one deployment keeps outside of its database and its backups.
struct KeysFolder {
  std::unique_ptr<FolderKeys> keys;
  std::unique_ptr<FolderSigner> signer;
};

/// Three files of 32 bytes each, readable by their owner alone: `epoch.key` wraps the vault's keys,
/// `lookup.key` keys the digests of look-ups, `log.key` is the seed of the signing key. `create`
/// makes the folder and the files, refused where one is; `complete` makes those that are not there.
/// Neither replaces a file. Throws KeysUnavailable.
[[nodiscard]] KeysFolder open_keys(std::filesystem::path const& folder, KeysMode mode);

/// Whether the three files are there; what is in them is not looked at.
[[nodiscard]] bool keys_are_there(std::filesystem::path const& folder);

/// Copies the three files, those of a change that is under way, and what was signed for last, into
/// a folder that is made where it is not there. What is there already must be the same; another key
/// is never replaced, and of what was signed for last the later one is kept. Throws
/// KeysUnavailable.
void copy_keys(std::filesystem::path const& from, std::filesystem::path const& to);

/// How many events the log had that the signing key of a folder has signed for last; 0 where the
/// folder knows of none. Throws KeysUnavailable.
[[nodiscard]] std::int64_t size_signed_for(std::filesystem::path const& folder);

}  // namespace gozin
