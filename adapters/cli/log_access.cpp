#include "adapters/cli/log_parts.hpp"
#include "engine/event/json.hpp"

#include <algorithm>

namespace gozin::cli {
namespace {

constexpr std::size_t kPage = 1'000;

/// Whoever's name was shown; where a document went out, or values of events were opened, that may
/// have been anybody's.
bool names(json::object const& entry, std::string const& person) {
  auto const* people = entry.if_contains("people");
  return entry.contains("all_people") || entry.contains("document") || entry.contains("events") ||
         (people && std::ranges::any_of(people->as_array(), [&](json::value const& one) {
            return one.as_string() == std::string_view{person};
          }));
}

bool is_asked_for(AccessAsked const& asked, json::object const& entry) {
  return (asked.reader.empty() ||
          entry.at("reader").as_string() == std::string_view{asked.reader}) &&
         (asked.person.empty() || names(entry, asked.person));
}

std::string name_of(Deployment& deployment, std::string const& person) {
  auto const name = deployment.directory().name(PersonId{person});
  return name ? *name + " (" + person + ")" : person;
}

void print_entry(Program const& program, Deployment& deployment, std::int64_t number,
                 json::object const& entry) {
  auto const text = [&](std::string_view member) {
    return std::string{entry.at(member).as_string()};
  };
  auto const size = [&](std::string_view member) {
    auto const* list = entry.if_contains(member);
    return list ? std::ssize(list->as_array()) : std::int64_t{0};
  };
  auto const at = parse_rfc3339(text("at"));
  // Whoever was given a document was shown everybody in it, of whom no list is kept.
  std::string_view key = entry.contains("all_people") ? "cli.access_all" : "cli.access";
  if (entry.contains("document")) key = "cli.access_document";
  program.print(program.say(
      key, {{"number", number},
            {"at", at ? program.services().texts.date(*at, program.language(), DateStyle::minute)
                      : text("at")},
            {"reader", name_of(deployment, text("reader"))},
            {"page", text("page")},
            {"people", size("people")},
            {"events", size("events")}}));
}

}  // namespace

int print_accesses(Program& program, AccessAsked const& asked) {
  auto const deployment = program.open(Opening::Mode::without_keys);
  deployment->note_access("log access");
  auto const view = deployment->store().view();
  for (auto next = asked.from;;) {
    auto const page = view->accesses(next, kPage);
    for (auto const& stored : page) {
      next = stored.number + 1;
      auto const read = parse_json(stored.body);
      if (!read || !read->is_object())
        throw StoreFailed("entry " + std::to_string(stored.number) +
                          " of the access journal cannot be read");
      auto entry = read->get_object();
      if (!is_asked_for(asked, entry)) continue;
      if (program.options().json) {
        entry["number"] = stored.number;
        program.print(std::move(entry));
      } else {
        print_entry(program, *deployment, stored.number, entry);
      }
    }
    if (page.size() < kPage) return kDone;
  }
}

}  // namespace gozin::cli
