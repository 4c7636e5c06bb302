// Logs that former versions of the program wrote are read by this one, to the same end.

#include "adapters/app/city.hpp"
#include "engine/command/streams.hpp"
#include "engine/event/json.hpp"
#include "engine/event/leaf.hpp"
#include "engine/ledger/tree.hpp"
#include "engine/replay/verify.hpp"
#include "tests/support/memory_store.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gozin::app {
namespace {

namespace fs = std::filesystem;
using tests::MemoryStore;

std::vector<fs::path> old_logs() {
  std::vector<fs::path> found;
  for (auto const& entry : fs::directory_iterator{GOZIN_LOGS_DIR})
    if (entry.path().extension() == ".jsonl") found.push_back(entry.path());
  std::ranges::sort(found);
  return found;
}

std::string text_of(fs::path const& path) {
  std::ifstream file{path, std::ios::binary};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// The log alone: nothing of vault or tables, which no old program can have left as they are.
void load(MemoryStore& store, fs::path const& path) {
  auto contents = std::make_shared<MemoryStore::Contents>();
  std::ifstream file{path, std::ios::binary};
  Frontier frontier;
  for (std::string line; std::getline(file, line);) {
    auto const leaf = parse_leaf(line).value();
    StoredEvent const event{.seq = leaf.at.seq,
                            .stream = leaf.at.stream,
                            .rev = leaf.at.rev,
                            .type = leaf.type,
                            .recorded = leaf.at.recorded,
                            .body = line,
                            .leaf = leaf_hash(line)};
    frontier.append(event.leaf);
    contents->streams[event.stream].push_back(contents->events.size());
    contents->events.push_back(std::make_shared<StoredEvent const>(event));
    contents->head = {std::ssize(contents->events), to_text(frontier), event.recorded};
  }
  store.replace(contents);
}

class OldLog : public testing::TestWithParam<fs::path> {
 protected:
  OldLog() { load(store_, GetParam()); }

  MemoryStore store_;
  json::object const expected_ =
      parse_json(text_of(fs::path{GetParam()}.replace_extension(".json"))).value().as_object();
};

TEST_P(OldLog, HasTheRootThatWasSigned) {
  auto const view = store_.view();
  EXPECT_EQ(view->head().size, expected_.at("size").as_int64());
  Frontier frontier;
  view->read_log(0, view->head().size,
                 [&](StoredEvent const& stored) { frontier.append(leaf_hash(stored.body)); });
  EXPECT_EQ(to_base64(view_of(frontier.root())), expected_.at("root").as_string());
}

// Each event is read, accepted by the chart where its stream stands, and folded.
TEST_P(OldLog, LeadsEveryCaseWhereItStood) {
  auto const view = store_.view();
  std::set<StreamId> streams;
  view->read_log(0, view->head().size,
                 [&](StoredEvent const& stored) { streams.insert(stored.stream); });
  for (auto const& stream : streams) {
    auto const running = replay_stream(catalog(), *view, stream);
    EXPECT_GE(running.folded.rev, 0) << stream.text;
  }
  for (auto const& [id, stood] : expected_.at("cases").as_object()) {
    auto const running = replay_stream(catalog(), *view, StreamId{std::string{id}});
    auto const leaves =
        chart::leaf_names(running.folded.kind->chart.model, running.folded.position);
    for (auto const& leaf : leaves)
      EXPECT_THAT(stood.as_array(), testing::Contains(json::value(leaf))) << id;
  }
}

TEST_P(OldLog, YieldsRowsForEveryTableOfThisVersion) {
  auto const rows = project_all(catalog(), *store_.view());
  EXPECT_EQ(rows.at("case_list").size(), expected_.at("cases").as_object().size());
}

INSTANTIATE_TEST_SUITE_P(Of, OldLog, testing::ValuesIn(old_logs()), [](auto const& log) {
  std::string name = log.param.stem().string();
  std::ranges::replace(name, '-', '_');
  return name;
});

TEST(OldLogs, AreThere) { EXPECT_GE(old_logs().size(), 3u); }

}  // namespace
}  // namespace gozin::app
