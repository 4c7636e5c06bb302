#include "adapters/cli/calc/shape.hpp"

#include "engine/event/json.hpp"

#include <cmath>
#include <set>

namespace gozin::calc {

Rejection at(std::string_view pointer, Rejection const& rejection) {
  return {rejection.reason, std::string{pointer} + rejection.detail};
}

Fraction number(Node const& node) { return reader::fraction(node).value_or(Fraction{0}); }

std::vector<Fraction> numbers(Node const& list) {
  std::vector<Fraction> values;
  for (auto const& item : reader::some_items(list)) values.push_back(number(item));
  return values;
}

std::vector<std::vector<Fraction>> table(Node const& list) {
  std::vector<std::vector<Fraction>> rows;
  for (auto const& item : reader::some_items(list)) rows.push_back(numbers(item));
  return rows;
}

void require_unique(std::vector<Node> const& nodes, std::vector<std::string> const& names) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (!seen.insert(names[i]).second)
      reader::report(nodes[i], rules::Reason::code_must_be_unique, names[i]);
}

Alternatives alternatives(Node const& object, std::size_t columns) {
  Alternatives read;
  auto const members = reader::named_members(object);
  if (object && members.empty() && object.value->is_object())
    reader::report(object, rules::Reason::list_must_not_be_empty, "object");
  for (auto const& [id, node] : members) {
    auto values = numbers(node);
    if (values.size() != columns && node.value->is_array() && !values.empty())
      reader::report(node, rules::Reason::member_must_have_its_type,
                     "list of " + std::to_string(columns));
    read.ids.push_back(id);
    read.values.push_back(std::move(values));
  }
  return read;
}

json::value shown(Fraction const& value) {
  if (denominator(value) == 1 && abs(value) <= kJsonIntegerMax)
    return static_cast<std::int64_t>(numerator(value));
  auto const nearest = approximate(value);
  if (std::isfinite(nearest) && nearest != 0) return nearest;
  return json::value(json::string_view{to_exact(value).text});
}

json::array names_at(std::vector<std::size_t> const& places,
                     std::vector<std::string> const& names) {
  json::array shown;
  for (auto const place : places) shown.emplace_back(names[place]);
  return shown;
}

json::array order_of(std::vector<std::vector<std::size_t>> const& order,
                     std::vector<std::string> const& names) {
  json::array shown;
  for (auto const& level : order) shown.push_back(names_at(level, names));
  return shown;
}

}  // namespace gozin::calc
