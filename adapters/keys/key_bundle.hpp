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
  std::int64_t epoch = 1;  // of the key that opens them
  std::int64_t size = 0;   // of the log when they were read
  std::vector<WrappedKey> keys = {};
  std::vector<ErasureProof> erasures = {};  // why others are not among them
  friend bool operator==(KeyBundle const&, KeyBundle const&) = default;
};

/// Whether one bundle is of a later time than another of the same deployment.
[[nodiscard]] bool is_newer(KeyBundle const& bundle, KeyBundle const& than);

/// Writes the bundle: JSON, a line of what and when, a line a key, a line how many there are. One
/// that is there is replaced as a whole. It is durable when this returns. Throws KeysUnavailable.
void write_key_bundle(std::filesystem::path const& file, KeyBundle const& bundle);

/// Throws KeysUnavailable where it is not there, or is not whole.
[[nodiscard]] KeyBundle read_key_bundle(std::filesystem::path const& file);

}  // namespace gozin
