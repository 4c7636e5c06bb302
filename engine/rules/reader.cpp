#include "engine/rules/reader.hpp"

#include "engine/core/json_pointer.hpp"

#include <algorithm>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace gozin::rules::reader {
namespace {

constexpr std::size_t kTextLimit = 4000;
constexpr std::size_t kCodeLimit = 64;
constexpr Range kPeriodDays{0, 3660};

Node below(Node const& parent, boost::json::value const* value, std::string_view name) {
  return {value, parent.pointer + "/" + pointer_token(name), parent.problems, parent.numbers};
}

bool is_code(std::string_view text) {
  return !text.empty() && text.size() <= kCodeLimit &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
                  c == '.';
         });
}

std::optional<std::string_view> string_at(Node const& at, char const* expected) {
  if (!at) return std::nullopt;
  if (at.value->is_string()) return std::string_view{at.value->get_string()};
  report(at, Reason::member_must_have_its_type, expected);
  return std::nullopt;
}

/// Nothing when there is no number.
std::optional<Result<Fraction>> number_at(Node const& at) {
  auto const& value = *at.value;
  if (at.numbers && value.is_uint64()) return parse_number((*at.numbers)[value.get_uint64()]);
  if (value.is_int64()) return Fraction{value.get_int64()};
  if (value.is_uint64()) return Fraction{value.get_uint64()};
  return std::nullopt;
}

}  // namespace

void report(Node const& at, Reason reason, std::string expected) {
  if (at.problems) at.problems->push_back({reason, at.pointer, std::move(expected)});
}

std::string list_of(std::span<std::string_view const> names) {
  std::string list;
  for (auto const name : names) list.append(list.empty() ? "" : "|").append(name);
  return list;
}

bool open(Node const& object, std::initializer_list<std::string_view> known) {
  if (!object) return false;
  if (!object.value->is_object()) {
    report(object, Reason::member_must_have_its_type, "object");
    return false;
  }
  for (auto const& [name, value] : object.value->get_object()) {
    std::string_view const given{name};
    if (std::find(known.begin(), known.end(), given) == known.end())
      report(below(object, &value, given), Reason::member_must_be_known,
             list_of({known.begin(), known.size()}));
  }
  return true;
}

Node optional_member(Node const& object, std::string_view name) {
  if (!object || !object.value->is_object()) return below(object, nullptr, name);
  return below(object, object.value->get_object().if_contains(name), name);
}

Node member(Node const& object, std::string_view name) {
  auto found = optional_member(object, name);
  if (!found && object && object.value->is_object())
    report(found, Reason::member_must_be_given, std::string{name});
  return found;
}

std::vector<Node> items(Node const& list) {
  std::vector<Node> nodes;
  if (!list) return nodes;
  if (!list.value->is_array()) {
    report(list, Reason::member_must_have_its_type, "list");
    return nodes;
  }
  for (auto const& item : list.value->get_array())
    nodes.push_back(below(list, &item, std::to_string(nodes.size())));
  return nodes;
}

std::vector<Node> some_items(Node const& list) {
  auto nodes = items(list);
  if (list && list.value->is_array() && nodes.empty())
    report(list, Reason::list_must_not_be_empty, "list");
  return nodes;
}

std::vector<std::pair<std::string, Node>> named_members(Node const& object) {
  std::vector<std::pair<std::string, Node>> nodes;
  if (!object) return nodes;
  if (!object.value->is_object()) {
    report(object, Reason::member_must_have_its_type, "object");
    return nodes;
  }
  for (auto const& [key, value] : object.value->get_object()) {
    std::string_view const name{key};
    nodes.emplace_back(name, below(object, &value, name));
  }
  return nodes;
}

std::vector<std::pair<Code, Node>> members(Node const& object) {
  std::vector<std::pair<Code, Node>> nodes;
  for (auto& [name, node] : named_members(object)) {
    if (!is_code(name)) report(node, Reason::code_must_be_well_formed, "code");
    nodes.emplace_back(Code{name}, std::move(node));
  }
  return nodes;
}

std::string text(Node const& at) {
  auto const found = string_at(at, "text");
  if (!found) return {};
  if (found->empty()) report(at, Reason::text_must_be_given, "text");
  if (found->size() > kTextLimit)
    report(at, Reason::text_must_not_be_too_long, std::to_string(kTextLimit));
  return std::string{*found};
}

Code code(Node const& at) {
  auto const found = string_at(at, "code");
  if (!found) return {};
  if (!is_code(*found)) report(at, Reason::code_must_be_well_formed, "code");
  return Code{std::string{*found}};
}

int whole(Node const& at, Range range) {
  auto const least = static_cast<int>(range.least);
  if (!at) return least;
  auto const expected = std::to_string(range.least) + ".." + std::to_string(range.most);
  auto const number = number_at(at);
  if (!number || (*number && denominator(**number) != 1)) {
    report(at, Reason::member_must_have_its_type, expected);
    return least;
  }
  if (!*number || **number < range.least || **number > range.most) {
    report(at, Reason::number_must_lie_in_range, expected);
    return least;
  }
  return static_cast<int>(numerator(**number));
}

bool truth(Node const& at) {
  if (!at) return false;
  if (at.value->is_bool()) return at.value->get_bool();
  report(at, Reason::member_must_have_its_type, "true|false");
  return false;
}

std::optional<Fraction> fraction(Node const& at) {
  if (!at) return std::nullopt;
  if (auto const number = number_at(at)) {
    if (*number) return **number;
    report(at, Reason::number_must_lie_in_range, "64 signs|e-100..e+100");
    return std::nullopt;
  }
  if (!at.value->is_string()) {
    // A decimal that has been through floating point is no longer exact.
    report(at, Reason::member_must_have_its_type,
           at.numbers ? "integer|decimal|fraction in quotes" : "exact number in quotes");
    return std::nullopt;
  }
  auto const number = parse_fraction(std::string_view{at.value->get_string()});
  if (number) return *number;
  report(at, Reason::number_must_be_exact, "integer|decimal|fraction");
  return std::nullopt;
}

ExactText exact(Node const& at, Fraction const& least, Fraction const& most) {
  auto const number = fraction(at);
  if (!number) return {};
  if (*number < least || *number > most)
    report(at, Reason::number_must_lie_in_range, to_exact(least).text + ".." + to_exact(most).text);
  return to_exact(*number);
}

std::optional<Day> day(Node const& at) {
  auto const found = string_at(at, "YYYY-MM-DD");
  if (!found) return std::nullopt;
  auto const parsed = parse_iso_date(*found);
  if (!parsed) report(at, Reason::date_must_exist, "YYYY-MM-DD");
  return parsed;
}

Text bilingual(Node const& at) {
  open(at, {"fa", "en"});
  return {.fa = text(member(at, "fa")), .en = text(member(at, "en"))};
}

Period period(Node const& at) {
  if (!open(at, {"working_days", "calendar_days"})) return {};
  auto const working = optional_member(at, "working_days");
  auto const calendar = optional_member(at, "calendar_days");
  if (static_cast<bool>(working) == static_cast<bool>(calendar)) {
    report(at, working ? Reason::members_must_not_be_combined : Reason::member_must_be_given,
           "working_days|calendar_days");
    return {};
  }
  if (working) return {whole(working, kPeriodDays), DayCount::working_days};
  return {whole(calendar, kPeriodDays), DayCount::calendar_days};
}

std::vector<Code> codes(Node const& list) {
  std::vector<Code> found;
  for (auto const& item : items(list)) found.push_back(code(item));
  return found;
}

}  // namespace gozin::rules::reader
