#pragma once

#include "engine/port/event_store.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace gozin {

/// The wrapped keys of one deployment's vault, which are in no backup of its database. The epoch
/// key opens them; alone they open nothing.
struct KeyBundle {
  std::string deployment;
  std::vector<WrappedKey> keys;
};

/// Writes the bundle: JSON, a line the deployment, a line a key, a line how many there are. One
/// that is there is replaced as a whole. It is durable when this returns. Throws KeysUnavailable.
void write_key_bundle(std::filesystem::path const& file, KeyBundle const& bundle);

/// Throws KeysUnavailable where it is not there, or is not whole.
[[nodiscard]] KeyBundle read_key_bundle(std::filesystem::path const& file);

}  // namespace gozin
