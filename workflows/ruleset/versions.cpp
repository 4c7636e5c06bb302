#include "workflows/ruleset/versions.hpp"

#include "workflows/registry/states.hpp"

namespace gozin::ruleset {
namespace {

/// All that a version can be: a gap in the numbers hides nothing.
std::vector<StreamId> versions_in(std::string_view state, View& view, rules::RuleSet const& rules,
                                  int step) {
  std::vector<StreamId> found;
  for (int n = rules.version + step; n >= 1 && n <= rules::kVersionMax; n += step) {
    auto const stream = stream_of_version(rules.id, n);
    if (view.in(stream, state)) found.push_back(stream);
  }
  return found;
}

}  // namespace

StreamId stream_of_version(Code const& id, int version) {
  return stream_of(RuleSetStream::kKind, id.text + "-" + std::to_string(version));
}

std::vector<StreamId> earlier_in(std::string_view state, View& view, rules::RuleSet const& rules) {
  return versions_in(state, view, rules, -1);
}

std::vector<StreamId> later_in(std::string_view state, View& view, rules::RuleSet const& rules) {
  return versions_in(state, view, rules, 1);
}

RuleSetStream const* earlier_in_force(View& view, rules::RuleSet const& rules) {
  auto const earlier = earlier_in("InForce", view, rules);
  return earlier.empty() ? nullptr : view.find<RuleSetStream>(earlier.front());
}

StreamId other_approved(View& view, rules::RuleSet const& rules) {
  for (auto const* state : {"Approved", "Scheduled", "InForce", "Superseded"})
    for (auto const& found : {earlier_in(state, view, rules), later_in(state, view, rules)})
      if (!found.empty()) return found.front();
  return {};
}

StreamId approving_body(View& view, rules::RuleSet const& rules) {
  auto const* in_force = earlier_in_force(view, rules);
  auto const& named = in_force ? in_force->rules->approved_by : rules.approved_by;
  return stream_of(registry::Body::kKind, named.text);
}

}  // namespace gozin::ruleset
