#include "workflows/registry/people.hpp"

#include "workflows/registry/attributes.hpp"

#include <algorithm>
#include <tuple>

namespace gozin::registry {
namespace {

/// Whom an event of a person's stream is about.
PersonId person_of(Recorded const& recorded) {
  if (auto const* erased = recorded.event.as<SubjectErased>()) return erased->person;
  if (auto const* registered = recorded.event.as<PersonRegistered>()) return registered->person;
  return PersonId{std::string{recorded.at.stream.key()}};
}

bool teaches(Event const& event) {
  return event.as<PersonRegistered>() || event.as<PersonMoved>() || event.as<SubjectErased>();
}

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

std::size_t People::place_of(PersonId const& person) {
  return std::hash<PersonId>{}(person) % kShelves;
}

std::shared_ptr<People::Shelf const> People::shelf_of(PersonId const& person) const {
  return shelves_[place_of(person)].load();
}

void People::put(std::size_t place, Shelf shelf) {
  shelves_[place].store(std::make_shared<Shelf const>(std::move(shelf)));
  ++learned_;
}

void People::forget(PersonId const& person) {
  auto next = *shelf_of(person);
  next.insert_or_assign(person, nobody(person));
  put(place_of(person), std::move(next));
}

auto People::nobody(PersonId const& person) -> Known {
  Known known;
  known.listed.person = person;
  known.erased = true;
  return known;
}

auto People::entered(PersonRegistered const& event, Lesson const& lesson) const -> Known {
  Known known;
  known.listed = {.person = event.person, .name = {}, .kind = event.kind, .unit = event.unit};
  auto const& opened = lesson.opened;
  if (auto const name = opened.find("name"); name != opened.end()) {
    known.listed.name = name->second;
    if (sort_key_) known.sort_key = sort_key_(name->second);
  }
  if (auto const text = opened.find("attributes"); text != opened.end())
    if (auto attributes = parse_attributes(std::string_view{text->second}))
      known.attributes = std::move(*attributes);
  return known;
}

void People::take_in(Shelf& shelf, Lesson const& lesson) const {
  auto const person = person_of(lesson.recorded);
  auto const& recorded = lesson.recorded.event;
  if (auto const* event = recorded.as<PersonRegistered>()) {
    shelf.insert_or_assign(person, entered(*event, lesson));
  } else if (recorded.as<SubjectErased>()) {
    shelf.insert_or_assign(person, nobody(person));
  } else if (auto const* moved = recorded.as<PersonMoved>()) {
    auto const found = shelf.find(person);
    if (found != shelf.end()) found->second.listed.unit = moved->unit;
  }
}

void People::learn(Recorded const& recorded, std::map<std::string, std::string> const& opened) {
  if (!teaches(recorded.event)) return;
  auto const place = place_of(person_of(recorded));
  auto next = *shelves_[place].load();
  take_in(next, {recorded, opened});
  put(place, std::move(next));
}

void People::enter(Roll& roll, Lesson const& lesson) const {
  take_in(roll.shelves_[place_of(person_of(lesson.recorded))], lesson);
}

void People::begin_with(Roll roll) {
  for (std::size_t place = 0; place < kShelves; ++place)
    put(place, std::move(roll.shelves_[place]));
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

std::int64_t People::count_anew(std::span<rules::Condition const> conditions) const {
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

std::int64_t People::count_meeting(std::span<rules::Condition const> conditions) const {
  auto const learned = learned_.load();
  auto const kept = counts_.load();
  Counts counts;
  if (kept)
    for (auto const& count : *kept) {
      if (count.learned != learned) continue;
      if (std::ranges::equal(count.conditions, conditions)) return count.meeting;
      if (counts.size() + 1 < kCountsKept) counts.push_back(count);
    }
  Count const now{{conditions.begin(), conditions.end()}, learned, count_anew(conditions)};
  counts.insert(counts.begin(), now);
  counts_.store(std::make_shared<Counts const>(std::move(counts)));
  return now.meeting;
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
      if (!known.listed.name.empty())
        keyed.emplace_back(sort_key_ ? known.sort_key : known.listed.name, known.listed);
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
