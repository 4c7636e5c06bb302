#pragma once

#include "engine/core/hash.hpp"

#include <string_view>

namespace gozin {

/// What stands in a leaf for a value that is not open: SHA-256 over "redactable-field/v1\n" and
/// salt, name and value, each after its length in four bytes, big-endian. It says nothing about
/// the value without the salt, and fits no other salt, name or value.
[[nodiscard]] Hash field_commitment(Hash const& salt, std::string_view name,
                                    std::string_view value);

/// The salt of one field of a vault record: HMAC-SHA-256 of the field's name under the record's
/// seed. A seed is 32 random bytes; any other length is a bug: std::logic_error.
[[nodiscard]] Hash field_salt(std::string_view seed, std::string_view name);

}  // namespace gozin
