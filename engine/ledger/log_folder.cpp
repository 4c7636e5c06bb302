#include "engine/ledger/log_folder.hpp"

#include "engine/event/signing_key.hpp"
#include "engine/ledger/tile_builder.hpp"

#include <algorithm>
#include <map>

namespace gozin {
namespace {

constexpr std::string_view kKeptFolder = "checkpoints/";
constexpr std::string_view kTileFolder = "tile/";

/// The size that an unverified checkpoint speaks of; nothing when it is none.
std::optional<std::uint64_t> size_in(std::string_view bytes) {
  auto const note = parse_note(bytes);
  if (!note) return std::nullopt;
  auto const checkpoint = parse_checkpoint(note->text);
  return checkpoint ? std::optional{checkpoint->tree.size} : std::nullopt;
}

/// The file of the index on that level in a tree of that size.
TileId tile_at(std::uint64_t size, TileId tile) {
  auto const hashes = hashes_on_level(size, tile.level);
  tile.width = std::min<std::uint64_t>(kTileWidth, hashes - tile.index * kTileWidth);
  return tile;
}

/// One look at a folder, from its checkpoints to its last file.
class FolderCheck {
 public:
  FolderCheck(LogFiles& files, LogCheckOptions const& options, LogCheck& check)
      : files_{files}, options_{options}, check_{check}, paths_{files.list()} {
    std::sort(paths_.begin(), paths_.end());
  }

  void statements();
  void entries();
  void other_files();

 private:
  void kept_file(std::string const& path);
  [[nodiscard]] bool bundle(std::uint64_t index);
  void compare(TileId const& tile, std::string const& bytes);
  void narrower(TileId const& tile, std::string const& path);

  LogFiles& files_;
  LogCheckOptions const& options_;
  LogCheck& check_;
  std::vector<std::string> paths_;
  std::uint64_t size_ = 0;
  TileBuilder builder_;
};

void FolderCheck::kept_file(std::string const& path) {
  auto const index = parse_index_path(std::string_view{path}.substr(kKeptFolder.size()));
  if (!index) return check_.damage(LogFinding::file_foreign, path);
  auto const notes = split_notes(files_.read(path).value_or(""));
  if (!notes) return check_.damage(LogFinding::checkpoint_unreadable, path);
  std::optional<std::uint64_t> last;
  for (auto const& note : *notes) {
    auto const size = size_in(note).value_or(0);
    auto const place = path + " size " + std::to_string(size);
    check_.kept(note, place);
    // In order, each once, each in the file of its size.
    if (kept_path_of(size) != path || (last && size <= *last))
      check_.damage(LogFinding::checkpoint_size_differs, place);
    last = size;
    auto const last_bundle =
        size == 0
            ? TileId{}
            : tile_at(size, {.kind = TileId::Kind::entries, .index = (size - 1) / kTileWidth});
    if (size > size_ && std::binary_search(paths_.begin(), paths_.end(), path_of(last_bundle)))
      size_ = size;
  }
}

void FolderCheck::statements() {
  std::string const path{kCheckpointFile};
  auto const head = files_.read(path);
  if (head) {
    size_ = size_in(*head).value_or(0);
    check_.head(*head, path);
    auto const flaw = options_.policy ? flaw_under(*options_.policy, *head) : std::nullopt;
    if (flaw) check_.damage(*flaw, path);
  } else {
    check_.damage(LogFinding::file_missing, path);
  }
  for (auto const& one : paths_)
    if (one.starts_with(kKeptFolder) && !check_.is_full()) kept_file(one);
  for (auto const& one : options_.given) check_.given(one.evidence, one.place);
}

void FolderCheck::compare(TileId const& tile, std::string const& bytes) {
  auto const path = path_of(tile);
  auto const found = files_.read(path);
  if (!found)
    check_.damage(LogFinding::file_missing, path);
  else if (*found != bytes)
    check_.damage(LogFinding::tile_differs, path);
}

bool FolderCheck::bundle(std::uint64_t index) {
  auto const id = tile_at(size_, {.kind = TileId::Kind::entries, .index = index});
  auto const path = path_of(id);
  auto const bytes = files_.read(path);
  if (!bytes) {
    check_.damage(LogFinding::file_missing, path);
    return false;
  }
  auto const entries = parse_bundle(*bytes);
  if (!entries || entries->size() != id.width) {
    check_.damage(LogFinding::bundle_unreadable, path);
    return false;
  }
  auto const hashes =
      parse_tile(files_.read(path_of({.index = id.index, .width = id.width})).value_or(""));
  for (std::size_t i = 0; i < entries->size() && !check_.is_full(); ++i) {
    auto const is_known = hashes && i < hashes->size();
    auto const hash =
        check_.entry((*entries)[i], is_known ? std::optional{(*hashes)[i]} : std::nullopt);
    builder_.append(hash,
                    [this](TileId const& tile, std::string const& made) { compare(tile, made); });
  }
  return !check_.is_full();
}

void FolderCheck::entries() {
  auto const bundles = (size_ + kTileWidth - 1) / kTileWidth;
  for (std::uint64_t index = 0; index < bundles; ++index) {
    if (!bundle(index)) return;
    if (options_.progress) options_.progress(check_.report().events, size_);
  }
  builder_.finish([this](TileId const& tile, std::string const& made) { compare(tile, made); });
}

/// A partial tile of an earlier checkpoint is a beginning of the tile that followed it.
void FolderCheck::narrower(TileId const& tile, std::string const& path) {
  auto const wide = files_.read(path_of(tile_at(size_, tile))).value_or("");
  auto const narrow = files_.read(path).value_or("");
  auto const is_whole =
      tile.kind == TileId::Kind::hashes
          ? narrow.size() == tile.width * sizeof(Hash::bytes)
          : parse_bundle(narrow).has_value() && parse_bundle(narrow)->size() == tile.width;
  if (!is_whole || !wide.starts_with(narrow)) check_.damage(LogFinding::tile_differs, path);
}

void FolderCheck::other_files() {
  for (auto const& path : paths_) {
    if (check_.is_full()) return;
    if (!path.starts_with(kTileFolder)) continue;
    auto const tile = parse_tile_path(path);
    if (!tile)
      check_.damage(LogFinding::file_foreign, path);
    else if (!has_tile(size_, *tile))
      ++check_.report().files_beyond;
    else if (*tile != tile_at(size_, *tile))
      narrower(*tile, path);
  }
}

bool lists_logs(LogCheckOptions const& options) {
  return options.policy && !options.policy->logs.empty();
}

/// The bundle with that index in a tree of that size; nothing when it is not there.
std::optional<std::string> bundle_at(LogFiles& files, std::uint64_t size, std::uint64_t index) {
  return files.read(path_of(tile_at(size, {.kind = TileId::Kind::entries, .index = index})));
}

/// Takes up the keys that the entries of a bundle name; a look at its bytes tells whether any does.
void rotate_by(std::string const& bundle, std::uint64_t seq, LogKeys& keys) {
  if (bundle.find(SigningKeyRotated::kType) == std::string::npos) return;
  auto const entries = parse_bundle(bundle);
  if (!entries) return;
  for (auto const& entry : *entries) {
    auto const leaf = parse_leaf(entry);
    auto const key = leaf ? key_rotated_by(*leaf) : std::nullopt;
    // One that cannot follow signs nothing; checkpoints under it are found.
    if (key) (void)keys.rotate(seq, *key);
    ++seq;
  }
}

/// The keys that the log itself names.
std::optional<LogKeys> keys_named(LogFiles& files) {
  auto const size = size_in(files.read(std::string{kCheckpointFile}).value_or("")).value_or(0);
  auto const first = size > 0 ? bundle_at(files, size, 0).value_or("") : "";
  auto const entries = parse_bundle(first);
  auto const opened = entries ? key_in_log(entries->front()) : std::nullopt;
  if (!opened) return std::nullopt;
  LogKeys keys{*opened};
  for (std::uint64_t index = 0; index * kTileWidth < size; ++index) {
    auto const bundle = bundle_at(files, size, index);
    if (!bundle) break;  // the size is nobody's word yet
    rotate_by(*bundle, index * kTileWidth, keys);
  }
  return keys;
}

/// The key that is given, else the policy's; with neither, whatever the log names.
std::optional<LogKeys> keys_for(LogFiles& files, LogCheckOptions const& options) {
  auto trusted = options.key;
  if (!trusted && lists_logs(options)) {
    trusted = signer_of(*options.policy, files.read(std::string{kCheckpointFile}).value_or(""));
    if (!trusted) return std::nullopt;
  }
  auto named = keys_named(files);
  if (!trusted || (named && named->contains(*trusted))) return named;
  return LogKeys{*trusted};
}

LogFault why_no_key(LogFiles& files, LogCheckOptions const& options) {
  std::string const path{kCheckpointFile};
  auto const head = files.read(path);
  if (!head) return {LogFinding::file_missing, path};
  if (!size_in(*head)) return {LogFinding::checkpoint_unreadable, path};
  if (lists_logs(options)) return {LogFinding::checkpoint_signature_wrong, path};
  return {LogFinding::key_unknown, "event 0"};
}

}  // namespace

std::string kept_path_of(std::uint64_t size) {
  return std::string{kKeptFolder} + index_path(size / kTileWidth);
}

std::optional<std::vector<std::string>> split_notes(std::string_view bytes) {
  std::vector<std::string> notes;
  while (!bytes.empty()) {
    auto end = bytes.find("\n\n");
    if (end == std::string_view::npos) return std::nullopt;
    end += 2;
    // Signatures follow the blank line; no first line of a note can begin as they do.
    while (bytes.substr(end).starts_with(kNoteSignatureMark)) {
      auto const newline = bytes.find('\n', end);
      if (newline == std::string_view::npos) return std::nullopt;
      end = newline + 1;
    }
    notes.emplace_back(bytes.substr(0, end));
    bytes.remove_prefix(end);
  }
  return notes;
}

LogReport check_log(LogFiles& files, LogCheckOptions const& options) {
  auto const keys = keys_for(files, options);
  if (!keys) {
    LogReport report;
    report.damage.push_back(why_no_key(files, options));
    return report;
  }
  LogCheck check{*keys, std::max<std::size_t>(options.faults_max, 1)};
  FolderCheck folder{files, options, check};
  folder.statements();
  if (!check.is_full()) folder.entries();
  if (!check.is_full()) folder.other_files();
  check.finish();
  return check.report();
}

}  // namespace gozin
