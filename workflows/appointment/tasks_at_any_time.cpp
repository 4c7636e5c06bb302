#include "workflows/appointment/tasks_at_any_time.hpp"

#include "workflows/appointment/commands/transcribing.hpp"
#include "workflows/appointment/names.hpp"
#include "workflows/appointment/naming.hpp"
#include "workflows/registry/roles.hpp"

#include <algorithm>
#include <array>

namespace gozin::appointment {
namespace {

using transcription::Act;
using transcription::Word;

constexpr std::string_view kServing = "administrative_affairs";

/// A notice that did not arrive goes another way, or to the office that the rules name.
void add_undelivered(std::vector<Task>& tasks, std::string const& subject,
                     FailedNotice const& failure) {
  bool const is_listed = std::ranges::any_of(tasks, [&](Task const& task) {
    return task.command == "serve_notice" && task.subject == subject;
  });
  if (!is_listed)
    tasks.push_back({.command = "serve_notice", .role = kServing, .subject = subject});
  if (failure.escalated_to && failure.escalated_to->text != kServing)
    tasks.push_back({.command = "serve_notice",
                     .role = failure.escalated_to->text,
                     .subject = subject,
                     .escalated = true});
}

/// Whether the body's secretary wrote it down, so that another member looks: the chair's own hand
/// may be among them.
bool is_of_secretary(Act const& act) { return act.role.text == "body_secretary"; }

/// Of the acts that somebody in the role speaks about: the first, and whether any of them was
/// written down by the body's secretary.
struct Awaited {
  std::string_view role;
  std::int64_t first = 0;
  bool by_secretary = false;
  std::optional<Instant> due = {};  // of the one that is due first
};

OpenDeadline const* deadline_of(Case const& state, std::int64_t act) {
  auto const found = state.deadlines.find(transcription_deadline(act));
  return found == state.deadlines.end() ? nullptr : &found->second;
}

/// Silence confirms nothing: another office is asked too.
void add_overdue(std::vector<Task>& tasks, Case const& state) {
  for (auto const& [number, act] : state.transcribed) {
    auto const* end = deadline_of(state, number);
    if (act.word != Word::awaited || !end || !end->escalated_to) continue;
    tasks.push_back({.command = "confirm_transcription",
                     .role = end->escalated_to->text,
                     .subject = std::to_string(number),
                     .due = end->due,
                     .escalated = true});
  }
}

}  // namespace

std::vector<Task> notices_to_serve(Case const& state) {
  std::vector<Task> tasks;
  auto const to_serve = [&](Code const& notice, PersonId const& person) {
    tasks.push_back(
        {.command = "serve_notice", .role = kServing, .subject = notice.text + "." + person.text});
  };
  Code const exclusion{std::string{kExclusionNotice}};
  for (auto const& [id, nominee] : state.nominees)
    if (is_untold(nominee) && !state.notices_owed.contains({exclusion, *nominee.person}))
      to_serve(exclusion, *nominee.person);
  for (auto const& [notice, person] : state.notices_owed) {
    tasks.push_back({.command = "acknowledge_notice",
                     .role = role_of_told(state, person),
                     .person = person,
                     .subject = notice.text});
    to_serve(notice, person);
  }
  for (auto const& [whom, failure] : state.notices_failed)
    add_undelivered(tasks, whom.first.text + "." + whom.second.text, failure);
  return tasks;
}

std::vector<Task> second_persons(Case const& state) {
  std::vector<Awaited> waiting;
  for (auto const& [number, act] : state.transcribed) {
    if (act.word != Word::awaited) continue;
    constexpr std::array<std::string_view, 3> kOffices{"body_secretary", "objections_officer",
                                                       kServing};
    auto const role = *std::ranges::find_if(
        kOffices, [&](std::string_view one) { return suits(Code{std::string{one}}, act); });
    auto known = std::ranges::find(waiting, role, &Awaited::role);
    if (known == waiting.end()) known = waiting.insert(known, {.role = role, .first = number});
    known->by_secretary = known->by_secretary || is_of_secretary(act);
    auto const* end = deadline_of(state, number);
    if (end && (!known->due || end->due < *known->due)) known->due = end->due;
  }
  std::vector<Task> tasks;
  for (auto const& one : waiting) {
    bool const of_body = one.role == "body_secretary";
    tasks.push_back({.command = "confirm_transcription",
                     .role = one.by_secretary ? "body_member" : one.role,
                     .subject = std::to_string(one.first),
                     .scope = of_body && state.review ? state.review->body.text : std::string{},
                     .due = one.due});
  }
  add_overdue(tasks, state);
  return tasks;
}

std::vector<Task> denials(Case const& state) {
  std::vector<Task> tasks;
  for (auto const& [number, act] : state.transcribed) {
    if (act.word != Word::awaited) continue;
    auto const* end = deadline_of(state, number);
    tasks.push_back({.command = kDenying,
                     .role = registry::kCitizen,
                     .person = act.behalf,
                     .subject = std::to_string(number),
                     .due = end ? std::optional{end->due} : std::nullopt});
  }
  return tasks;
}

}  // namespace gozin::appointment
