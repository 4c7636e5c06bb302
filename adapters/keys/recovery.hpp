#pragma once

#include "adapters/keys/folder_keys.hpp"
#include "adapters/keys/secret_sharing.hpp"
#include "engine/core/named_enum.hpp"

#include <string>
#include <vector>

namespace gozin {

/// How the epoch key in force is split among people, each of whom keeps one share. Shares of an
/// epoch that is over must be destroyed by who has them: together they are its key.
struct RecoverySplit {
  std::string deployment;
  std::int64_t epoch = 1;
  std::size_t needed = 3;
  std::size_t shares = 5;
};

#define GOZIN_RECOVERY_STATES(X) X(none) X(untested) X(tested)
GOZIN_NAMED_ENUM(RecoveryState, GOZIN_RECOVERY_STATES)

/// Splits the key in force; a text for each share, one line of JSON. The folder remembers that
/// there are such shares and that nobody has tried them. Throws KeysUnavailable.
[[nodiscard]] std::vector<std::string> make_recovery(std::filesystem::path const& folder,
                                                     FolderKeys const& keys,
                                                     RecoverySplit const& split);

/// Whether there is a recovery copy of the key in force, and whether its shares were put together
/// since it was made.
[[nodiscard]] RecoveryState recovery_state(std::filesystem::path const& folder,
                                           FolderKeys const& keys);

/// Puts shares together and compares with the key in force; the folder remembers it. Throws
/// KeysUnavailable where a text is no share, where they are too few or of different splits, and
/// where they give another key.
void test_recovery(std::filesystem::path const& folder, FolderKeys const& keys,
                   std::vector<std::string> const& shares);

/// Writes the epoch key that the shares give into a folder that has none, and a look-up key where
/// there is none: digests of look-ups are made anew by it. Refuses as `test_recovery`, against the
/// check that the shares carry.
void use_recovery(std::filesystem::path const& folder, std::vector<std::string> const& shares);

}  // namespace gozin
