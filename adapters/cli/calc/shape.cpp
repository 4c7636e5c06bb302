#include "adapters/cli/calc/shape.hpp"

#include "engine/event/json.hpp"
#include "engine/port/plain_text.hpp"

#include <cmath>
#include <set>

namespace gozin::calc {
namespace {

constexpr std::size_t kNumberLengthMax = 64;

/// Digits and the decimal sign as people write them become those of `parse_fraction`. Nothing else
/// does: `1,234` is a thousand to one reader and little more than one to another.
std::string plain(std::string_view text) {
  constexpr std::string_view kDecimalSign = "\u066B";
  auto result = to_ascii_digits(text);
  if (auto const sign = result.find(kDecimalSign); sign != std::string::npos)
    result.replace(sign, kDecimalSign.size(), ".");
  return result;
}

}  // namespace

Fault at(std::string_view pointer, Rejection const& rejection) {
  return {.reason = rejection.reason,
          .pointer = std::string{pointer} + rejection.detail,
          .expected = {}};
}

Fraction number(Node const& node) {
  if (!node || !node.value->is_string()) return reader::fraction(node).value_or(Fraction{0});
  auto const text = plain(std::string_view{node.value->get_string()});
  if (auto const read = parse_fraction(text)) return *read;
  if (text.size() > kNumberLengthMax)
    reader::report(node, rules::Reason::number_must_lie_in_range,
                   std::to_string(kNumberLengthMax) + " signs");
  else
    reader::report(node, rules::Reason::number_must_be_exact, "integer|decimal|fraction");
  return 0;
}

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

void require_one(Node const& object, Node const& left, Node const& right,
                 std::string const& names) {
  if (!object || static_cast<bool>(left) != static_cast<bool>(right)) return;
  if (left)
    reader::report(object, rules::Reason::members_must_not_be_combined, names);
  else
    reader::report(object, rules::Reason::member_must_be_given, names);
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

json::string exact_text(Fraction const& value) {
  return json::string{json::string_view{to_exact(value).text}};
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
