#pragma once

#include "adapters/keys/secret_bytes.hpp"

#include <filesystem>

namespace gozin {

using KeyBytes = SecretBytes<32>;

/// Makes the folder, for its owner alone, where it is not there yet. Throws KeysUnavailable.
void make_key_folder(std::filesystem::path const& folder);

/// Makes a file with 32 fresh random bytes, for its owner alone, durable when it returns. One that
/// is there is never replaced. Throws KeysUnavailable.
void make_key_file(std::filesystem::path const& file);

/// Reads a key file. Throws KeysUnavailable where it is not there, has another length, or anyone
/// but its owner may read or write it.
void read_key_file(std::filesystem::path const& file, KeyBytes& key);

}  // namespace gozin
