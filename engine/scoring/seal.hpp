#pragma once

#include "engine/core/hash.hpp"

#include <string_view>

namespace gozin::scoring {

/// The commitment under which a score sheet is sealed: SHA-256(salt ‖ canonical JSON of the sheet).
/// With the salt and the sheet anybody recomputes it; without the salt nobody can try out levels.
[[nodiscard]] inline Hash seal(Hash const& salt, std::string_view canonical_sheet) {
  return sha256({view_of(salt), canonical_sheet});
}

}  // namespace gozin::scoring
