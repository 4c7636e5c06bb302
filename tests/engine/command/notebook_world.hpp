#pragma once

#include "engine/command/pipeline.hpp"
#include "tests/support/fixed_ports.hpp"
#include "tests/support/memory_store.hpp"
#include "tests/support/notebook.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace gozin::tests {

/// A log in memory in which books are written.
class NotebookWorld : public testing::Test {
 protected:
  NotebookWorld();

  /// A request by Arash in the role of a writer.
  [[nodiscard]] static Request request(std::string command, StreamId stream,
                                       json::object input = {});
  [[nodiscard]] Outcome perform(std::string command, StreamId stream, json::object input = {});
  /// The stream of a new book.
  StreamId open_book(std::string title, std::string remark = {});
  void open_log();

  /// All in one batch; each must prepare well.
  [[nodiscard]] std::vector<Outcome> write(Pipeline& pipeline, std::vector<Request> requests);

  [[nodiscard]] std::vector<StoredEvent> log();
  [[nodiscard]] std::vector<Row> rows();

  MemoryStore store_;
  FixedClock clock_{parse_rfc3339("2026-11-18T09:00:00.000Z").value()};
  FixedRandom random_{"notebook"};
  FixedKeys keys_;
  FixedSigner signer_;
  EmptyDirectory directory_;
  Catalog catalog_{{notebook::notebook_workflow()}};
  Ports ports_{store_, clock_, random_, keys_, signer_, directory_};
  Pipeline pipeline_{catalog_, ports_, "notebook.example/log"};
};

[[nodiscard]] std::string_view reason_of(Outcome const& outcome);

}  // namespace gozin::tests
