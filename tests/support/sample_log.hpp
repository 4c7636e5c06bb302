#pragma once

#include "engine/event/event.hpp"
#include "engine/ledger/log_folder.hpp"
#include "engine/ledger/note.hpp"
#include "engine/port/event_store.hpp"
#include "tests/support/fixed_ports.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gozin::tests {

/// An event with which the stream `book/again` begins: it takes over another one.
struct GoesOn {
  std::size_t seq = 0;
  Lineage takes_over;
};

/// A log of plain notes in a few streams, as the engine writes its leaves, with a real key. What
/// is in an event depends on its number and on the story: two stories that part somewhere are two
/// histories.
class SampleLog {
 public:
  explicit SampleLog(std::size_t events, std::string const& story = "as it was",
                     std::size_t parts_at = 0, std::optional<GoesOn> const& goes_on = {});

  [[nodiscard]] std::vector<std::string> const& leaves() const { return leaves_; }
  [[nodiscard]] std::vector<Hash> const& hashes() const { return hashes_; }
  [[nodiscard]] NoteKey const& key() const { return key_; }
  [[nodiscard]] TreeHead tree(std::size_t size) const;
  /// The signed checkpoint of the first events.
  [[nodiscard]] std::string checkpoint(std::size_t size) const;
  [[nodiscard]] std::string sign(Checkpoint const& checkpoint) const;
  [[nodiscard]] ProofFile proof(std::size_t index, std::size_t size) const;
  [[nodiscard]] ConsistencyFile consistency(std::size_t old_size, std::size_t size) const;
  /// Of an event, without openings.
  [[nodiscard]] LogReceipt receipt(std::size_t index, std::size_t size) const;
  /// With the log's seal on what it says, whatever that is.
  [[nodiscard]] LogDossier sealed(LogDossier dossier) const;

  /// What a store would hold of it.
  [[nodiscard]] Batch batch(std::size_t from, std::size_t to) const;

 private:
  void add(std::size_t seq, StreamId const& stream, Event const& event);

  FixedSigner signer_;
  NoteKey key_;
  std::vector<std::string> leaves_;
  std::vector<StoredEvent> events_;
  std::vector<Hash> hashes_;
  std::map<StreamId, std::pair<std::int64_t, Hash>> tips_;
};

/// An exported log in memory.
struct MemoryFiles final : LogFiles {
  std::map<std::string, std::string> files = {};

  [[nodiscard]] std::optional<std::string> read(std::string const& path) override;
  [[nodiscard]] std::vector<std::string> list() override;
};

/// The files of the first `size` events, with the checkpoints of some sizes kept.
[[nodiscard]] MemoryFiles files_of(SampleLog const& log, std::size_t size,
                                   std::vector<std::size_t> const& kept = {});

}  // namespace gozin::tests
