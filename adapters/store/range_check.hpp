#pragma once

#include "adapters/store/range_file.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <soci/soci.h>

namespace gozin::store {

/// The rows that count the ranges, or what was deleted of them, and are not as they were written.
[[nodiscard]] std::vector<std::string> faults_of_rows(soci::session& sql);

/// Holds one range's file, the list of the streams that went with it and the events that stayed to
/// each other, as of one transaction.
class RangeCheck {
 public:
  struct Of {
    std::filesystem::path folder;
    RangeOf range;
  };
  RangeCheck(soci::session& sql, Of of) : sql_{sql}, of_{std::move(of)} {}

  /// Of each thing that is wrong the file or the row; of the events that stayed the first.
  [[nodiscard]] std::vector<std::string> faults();

 private:
  void look(RangeFile& file);
  [[nodiscard]] std::vector<StreamPart> listed() const;
  [[nodiscard]] std::optional<std::int64_t> event_that_differs(
      RangeFile& file, std::vector<StreamPart> const& gone) const;

  soci::session& sql_;
  Of of_;
  std::vector<std::string> faults_;
};

}  // namespace gozin::store
