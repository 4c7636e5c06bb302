#pragma once

#include "adapters/keys/keys_folder.hpp"
#include "adapters/keys/system_ports.hpp"
#include "engine/command/pipeline.hpp"
#include "tests/support/fixed_ports.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace gozin::bench {

/// The procedure of the notebook (tests/support).
[[nodiscard]] Catalog const& notebook_catalog();

/// A node at which people write into books of its own, with all that a pipeline needs.
class NotebookNode {
 public:
  struct Of {
    EventStore& store;
    std::filesystem::path keys;
    std::string name;
  };
  NotebookNode(Of const& of, KeysMode mode);

  void open_log();
  void open_book();
  /// Lines for one book after another, each under an idempotency key of its own.
  [[nodiscard]] std::vector<Submission> prepare(std::size_t commands, bool with_asides);
  /// Throws std::runtime_error where one of them is refused.
  void write(std::vector<Submission>& batch);
  void follow() { pipeline_.follow(); }

 private:
  void perform(Request request);

  std::string name_;
  KeysFolder keys_;
  SystemRandom random_;
  SystemClock clock_;
  tests::EmptyDirectory directory_;
  Ports ports_;
  Pipeline pipeline_;
  std::vector<StreamId> books_;
  std::size_t next_ = 0;
};

}  // namespace gozin::bench
