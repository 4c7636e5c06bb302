#include "tests/bench/notebook_node.hpp"

#include "tests/support/notebook.hpp"

#include <stdexcept>

namespace gozin::bench {
namespace {

Request request(std::string command, StreamId stream, json::object input) {
  Request made;
  made.command = std::move(command);
  made.stream = std::move(stream);
  made.input = std::move(input);
  made.actor = PersonId{"arash"};
  made.role = Code{"writer"};
  made.channel = Code{"web"};
  made.id = "01jcrequest0000000000000000";
  return made;
}

}  // namespace

Catalog const& notebook_catalog() {
  static Catalog const catalog{{notebook::notebook_workflow()}};
  return catalog;
}

NotebookNode::NotebookNode(Of const& of, KeysMode mode)
    : name_{of.name},
      keys_{open_keys(of.keys, mode)},
      ports_{of.store, clock_, random_, *keys_.keys, *keys_.signer, directory_},
      pipeline_{notebook_catalog(), ports_, "bench.example/log"} {}

void NotebookNode::open_log() {
  perform(request("OpenLog", notebook::log_stream(), {{"city", "Karaj"}}));
}

void NotebookNode::open_book() {
  auto const outcome =
      pipeline_.perform(request("OpenBook", {}, {{"title", "book"}, {"owner", "bahar"}}));
  books_.push_back(outcome.value().events[0].stream);
}

std::vector<Submission> NotebookNode::prepare(std::size_t commands, bool with_asides) {
  std::vector<Submission> batch;
  batch.reserve(commands);
  for (std::size_t i = 0; i < commands; ++i) {
    json::object input{{"text", "a line of some length, as people write them"}};
    if (with_asides) input["aside"] = "what only a reader of this book may read, in a sentence";
    auto line = request("WriteLine", books_[next_ * 7 % books_.size()], std::move(input));
    line.idempotency_key = name_ + "/arash/post/" + std::to_string(next_++);
    batch.push_back(pipeline_.prepare(std::move(line)).value());
  }
  return batch;
}

void NotebookNode::write(std::vector<Submission>& batch) {
  for (auto const& outcome : pipeline_.write(batch))
    if (!outcome) throw std::runtime_error("refused");
}

void NotebookNode::perform(Request what) {
  if (!pipeline_.perform(std::move(what))) throw std::runtime_error("refused");
}

}  // namespace gozin::bench
