#include "tests/bench/city/crew.hpp"

#include <future>
#include <stdexcept>

namespace gozin::bench {
namespace {

std::string told(std::string_view command, StreamId const& stream, Rejection const& refused) {
  return std::string{command} + " on " + stream.text +
         " is refused: " + std::string{refused.reason.name()} + " " + refused.detail;
}

}  // namespace

struct Crew::Prepared {
  std::vector<Task> tasks;
  std::vector<Submission> submissions;
};

Request Crew::request_of(Order order) {
  Request request;
  request.command = std::move(order.command);
  request.stream = std::move(order.stream);
  request.input = std::move(order.input);
  request.actor = std::move(order.actor);
  request.role = Code{std::move(order.role)};
  request.channel = Code{"web"};
  request.id = "r-" + std::to_string(++requests_);
  request.idempotency_key = "city/" + request.id;
  return request;
}

auto Crew::prepare(std::vector<Task> tasks) -> Prepared {
  Prepared prepared;
  prepared.submissions.reserve(tasks.size());
  for (auto& task : tasks) {
    auto const command = task.request.command;
    auto const stream = task.request.stream;
    auto submission = city_.pipeline().prepare(std::move(task.request));
    if (!submission) throw std::runtime_error(told(command, stream, submission.error()));
    prepared.submissions.push_back(std::move(*submission));
  }
  prepared.tasks = std::move(tasks);
  return prepared;
}

void Crew::write(Prepared prepared) {
  auto const outcomes = city_.pipeline().write(prepared.submissions);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    auto const& submission = prepared.submissions[i];
    if (!outcomes[i])
      throw std::runtime_error(told(submission.type->name, submission.stream, outcomes[i].error()));
    if (prepared.tasks[i].done) prepared.tasks[i].done(*outcomes[i]);
  }
  commands_ += static_cast<std::int64_t>(outcomes.size());
}

void Crew::work(std::function<std::vector<Task>()> const& next) {
  auto const begin = [this](std::vector<Task> tasks) {
    return std::async(std::launch::async, [this, tasks = std::move(tasks)]() mutable {
      return prepare(std::move(tasks));
    });
  };
  auto tasks = next();
  while (!tasks.empty()) {
    auto ahead = begin(std::move(tasks));
    for (bool goes_on = true; goes_on;) {
      auto prepared = ahead.get();
      tasks = next();
      goes_on = !tasks.empty();
      if (goes_on) ahead = begin(std::move(tasks));
      write(std::move(prepared));
    }
    tasks = next();
  }
}

Accepted Crew::perform(Order order) {
  std::vector<Task> tasks(1);
  tasks.front().request = request_of(std::move(order));
  Accepted accepted;
  tasks.front().done = [&](Accepted const& done) { accepted = done; };
  write(prepare(std::move(tasks)));
  return accepted;
}

}  // namespace gozin::bench
