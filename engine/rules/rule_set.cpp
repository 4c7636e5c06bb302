#include "engine/rules/rule_set.hpp"

#include <algorithm>

namespace gozin::rules {
namespace {

template <class Items>
auto find_by_code(Items const& items, Code const& code) -> typename Items::value_type const* {
  auto const found =
      std::find_if(items.begin(), items.end(), [&](auto const& item) { return item.code == code; });
  return found == items.end() ? nullptr : &*found;
}

template <class Map, class Key>
auto find_by_key(Map const& map, Key const& key) -> typename Map::mapped_type const* {
  auto const found = map.find(key);
  return found == map.end() ? nullptr : &found->second;
}

template <class T>
bool contains(std::vector<T> const& values, T value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

}  // namespace

Criterion const* find_criterion(RuleSet const& rules, Code const& code) {
  return find_by_code(rules.criteria, code);
}

Condition const* find_condition(RuleSet const& rules, Code const& code) {
  return find_by_code(rules.conditions, code);
}

Gate const* find_gate(RuleSet const& rules, Code const& code) {
  return find_by_code(rules.gates, code);
}

BallotRule const* find_ballot_rule(RuleSet const& rules, Code const& body) {
  return find_by_key(rules.ballots, body);
}

Clock const* find_clock(RuleSet const& rules, Stage stage) {
  return find_by_key(rules.clocks, stage);
}

bool lists(RuleSet const& rules, Code const& post_class) {
  return find_by_code(rules.routes.post_classes, post_class) != nullptr;
}

Route route_of(RuleSet const& rules, Code const& post_class) {
  auto const* found = find_by_code(rules.routes.post_classes, post_class);
  return found ? found->route : Route::full;
}

bool suits(RuleSet const& rules, Code const& post_class, Route route) {
  return route != Route::internal || route_of(rules, post_class) == Route::internal;
}

bool is_exempt(RuleSet const& rules, Code const& post_class) {
  auto const* found = find_by_code(rules.routes.post_classes, post_class);
  return found && found->exempt;
}

bool permits(Routes const& routes, Route route, std::optional<DirectReason> reason) {
  if (!contains(routes.permitted, route)) return false;
  if (route != Route::direct) return true;
  return reason && contains(routes.direct_reasons, *reason);
}

Period min_open(Nomination const& nomination, Route route) {
  if (route == Route::internal && nomination.min_open_internal)
    return *nomination.min_open_internal;
  return nomination.min_open;
}

}  // namespace gozin::rules
