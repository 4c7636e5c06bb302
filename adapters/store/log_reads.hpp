#pragma once

#include "adapters/store/log_ranges.hpp"

namespace gozin::store {

/// The events of the log on one connection, in the order that a view promises, whether they rest in
/// the live table or in the file of a detached range. The log is read out of files wherever there
/// is one; of streams only those that went with a range, whatever is left of them in the live
/// table.
class LogReads {
 public:
  LogReads(soci::session& sql, std::filesystem::path archive)
      : sql_{sql}, ranges_{std::move(archive)} {}

  /// As the head says that was read last.
  void know(std::int64_t detached) { ranges_.know(sql_, detached); }
  [[nodiscard]] LogRanges& ranges() { return ranges_; }

  void read_stream(StreamId const& stream, std::int64_t rev, StoreView::Visit const& visit);
  void read_kind(std::string const& first, std::string const& end, StoreView::Visit const& visit);
  void read_log(std::int64_t seq, std::int64_t count, StoreView::Visit const& visit);

 private:
  class KindInRanges;

  [[nodiscard]] std::int64_t read_live(std::int64_t seq, std::int64_t end, std::int64_t count,
                                       StoreView::Visit const& visit);

  soci::session& sql_;
  LogRanges ranges_;
};

}  // namespace gozin::store
