#include "workflows/registry/people.hpp"

#include "workflows/registry/attributes.hpp"

#include <algorithm>
#include <tuple>

namespace gozin::registry {
namespace {

std::size_t shelf_index(PersonId const& person) { return std::hash<PersonId>{}(person) % 256; }

bool meets_all(std::span<rules::Condition const> conditions, rules::Attributes const& attributes) {
  return std::ranges::all_of(conditions, [&](rules::Condition const& condition) {
    return rules::examine(condition, attributes) == rules::Finding::met;
  });
}

}  // namespace

People::People(SortKey sort_key) : sort_key_{std::move(sort_key)} {
  auto const empty = std::make_shared<Shelf const>();
  for (auto& shelf : shelves_) shelf.store(empty);
}

std::shared_ptr<People::Shelf const> People::shelf_of(PersonId const& person) const {
  return shelves_[shelf_index(person)].load();
}

void People::replace(Known known) {
  auto const person = known.listed.person;
  auto next = std::make_shared<Shelf>(*shelf_of(person));
  next->insert_or_assign(person, std::move(known));
  shelves_[shelf_index(person)].store(std::move(next));
}

void People::forget(PersonId const& person) {
  Known known;
  known.listed.person = person;
  known.erased = true;
  replace(std::move(known));
}

void People::learn(Recorded const& recorded, std::map<std::string, std::string> const& opened) {
  if (auto const* erased = recorded.event.as<SubjectErased>()) return forget(erased->person);
  if (auto const* event = recorded.event.as<PersonRegistered>()) {
    Known known;
    known.listed = {.person = event->person, .name = {}, .kind = event->kind, .unit = event->unit};
    if (auto const name = opened.find("name"); name != opened.end()) {
      known.listed.name = name->second;
      known.sort_key = sort_key_ ? sort_key_(name->second) : name->second;
    }
    if (auto const text = opened.find("attributes"); text != opened.end())
      if (auto attributes = parse_attributes(std::string_view{text->second}))
        known.attributes = std::move(*attributes);
    replace(std::move(known));
  } else if (auto const* moved = recorded.event.as<PersonMoved>()) {
    PersonId const person{std::string{recorded.at.stream.key()}};
    auto const shelf = shelf_of(person);
    auto const found = shelf->find(person);
    if (found == shelf->end()) return;
    auto known = found->second;
    known.listed.unit = moved->unit;
    replace(std::move(known));
  }
}

std::optional<std::string> People::name(PersonId const& person) const {
  auto const shelf = shelf_of(person);
  auto const found = shelf->find(person);
  if (found == shelf->end() || found->second.listed.name.empty()) return std::nullopt;
  return found->second.listed.name;
}

bool People::is_erased(PersonId const& person) const {
  auto const shelf = shelf_of(person);
  auto const found = shelf->find(person);
  return found != shelf->end() && found->second.erased;
}

std::int64_t People::count_meeting(std::span<rules::Condition const> conditions) const {
  std::int64_t count = 0;
  for (auto const& place : shelves_) {
    auto const shelf = place.load();
    count += std::ranges::count_if(*shelf, [&](auto const& entry) {
      return entry.second.listed.kind == PersonKind::staff && !entry.second.erased &&
             meets_all(conditions, entry.second.attributes);
    });
  }
  return count;
}

std::map<Code, rules::Finding> People::examine(PersonId const& person,
                                               std::span<rules::Condition const> conditions) const {
  auto const shelf = shelf_of(person);
  auto const found = shelf->find(person);
  rules::Attributes const nothing;
  auto const& attributes = found == shelf->end() ? nothing : found->second.attributes;
  std::map<Code, rules::Finding> findings;
  for (auto const& condition : conditions)
    findings.emplace(condition.code, rules::examine(condition, attributes));
  return findings;
}

std::vector<Listed> People::all() const {
  std::vector<std::pair<std::string, Listed>> keyed;
  for (auto const& place : shelves_) {
    auto const shelf = place.load();
    for (auto const& [person, known] : *shelf)
      if (!known.listed.name.empty()) keyed.emplace_back(known.sort_key, known.listed);
  }
  std::ranges::sort(keyed, [](auto const& left, auto const& right) {
    return std::tie(left.first, left.second.person) < std::tie(right.first, right.second.person);
  });
  std::vector<Listed> people;
  people.reserve(keyed.size());
  for (auto& [key, listed] : keyed) people.push_back(std::move(listed));
  return people;
}

}  // namespace gozin::registry
