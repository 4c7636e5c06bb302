#pragma once

#include "adapters/store/connections.hpp"
#include "engine/port/log_archive.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace gozin::store {

/// Detaches ranges of a store's log into files of its archive's folder. The switch is one row,
/// written under the head's lock; all that takes long is done before it or behind it.
class SqlArchive final : public LogArchive {
 public:
  /// `connection`s are lent one at a time; `deployment` outlives it, as do the others.
  struct Of {
    WriterPool& writers;
    ReaderPool& readers;
    Connector const& connector;
    std::string const& deployment;
    bool is_inspected = false;  // then nothing is written
  };
  explicit SqlArchive(Of const& of) : of_{of} {}

  [[nodiscard]] std::vector<StoredRange> ranges() override;
  void detach(LogRange const& range, Detaching const& how) override;
  std::int64_t delete_some() override;
  [[nodiscard]] std::vector<std::string> faults() override;
  [[nodiscard]] std::vector<std::string> faults_of(LogRange const& range) override;

 private:
  [[nodiscard]] std::filesystem::path folder() const;
  void copy(LogRange const& range, std::filesystem::path const& file);
  void list_streams(LogRange const& range, std::vector<StreamPart> const& parts);
  void put_in_force(LogRange const& range, std::size_t streams);
  [[nodiscard]] bool is_any_to_delete();
  void expect_writable() const;

  /// One transaction that holds the head.
  template <class Work>
  auto write(Work const& work);
  template <class Work>
  auto read(Work const& work);

  Of of_;
};

}  // namespace gozin::store
