#pragma once

#include "engine/ledger/log_folder.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace gozin::verify {

/// The bytes of a file; nothing where there is none, or one larger than any of a log (512 MiB).
/// Throws std::runtime_error for one that may not be read.
[[nodiscard]] std::optional<std::string> read_file(std::filesystem::path const& path);

/// An exported log in a folder.
class DiskFiles final : public LogFiles {
 public:
  explicit DiskFiles(std::filesystem::path folder) : folder_{std::move(folder)} {}
  [[nodiscard]] std::optional<std::string> read(std::string const& path) override;
  [[nodiscard]] std::vector<std::string> list() override;

 private:
  std::filesystem::path folder_;
};

}  // namespace gozin::verify
