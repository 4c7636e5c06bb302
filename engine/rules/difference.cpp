#include "engine/rules/difference.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace gozin::rules {
namespace {

namespace json = boost::json;

void compare(std::string const& path, json::value const& before, json::value const& after,
             std::vector<Change>& found);

/// What tells the items of a list apart, wherever one is used.
std::optional<std::string> key_of(json::value const& item) {
  constexpr std::array<std::string_view, 6> kKeys{"code",  "channel", "what",
                                                  "level", "from",    "date"};
  auto const* object = item.if_object();
  if (!object) return std::nullopt;
  for (auto const key : kKeys) {
    auto const* value = object->if_contains(key);
    if (value && value->is_string()) return std::string{std::string_view{value->get_string()}};
    if (value && value->is_int64()) return std::to_string(value->get_int64());
  }
  return std::nullopt;
}

using Keyed = std::map<std::string, json::value const*>;

/// The items by their keys; nothing when an item has none or two have the same.
std::optional<Keyed> keyed(json::array const& list) {
  Keyed items;
  for (auto const& item : list) {
    auto const key = key_of(item);
    if (!key || !items.emplace(*key, &item).second) return std::nullopt;
  }
  return items;
}

/// The keys that both lists have, in the order of the first.
std::vector<std::string> common(json::array const& list, Keyed const& other) {
  std::vector<std::string> keys;
  for (auto const& item : list)
    if (auto const key = key_of(item); key && other.contains(*key)) keys.push_back(*key);
  return keys;
}

json::value as_list(std::vector<std::string> const& keys) {
  json::array list;
  for (auto const& key : keys) list.emplace_back(key);
  return list;
}

void compare_keyed(std::string const& path, json::array const& before, json::array const& after,
                   std::vector<Change>& found) {
  auto const earlier = keyed(before).value();
  auto const later = keyed(after).value();
  for (auto const& item : before) {
    auto const key = key_of(item).value();
    auto const other = later.find(key);
    if (other == later.end())
      found.push_back({.path = path + "/" + key, .before = item});
    else
      compare(path + "/" + key, item, *other->second, found);
  }
  for (auto const& item : after)
    if (auto const key = key_of(item).value(); !earlier.contains(key))
      found.push_back({.path = path + "/" + key, .after = item});
  auto const order = common(before, later);
  auto const new_order = common(after, earlier);
  if (order != new_order)
    found.push_back({.path = path, .before = as_list(order), .after = as_list(new_order)});
}

bool holds(json::array const& list, json::value const& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

/// Lists of plain values: what is gone, what is new; else, where the order alone differs, the list.
void compare_plain(std::string const& path, json::array const& before, json::array const& after,
                   std::vector<Change>& found) {
  auto const known = found.size();
  for (auto const& item : before)
    if (!holds(after, item)) found.push_back({.path = path, .before = item});
  for (auto const& item : after)
    if (!holds(before, item)) found.push_back({.path = path, .after = item});
  if (found.size() == known) found.push_back({.path = path, .before = before, .after = after});
}

void compare_objects(std::string const& path, json::object const& before, json::object const& after,
                     std::vector<Change>& found) {
  for (auto const& [name, value] : before) {
    auto const below = path + "/" + std::string{name};
    if (auto const* other = after.if_contains(name))
      compare(below, value, *other, found);
    else
      found.push_back({.path = below, .before = value});
  }
  for (auto const& [name, value] : after)
    if (!before.contains(name))
      found.push_back({.path = path + "/" + std::string{name}, .after = value});
}

void compare(std::string const& path, json::value const& before, json::value const& after,
             std::vector<Change>& found) {
  if (before == after) return;
  if (before.is_object() && after.is_object())
    return compare_objects(path, before.get_object(), after.get_object(), found);
  if (before.is_array() && after.is_array()) {
    auto const& earlier = before.get_array();
    auto const& later = after.get_array();
    return keyed(earlier) && keyed(later) ? compare_keyed(path, earlier, later, found)
                                          : compare_plain(path, earlier, later, found);
  }
  found.push_back({.path = path, .before = before, .after = after});
}

}  // namespace

std::vector<Change> differences(json::value const& before, json::value const& after) {
  std::vector<Change> found;
  compare("", before, after, found);
  return found;
}

}  // namespace gozin::rules
