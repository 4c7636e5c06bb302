#pragma once

#include "engine/event/json.hpp"
#include "engine/port/clock.hpp"
#include "engine/port/log_archive.hpp"
#include "engine/replay/verify.hpp"

#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace gozin {

/// Before the name of a node, the name under which it says how far its scrubber is.
inline constexpr std::string_view kScrubberOf = "scrubber/";

class LogWalk;

/// One time through everything that is stored.
struct ScrubRound {
  Instant began;
  Instant ended;
  std::int64_t events = 0;
  std::int64_t streams = 0;
  std::int64_t vault_records = 0;
  std::int64_t rows = 0;  // looked at for rows that no stream yields
  Hash root;              // of the log as it was read
};

/// How far a scrubber is, and what it has found.
struct ScrubState {
  std::int64_t rounds = 0;  // that are over
  Instant began;            // of the round under way
  std::int64_t checked = 0;
  std::int64_t of = 0;
  std::optional<ScrubRound> last = {};
  /// Of the last round and of the one under way.
  std::vector<Fault> damage = {};
  std::vector<Fault> contradictions = {};
};

/// What a program that only reads would want to know of it.
[[nodiscard]] json::object to_json(ScrubState const& state);

/// Verifies a store while it is used, over and over, a little at a time: bytes, hashes, order, tree
/// and checkpoints, values in the vault, then stream by stream its chart and rows, and whatever is
/// detached of it, range by range. Each step reads
/// as of its own moment and holds nothing while none is under way. Writes nothing.
class Scrubber {
 public:
  struct Ports {
    Catalog const& catalog;
    EventStore& store;
    Clock& clock;
    Keys* keys = nullptr;             // null: values are not opened
    std::optional<NoteKey> key = {};  // absent: whichever the log names
    Signer const* signer = nullptr;   // null: none is at hand
    LogArchive* archive = nullptr;    // null: the whole log rests in the store
  };
  /// How much one step looks at.
  struct Pace {
    std::int64_t events = 500;
    std::size_t streams = 50;
    std::size_t rows = 1'000;
  };
  explicit Scrubber(Ports const& ports) : Scrubber{ports, Pace{}} {}
  Scrubber(Ports const& ports, Pace const& pace);
  ~Scrubber();

  /// One step; whether it ended a round. Throws StoreBusy and StoreFailed as reading does; the next
  /// step tries the same again.
  bool step();

  [[nodiscard]] ScrubState state() const;

 private:
  struct Round;

  /// `before`: what a new round holds the log to.
  void go_on(StoreView& view, std::optional<TreeHead> const& before);
  void events(StoreView& view);
  void confirm_values(std::int64_t from, std::size_t known);
  void streams(StoreView& view);
  void stream(StoreView& view, StreamId const& stream);
  [[nodiscard]] bool tables(StoreView& view);
  [[nodiscard]] bool ranges();
  void end();

  Ports ports_;
  Pace pace_;
  std::unique_ptr<Round> round_;
  ScrubState state_;  // without what the round under way has found
};

/// The rows of all read tables in one number: from the hash of nothing on, SHA-256 of the hash so
/// far and the next row, an array in canonical JSON that begins with the table's name; tables by
/// their names, rows by their keys. Two databases with the same rows have the same.
[[nodiscard]] Hash fingerprint_of_tables(Catalog const& catalog, StoreView& store);

}  // namespace gozin
