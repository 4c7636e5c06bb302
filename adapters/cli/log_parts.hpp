#pragma once

#include "adapters/cli/program.hpp"
#include "engine/event/json.hpp"
#include "engine/ledger/log_keys.hpp"
#include "engine/port/log_archive.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gozin::cli {

/// Which receipt, and for whom.
struct ReceiptAsked {
  std::int64_t seq = 0;
  std::string holder = {};  // empty: nobody; nothing hidden is opened
};

/// Which entries of the access journal.
struct AccessAsked {
  std::int64_t from = 0;
  std::string reader = {};  // empty: anybody
  std::string person = {};  // whose name or values may have been shown; empty: anybody's
};

/// Which ranges of the log are to be detached.
struct ArchiveAsked {
  std::int64_t days = 365;       // before the last event of the log
  std::int64_t events = 65'536;  // of a range
  bool is_trial = false;         // only says what would be done
};

// The subcommands of `gozin log`; each gives the exit code.
[[nodiscard]] int show_status(Program& program);
[[nodiscard]] int show_checkpoint(Program& program);
[[nodiscard]] int verify_log(Program& program, std::vector<std::string> const& given_files);
[[nodiscard]] int print_receipt(Program& program, ReceiptAsked const& asked);
[[nodiscard]] int print_proof(Program& program, std::int64_t seq);
[[nodiscard]] int print_consistency(Program& program, std::string const& old);
[[nodiscard]] int print_accesses(Program& program, AccessAsked const& asked);
[[nodiscard]] int archive_log(Program& program, ArchiveAsked const& asked);
[[nodiscard]] int rotate_key(Program& program);
[[nodiscard]] int export_to(Program& program, std::string const& folder);

/// The bytes of a file; where it cannot be read, a sentence about it and nothing.
[[nodiscard]] std::optional<std::string> read_file(Program const& program, std::string const& path);

/// The detached ranges, for programs and for people.
[[nodiscard]] json::array ranges_to_json(std::vector<StoredRange> const& ranges);
void print_ranges(Program const& program, std::vector<StoredRange> const& ranges);

/// The log of a deployment as it is published: with its keys at hand, the head is signed first.
struct PublishedLog {
  std::unique_ptr<Deployment> deployment;
  std::unique_ptr<StoreView> view;
  std::optional<LogKeys> keys;
};
/// Throws StoreFailed when the log names no key.
[[nodiscard]] PublishedLog open_published(Program const& program);

}  // namespace gozin::cli
