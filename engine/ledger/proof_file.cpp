#include "engine/ledger/proof_file.hpp"

#include "engine/ledger/decimal.hpp"
#include "engine/ledger/lines.hpp"
#include "engine/ledger/reason.hpp"

#include <optional>

namespace gozin {
namespace {

constexpr std::string_view kProofFormat = "c2sp.org/tlog-proof@v1";
constexpr std::size_t kHashesMax = 63;

Rejection malformed() { return {LedgerReason::proof_must_be_well_formed}; }

std::string body_of(Proof const& hashes, std::string const& checkpoint) {
  std::string text;
  for (auto const& hash : hashes) text += to_base64(view_of(hash)) + "\n";
  return text + "\n" + checkpoint;
}

/// A line `<word> <number>`.
std::optional<std::uint64_t> take_number(std::string_view& text, std::string_view word) {
  auto const line = take_line(text);
  if (!line || !line->starts_with(word)) return std::nullopt;
  return parse_size(line->substr(word.size()));
}

/// Hashes up to the blank line; what follows it is left in `text`.
std::optional<Proof> take_hashes(std::string_view& text) {
  Proof hashes;
  for (;;) {
    auto const line = take_line(text);
    if (!line) return std::nullopt;
    if (line->empty()) return hashes;
    auto const hash = parse_hash_line(*line);
    if (!hash || hashes.size() == kHashesMax) return std::nullopt;
    hashes.push_back(*hash);
  }
}

bool is_checkpoint(std::string_view bytes) {
  auto const note = parse_note(bytes);
  return note && parse_checkpoint(note->text);
}

}  // namespace

std::string to_text(ProofFile const& file) {
  return std::string{kProofFormat} + "\nindex " + std::to_string(file.index) + "\n" +
         body_of(file.hashes, file.checkpoint);
}

Result<ProofFile> parse_proof_file(std::string_view text) {
  auto const format = take_line(text);
  if (!format || *format != kProofFormat) return malformed();
  auto const index = take_number(text, "index ");
  if (!index) return malformed();
  auto hashes = take_hashes(text);
  if (!hashes || !is_checkpoint(text)) return malformed();
  return ProofFile{*index, std::move(*hashes), std::string{text}};
}

Result<Checkpoint> verify_proof_file(ProofFile const& file, Hash const& leaf, LogKeys const& keys) {
  auto checkpoint = open_checkpoint(file.checkpoint, keys);
  if (!checkpoint) return checkpoint.error();
  auto const included = verify_inclusion({leaf, file.index}, file.hashes, checkpoint->tree);
  if (!included) return included.error();
  return checkpoint;
}

std::string to_text(ConsistencyFile const& file) {
  return "old " + std::to_string(file.old_size) + "\n" + body_of(file.hashes, file.checkpoint);
}

Result<ConsistencyFile> parse_consistency_file(std::string_view text) {
  auto const old_size = take_number(text, "old ");
  if (!old_size) return malformed();
  auto hashes = take_hashes(text);
  if (!hashes || !is_checkpoint(text)) return malformed();
  return ConsistencyFile{*old_size, std::move(*hashes), std::string{text}};
}

}  // namespace gozin
