#pragma once

#include "engine/port/log_archive.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <soci/soci.h>

namespace gozin::store {

/// A range, and the deployment whose log it is a part of.
struct RangeOf {
  std::string deployment;
  LogRange range;
};

/// The events of one stream in a range, by their revisions.
struct StreamPart {
  StreamId stream;
  std::int64_t first_seq = 0;  // of the range
  std::int64_t first_rev = 0;
  std::int64_t last_rev = 0;
  friend bool operator==(StreamPart const&, StreamPart const&) = default;
};

/// `range-FIRST-LAST.sqlite`
[[nodiscard]] std::string file_name_of(LogRange const& range);

/// The events of a range in a file of SQLite, whatever database the store is in. Only read. What is
/// wrong with it is thrown as RangeUnreadable; what a visitor throws passes through.
class RangeFile {
 public:
  /// Opens it and sees that it is this range of this deployment.
  RangeFile(std::filesystem::path file, RangeOf const& of);

  /// As a view reads them. Gives the number of events.
  std::int64_t read_log(std::int64_t seq, std::int64_t count, StoreView::Visit const& visit);
  void read_stream(StreamId const& stream, std::int64_t rev, StoreView::Visit const& visit);
  /// Of all streams behind `after` up to `last`, by stream and in its order.
  void read_streams(std::string const& after, std::string const& last,
                    StoreView::Visit const& visit);
  /// By stream.
  [[nodiscard]] std::vector<StreamPart> streams();
  /// What SQLite can say of its own file, such as an index that lacks a row.
  void expect_sound();
  /// That, and reads all of it: every leaf the hash of its event, and the root theirs.
  void expect_whole();

 private:
  template <class Work>
  auto reading(Work const& work);
  /// An event from outside the range is none that was ever detached.
  [[nodiscard]] StoreView::Visit within(StoreView::Visit const& visit) const;

  std::filesystem::path file_;
  LogRange range_;
  soci::session sql_;
};

/// A file that is being written. It is a range only once it is `finish`ed; before that it goes with
/// this. Throws StoreFailed where it cannot be written.
class RangeFileWriter {
 public:
  explicit RangeFileWriter(std::filesystem::path file);
  ~RangeFileWriter();
  RangeFileWriter(RangeFileWriter const&) = delete;
  RangeFileWriter& operator=(RangeFileWriter const&) = delete;

  void write(StoredEvent const& event);
  /// Names the range and makes it durable.
  void finish(RangeOf const& of);

 private:
  struct Rows;
  template <class Work>
  void writing(Work const& work);

  std::filesystem::path file_;
  std::shared_ptr<Rows> rows_;
};

}  // namespace gozin::store
