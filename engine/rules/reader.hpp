#pragma once

#include "engine/core/fraction.hpp"
#include "engine/core/ids.hpp"
#include "engine/core/time.hpp"
#include "engine/rules/condition.hpp"
#include "engine/rules/period.hpp"
#include "engine/rules/problem.hpp"

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json/value.hpp>

/// Strict reading of documents that people write. Every function notes a problem and gives a
/// default where the document is wrong, so that one pass finds everything.
namespace gozin::rules::reader {

/// A place in the document. An absent value (`value` null) reads as the default without a problem,
/// since the missing member has been noted already.
struct Node {
  boost::json::value const* value = nullptr;
  std::string pointer = {};
  Problems* problems = nullptr;
  /// The texts of the numbers where the document was read by `parse_exact_json`: decimals are then
  /// exact without quotes.
  std::vector<std::string> const* numbers = nullptr;

  explicit operator bool() const { return value != nullptr; }
};

/// A closed range of whole numbers.
struct Range {
  std::int64_t least = 0;
  std::int64_t most = 0;
};

void report(Node const& at, Reason reason, std::string expected);

/// Notes every member that is not among the known ones; false when this is no object.
bool open(Node const& object, std::initializer_list<std::string_view> known);

Node member(Node const& object, std::string_view name);
Node optional_member(Node const& object, std::string_view name);
std::vector<Node> items(Node const& list);
std::vector<Node> some_items(Node const& list);  ///< at least one
std::vector<std::pair<Code, Node>> members(Node const& object);
/// Members whose names are not codes but ids that somebody has chosen.
std::vector<std::pair<std::string, Node>> named_members(Node const& object);

std::string text(Node const& at);
Code code(Node const& at);
int whole(Node const& at, Range range);
bool truth(Node const& at);
std::optional<Fraction> fraction(Node const& at);
ExactText exact(Node const& at, Fraction const& least, Fraction const& most);
std::optional<Day> day(Node const& at);
Text bilingual(Node const& at);
Period period(Node const& at);
std::vector<Code> codes(Node const& list);

std::string list_of(std::span<std::string_view const> names);

/// The enumerator with this name.
template <NamedEnum E>
E one_of(Node const& at) {
  auto const names = names_of(std::type_identity<E>{});
  if (!at) return E{};
  if (!at.value->is_string()) {
    report(at, Reason::member_must_have_its_type, list_of(names));
    return E{};
  }
  auto const found = find_by_name<E>(std::string_view{at.value->get_string()});
  if (!found) report(at, Reason::value_must_be_listed, list_of(names));
  return found.value_or(E{});
}

template <NamedEnum E>
std::vector<E> several_of(Node const& list) {
  std::vector<E> values;
  for (auto const& item : items(list)) values.push_back(one_of<E>(item));
  return values;
}

/// Notes the codes that stand in a list twice.
template <class Items>
void require_unique(Node const& at, Items const& values) {
  std::map<Code, int> seen;
  for (auto const& value : values)
    if (++seen[value.code] == 2) report(at, Reason::code_must_be_unique, value.code.text);
}

/// Reads a member that may be absent.
template <class Read>
auto optionally(Node const& at, Read read) -> std::optional<decltype(read(at))> {
  if (!at) return std::nullopt;
  return read(at);
}

}  // namespace gozin::rules::reader
