#pragma once

#include "engine/core/hash.hpp"

#include <compare>

namespace gozin {

/// The place of a value that must not stand in the open log: personal data, free text, sealed
/// content. Events, state and decisions see only this commitment; the value lives in the vault,
/// encrypted, and can be erased without breaking the log. Made once, before the writer runs:
/// SHA-256("redactable-field/v1\n" ‖ len32(salt) ‖ salt ‖ len32(name) ‖ name ‖ len32(value) ‖
/// value).
struct Committed {
  Hash commitment{};

  [[nodiscard]] bool empty() const { return commitment == Hash{}; }
  friend auto operator<=>(Committed const&, Committed const&) = default;
};

}  // namespace gozin
