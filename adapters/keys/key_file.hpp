#pragma once

#include "adapters/keys/secret_bytes.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace gozin {

using KeyBytes = SecretBytes<32>;

/// Makes the folder, for its owner alone, where it is not there yet. Throws KeysUnavailable.
void make_key_folder(std::filesystem::path const& folder);

/// Makes a file with 32 fresh random bytes, for its owner alone, durable when it returns. One that
/// is there is never replaced. Throws KeysUnavailable.
void make_key_file(std::filesystem::path const& file);

/// The same with a key that is there already.
void write_key_file(std::filesystem::path const& file, KeyBytes const& key);

/// Writes a file for its owner alone, durable when it returns; one that is there is replaced as a
/// whole or not at all. Throws KeysUnavailable.
void replace_file(std::filesystem::path const& file, std::string_view bytes);

/// Puts 32 fresh random bytes under the name, durable when it returns, whatever was there.
void replace_by_fresh_key(std::filesystem::path const& file);

/// Writes random bytes over the key where it lies, durable when it returns. What a medium keeps of
/// what was written over is beyond a program's reach.
void overwrite_key_file(std::filesystem::path const& file);

/// Gives a key file the name of another one, whose place it takes; durable when it returns.
void move_key_file(std::filesystem::path const& from, std::filesystem::path const& to);

/// Writes what is no secret over what is there, from its beginning and by one call; nothing is cut
/// off behind it, and it is not made durable. Throws KeysUnavailable.
void write_note(std::filesystem::path const& file, std::string_view bytes);

/// Nothing where there is no such file. Throws KeysUnavailable.
[[nodiscard]] std::string read_note(std::filesystem::path const& file);

void remove_note(std::filesystem::path const& file);

/// Reads a key file. Throws KeysUnavailable where it is not there, has another length, or anyone
/// but its owner may read or write it.
void read_key_file(std::filesystem::path const& file, KeyBytes& key);

}  // namespace gozin
