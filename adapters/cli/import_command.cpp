#include "adapters/cli/import_list.hpp"
#include "adapters/cli/recount.hpp"
#include "adapters/cli/show.hpp"
#include "adapters/cli/story.hpp"
#include "engine/command/streams.hpp"
#include "engine/event/json.hpp"
#include "engine/rules/calendar.hpp"

#include <algorithm>

namespace gozin::cli {
namespace {

/// An official list of holidays as people write it; see config/calendars/README.md.
struct HolidayList {
  std::string calendar;
  std::string source;
  std::map<std::string, json::value> added;  // by Gregorian date
  std::vector<std::string> removed;
};

struct Asked {
  std::string file;
  bool dry_run = false;
};

/// The Gregorian date of a date in either calendar; nothing where it does not exist.
std::optional<std::string> gregorian(Program const& program, json::value const& date) {
  if (!date.is_string()) return std::nullopt;
  auto const day = program.services().texts.parse_date(std::string_view{date.get_string()});
  return day ? std::optional{to_iso_date(*day)} : std::nullopt;
}

Rejection flaw(YamlFile const& file, std::string const& pointer, EngineReason reason) {
  return {reason, "line " + std::to_string(file.line_of(pointer)) + ": " + pointer};
}

/// A text member of the list that must be there.
Result<std::string> text_at(YamlFile const& file, std::string_view name) {
  auto const* value = file.value.as_object().if_contains(name);
  if (!value || !value->is_string() || value->get_string().empty())
    return flaw(file, "/" + std::string{name}, EngineReason::field_must_be_given);
  return std::string{std::string_view{value->get_string()}};
}

Result<void> read_added(Program const& program, YamlFile const& file, json::array const& list,
                        HolidayList& read) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    auto const pointer = "/holidays/" + std::to_string(i);
    auto const* item = list[i].if_object();
    auto const* date = item ? item->if_contains("date") : nullptr;
    auto const* name = item ? item->if_contains("name") : nullptr;
    if (!date || !name) return flaw(file, pointer, EngineReason::field_must_be_given);
    auto const day = gregorian(program, *date);
    if (!day) return flaw(file, pointer + "/date", EngineReason::date_must_exist);
    read.added[*day] = *name;
  }
  return {};
}

Result<void> read_removed(Program const& program, YamlFile const& file, json::array const& list,
                          HolidayList& read) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    auto const day = gregorian(program, list[i]);
    if (!day) return flaw(file, "/removed/" + std::to_string(i), EngineReason::date_must_exist);
    read.removed.push_back(*day);
  }
  return {};
}

Result<HolidayList> read_list(Program const& program, YamlFile const& file) {
  if (!file.value.is_object()) return flaw(file, "", EngineReason::field_must_have_its_type);
  auto const& object = file.value.get_object();
  for (auto const& [name, value] : object)
    if (name != "calendar" && name != "source" && name != "holidays" && name != "removed")
      return flaw(file, "/" + std::string{name}, EngineReason::field_must_be_known);
  HolidayList read;
  auto const calendar = text_at(file, "calendar");
  if (!calendar) return calendar.error();
  read.calendar = *calendar;
  auto const source = text_at(file, "source");
  if (!source) return source.error();
  read.source = *source;
  for (auto const* name : {"holidays", "removed"}) {
    auto const* list = object.if_contains(name);
    if (!list) continue;
    if (!list->is_array())
      return flaw(file, "/" + std::string{name}, EngineReason::field_must_have_its_type);
    auto const done = std::string_view{name} == "holidays"
                          ? read_added(program, file, list->get_array(), read)
                          : read_removed(program, file, list->get_array(), read);
    if (!done) return done.error();
  }
  return read;
}

/// The calendar as it was adopted last; nothing when the log has none of this code.
std::optional<json::object> adopted(Program const& program, StoreView& store,
                                    std::string const& code) {
  std::optional<json::object> found;
  store.read_stream(StreamId{"log"}, 0, [&](StoredEvent const& stored) {
    if (stored.type != "CalendarAdopted") return;
    auto const data = read_recorded(program.services().catalog, stored).event.data();
    if (data.at("code").as_string() == code) found = data.at("calendar").as_object();
  });
  return found;
}

/// What the list changes in a calendar.
struct Merged {
  json::object calendar;
  std::vector<std::string> added;
  std::vector<std::string> removed;
};

Merged merge(json::object calendar, HolidayList const& list) {
  Merged merged;
  std::map<std::string, json::value> days;
  for (auto const& item : calendar.at("holidays").as_array())
    days[std::string{item.as_object().at("date").as_string()}] = item.as_object().at("name");
  for (auto const& day : list.removed)
    if (days.erase(day) != 0) merged.removed.push_back(day);
  for (auto const& [day, name] : list.added) {
    if (!days.contains(day)) merged.added.push_back(day);
    days[day] = name;
  }
  json::array holidays;
  for (auto const& [day, name] : days)
    holidays.push_back(json::object{{"date", day}, {"name", name}});
  calendar["holidays"] = std::move(holidays);
  auto& sources = calendar["sources"];
  if (!sources.is_array()) sources = json::array{};
  sources.as_array().push_back(json::value(list.source));
  merged.calendar = std::move(calendar);
  return merged;
}

Request request_of(std::string command, StreamId stream, json::object input) {
  Request request;
  request.command = std::move(command);
  request.stream = std::move(stream);
  request.input = std::move(input);
  request.actor = operator_of_this_machine();
  request.role = Code{"operator"};
  request.channel = Code{"cli"};
  request.id = "import-holidays";
  return request;
}

/// Counts the open deadlines of every case anew; gives how many moved.
std::int64_t recount(Program& program, Deployment& deployment) {
  std::map<std::string, std::string> titles;
  for (auto& row : read_cases(program, *deployment.store().view()))
    titles[row.id] = std::move(row.title);
  std::int64_t moved = 0;
  recount_deadlines(deployment, [&](Accepted const& accepted) {
    auto const count = std::ssize(accepted.events);
    moved += count;
    auto const& title = titles[accepted.events.front().stream.text];
    program.tell(program.say("cli.deadlines_recounted", {{"case", title}, {"count", count}}));
  });
  return moved;
}

json::array as_json(std::vector<std::string> const& days) {
  json::array list;
  for (auto const& day : days) list.emplace_back(day);
  return list;
}

void print_days(Program const& program, Merged const& merged) {
  auto const shown = [&](std::string const& iso) {
    return program.services().texts.date(*parse_iso_date(iso), program.language(),
                                         DateStyle::day_long);
  };
  for (auto const& day : merged.added) program.print("+ " + shown(day));
  for (auto const& day : merged.removed) program.print("- " + shown(day));
}

int refuse_file(Program const& program, std::string const& path, Rejection rejection) {
  rejection.detail = path + ": " + rejection.detail;
  auto const code = program.refuse(rejection);
  return code == kNotFound ? kNotFound : kFailed;
}

int import_holidays(Program& program, Asked const& arguments) {
  auto const file = program.services().read_yaml(arguments.file);
  if (!file) return refuse_file(program, arguments.file, file.error());
  auto const list = read_list(program, *file);
  if (!list) return refuse_file(program, arguments.file, list.error());
  auto const deployment = program.open();
  auto const calendar = adopted(program, *deployment->store().view(), list->calendar);
  if (!calendar) return program.refuse({EngineReason::stream_must_exist, list->calendar});
  auto const merged = merge(*calendar, *list);
  if (auto const sound = rules::parse_calendar(merged.calendar); !sound)
    return refuse_file(program, arguments.file, sound.error());

  std::int64_t moved = 0;
  bool const changes = !merged.added.empty() || !merged.removed.empty();
  if (changes && !arguments.dry_run) {
    auto const adopting = deployment->pipeline().perform(
        request_of("adopt_calendar", StreamId{"log"}, {{"calendar", merged.calendar}}));
    if (!adopting) return program.refuse(adopting.error());
  }
  // Without a change too: what an earlier import did not come to is counted now.
  if (!arguments.dry_run) moved = recount(program, *deployment);
  if (program.options().json) {
    program.print(json::object{{"added", as_json(merged.added)},
                               {"removed", as_json(merged.removed)},
                               {"adopted", changes && !arguments.dry_run},
                               {"deadlines", moved}});
    return kDone;
  }
  print_days(program, merged);
  program.tell(program.say(!changes            ? "cli.holidays_known"
                           : arguments.dry_run ? "cli.holidays_tried"
                                               : "cli.holidays_imported"));
  return kDone;
}

}  // namespace

void add_import(CLI::App& app, Program& program) {
  auto* import = app.add_subcommand(
      "import", "what comes from outside: staff, posts, budget lines, holders, holidays");
  import->require_subcommand(1);
  import->fallthrough();
  add_import_lists(*import, program);
  auto const arguments = std::make_shared<Asked>();
  auto* holidays = import->add_subcommand(
      "holidays", "an official list of holidays; open deadlines are counted anew");
  holidays->add_option("file", arguments->file, "a list in YAML")->required();
  holidays->add_flag("--dry-run", arguments->dry_run, "only say what would change");
  holidays->callback([&program, arguments] {
    program.choose([&program, arguments] { return import_holidays(program, *arguments); });
  });
}

}  // namespace gozin::cli
