#pragma once

#include "engine/core/result.hpp"
#include "engine/ledger/ed25519.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gozin {

/// A key that signs notes (C2SP signed-note, signature type 01: Ed25519), as its verifiers know it.
struct NoteKey {
  /// UTF-8, not empty, without control characters, `+` and any Unicode space.
  std::string name;
  Ed25519PublicKey public_key;
  friend bool operator==(NoteKey const&, NoteKey const&) = default;
};

/// Names a key together with the key's name: SHA-256(name ‖ 0A ‖ 01 ‖ public key), four bytes of
/// it.
using KeyId = std::array<std::uint8_t, 4>;
[[nodiscard]] KeyId id_of(NoteKey const& key);

/// Whether the text can be the name of a key.
[[nodiscard]] bool is_key_name(std::string_view text);

/// The verifier key: `name+hex(id)+base64(01 ‖ public key)`. The reader refuses everything else, an
/// id that is not the key's among it, as `key_must_be_well_formed`.
[[nodiscard]] std::string to_vkey(NoteKey const& key);
[[nodiscard]] Result<NoteKey> parse_vkey(std::string_view vkey);

/// How every signature line begins, and no line of a note's text needs to.
inline constexpr std::string_view kNoteSignatureMark = "\u2014 ";

/// One signature line, of whatever type: only the holder of a key with that name and id can judge.
struct NoteSignature {
  std::string key_name;
  KeyId key_id = {};
  std::string bytes;
  friend bool operator==(NoteSignature const&, NoteSignature const&) = default;
};

/// A text and who put their names to it (C2SP signed-note). Parsed is not yet verified.
struct Note {
  /// Lines that each end in a newline; none is empty.
  std::string text;
  std::vector<NoteSignature> signatures;
  friend bool operator==(Note const&, Note const&) = default;
};

inline constexpr std::size_t kNoteBytesMax = 1 << 20;
inline constexpr std::size_t kNoteSignaturesMax = 100;

/// Stricter than the specification where verifiers differ: no empty line within the text, at least
/// one signature, canonical base64, nothing after the last newline. Refuses
/// `note_must_be_well_formed` and, beyond the two limits, `input_must_not_exceed_limits`.
[[nodiscard]] Result<Note> parse_note(std::string_view bytes);
[[nodiscard]] std::string to_text(Note const& note);
/// One line of it, with its newline.
[[nodiscard]] std::string to_line(NoteSignature const& signature);

/// The keys among `known` that signed the note, in their order, each once. A line of an unknown key
/// is ignored. Refuses `signature_must_verify` if *any* line of a known key does not, and
/// `note_must_be_signed_by_known_key` if there is none.
[[nodiscard]] Result<std::vector<NoteKey>> verified_keys(Note const& note,
                                                         std::span<NoteKey const> known);

/// Makes the 64 bytes of an Ed25519 signature of the message; throws when it cannot.
using NoteSigner = std::function<std::string(std::string_view message)>;

/// Adds the key's signature. A text or a name that no reader would take, and a signature of another
/// length than 64 bytes, are bugs: std::logic_error.
void sign_note(Note& note, NoteKey const& key, NoteSigner const& sign);

}  // namespace gozin
