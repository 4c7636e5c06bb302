#include "engine/ledger/note.hpp"

#include "engine/core/hash.hpp"
#include "engine/core/utf8.hpp"
#include "engine/ledger/reason.hpp"
#include "engine/ledger/vkey.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>

namespace gozin {
namespace {

/// Every character with the Unicode property White_Space that is not an ASCII control character.
constexpr std::string_view kSpaces[] = {" ",      "\u0085", "\u00a0", "\u1680", "\u2000",
                                        "\u2001", "\u2002", "\u2003", "\u2004", "\u2005",
                                        "\u2006", "\u2007", "\u2008", "\u2009", "\u200a",
                                        "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"};

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20; }

bool is_note_text(std::string_view text) {
  return text.size() > 1 && text.front() != '\n' && text.ends_with('\n') &&
         text.find("\n\n") == std::string_view::npos && is_utf8(text) &&
         std::none_of(text.begin(), text.end(), [](char c) { return is_control(c) && c != '\n'; });
}

std::string_view view_of(KeyId const& id) {
  return {reinterpret_cast<char const*>(id.data()), id.size()};
}

/// The first four bytes, of at least as many.
KeyId key_id_from(std::string_view bytes) {
  KeyId id;
  for (std::size_t i = 0; i < id.size(); ++i) id[i] = static_cast<std::uint8_t>(bytes[i]);
  return id;
}

/// A signature line without its newline.
std::optional<NoteSignature> parse_signature(std::string_view line) {
  if (!line.starts_with(kNoteSignatureMark)) return std::nullopt;
  line.remove_prefix(kNoteSignatureMark.size());
  auto const blank = line.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  auto const name = line.substr(0, blank);
  auto const bytes = parse_base64(line.substr(blank + 1));
  if (!is_key_name(name) || !bytes || bytes->size() <= KeyId{}.size()) return std::nullopt;
  return NoteSignature{std::string{name}, key_id_from(*bytes), bytes->substr(KeyId{}.size())};
}

bool is_by(NoteSignature const& signature, NoteKey const& key) {
  return signature.key_name == key.name && signature.key_id == id_of(key);
}

}  // namespace

KeyId id_of(NoteKey const& key) { return key_id(KeyType::log, {key.name, key.public_key}); }

bool is_key_name(std::string_view text) {
  return !text.empty() && text.find('+') == std::string_view::npos && is_utf8(text) &&
         std::none_of(text.begin(), text.end(), is_control) &&
         std::none_of(std::begin(kSpaces), std::end(kSpaces), [text](std::string_view space) {
           return text.find(space) != std::string_view::npos;
         });
}

std::string to_vkey(NoteKey const& key) {
  return write_vkey(KeyType::log, {key.name, key.public_key});
}

Result<NoteKey> parse_vkey(std::string_view vkey) {
  auto const key = read_vkey(KeyType::log, vkey);
  if (!key) return Rejection{LedgerReason::key_must_be_well_formed};
  return NoteKey{key->name, key->public_key};
}

Result<Note> parse_note(std::string_view bytes) {
  Rejection const refused{LedgerReason::note_must_be_well_formed};
  Rejection const too_much{EngineReason::input_must_not_exceed_limits};
  if (bytes.size() > kNoteBytesMax) return too_much;
  auto const blank_line = bytes.find("\n\n");
  if (blank_line == std::string_view::npos) return refused;

  Note note{std::string{bytes.substr(0, blank_line + 1)}, {}};
  if (!is_note_text(note.text)) return refused;
  auto rest = bytes.substr(blank_line + 2);
  if (rest.empty()) return refused;
  while (!rest.empty()) {
    auto const end_of_line = rest.find('\n');
    if (end_of_line == std::string_view::npos) return refused;
    if (note.signatures.size() == kNoteSignaturesMax) return too_much;
    auto signature = parse_signature(rest.substr(0, end_of_line));
    if (!signature) return refused;
    note.signatures.push_back(*std::move(signature));
    rest.remove_prefix(end_of_line + 1);
  }
  return note;
}

std::string to_line(NoteSignature const& signature) {
  std::string line{kNoteSignatureMark};
  line += signature.key_name;
  line += ' ';
  line += to_base64(std::string{view_of(signature.key_id)} + signature.bytes);
  line += '\n';
  return line;
}

std::string to_text(Note const& note) {
  auto text = note.text + "\n";
  for (auto const& signature : note.signatures) text += to_line(signature);
  return text;
}

Result<std::vector<NoteKey>> verified_keys(Note const& note, std::span<NoteKey const> known) {
  std::vector<NoteKey> signers;
  for (auto const& key : known) {
    bool has_signed = false;
    for (auto const& signature : note.signatures) {
      if (!is_by(signature, key)) continue;
      if (!ed25519_verify(key.public_key, note.text, signature.bytes))
        return Rejection{LedgerReason::signature_must_verify, key.name};
      has_signed = true;
    }
    if (has_signed) signers.push_back(key);
  }
  if (signers.empty()) return Rejection{LedgerReason::note_must_be_signed_by_known_key};
  return signers;
}

void sign_note(Note& note, NoteKey const& key, NoteSigner const& sign) {
  if (!is_note_text(note.text)) throw std::logic_error("text that no note can have");
  if (!is_key_name(key.name)) throw std::logic_error("name that no key can have");
  auto bytes = sign(note.text);
  if (bytes.size() != 64) throw std::logic_error("an Ed25519 signature has 64 bytes");
  note.signatures.push_back(NoteSignature{key.name, id_of(key), std::move(bytes)});
}

}  // namespace gozin
