#include "workflows/appointment/tables.hpp"

#include "workflows/appointment/names.hpp"
#include "workflows/appointment/tasks_in_session.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace gozin::appointment {
namespace {

constexpr std::array<std::string_view, 13> kStages{
    "Drafting",  "Authorising", "Authorised", "Nominating", "Screening", "Assessing", "Objecting",
    "Reviewing", "Decreeing",   "Appointed",  "Unfilled",   "Cancelled", "Annulled"};

Value text_or_null(std::string text) { return text.empty() ? Value{} : Value{std::move(text)}; }

Value instant_or_null(std::optional<Instant> instant) {
  return instant ? Value{instant->ms} : Value{};
}

std::string stage_of(Active const& active) {
  auto const found = std::find_if(kStages.begin(), kStages.end(),
                                  [&](auto const stage) { return active.contains(stage); });
  return found == kStages.end() ? std::string{} : std::string{*found};
}

std::string joined(std::vector<std::string> const& leaves) {
  std::string text;
  for (auto const& leaf : leaves) text += text.empty() ? leaf : "," + leaf;
  return text;
}

/// A moment at which the clock acts, and by which command.
struct Moment {
  std::string name;
  Instant due;
  std::string_view command;
  std::string input = "{}";
};

constexpr std::string_view kRemind = "remind_deadline";

/// The clock's acts on one deadline.
void watch(Code const& name, OpenDeadline const& deadline, std::vector<Moment>& moments) {
  // A code needs no escaping in JSON.
  auto const input = R"({"name":")" + name.text + R"("})";
  moments.push_back({name.text, deadline.due, "miss_deadline", input});
  if (deadline.remind) moments.push_back({"remind." + name.text, *deadline.remind, kRemind, input});
}

/// Whether the clock opens the sheets itself; where the rules only note the end, people do.
bool reveals(OpenDeadline const& sealing) {
  return !sealing.at || *sealing.at == rules::AtDeadline::reveal;
}

/// The ends of periods that the clock brings about by itself.
std::vector<Moment> ends_of(Case const& state, Active const& active) {
  std::vector<Moment> ends;
  if (active.contains("Nominating"))
    ends.push_back({"end.window", state.window_closes, "close_nominations"});
  if (active.contains("Nominating") && state.window_remind)
    ends.push_back({"remind.window", *state.window_remind, kRemind, R"({"name":"window"})"});
  auto const sealing = state.deadlines.find(Code{"stage.sealing"});
  if (active.contains("Sealing") && sealing != state.deadlines.end() && !sealing->second.missed &&
      reveals(sealing->second))
    ends.push_back({"end.sealing", sealing->second.due, "reveal_scores"});
  if (active.contains("Hearing") && state.objections_close.ms > 0)
    ends.push_back({"end.objections", state.objections_close, "close_objections"});
  if (active.contains("AwaitingEffect") && state.review && state.review->binds)
    ends.push_back({"end.resolution", *state.review->binds, "confirm_resolution"});
  return ends;
}

/// Clocks stop while a case is suspended, but for those that run on; after the end only these run.
std::vector<Moment> moments_of(Case const& state, Active const& active) {
  bool const stopped = active.contains("Suspended");
  std::vector<Moment> moments;
  if (stopped && state.suspended_until)
    moments.push_back({"end.suspension", *state.suspended_until, "resume_case"});
  for (auto const& [name, deadline] : state.deadlines)
    if (!deadline.missed && (runs_on(name) || (!stopped && active.contains("Running"))))
      watch(name, deadline, moments);
  if (stopped) return moments;
  for (auto& end : ends_of(state, active)) moments.push_back(std::move(end));
  return moments;
}

/// What is due next; a reminder is not.
std::optional<Instant> next_due(std::vector<Moment> const& moments) {
  std::optional<Instant> next;
  for (auto const& one : moments)
    if (one.command != kRemind && (!next || one.due < *next)) next = one.due;
  return next;
}

TableRow task_row(StreamId const& stream, Task const& task, Case const& state) {
  std::string code{task.command};
  if (!task.person.empty()) code += "." + task.person.text;
  if (!task.subject.empty()) code += "." + task.subject;
  if (task.escalated) code += "." + std::string{task.role};
  return table_row(task_table(), stream.text, std::move(code), std::string{task.role},
                   text_or_null(task.person.text), text_or_null(task.scope),
                   text_or_null(task.subject), std::string{task.command}, state.stage_since.ms,
                   instant_or_null(task.due));
}

/// What a row of the list says beside the case itself.
struct Listed {
  Active const& active;
  std::string position;
  std::optional<Instant> next_due;
};

TableRow case_row(StreamId const& stream, Case const& state, Listed listed) {
  auto const& active = listed.active;
  auto const* decree = current_decree(state);
  bool const appointed = active.contains("Appointed");
  bool const suspended = active.contains("Suspended");
  return table_row(
      case_list(), stream.text, state.post_title.text, state.unit.text, state.post_class.text,
      state.described ? Value{std::string{name_of(state.route)}} : Value{},
      text_or_null(state.decider ? state.decider->text : ""), stage_of(active),
      std::move(listed.position), std::int64_t{suspended ? 1 : 0},
      std::int64_t{state.stayed ? 1 : 0}, state.opened.ms, state.changed.ms,
      instant_or_null(listed.next_due),
      text_or_null(appointed && state.selected_person ? state.selected_person->text : ""),
      text_or_null(appointed && decree ? decree->number.text : ""),
      text_or_null(state.taken_over ? state.taken_over->annulled.text : ""),
      text_or_null(state.remanded_to ? state.remanded_to->text : ""),
      state.paper ? Value{std::string{name_of(state.paper->stage)}} : Value{});
}

}  // namespace

ReadTable const& case_list() {
  // The indexes serve the list as a whole, by stage, by unit, and what is due next.
  static ReadTable const table{
      .name = "case_list",
      .columns = {{"stream"},
                  {"post_title"},
                  {"unit"},
                  {"post_class"},
                  {"route"},
                  {"decider"},
                  {"state"},
                  {"position"},
                  {"suspended", ColumnType::integer},
                  {"stayed", ColumnType::integer},
                  {"opened", ColumnType::integer},
                  {"changed", ColumnType::integer},
                  {"next_due", ColumnType::integer},
                  {"holder"},
                  {"decree"},
                  {"taken_over_from"},
                  {"remanded_to"},
                  {"paper"}},
      .key = {"stream"},
      .indexes = {
          {"changed"}, {"state", "changed"}, {"unit", "changed"}, {"next_due"}, {"decree"}}};
  return table;
}

ReadTable const& task_table() {
  // The indexes serve a person's inbox and that of a role, by what is due first.
  static ReadTable const table{
      .name = "task",
      .columns = {{"stream"},
                  {"task"},
                  {"role"},
                  {"person"},
                  {"scope"},
                  {"subject"},
                  {"command"},
                  {"since", ColumnType::integer},
                  {"due", ColumnType::integer}},
      .key = {"stream", "task"},
      .indexes = {{"person", "due"}, {"role", "scope", "due"}, {"role", "due"}}};
  return table;
}

ReadTable const& case_person() {
  // The index serves "in which cases does this person stand".
  static ReadTable const table{.name = "case_person",
                               .columns = {{"stream"}, {"person"}},
                               .key = {"stream", "person"},
                               .indexes = {{"person"}}};
  return table;
}

void project_case(Projected const& projected, std::vector<TableRow>& rows) {
  auto const& model = projected.folded.kind->chart.model;
  auto const& state = *static_cast<Case const*>(projected.folded.state.get());
  auto const names = chart::active(model, projected.folded.position);
  Active const active{names.begin(), names.end()};
  auto moments = moments_of(state, active);
  rows.push_back(case_row(projected.stream, state,
                          {.active = active,
                           .position = joined(chart::leaf_names(model, projected.folded.position)),
                           .next_due = next_due(moments)}));
  auto tasks = tasks_of(state, active);
  std::ranges::move(tasks_by_session(state, active), std::back_inserter(tasks));
  for (auto const& task : tasks) rows.push_back(task_row(projected.stream, task, state));
  for (auto const& person : people_concerned(state))
    rows.push_back(table_row(case_person(), projected.stream.text, person.text));
  for (auto& moment : moments)
    rows.push_back(to_row({.stream = projected.stream.text,
                           .name = std::move(moment.name),
                           .due_ms = moment.due.ms,
                           .command = std::string{moment.command},
                           .input = std::move(moment.input)}));
}

}  // namespace gozin::appointment
