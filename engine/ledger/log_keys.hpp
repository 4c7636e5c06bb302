#pragma once

#include "engine/event/leaf.hpp"
#include "engine/ledger/checkpoint.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace gozin {

/// A checkpoint, and which keys of its log have signed it.
struct SignedCheckpoint {
  Checkpoint checkpoint;
  std::vector<NoteKey> signers;
};

/// The keys that sign for a log, one after another. Each is in force for the trees that hold the
/// event which names it, until the next is named. All have the log's name (C2SP tlog-checkpoint);
/// their ids tell them apart.
class LogKeys {
 public:
  /// Of a log whose key was never rotated; such a key is a whole list.
  LogKeys(NoteKey first) : keys_{std::move(first)} {}

  /// Another key, named by the event at `seq`. False, and nothing is changed, for a key of another
  /// name, one that was in force before, and an event before that of the last rotation.
  [[nodiscard]] bool rotate(std::uint64_t seq, NoteKey next);

  [[nodiscard]] NoteKey const& at(std::uint64_t size) const;
  [[nodiscard]] NoteKey const& newest() const { return keys_.back(); }
  /// From the first on.
  [[nodiscard]] std::span<NoteKey const> all() const { return keys_; }
  /// The events that named all but the first.
  [[nodiscard]] std::span<std::uint64_t const> rotations() const { return rotations_; }
  [[nodiscard]] bool contains(NoteKey const& key) const;

  /// As `open_checkpoint`, under the key in force for a tree of that size. A line of any of the
  /// keys that does not verify is refused, too.
  [[nodiscard]] Result<SignedCheckpoint> open(std::string_view note) const;

 private:
  std::vector<NoteKey> keys_;
  std::vector<std::uint64_t> rotations_;
};

[[nodiscard]] Result<Checkpoint> open_checkpoint(std::string_view note, LogKeys const& keys);

/// The key that a log names in its first entry; nothing when that entry opens no log.
[[nodiscard]] std::optional<NoteKey> key_in_log(std::string_view first_entry);
[[nodiscard]] std::optional<NoteKey> key_of_leaf(Leaf const& leaf);
/// The key that an entry names as the next; nothing when it names none.
[[nodiscard]] std::optional<NoteKey> key_rotated_by(Leaf const& leaf);

/// Holds rotations to what was signed: the first checkpoint behind each bears both keys, so that
/// whoever trusts the former has its word for the next.
class HandOvers {
 public:
  void note(LogKeys const& keys, SignedCheckpoint const& one);
  /// The event of a rotation behind which there are checkpoints, the first of them without the line
  /// of one of both keys.
  [[nodiscard]] std::optional<std::uint64_t> missing(LogKeys const& keys) const;

 private:
  struct First {
    std::uint64_t size = 0;
    bool by_both = false;
  };
  std::vector<std::optional<First>> firsts_;  // one a rotation
};

}  // namespace gozin
