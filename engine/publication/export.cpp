#include "engine/publication/export.hpp"

#include "engine/ledger/log_folder.hpp"
#include "engine/ledger/tile_builder.hpp"

#include <algorithm>
#include <map>

namespace gozin {
namespace {

Rejection damaged_log(std::string place) {
  return {PublicationReason::log_must_yield_its_root, std::move(place)};
}

Rejection contradicted(std::uint64_t size) {
  return {PublicationReason::log_must_extend_what_was_signed, std::to_string(size)};
}

/// Ours, with what others have signed of theirs and is not known here: an export may remember more
/// than a store that was restored. Both are notes about the same tree.
std::string joined(std::string const& ours, std::string const& theirs) {
  auto note = parse_note(ours).value();
  for (auto& signature : parse_note(theirs).value().signatures) {
    auto const is_known = [&](NoteSignature const& known) {
      return known.key_name == signature.key_name && known.key_id == signature.key_id;
    };
    if (std::none_of(note.signatures.begin(), note.signatures.end(), is_known))
      note.signatures.push_back(std::move(signature));
  }
  return to_text(note);
}

/// Checkpoints by size, as they came.
using Notes = std::map<std::uint64_t, std::string>;

class Exporting {
 public:
  Exporting(StoreView& store, LogKeys const& keys, ExportTarget& target)
      : store_{store}, keys_{keys}, target_{target} {}

  [[nodiscard]] Result<void> begin();
  [[nodiscard]] Result<void> entries(
      std::function<void(std::uint64_t done, std::uint64_t of)> const& progress);
  [[nodiscard]] Result<void> checkpoints();
  void finish();
  [[nodiscard]] ExportReport const& report() const { return report_; }

 private:
  [[nodiscard]] Result<void> follows(Checkpoint const& earlier);
  [[nodiscard]] Result<void> bundle(std::uint64_t seq);
  /// A file that never changes once it is there.
  void keep(std::string const& path, std::string const& bytes);
  void put(std::string const& path, std::string const& bytes);
  [[nodiscard]] Result<void> kept_file(std::string const& path, Notes notes);

  StoreView& store_;
  LogKeys const& keys_;
  ExportTarget& target_;
  std::string head_;
  ExportReport report_;
  Frontier frontier_;
  TileBuilder builder_;
  std::optional<std::string> damaged_file_;
};

Result<void> Exporting::begin() {
  auto const head = store_.last_checkpoint();
  if (!head) return Rejection{PublicationReason::checkpoint_must_cover_event};
  auto const opened = open_checkpoint(head->note, keys_);
  if (!opened || static_cast<std::int64_t>(opened->tree.size) != head->size)
    return damaged_log("checkpoint " + std::to_string(head->size));
  head_ = head->note;
  report_.tree = opened->tree;
  auto const earlier = target_.read(std::string{kCheckpointFile});
  if (!earlier) return {};
  auto const known = open_checkpoint(*earlier, keys_);
  if (!known) return Rejection{PublicationReason::export_must_be_of_this_log};
  auto const followed = follows(*known);
  if (followed && known->tree == report_.tree) head_ = joined(head_, *earlier);
  return followed;
}

/// Before anything is written: what was exported before may be the only witness of another history.
Result<void> Exporting::follows(Checkpoint const& earlier) {
  if (earlier.tree.size > report_.tree.size) return contradicted(earlier.tree.size);
  LogTree tree;
  tree.catch_up(store_);
  if (root_from(tree.nodes(store_), earlier.tree.size) != earlier.tree.root)
    return contradicted(earlier.tree.size);
  return {};
}

void Exporting::keep(std::string const& path, std::string const& bytes) {
  auto const there = target_.read(path);
  if (!there) {
    target_.write(path, bytes);
    ++report_.files_written;
  } else if (*there == bytes) {
    ++report_.files_kept;
  } else if (!damaged_file_) {
    damaged_file_ = path;
  }
}

void Exporting::put(std::string const& path, std::string const& bytes) {
  if (target_.read(path) == bytes) {
    ++report_.files_kept;
    return;
  }
  target_.write(path, bytes);
  ++report_.files_written;
}

Result<void> Exporting::bundle(std::uint64_t seq) {
  auto const width = std::min<std::uint64_t>(kTileWidth, report_.tree.size - seq);
  std::string entries;
  std::vector<Hash> hashes;
  auto next = static_cast<std::int64_t>(seq);
  store_.read_log(next, static_cast<std::int64_t>(width), [&](StoredEvent const& event) {
    if (event.seq != next || event.body.size() > kEntryBytesMax) return;
    ++next;
    append_entry(entries, event.body);
    hashes.push_back(leaf_hash(event.body));
  });
  if (hashes.size() != width) return damaged_log("event " + std::to_string(seq + hashes.size()));
  keep(path_of({.kind = TileId::Kind::entries, .index = seq / kTileWidth, .width = width}),
       entries);
  for (auto const& hash : hashes) {
    frontier_.append(hash);
    builder_.append(
        hash, [this](TileId const& tile, std::string const& bytes) { keep(path_of(tile), bytes); });
  }
  if (damaged_file_)
    return Rejection{PublicationReason::export_must_not_be_damaged, *damaged_file_};
  return {};
}

Result<void> Exporting::entries(
    std::function<void(std::uint64_t done, std::uint64_t of)> const& progress) {
  auto const size = report_.tree.size;
  for (std::uint64_t seq = 0; seq < size; seq += kTileWidth) {
    if (auto const done = bundle(seq); !done) return done;
    if (progress) progress(std::min<std::uint64_t>(seq + kTileWidth, size), size);
  }
  if (frontier_.head() != report_.tree) return damaged_log("checkpoint " + std::to_string(size));
  builder_.finish(
      [this](TileId const& tile, std::string const& bytes) { keep(path_of(tile), bytes); });
  if (damaged_file_)
    return Rejection{PublicationReason::export_must_not_be_damaged, *damaged_file_};
  return {};
}

/// What was kept there and is no longer in the store is evidence: it stays.
Result<void> Exporting::kept_file(std::string const& path, Notes notes) {
  auto const there = split_notes(target_.read(path).value_or(""));
  if (!there) return Rejection{PublicationReason::export_must_not_be_damaged, path};
  for (auto const& note : *there) {
    auto const opened = open_checkpoint(note, keys_);
    if (!opened) return Rejection{PublicationReason::export_must_not_be_damaged, path};
    auto const [known, is_new] = notes.emplace(opened->tree.size, note);
    if (is_new) continue;
    auto const ours = open_checkpoint(known->second, keys_);
    if (!ours || ours->tree != opened->tree) return contradicted(opened->tree.size);
    known->second = joined(known->second, note);
  }
  std::string bytes;
  for (auto const& [size, note] : notes) bytes += note;
  put(path, bytes);
  return {};
}

Result<void> Exporting::checkpoints() {
  constexpr std::size_t kPage = 1'000;
  Notes notes;
  std::string path;
  auto const flush = [&]() -> Result<void> {
    if (notes.empty()) return {};
    return kept_file(path, std::exchange(notes, {}));
  };
  for (std::int64_t from = 0;;) {
    auto const page = store_.checkpoints(from, kPage);
    for (auto const& [size, note] : page) {
      auto const own = kept_path_of(static_cast<std::uint64_t>(size));
      if (own != path)
        if (auto const done = flush(); !done) return done;
      path = own;
      notes.emplace(static_cast<std::uint64_t>(size), note);
    }
    if (page.size() < kPage) return flush();
    from = page.back().size + 1;
  }
}

void Exporting::finish() {
  target_.settle();
  put(std::string{kCheckpointFile}, head_);
  target_.settle();
}

}  // namespace

Result<ExportReport> export_log(
    StoreView& store, LogKeys const& keys, ExportTarget& target,
    std::function<void(std::uint64_t done, std::uint64_t of)> const& progress) {
  Exporting exporting{store, keys, target};
  if (auto const begun = exporting.begin(); !begun) return begun.error();
  if (auto const done = exporting.entries(progress); !done) return done.error();
  if (auto const done = exporting.checkpoints(); !done) return done.error();
  exporting.finish();
  return exporting.report();
}

}  // namespace gozin
