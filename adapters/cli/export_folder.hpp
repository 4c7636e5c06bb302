#pragma once

#include "engine/publication/export.hpp"

#include <filesystem>

namespace gozin::cli {

/// A folder that an export goes to. Throws std::runtime_error when the disk says no.
class ExportFolder final : public ExportTarget {
 public:
  /// Makes the folder where it is not there yet.
  explicit ExportFolder(std::filesystem::path folder);
  ~ExportFolder() override;
  ExportFolder(ExportFolder const&) = delete;
  ExportFolder& operator=(ExportFolder const&) = delete;

  /// Whether it is empty or holds an export, whole or begun.
  [[nodiscard]] bool is_for_exports() const;

  [[nodiscard]] std::optional<std::string> read(std::string const& path) override;
  void write(std::string const& path, std::string const& bytes) override;
  void settle() override;

 private:
  std::filesystem::path folder_;
  std::filesystem::path part_;  // a file on its way, outside of what verifiers look at
  int descriptor_ = -1;
};

}  // namespace gozin::cli
