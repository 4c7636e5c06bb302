#include "tests/adapters/app/flawed_requests.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <utility>

namespace gozin::app {
namespace {

constexpr std::int64_t kBeyondSafe = std::int64_t{1} << 53;
constexpr std::string_view kType = "field_must_have_its_type";

/// What no text may hold: controls, broken UTF-8, half of a surrogate pair, overrides of direction.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kDirt = {{
    {"a bell", "a\x07z"},
    {"an escape", "\x1b[31m"},
    {"a delete", "a\x7fz"},
    {"a lone continuation byte", "a\x80z"},
    {"a cut sequence", "a\xd8"},
    {"an overlong slash", "\xc0\xaf"},
    {"a lone surrogate", "\xed\xa0\x80"},
    {"a right-to-left override", "a\xe2\x80\xaez"},
}};

bool is_asked(Field const& field) { return field.input != Input::none; }
bool is_committed(Field const& field) { return field.field_class.visibility != Visibility::open; }

json::value sample_of(Input input, Field const& field, PersonId const& person) {
  switch (input) {
    case Input::number:
      return 1;
    case Input::flag:
      return true;
    case Input::decimal:
      return "1/2";
    case Input::choice:
      return field.choices.empty() ? json::value("yes") : json::value(field.choices.front());
    case Input::date:
      return "2026-12-01";
    case Input::instant:
      return "2026-12-01T08:00:00.000Z";
    case Input::person:
      return json::value(person.text);
    case Input::nominee:
      return "n-nobody";
    case Input::stream:
      return "session/nowhere-1";
    case Input::hash:
      return json::value(std::string(64, 'a'));
    case Input::document:
      return json::object{};
    default:
      return "a-word";
  }
}

json::value sample_of(Field const& field, PersonId const& person) {
  // What is kept apart is a text, though it say a document.
  if (field.input == Input::document && is_committed(field)) return "{}";
  if (field.input != Input::list) return sample_of(field.input, field, person);
  auto const element = sample_of(field.element, field, person);
  if (field.keyed) return json::object{{"a-word", element}};
  return json::array{element};
}

enum class Shape { text, number, flag, list, object };

Shape shape_of(Field const& field) {
  if (field.keyed) return Shape::object;
  if (is_committed(field)) return Shape::text;
  if (field.input == Input::document) return Shape::object;
  if (field.input == Input::list) return Shape::list;
  if (field.input == Input::number) return Shape::number;
  if (field.input == Input::flag) return Shape::flag;
  return Shape::text;
}

/// One value of each JSON type.
std::vector<std::pair<Shape, json::value>> values_of_all_types() {
  return {{Shape::text, "no such word!"},
          {Shape::number, 7},
          {Shape::flag, true},
          {Shape::list, json::array{}},
          {Shape::object, json::object{}}};
}

Request with(Request request, std::string_view field, json::value value) {
  request.input[field] = std::move(value);
  return request;
}

std::string named(std::string_view flaw, Field const& field) {
  return std::string{field.name} + ": " + std::string{flaw};
}

std::string reason_of_absence(Field const& field) {
  if (!is_committed(field)) return "field_must_be_given";
  return field.input == Input::reason ? "reason_must_be_given" : "text_must_be_given";
}

void missing(Field const& field, Request const& request, std::vector<Flawed>& flawed) {
  std::string const name{field.name};
  auto without = request;
  without.input.erase(name);
  if (field.required)
    flawed.push_back({named("missing", field), without, {reason_of_absence(field)}, name});
  if (field.required && is_committed(field) && !field.keyed)
    flawed.push_back(
        {named("blank", field), with(request, name, " \n\t"), {reason_of_absence(field)}, name});
}

/// A public document says itself what is wrong inside of it.
std::vector<std::string> reasons_of_type(Field const& field) {
  std::vector<std::string> reasons{"field_must_have_its_type"};
  if (shape_of(field) == Shape::object) reasons.emplace_back("member_must_have_its_type");
  return reasons;
}

void of_another_type(Field const& field, Request const& request, std::vector<Flawed>& flawed) {
  auto const is_document = field.input == Input::document && !is_committed(field);
  std::string const about{is_document ? "" : field.name};
  auto const add = [&](std::string_view flaw, json::value value) {
    flawed.push_back({named(flaw, field), with(request, field.name, std::move(value)),
                      reasons_of_type(field), about});
  };
  add("null", nullptr);
  add("1.5", 1.5);
  for (auto const& [shape, value] : values_of_all_types())
    if (shape != shape_of(field)) add("another type", value);
  if (is_committed(field) && !field.keyed)
    add("a commitment to nothing", json::object{{"commitment", std::string(64, 'a')}});
}

void out_of_range(Field const& field, Request const& request, std::vector<Flawed>& flawed) {
  std::string const name{field.name};
  if (shape_of(field) == Shape::number)
    for (json::value const& number :
         {json::value(kBeyondSafe), json::value(-kBeyondSafe), json::value(1e300),
          json::value(std::numeric_limits<std::uint64_t>::max())})
      flawed.push_back(
          {named("out of range", field), with(request, name, number), {std::string{kType}}, name});
  if (shape_of(field) == Shape::list)
    flawed.push_back(
        {named("endless", field), with(request, name, json::array(20'000, "a-word")), {}, {}});
}

/// A text is too long or unclean by these names; a word, an id or a day is just none.
std::vector<std::string> reasons_of_text(Field const& field, std::string reason) {
  if (is_committed(field)) return {std::move(reason)};
  return {std::string{kType}, std::move(reason), "date_must_exist"};
}

void unclean(Field const& field, Request const& request, std::vector<Flawed>& flawed) {
  if (shape_of(field) != Shape::text) return;
  std::string const name{field.name};
  auto const bytes = is_committed(field) ? field.bytes_max + 1 : 60'000;
  flawed.push_back({named("too long", field),
                    with(request, name, json::value(std::string(bytes, 'x'))),
                    reasons_of_text(field, "text_must_not_be_too_long"), name});
  for (auto const& [dirt, text] : kDirt)
    flawed.push_back({named(dirt, field), with(request, name, json::value(text)),
                      reasons_of_text(field, "text_must_be_clean"), name});
}

json::value unknown_of(Input input) {
  if (input == Input::person) return "nobody-of-this-city";
  if (input == Input::nominee) return "n-nobody";
  return nullptr;
}

}  // namespace

Request sample_request(CommandType const& type, StreamId stream, PersonId const& person) {
  Request request;
  request.command = type.name;
  request.stream = std::move(stream);
  request.actor = person;
  request.role = Code{std::string{type.traits.roles.front()}};
  request.channel = Code{"test"};
  request.id = "probe";
  for (auto const& field : type.fields)
    if (is_asked(field)) request.input.emplace(field.name, sample_of(field, person));
  return request;
}

std::vector<Flawed> with_flawed_fields(CommandType const& type, Request const& request) {
  std::vector<Flawed> flawed;
  for (auto const& field : type.fields) {
    std::string const name{field.name};
    if (!is_asked(field)) {
      flawed.push_back({named("made by the server", field),
                        with(request, name, "a-word"),
                        {"field_must_be_known"},
                        name});
      continue;
    }
    missing(field, request, flawed);
    of_another_type(field, request, flawed);
    out_of_range(field, request, flawed);
    unclean(field, request, flawed);
  }
  flawed.push_back({"a field of no command",
                    with(request, "no_such_field", 1),
                    {"field_must_be_known"},
                    "no_such_field"});
  return flawed;
}

std::vector<Flawed> with_unknown_references(CommandType const& type, Request const& request) {
  std::vector<Flawed> flawed;
  auto const add = [&](Field const& field, json::value value) {
    flawed.push_back(
        {named("unknown", field), with(request, field.name, std::move(value)), {}, {}});
  };
  for (auto const& field : type.fields) {
    auto const one = unknown_of(field.input);
    auto const element = unknown_of(field.element);
    if (!one.is_null()) add(field, one);
    if (field.input == Input::list && !element.is_null()) add(field, json::array{element});
    if (field.keyed && field.source == "nominees")
      add(field, json::object{{"n-nobody", sample_of(field.element, field, request.actor)}});
    auto const* given = request.input.if_contains(field.name);
    if (field.input == Input::stream && given && given->is_string()) {
      StreamId const stream{std::string{given->get_string()}};
      add(field, json::value(std::string{stream.kind()} + "/nowhere"));
    }
  }
  return flawed;
}

std::vector<Flawed> by_others(Catalog const& catalog, CommandType const& type,
                              Request const& request, PersonId const& outsider) {
  std::set<std::string> all{"auditor", "administrator", "no_such_role"};
  for (auto const& workflow : catalog.workflows())
    for (auto const& command : workflow.commands)
      all.insert(command.traits.roles.begin(), command.traits.roles.end());

  std::vector<Flawed> flawed;
  auto const& listed = type.traits.roles;
  for (auto const& role : all) {
    auto other = request;
    other.role = Code{role};
    if (std::ranges::find(listed, role) == listed.end()) {
      flawed.push_back({"as " + role, other, {"role_must_permit_command"}, role});
      continue;
    }
    for (auto const* nobody : {"stranger", ""}) {
      other.actor = PersonId{nobody};
      flawed.push_back(
          {"by a stranger as " + role, other, {"actor_must_be_known", "actor_must_hold_role"}, {}});
    }
    if (role == "citizen") continue;
    other.actor = PersonId{"anonymous"};
    flawed.push_back(
        {"by nobody as " + role, other, {"actor_must_be_known", "actor_must_hold_role"}, {}});
    other.actor = outsider;
    flawed.push_back({"by an outsider as " + role, other, {}, {}});
    other.behalf = request.actor;
    flawed.push_back({"by an outsider for the holder as " + role, other, {}, {}});
  }
  return flawed;
}

std::vector<Flawed> to_other_streams(CommandType const& type, Request const& request) {
  std::vector<Flawed> flawed;
  auto const add = [&](std::string flaw, std::string stream) {
    auto other = request;
    other.stream = StreamId{std::move(stream)};
    flawed.push_back({std::move(flaw), std::move(other), {}, {}});
  };
  if (!type.traits.opens) {
    add("to a stream that is not there", std::string{type.kind} + "/nowhere");
    add("to no stream", "");
    add("to a kind without a key", std::string{type.kind} + "/");
  }
  auto const opens_as_named = type.prepare != nullptr && type.traits.opens;
  if (!opens_as_named) {
    add("to another kind of stream", "kind-of-its-own/x");
    add("to what is no stream", "\xff\n");
  }
  return flawed;
}

}  // namespace gozin::app
