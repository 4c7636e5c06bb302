#pragma once

#include "engine/ledger/note.hpp"
#include "engine/publication/receipts.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace gozin {

/// Where the files of a log are put, by their names below the log's folder.
class ExportTarget {
 public:
  virtual ~ExportTarget() = default;
  [[nodiscard]] virtual std::optional<std::string> read(std::string const& path) = 0;
  /// A reader finds the old file or the new one, never a part of either.
  virtual void write(std::string const& path, std::string const& bytes) = 0;
  /// All that was written before lasts before anything that is written after.
  virtual void settle() = 0;
};

struct ExportReport {
  TreeHead tree;
  std::uint64_t files_written = 0;
  std::uint64_t files_kept = 0;  // were there already, byte by byte the same
};

/// Writes the log up to its newest signed checkpoint: bundles, tiles, kept checkpoints, and the
/// checkpoint last. An export that is there is extended, one that was cut short completed; no file
/// of hashes or entries is ever replaced. Refuses, with nothing of the new checkpoint published:
/// `checkpoint_must_cover_event` where nothing was ever signed; `export_must_be_of_this_log`;
/// `log_must_extend_what_was_signed` (a contradiction) where the export's own checkpoint does not
/// follow from the log; `export_must_not_be_damaged`, with the file; `log_must_yield_its_root`
/// where the log itself is damaged.
[[nodiscard]] Result<ExportReport> export_log(
    StoreView& store, LogKeys const& keys, ExportTarget& target,
    std::function<void(std::uint64_t done, std::uint64_t of)> const& progress = {});

}  // namespace gozin
