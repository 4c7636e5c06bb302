#include "engine/ledger/checkpoint.hpp"

#include "engine/ledger/decimal.hpp"
#include "engine/ledger/reason.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <stdexcept>

namespace gozin {
namespace {

/// The first line without its newline; it is taken off the text.
std::optional<std::string_view> take_line(std::string_view& text) {
  auto const end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  auto const line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

std::optional<Hash> parse_root(std::string_view line) {
  Hash root;
  auto const bytes = parse_base64(line);
  if (!bytes || bytes->size() != root.bytes.size()) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), root.bytes.begin());
  return root;
}

}  // namespace

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
  auto const root = root_line ? parse_root(*root_line) : std::nullopt;
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
