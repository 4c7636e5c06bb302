#pragma once

#include "engine/core/result.hpp"
#include "engine/ledger/note.hpp"
#include "engine/ledger/tree.hpp"

#include <string>
#include <string_view>

namespace gozin {

/// What a log says of itself at one moment (C2SP tlog-checkpoint): who it is and its tree.
struct Checkpoint {
  /// The name of the log, which is the name of the key that signs for it.
  std::string origin;
  TreeHead tree;
  friend bool operator==(Checkpoint const&, Checkpoint const&) = default;
};

/// The text that is signed: origin, size in decimal, root in base64, a line each. The reader
/// refuses everything else, extension lines and sizes from 2^63 among it, as
/// `checkpoint_must_be_well_formed`.
[[nodiscard]] std::string to_text(Checkpoint const& checkpoint);
[[nodiscard]] Result<Checkpoint> parse_checkpoint(std::string_view text);

/// The checkpoint as a signed note with this one signature. A key of another name than the origin
/// is a bug: std::logic_error.
[[nodiscard]] std::string sign_checkpoint(Checkpoint const& checkpoint, NoteKey const& key,
                                          NoteSigner const& sign);

/// Reads a signed checkpoint that the log's key vouches for; signatures of other keys, such as
/// witnesses, are left aside. Refuses what `parse_note`, `verified_keys` and `parse_checkpoint`
/// refuse, and a text about another log as `checkpoint_must_be_of_its_signers_log`.
[[nodiscard]] Result<Checkpoint> open_checkpoint(std::string_view note, NoteKey const& log_key);

}  // namespace gozin
