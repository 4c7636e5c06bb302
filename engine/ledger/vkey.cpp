#include "engine/ledger/vkey.hpp"

#include "engine/core/hash.hpp"

#include <algorithm>

namespace gozin {
namespace {

std::string type_byte(KeyType type) { return std::string(1, static_cast<char>(type)); }

std::string hex_of(KeyId const& id) {
  return to_hex(std::string_view{reinterpret_cast<char const*>(id.data()), id.size()});
}

}  // namespace

KeyId key_id(KeyType type, NamedKey const& key) {
  auto const hash = sha256({key.name, "\n", type_byte(type), view_of(key.public_key)});
  KeyId id;
  std::copy_n(hash.bytes.begin(), id.size(), id.begin());
  return id;
}

std::string write_vkey(KeyType type, NamedKey const& key) {
  return key.name + "+" + hex_of(key_id(type, key)) + "+" +
         to_base64(type_byte(type) + std::string{view_of(key.public_key)});
}

std::optional<NamedKey> read_vkey(KeyType type, std::string_view vkey) {
  // Neither a name nor a number has a plus; the base64 at the end may have.
  auto const after_name = vkey.find('+');
  if (after_name == std::string_view::npos) return std::nullopt;
  auto const after_id = vkey.find('+', after_name + 1);
  if (after_id == std::string_view::npos) return std::nullopt;

  NamedKey key{std::string{vkey.substr(0, after_name)}, {}};
  auto const bytes = parse_base64(vkey.substr(after_id + 1));
  if (!is_key_name(key.name) || !bytes || !bytes->starts_with(type_byte(type))) return std::nullopt;
  if (bytes->size() != 1 + key.public_key.bytes.size()) return std::nullopt;
  std::copy(bytes->begin() + 1, bytes->end(), key.public_key.bytes.begin());
  if (write_vkey(type, key) != vkey) return std::nullopt;
  return key;
}

}  // namespace gozin
