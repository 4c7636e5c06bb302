#include "engine/port/access_journal.hpp"

#include "engine/event/codec.hpp"
#include "engine/event/json.hpp"

#include <algorithm>

namespace gozin {

std::string to_text(Access const& access) {
  json::object object{
      {"at", to_rfc3339(access.at)}, {"reader", access.reader.text}, {"page", access.page}};
  json::array people;
  for (auto const& person : access.people) people.emplace_back(person.text);
  if (!people.empty()) object["people"] = std::move(people);
  if (access.all_people) object["all_people"] = true;
  if (access.all_of_page) object["document"] = true;
  json::array events;
  for (auto const seq : access.events) events.emplace_back(seq);
  if (!events.empty()) object["events"] = std::move(events);
  return to_canonical(object);
}

std::optional<AccessRange> range_from(StoreView& store, std::int64_t from) {
  auto const end = store.accesses_end();
  if (end <= from) return std::nullopt;
  auto const hash = hash_of_accesses(store, from, end - 1);
  if (!hash)
    throw StoreFailed("the access journal lacks an entry between " + std::to_string(from) +
                      " and " + std::to_string(end - 1));
  return AccessRange{from, end - 1, *hash};
}

std::optional<Hash> hash_of_accesses(StoreView& store, std::int64_t from, std::int64_t to) {
  constexpr std::int64_t kPage = 1'000;
  auto hash = sha256({});
  for (auto next = from; next <= to;) {
    auto const count = std::min(kPage, to - next + 1);
    auto const page = store.accesses(next, static_cast<std::size_t>(count));
    if (page.empty()) return std::nullopt;
    for (auto const& entry : page) {
      if (entry.number != next++) return std::nullopt;
      hash = sha256({view_of(hash), entry.body});
    }
  }
  return hash;
}

}  // namespace gozin
