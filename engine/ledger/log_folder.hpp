#pragma once

#include "engine/ledger/log_check.hpp"

#include <functional>
#include <string>
#include <vector>

namespace gozin {

/// Names of the files of a log, below its folder or its address.
inline constexpr std::string_view kCheckpointFile = "checkpoint";

/// Where the checkpoints of sizes from 256 · n are kept, 256 sizes a file: `checkpoints/x001/234`.
[[nodiscard]] std::string kept_path_of(std::uint64_t size);

/// Several signed notes, one after another, as they came. Nothing when what is there is no sequence
/// of whole notes.
[[nodiscard]] std::optional<std::vector<std::string>> split_notes(std::string_view bytes);

/// A log as files by their names: a folder, an archive, an address.
class LogFiles {
 public:
  virtual ~LogFiles() = default;
  /// Nothing when there is no such file.
  [[nodiscard]] virtual std::optional<std::string> read(std::string const& path) = 0;
  /// Everything below `tile` and `checkpoints`, in the order of names.
  [[nodiscard]] virtual std::vector<std::string> list() = 0;
};

/// Something given beside the log, and where it came from.
struct GivenEvidence {
  Evidence evidence;
  std::string place;
};

struct LogCheckOptions {
  /// Absent: the policy's for a log of that name; where the policy lists no log, the one that the
  /// log names in its first entry.
  std::optional<NoteKey> key = {};
  std::optional<Policy> policy = {};  // whose quorum has to have cosigned the newest checkpoint
  std::vector<GivenEvidence> given = {};
  std::size_t faults_max = 100;  // stops looking after so many
  std::function<void(std::uint64_t done, std::uint64_t of)> progress = {};
};

/// Checks a log that was exported or fetched: every byte of every file below `tile`, `checkpoints`
/// and of `checkpoint`, up to the newest signed checkpoint whose entries are there; then whether it
/// is an extension of everything that was signed before. Files of a longer log are counted only:
/// they are what an export leaves that did not come to its end.
[[nodiscard]] LogReport check_log(LogFiles& files, LogCheckOptions const& options);

}  // namespace gozin
