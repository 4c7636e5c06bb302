#include "engine/ledger/cosignature.hpp"

#include "engine/ledger/reason.hpp"
#include "engine/ledger/vkey.hpp"

#include <algorithm>
#include <stdexcept>

namespace gozin {
namespace {

constexpr std::size_t kTimeBytes = 8;
constexpr std::size_t kSignatureBytes = 64;

std::string big_endian(std::uint64_t number) {
  std::string bytes(kTimeBytes, '\0');
  for (std::size_t i = kTimeBytes; i-- > 0; number >>= 8)
    bytes[i] = static_cast<char>(number & 0xff);
  return bytes;
}

std::uint64_t number_in(std::string_view bytes) {
  std::uint64_t number = 0;
  for (auto const byte : bytes) number = number << 8 | static_cast<unsigned char>(byte);
  return number;
}

bool is_time(std::uint64_t seconds) { return seconds >> 63 == 0; }

std::string cosigned_message(std::string_view text, std::uint64_t seconds) {
  return "cosignature/v1\ntime " + std::to_string(seconds) + "\n" + std::string{text};
}

/// The time of one line of the key; nothing when the line does not verify.
std::optional<std::uint64_t> verified_time(std::string const& text, CosignerKey const& key,
                                           std::string_view bytes) {
  if (bytes.size() != kTimeBytes + kSignatureBytes) return std::nullopt;
  auto const seconds = number_in(bytes.substr(0, kTimeBytes));
  auto const is_right =
      is_time(seconds) &&
      ed25519_verify(key.public_key, cosigned_message(text, seconds), bytes.substr(kTimeBytes));
  return is_right ? std::optional{seconds} : std::nullopt;
}

}  // namespace

KeyId id_of(CosignerKey const& key) {
  return key_id(KeyType::cosigner, {key.name, key.public_key});
}

std::string to_vkey(CosignerKey const& key) {
  return write_vkey(KeyType::cosigner, {key.name, key.public_key});
}

Result<CosignerKey> parse_cosigner_vkey(std::string_view vkey) {
  auto const key = read_vkey(KeyType::cosigner, vkey);
  if (!key) return Rejection{LedgerReason::key_must_be_well_formed};
  return CosignerKey{key->name, key->public_key};
}

NoteSignature cosign(std::string_view note_text, CosignerKey const& key, NoteSigner const& sign,
                     std::uint64_t seconds) {
  if (!is_time(seconds)) throw std::logic_error("a time that no cosignature can have");
  if (!is_key_name(key.name)) throw std::logic_error("a name that no key can have");
  auto const signature = sign(cosigned_message(note_text, seconds));
  if (signature.size() != kSignatureBytes)
    throw std::logic_error("an Ed25519 signature has 64 bytes");
  return {key.name, id_of(key), big_endian(seconds) + signature};
}

Result<std::optional<std::uint64_t>> cosigned_at(Note const& note, CosignerKey const& key) {
  std::optional<std::uint64_t> last;
  auto const id = id_of(key);
  for (auto const& signature : note.signatures) {
    if (signature.key_name != key.name || signature.key_id != id) continue;
    auto const seconds = verified_time(note.text, key, signature.bytes);
    if (!seconds) return Rejection{LedgerReason::signature_must_verify, key.name};
    last = std::max(last.value_or(0), *seconds);
  }
  return last;
}

}  // namespace gozin
