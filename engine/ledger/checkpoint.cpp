#include "engine/ledger/checkpoint.hpp"

#include "engine/ledger/decimal.hpp"
#include "engine/ledger/lines.hpp"
#include "engine/ledger/reason.hpp"

#include <optional>
#include <span>
#include <stdexcept>

namespace gozin {
std::string to_text(Checkpoint const& checkpoint) {
  return checkpoint.origin + "\n" + std::to_string(checkpoint.tree.size) + "\n" +
         to_base64(view_of(checkpoint.tree.root)) + "\n";
}

Result<Checkpoint> parse_checkpoint(std::string_view text) {
  Rejection const refused{LedgerReason::checkpoint_must_be_well_formed};
  auto const origin = take_line(text);
  if (!origin || !is_key_name(*origin)) return refused;
  auto const size_line = take_line(text);
  auto const size = size_line ? parse_size(*size_line) : std::nullopt;
  if (!size) return refused;
  auto const root_line = take_line(text);
  auto const root = root_line ? parse_hash_line(*root_line) : std::nullopt;
  if (!root || !text.empty()) return refused;
  return Checkpoint{std::string{*origin}, {*size, *root}};
}

std::string sign_checkpoint(Checkpoint const& checkpoint, NoteKey const& key,
                            NoteSigner const& sign) {
  if (checkpoint.origin != key.name) throw std::logic_error("a log signs only for itself");
  Note note{to_text(checkpoint), {}};
  sign_note(note, key, sign);
  return to_text(note);
}

Result<Checkpoint> open_checkpoint(std::string_view bytes, NoteKey const& log_key) {
  auto const note = parse_note(bytes);
  if (!note) return note.error();
  auto const signers = verified_keys(*note, std::span{&log_key, 1});
  if (!signers) return signers.error();
  auto checkpoint = parse_checkpoint(note->text);
  if (checkpoint && checkpoint->origin != log_key.name)
    return Rejection{LedgerReason::checkpoint_must_be_of_its_signers_log};
  return checkpoint;
}

}  // namespace gozin
