#include "adapters/cli/story.hpp"

#include "adapters/cli/epoch.hpp"
#include "adapters/cli/recount.hpp"
#include "engine/command/streams.hpp"
#include "engine/event/json.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>

namespace gozin::cli {
namespace {

constexpr std::int64_t kWeekMs = 7LL * 24 * 3600 * 1000;
constexpr std::int64_t kStepMs = 60'000;
constexpr std::chrono::minutes kIran{210};

std::string text_at(json::object const& object, std::string_view key,
                    std::string_view otherwise = "") {
  auto const* value = object.if_contains(key);
  return value && value->is_string() ? std::string{value->get_string()} : std::string{otherwise};
}

json::array array_at(json::object const& object, std::string_view key) {
  auto const* value = object.if_contains(key);
  return value && value->is_array() ? value->get_array() : json::array{};
}

std::string names_of(Accepted const& accepted) {
  std::string names;
  for (auto const& receipt : accepted.events) names += " " + receipt.type;
  return names;
}

/// One name, or one for each event that has the field, in their order.
std::vector<std::string> names_in(json::value const& handle) {
  if (!handle.is_array()) return {std::string{handle.as_string()}};
  std::vector<std::string> names;
  for (auto const& name : handle.get_array()) names.emplace_back(name.as_string());
  if (names.empty()) throw StoryFailure("nothing to keep");
  return names;
}

/// A number that was remembered comes as the text it was remembered by.
void as_number(json::value& value) {
  if (!value.is_string()) return;
  std::string_view const text = value.get_string();
  std::int64_t number = 0;
  auto const read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec == std::errc{} && read.ptr == text.data() + text.size()) value = number;
}

}  // namespace

Story::Story(Services const& services, std::string path)
    : services_{services}, path_{std::move(path)} {
  read(path_);
  origin_ = text_at(document_, "origin", "gozin.example");
}

void Story::read(std::string const& path) {
  if (!read_.insert(std::filesystem::weakly_canonical(path).string()).second) return;
  auto file = services_.read_yaml(path);
  if (!file) throw StoryFailure(path + ": " + file.error().detail);
  if (!file->value.is_object()) throw StoryFailure(path + ": a story is a mapping");
  auto const object = file->value.get_object();
  if (path == path_) document_ = object;
  auto const folder = std::filesystem::path{path}.parent_path();
  for (auto const& included : array_at(object, "include"))
    read((folder / std::string{included.as_string()}).string());
  auto const people = array_at(object, "people");
  people_.insert(people_.end(), people.begin(), people.end());
  parts_.push_back({path, array_at(object, "steps"), file->line_of});
}

Instant Story::moment(std::string_view text) {
  auto const blank = text.find(' ');
  auto const day = services_.texts.parse_date(text.substr(0, blank));
  if (!day) throw StoryFailure("no such date: " + std::string{text});
  auto instant = start_of(*day, kIran);
  if (blank != std::string_view::npos) {
    auto const time = text.substr(blank + 1);
    int hours = 0;
    int minutes = 0;
    if (std::sscanf(std::string{time}.c_str(), "%2d:%2d", &hours, &minutes) != 2)
      throw StoryFailure("no such time: " + std::string{text});
    instant.ms += (hours * 60 + minutes) * 60'000LL;
  }
  return {instant.ms + shift_ms_};
}

void Story::begin(Deployment& deployment) {
  deployment_ = &deployment;
  auto const head = deployment.store().view()->head();
  auto const start = moment(text_at(document_, "starts", "1401-01-01"));
  if (head.recorded > start)
    shift_ms_ = (head.recorded.ms - start.ms + kWeekMs - 1) / kWeekMs * kWeekMs;
  clock_.set({start.ms + shift_ms_});
  if (head.size == 0) {
    auto const opened =
        open_log(deployment, {origin_, "demonstration", text_at(document_, "city", "-")});
    if (!opened) throw StoryFailure(std::string{opened.error().reason.name()});
    heard_(recorded(0));
    return;
  }
  if (recorded(0).event.data().at("purpose").as_string() != "demonstration")
    throw StoryFailure(std::string{Reason{EngineReason::log_must_be_demonstration}.name()});
}

void Story::play(Deployment& deployment, Heard const& heard) {
  heard_ = heard;
  begin(deployment);
  register_people(people_);
  for (auto const& part : parts_) {
    folder_ = std::filesystem::path{part.path}.parent_path();
    for (std::size_t i = 0; i < part.steps.size(); ++i) {
      auto const line = part.line_of("/steps/" + std::to_string(i));
      step(part.steps[i], part.path + ":" + std::to_string(line));
    }
  }
}

void Story::register_people(json::array const& people) {
  for (auto const& value : people) {
    auto const& person = value.as_object();
    auto const id = text_at(person, "id");
    json::object input{{"name", text_at(person, "name")},
                       {"kind", text_at(person, "kind", "staff")}};
    for (auto const* key : {"unit", "national_id"})
      if (person.contains(key)) input.emplace(key, person.at(key));
    if (auto const* attributes = person.if_contains("attributes"))
      input.emplace("attributes", to_canonical(*attributes));
    step(json::object{{"by", "operator"}, {"do", "register_person"}, {"with", input}, {"name", id}},
         "people: " + id);
    for (auto const& role : array_at(person, "roles")) {
      json::object grant{{"role", role}};
      if (role.is_object()) grant = role.get_object();
      step(
          json::object{
              {"by", "operator"}, {"do", "grant_role"}, {"on", "person/$" + id}, {"with", grant}},
          "people: " + id);
    }
  }
}

void Story::step(json::value const& value, std::string const& place) {
  if (!value.is_object()) throw StoryFailure(place + ": a step is a mapping");
  try {
    auto const& object = value.get_object();
    move_clock(object);
    if (!object.contains("do")) return;
    auto const several = array_at(object, "by");
    if (several.empty()) act(object, place);
    for (auto const& by : several) {
      auto one = object;
      one["by"] = by;
      act(one, place);
    }
  } catch (StoryFailure const& failure) {
    throw StoryFailure(std::string{failure.what()}.starts_with(place)
                           ? std::string{failure.what()}
                           : place + ": " + failure.what());
  }
}

void Story::move_clock(json::object const& step) {
  auto target = Instant{clock_.now().ms + (step.contains("do") ? kStepMs : 0)};
  if (auto const at = text_at(step, "at"); !at.empty()) target = std::max(moment(at), clock_.now());
  if (auto const* after = step.if_contains("after")) {
    auto const& length = after->as_object();
    auto const part = [&](char const* unit, std::int64_t ms) {
      return length.contains(unit) ? length.at(unit).as_int64() * ms : 0;
    };
    target.ms += part("days", 86'400'000) + part("hours", 3'600'000) + part("minutes", 60'000);
  }
  advance_to(target);
}

void Story::advance_to(Instant instant) {
  act_on_timers(
      *deployment_, instant, [this](Instant at) { clock_.set(std::max(at, clock_.now())); },
      [this](Accepted const& accepted) {
        for (auto const& receipt : accepted.events) heard_(recorded(receipt.seq));
      });
  clock_.set(std::max(instant, clock_.now()));
}

std::string Story::handle(std::string_view text) {
  auto const dollar = text.find('$');
  if (dollar == std::string_view::npos) return std::string{text};
  auto const name = text.substr(dollar + 1);
  auto const found = names_.find(name);
  if (found == names_.end()) throw StoryFailure("nothing is named $" + std::string{name});
  return std::string{text.substr(0, dollar)} + found->second;
}

PersonId Story::actor_of(std::string const& by) {
  if (by == "operator") return operator_of_this_machine();
  if (by == "clock" || by == "anonymous") return PersonId{by};
  return PersonId{handle("$" + by)};
}

json::value Story::filled(json::value const& value, json::object const& step) {
  if (value.is_string()) {
    std::string_view const text = value.get_string();
    return text.starts_with('$') || text.find("/$") != std::string_view::npos
               ? json::value(handle(text))
               : value;
  }
  if (value.is_array()) {
    json::array array;
    for (auto const& element : value.get_array()) array.push_back(filled(element, step));
    return array;
  }
  if (!value.is_object()) return value;
  auto const& object = value.get_object();
  if (object.size() == 1 && object.contains("file")) {
    auto const path = (folder_ / std::string{object.at("file").as_string()}).string();
    auto const file = services_.read_yaml(path);
    if (!file) throw StoryFailure(path + ": " + file.error().detail);
    return file->value;
  }
  if (object.size() == 1 && object.contains("alias_of")) {
    auto const nominee = NomineeId{handle(object.at("alias_of").as_string())};
    auto const alias = deployment_->alias_of(StreamId{handle(text_at(step, "on"))},
                                             actor_of(text_at(step, "by")), nominee);
    if (!alias) throw StoryFailure("no alias of " + nominee.text);
    return json::value(*alias);
  }
  json::object copy;
  for (auto const& member : object)
    copy.emplace(handle(member.key()), filled(member.value(), step));
  return copy;
}

void Story::type_fields(CommandType const& type, json::object& input) {
  for (auto const& field : type.fields) {
    auto* value = input.if_contains(field.name);
    if (!value) continue;
    if (field.input == Input::number) as_number(*value);
    if (field.element == Input::number && value->is_array())
      for (auto& element : value->get_array()) as_number(element);
    if (!value->is_string()) continue;
    std::string_view const text = value->get_string();
    if (field.input == Input::instant && !parse_rfc3339(text))
      *value = to_rfc3339(moment(text));
    else if (field.input == Input::date)
      *value = to_iso_date(day_of(moment(text), kIran));
  }
}

void Story::act(json::object const& step, std::string const& place) {
  auto const name = text_at(step, "do");
  auto const* type = services_.catalog.find_command(name);
  if (!type) throw StoryFailure(place + ": no such command: " + name);
  auto const by = text_at(step, "by");
  Request request;
  request.command = name;
  request.stream = StreamId{handle(text_at(step, "on"))};
  request.actor = actor_of(by);
  request.role = Code{text_at(step, "as", by)};
  if (auto const behalf = text_at(step, "behalf"); !behalf.empty())
    request.behalf = actor_of(behalf);
  request.channel = Code{text_at(step, "channel", "story")};
  if (auto const occurred = text_at(step, "occurred"); !occurred.empty())
    request.occurred = moment(occurred);
  if (auto const* with = step.if_contains("with")) {
    auto input = filled(*with, step);
    if (!input.is_object()) throw StoryFailure(place + ": `with` is a mapping");
    request.input = std::move(input.get_object());
    type_fields(*type, request.input);
  }
  auto const outcome = perform(std::move(request));
  compare(step, outcome, place);
  if (!outcome) return;
  if (auto const given = text_at(step, "name"); !given.empty()) remember(given, *type, *outcome);
  if (auto const act = text_at(step, "act"); !act.empty())
    names_[act] = std::to_string(outcome->events.front().seq);
  if (auto const* kept = step.if_contains("keep"))
    for (auto const& [field, handle] : kept->as_object()) keep(field, names_in(handle), *outcome);
}

Outcome Story::perform(Request request) {
  request.id = "story-" + std::to_string(++requests_);
  if (asked_) asked_(request);
  auto const outcome = deployment_->pipeline().perform(std::move(request));
  auto const hear = [this](Accepted const& accepted) {
    for (auto const& receipt : accepted.events) heard_(recorded(receipt.seq));
  };
  if (outcome) hear(*outcome);
  if (outcome && adopts_calendar(*outcome)) recount_deadlines(*deployment_, hear);
  if (outcome) finish_epoch_after(*deployment_, *outcome, hear);
  return outcome;
}

Recorded Story::recorded(std::int64_t seq) {
  std::optional<Recorded> found;
  deployment_->store().view()->read_log(
      seq, 1, [&](StoredEvent const& stored) { found = read_recorded(services_.catalog, stored); });
  return found.value();
}

void Story::keep(std::string_view field, std::vector<std::string> const& names,
                 Accepted const& accepted) {
  auto next = names.begin();
  for (auto const& receipt : accepted.events) {
    auto const data = recorded(receipt.seq).event.data();
    auto const* value = data.as_object().if_contains(field);
    if (!value || !value->is_string()) continue;
    names_[*next] = value->as_string();
    if (++next == names.end()) return;
  }
  throw StoryFailure("no event has the text " + std::string{field});
}

void Story::remember(std::string const& name, CommandType const& type, Accepted const& accepted) {
  auto const first = recorded(accepted.events.front().seq);
  if (type.traits.opens) {
    // People are called by the bare id, everything else by its stream.
    auto const& stream = first.at.stream;
    names_[name] = stream.kind() == "person" ? std::string{stream.key()} : stream.text;
    return;
  }
  auto const data = first.event.data();
  for (auto const& field : type.fields) {
    auto const* made = data.as_object().if_contains(field.name);
    if (field.input != Input::none || !made || !made->is_string()) continue;
    names_[name] = made->as_string();
    return;
  }
  throw StoryFailure("`" + type.wire + "` makes nothing that can be named");
}

void Story::compare(json::object const& step, Outcome const& outcome, std::string const& place) {
  auto const refused = text_at(step, "refused");
  if (!outcome) {
    auto const reason = std::string{outcome.error().reason.name()};
    if (refused == reason) return;
    throw StoryFailure(place + ": " + text_at(step, "do") + " is refused: " + reason + " (" +
                       outcome.error().detail + ")" +
                       (refused.empty() ? "" : ", expected " + refused));
  }
  if (!refused.empty())
    throw StoryFailure(place + ": expected the refusal " + refused + ", recorded" +
                       names_of(*outcome));
  for (auto const& expected : array_at(step, "expect")) {
    auto const& events = outcome->events;
    bool const there = std::any_of(events.begin(), events.end(), [&](Receipt const& receipt) {
      return receipt.type == std::string_view{expected.as_string()};
    });
    if (!there)
      throw StoryFailure(place + ": expected " + std::string{expected.as_string()} + ", recorded" +
                         names_of(*outcome));
  }
}

}  // namespace gozin::cli
