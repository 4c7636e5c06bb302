#include "tests/engine/command/notebook_world.hpp"

namespace gozin::tests {

NotebookWorld::NotebookWorld() = default;

Request NotebookWorld::request(std::string command, StreamId stream, json::object input) {
  Request made;
  made.command = std::move(command);
  made.stream = std::move(stream);
  made.input = std::move(input);
  made.actor = PersonId{"arash"};
  made.role = Code{"writer"};
  made.channel = Code{"web"};
  made.id = "request-1";
  return made;
}

Outcome NotebookWorld::perform(std::string command, StreamId stream, json::object input) {
  return pipeline_.perform(request(std::move(command), std::move(stream), std::move(input)));
}

void NotebookWorld::open_log() {
  ASSERT_TRUE(perform("OpenLog", notebook::log_stream(), {{"city", "Karaj"}}));
}

StreamId NotebookWorld::open_book(std::string title, std::string remark) {
  json::object input{{"title", std::move(title)}, {"owner", "bahar"}};
  if (!remark.empty()) input["remark"] = std::move(remark);
  return perform("OpenBook", {}, std::move(input)).value().events.at(0).stream;
}

std::vector<Outcome> NotebookWorld::write(Pipeline& pipeline, std::vector<Request> requests) {
  std::vector<Submission> batch;
  for (auto& each : requests) batch.push_back(pipeline.prepare(std::move(each)).value());
  return pipeline.write(batch);
}

std::vector<StoredEvent> NotebookWorld::log() {
  std::vector<StoredEvent> events;
  auto const view = store_.view();
  view->read_log(0, view->head().size, [&](StoredEvent const& event) { events.push_back(event); });
  return events;
}

std::vector<Row> NotebookWorld::rows() {
  return store_.view()->select({.table = &notebook::book_table()});
}

std::string_view reason_of(Outcome const& outcome) {
  return outcome ? std::string_view{} : outcome.error().reason.name();
}

}  // namespace gozin::tests
