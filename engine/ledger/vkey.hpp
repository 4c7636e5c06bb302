#pragma once

#include "engine/ledger/note.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace gozin {

/// Signature types of keys (C2SP signed-note), as they stand in ids and verifier keys.
enum class KeyType : char { log = 0x01, cosigner = 0x04 };

/// What keys of every type have: a name and a point.
struct NamedKey {
  std::string name;
  Ed25519PublicKey public_key;
};

/// SHA-256(name ‖ 0A ‖ type ‖ public key), four bytes of it.
[[nodiscard]] KeyId key_id(KeyType type, NamedKey const& key);

/// `name+hex(id)+base64(type ‖ public key)`. The reader takes keys of that type alone, as the
/// writer writes them.
[[nodiscard]] std::string write_vkey(KeyType type, NamedKey const& key);
[[nodiscard]] std::optional<NamedKey> read_vkey(KeyType type, std::string_view vkey);

}  // namespace gozin
