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
  return event.as<PersonRegistered>() || event.as<PersonMoved>() || event.as<PersonDescribed>() ||
         event.as<SubjectErased>();
}

/// Attributes whose key is gone say nothing, not what was said before.
rules::Attributes attributes_in(std::map<std::string, std::string> const& opened) {
  auto const text = opened.find("attributes");
  if (text == opened.end()) return {};
  auto attributes = parse_attributes(std::string_view{text->second});
  return attributes ? std::move(*attributes) : rules::Attributes{};
}

/// By which a shelf is ordered; of any pointer to what is known of somebody.
constexpr auto id_of = [](auto const& known) -> PersonId const& { return known->listed.person; };

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

People::Known const* People::find_in(Shelf const& shelf, PersonId const& person) {
  auto const found = std::ranges::lower_bound(shelf, person, {}, id_of);
  return found != shelf.end() && id_of(*found) == person ? found->get() : nullptr;
}

void People::set(Shelf& shelf, Known known) {
  auto entry = std::make_shared<Known const>(std::move(known));
  auto const place = std::ranges::lower_bound(shelf, id_of(entry), {}, id_of);
  if (place != shelf.end() && id_of(*place) == id_of(entry))
    *place = std::move(entry);
  else
    shelf.insert(place, std::move(entry));
}

void People::put(std::size_t place, Shelf shelf) {
  shelves_[place].store(std::make_shared<Shelf const>(std::move(shelf)));
  ++learned_;
}

void People::forget(PersonId const& person) {
  auto next = *shelf_of(person);
  set(next, nobody(person));
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
  known.attributes = attributes_in(opened);
  return known;
}

void People::take_in(Shelf& shelf, Lesson const& lesson) const {
  auto const person = person_of(lesson.recorded);
  auto const& recorded = lesson.recorded.event;
  if (auto const* event = recorded.as<PersonRegistered>())
    return set(shelf, entered(*event, lesson));
  if (recorded.as<SubjectErased>()) return set(shelf, nobody(person));
  auto const* found = find_in(shelf, person);
  if (!found) return;
  auto known = *found;
  if (auto const* moved = recorded.as<PersonMoved>())
    known.listed.unit = moved->unit;
  else if (recorded.as<PersonDescribed>())
    known.attributes = attributes_in(lesson.opened);
  set(shelf, std::move(known));
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
  auto const* found = find_in(*shelf, person);
  if (!found || found->listed.name.empty()) return std::nullopt;
  return found->listed.name;
}

bool People::is_erased(PersonId const& person) const {
  auto const shelf = shelf_of(person);
  auto const* found = find_in(*shelf, person);
  return found && found->erased;
}

std::int64_t People::count_anew(std::span<rules::Condition const> conditions) const {
  std::int64_t count = 0;
  for (auto const& place : shelves_) {
    auto const shelf = place.load();
    count += std::ranges::count_if(*shelf, [&](auto const& entry) {
      return entry->listed.kind == PersonKind::staff && !entry->erased &&
             meets_all(conditions, entry->attributes);
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
  auto const* found = find_in(*shelf, person);
  rules::Attributes const nothing;
  auto const& attributes = found ? found->attributes : nothing;
  std::map<Code, rules::Finding> findings;
  for (auto const& condition : conditions)
    findings.emplace(condition.code, rules::examine(condition, attributes));
  return findings;
}

std::optional<People::Entry> People::find(PersonId const& person) const {
  auto const shelf = shelf_of(person);
  auto const* found = find_in(*shelf, person);
  if (!found || found->erased) return std::nullopt;
  return Entry{.listed = found->listed, .attributes = found->attributes};
}

std::vector<Listed> People::all() const {
  std::vector<std::pair<std::string, Listed>> keyed;
  for (auto const& place : shelves_) {
    auto const shelf = place.load();
    for (auto const& known : *shelf)
      if (!known->listed.name.empty())
        keyed.emplace_back(sort_key_ ? known->sort_key : known->listed.name, known->listed);
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
