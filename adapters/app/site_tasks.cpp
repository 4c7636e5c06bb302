#include "adapters/app/site_tasks.hpp"

#include "workflows/appointment/judging.hpp"
#include "workflows/appointment/names.hpp"
#include "workflows/appointment/tasks_in_session.hpp"
#include "workflows/registry/states.hpp"

#include <algorithm>
#include <array>

namespace gozin::app {
namespace {

using appointment::Case;
using appointment::Task;

constexpr std::array<std::string_view, 13> kStages{
    "Drafting",  "Authorising", "Authorised", "Nominating", "Screening", "Assessing", "Objecting",
    "Reviewing", "Decreeing",   "Appointed",  "Unfilled",   "Cancelled", "Annulled"};

constexpr int kSoonDays = 3;

/// Working days from today until the day of a deadline, at most a few; nothing without a calendar.
std::optional<int> working_days_left(Visit& visit, Instant due) {
  auto const* log = visit.view().find<registry::Log>(registry::log_stream());
  if (!log || log->calendars.empty()) return std::nullopt;
  auto const& calendar = *log->calendars.begin()->second;
  auto const today = day_of(visit.now(), calendar.offset);
  auto const last = day_of(due, calendar.offset);
  constexpr int kCountedMax = 400;
  int days = 0;
  for (auto day = today; day < last && days < kCountedMax;) {
    day += std::chrono::days{1};
    days += rules::is_working_day(calendar, day) ? 1 : 0;
  }
  return days;
}

web::Named nearness(Visit& visit, Instant due) {
  auto const& words = visit.words();
  if (due <= visit.now()) return {"missed", words.say("due_missed")};
  auto const left = working_days_left(visit, due);
  if (!left) return {"later", ""};
  if (*left == 0) return {"today", words.say("due_today")};
  auto const text = words.texts().text("time.working_days_left", {{"count", std::int64_t{*left}}},
                                       words.language());
  return {*left <= kSoonDays ? "soon" : "later", text};
}

web::Named command_name(Visit& visit, std::string_view wire) {
  auto const* type = visit.city().pipeline().catalog().find_command(wire);
  auto named = visit.words().named("command", type ? type->name : wire);
  named.name = std::string{wire};
  return named;
}

/// Where the form of a task is; the subject of the task is filled in where a field bears its name.
std::string form_of(std::string_view key, std::string_view wire) {
  return "/cases/" + std::string{key} + "/do/" + std::string{wire};
}

std::vector<std::pair<std::string, Instant>> ends_of(Standing const& at) {
  std::vector<std::pair<std::string, Instant>> ends;
  auto const& state = *at.state;
  for (auto const& [name, open] : state.deadlines) ends.emplace_back(name.text, open.due);
  if (at.active.contains("Nominating")) ends.emplace_back("window", state.window_closes);
  if (at.active.contains("Hearing") && state.objections_close.ms > 0)
    ends.emplace_back("objections", state.objections_close);
  if (at.active.contains("AwaitingEffect") && state.review && state.review->binds)
    ends.emplace_back("resolution", *state.review->binds);
  if (at.active.contains("Suspended") && state.suspended_until)
    ends.emplace_back("suspension", *state.suspended_until);
  std::ranges::sort(ends, {}, [](auto const& end) { return std::pair{end.second, end.first}; });
  return ends;
}

}  // namespace

Standing standing_of(StreamId const& stream, Folded const& folded) {
  auto const names = chart::active(folded.kind->chart.model, folded.position);
  return {.stream = stream,
          .folded = &folded,
          .state = static_cast<Case const*>(folded.state.get()),
          .active = {names.begin(), names.end()}};
}

std::optional<Standing> find_case(Visit& visit, std::string_view key) {
  auto const stream = stream_of(Case::kKind, key);
  auto const* folded = visit.view().folded(stream);
  if (!folded) return std::nullopt;
  return standing_of(stream, *folded);
}

web::Named stage_of(Words const& words, appointment::Active const& active) {
  auto const found =
      std::ranges::find_if(kStages, [&](auto const name) { return active.contains(name); });
  return words.named("state", found == kStages.end() ? "Case" : *found);
}

std::vector<web::Named> leaves_of(Words const& words, Folded const& folded) {
  std::vector<web::Named> leaves;
  for (auto const& name : chart::leaf_names(folded.kind->chart.model, folded.position))
    if (name != "Clear" && std::ranges::find(kStages, name) == kStages.end())
      leaves.push_back(words.named("state", name));
  return leaves;
}

std::vector<Task> tasks_of(Visit& visit, Standing const& at) {
  return appointment::tasks_in_session(visit.context(at.stream), at.active);
}

bool waits_for(Visit& visit, Standing const& at, Task const& task) {
  if (visit.actor().empty()) return false;
  if (!task.person.empty()) return task.person == visit.actor();
  auto const& catalog = visit.city().pipeline().catalog();
  auto const* type = catalog.find_command(task.command);
  if (!type) return false;
  auto const roles = roles_for(catalog, *type, visit.context(at.stream));
  return std::ranges::any_of(
      roles, [&](Code const& role) { return role.text == task.role || task.role == "decider"; });
}

std::vector<web::Waiting> waiting_of(Visit& visit, Standing const& at, Sight const& sight) {
  std::vector<web::Waiting> waiting;
  for (auto const& task : tasks_of(visit, at)) {
    // What somebody may deny waits for nobody, and says in whose name a clerk wrote.
    if (task.command == appointment::kDenying && task.person != visit.actor()) continue;
    auto what = command_name(visit, task.command);
    // A citizen whom a task waits for has named somebody, or has had something written down.
    auto const may_know = task.role == "citizen" ? sight.nominators : sight.panel;
    auto const is_named = !task.person.empty() && (may_know || task.person == visit.actor()) &&
                          task.role != "nominee";
    auto who = is_named ? web::Named{task.person.text, visit.words().who(task.person)}
                        : visit.words().named("role", task.role);
    auto const mine = waits_for(visit, at, task);
    auto const same =
        std::ranges::find_if(waiting, [&](auto const& one) { return one.what.name == what.name; });
    if (same == waiting.end()) {
      waiting.push_back({std::move(what), {std::move(who)}, mine});
      continue;
    }
    same->mine = same->mine || mine;
    auto const is_new = std::ranges::none_of(
        same->who, [&](web::Named const& one) { return one.text == who.text; });
    if (is_new) same->who.push_back(std::move(who));
  }
  return waiting;
}

std::vector<web::Offer> offers_of(Visit& visit, Standing const& at) {
  std::vector<web::Offer> found;
  if (visit.actor().empty()) return found;
  auto const tasks = tasks_of(visit, at);
  auto const is_mine = [&](std::string_view wire) {
    return std::ranges::any_of(tasks, [&](Task const& task) {
      return task.command == wire && waits_for(visit, at, task);
    });
  };
  auto const& catalog = visit.city().pipeline().catalog();
  auto const all =
      offers(catalog, visit.context(at.stream),
             [&](std::string_view wire, std::span<Code const>) { return is_mine(wire); });
  for (auto const is_waited_for : {true, false})
    for (auto const& offer : all)
      if (is_mine(offer.type->wire) == is_waited_for)
        found.push_back({command_name(visit, offer.type->wire),
                         form_of(at.stream.key(), offer.type->wire), is_waited_for});
  return found;
}

web::Deadline deadline(Visit& visit, std::string_view name, Instant due) {
  auto const& words = visit.words();
  auto what = words.named("deadline", name);
  auto const prefix = name.substr(0, name.find('.'));
  if (!words.texts().has("deadline." + std::string{name}, words.language()))
    what = words.named("deadline", prefix);
  what.name = std::string{name};
  return {std::move(what), words.minute(due), nearness(visit, due)};
}

std::vector<web::Deadline> deadlines_of(Visit& visit, Standing const& at) {
  std::vector<web::Deadline> deadlines;
  bool const runs = at.active.contains("Running");
  for (auto const& [name, due] : ends_of(at))
    if (runs || appointment::runs_on(Code{name})) deadlines.push_back(deadline(visit, name, due));
  return deadlines;
}

}  // namespace gozin::app
