#include "workflows/appointment/reports.hpp"

#include "engine/event/json.hpp"
#include "workflows/appointment/events/progress.hpp"

#include <algorithm>

namespace gozin::appointment {

bool is_report(std::string_view type) {
  return type == InfluenceReported::kType || type == ContactRegistered::kType;
}

std::string withheld_text(std::vector<PersonId> people) {
  std::ranges::sort(people);
  auto const repeated = std::ranges::unique(people);
  people.erase(repeated.begin(), repeated.end());
  json::array ids;
  for (auto const& person : people) ids.emplace_back(person.text);
  return to_canonical(ids);
}

bool is_withheld_from(std::string_view text, PersonId const& reader) {
  auto const ids = parse_json(text);
  if (!ids || !ids->is_array()) return true;
  return std::ranges::any_of(ids->get_array(), [&](json::value const& id) {
    return id.is_string() && reader.text == std::string_view{id.get_string()};
  });
}

}  // namespace gozin::appointment
