#include "engine/ledger/log_keys.hpp"

#include "engine/event/signing_key.hpp"
#include "engine/ledger/reason.hpp"

#include <algorithm>

namespace gozin {
namespace {

constexpr std::string_view kFirstType = "LogOpened";

std::optional<NoteKey> key_named_by(Leaf const& leaf) {
  auto const* value = leaf.data.is_object() ? leaf.data.get_object().if_contains("key") : nullptr;
  if (!value || !value->is_string()) return std::nullopt;
  auto key = parse_vkey(std::string_view{value->get_string()});
  if (!key || key->name != leaf.origin) return std::nullopt;
  return std::move(*key);
}

bool is_among(std::span<NoteKey const> keys, NoteKey const& key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

}  // namespace

std::optional<NoteKey> key_of_leaf(Leaf const& leaf) {
  return leaf.type == kFirstType ? key_named_by(leaf) : std::nullopt;
}

std::optional<NoteKey> key_in_log(std::string_view first_entry) {
  auto const leaf = parse_leaf(first_entry);
  return leaf ? key_of_leaf(*leaf) : std::nullopt;
}

std::optional<NoteKey> key_rotated_by(Leaf const& leaf) {
  return leaf.type == SigningKeyRotated::kType ? key_named_by(leaf) : std::nullopt;
}

bool LogKeys::contains(NoteKey const& key) const { return is_among(keys_, key); }

bool LogKeys::rotate(std::uint64_t seq, NoteKey next) {
  if (next.name != keys_.front().name || contains(next)) return false;
  if (!rotations_.empty() && seq <= rotations_.back()) return false;
  rotations_.push_back(seq);
  keys_.push_back(std::move(next));
  return true;
}

NoteKey const& LogKeys::at(std::uint64_t size) const {
  auto const behind = std::lower_bound(rotations_.begin(), rotations_.end(), size);
  return keys_[static_cast<std::size_t>(behind - rotations_.begin())];
}

Result<SignedCheckpoint> LogKeys::open(std::string_view bytes) const {
  auto const note = parse_note(bytes);
  if (!note) return note.error();
  auto signers = verified_keys(*note, keys_);
  if (!signers) return signers.error();
  auto checkpoint = parse_checkpoint(note->text);
  if (!checkpoint) return checkpoint.error();
  if (checkpoint->origin != keys_.front().name)
    return Rejection{LedgerReason::checkpoint_must_be_of_its_signers_log};
  if (!is_among(*signers, at(checkpoint->tree.size)))
    return Rejection{LedgerReason::note_must_be_signed_by_known_key};
  return SignedCheckpoint{std::move(*checkpoint), std::move(*signers)};
}

Result<Checkpoint> open_checkpoint(std::string_view note, LogKeys const& keys) {
  auto opened = keys.open(note);
  if (!opened) return opened.error();
  return std::move(opened->checkpoint);
}

void HandOvers::note(LogKeys const& keys, SignedCheckpoint const& one) {
  auto const size = one.checkpoint.tree.size;
  firsts_.resize(keys.rotations().size());
  for (std::size_t i = 0; i < firsts_.size(); ++i) {
    auto& first = firsts_[i];
    if (size <= keys.rotations()[i] || (first && first->size < size)) continue;
    bool const by_both =
        is_among(one.signers, keys.all()[i]) && is_among(one.signers, keys.all()[i + 1]);
    // The same tree may have been signed twice, before and after a restart.
    bool const known = first && first->size == size && first->by_both;
    first = First{size, by_both || known};
  }
}

std::optional<std::uint64_t> HandOvers::missing(LogKeys const& keys) const {
  for (std::size_t i = 0; i < firsts_.size(); ++i)
    if (firsts_[i] && !firsts_[i]->by_both) return keys.rotations()[i];
  return std::nullopt;
}

}  // namespace gozin
