#pragma once

#include "engine/ledger/note.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gozin {

/// A witness as its verifiers know it (C2SP tlog-cosignature, signature type 04: Ed25519). A key of
/// another type than a log's, so that neither can stand in for the other.
struct CosignerKey {
  /// As the name of a NoteKey.
  std::string name;
  Ed25519PublicKey public_key;
  friend bool operator==(CosignerKey const&, CosignerKey const&) = default;
};

/// SHA-256(name ‖ 0A ‖ 04 ‖ public key), four bytes of it.
[[nodiscard]] KeyId id_of(CosignerKey const& key);

/// The verifier key: `name+hex(id)+base64(04 ‖ public key)`. The reader refuses everything else as
/// `key_must_be_well_formed`.
[[nodiscard]] std::string to_vkey(CosignerKey const& key);
[[nodiscard]] Result<CosignerKey> parse_cosigner_vkey(std::string_view vkey);

/// The witness's statement that at that time (POSIX seconds, below 2^63) this was the newest
/// consistent tree it had seen of the log: the time as eight bytes, big-endian, and the signature
/// of `cosignature/v1\ntime <seconds>\n` followed by the text. A later time, a name that no key can
/// have and a signature of another length than 64 bytes are bugs: std::logic_error.
[[nodiscard]] NoteSignature cosign(std::string_view note_text, CosignerKey const& key,
                                   NoteSigner const& sign, std::uint64_t seconds);

/// When the witness cosigned the note, the last time; nothing when it did not. Refuses
/// `signature_must_verify` when *any* line of the key does not verify.
[[nodiscard]] Result<std::optional<std::uint64_t>> cosigned_at(Note const& note,
                                                               CosignerKey const& key);

}  // namespace gozin
