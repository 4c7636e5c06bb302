#pragma once

#include "engine/core/hash.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace gozin::scoring {

/// The seed of a lot that nobody can choose: SHA-256 of the ASCII text `gozin-lot/1`, a line feed,
/// the published root in lower-case hex, a line feed, and the announced public value as UTF-8. The
/// root must have been published before the value was known.
[[nodiscard]] Hash lot_seed(Hash const& published_root, std::string_view public_value);

/// The ids in the order in which the lot draws them: by rising SHA-256(seed ‖ id), compared as
/// bytes; the seed is its 32 raw bytes, the id its UTF-8. The order of the input does not matter,
/// ids that stand twice are drawn once, and anybody can recompute it:
/// `(printf SEEDHEX | xxd -r -p; printf ID) | sha256sum`.
[[nodiscard]] std::vector<std::string> draw(Hash const& seed, std::vector<std::string> ids);

}  // namespace gozin::scoring
