#include "workflows/ruleset/versions.hpp"

#include "workflows/registry/states.hpp"
#include "workflows/ruleset/workflow.hpp"

#include <algorithm>
#include <utility>

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

rules::RuleSet const& rules_at(View& view, StreamId const& stream) {
  return *view.find<RuleSetStream>(stream)->rules;
}

bool share_posts(rules::RuleSet const& one, rules::RuleSet const& other) {
  return std::ranges::any_of(one.routes.post_classes, [&](rules::PostClass const& here) {
    return std::ranges::any_of(other.routes.post_classes, [&](rules::PostClass const& there) {
      return here.code == there.code;
    });
  });
}

/// All rules of the city in this state, whatever their ids, what came into force first in front.
std::vector<StreamId> listed_in(std::string_view state, Context const& context) {
  std::vector<std::pair<std::optional<Day>, StreamId>> dated;
  for (auto const& row : context.facts.rows(ruleset_list(), "state", Value{std::string{state}})) {
    StreamId const stream{std::get<std::string>(row.front())};
    if (auto const* found = context.view.find<RuleSetStream>(stream))
      dated.emplace_back(found->in_force_from, stream);
  }
  std::ranges::sort(dated);
  std::vector<StreamId> streams;
  for (auto& [day, stream] : dated) streams.push_back(std::move(stream));
  return streams;
}

}  // namespace

StreamId body_named(rules::RuleSet const& rules) {
  return stream_of(registry::Body::kKind, rules.approved_by.text);
}

StreamId stream_of_version(Code const& id, int version) {
  return stream_of(RuleSetStream::kKind, id.text + "-" + std::to_string(version));
}

std::vector<StreamId> earlier_in(std::string_view state, View& view, rules::RuleSet const& rules) {
  return versions_in(state, view, rules, -1);
}

std::vector<StreamId> later_in(std::string_view state, View& view, rules::RuleSet const& rules) {
  return versions_in(state, view, rules, 1);
}

StreamId bar_to_resolution(Context const& context, rules::RuleSet const& rules) {
  for (auto const* state : {"Approved", "Scheduled", "InForce", "Superseded"})
    for (auto const& found :
         {earlier_in(state, context.view, rules), later_in(state, context.view, rules)})
      if (!found.empty()) return found.front();
  for (auto const* state : {"InForce", "Superseded"})
    if (auto const found = listed_in(state, context); !found.empty()) return found.front();
  for (auto const* state : {"Approved", "Scheduled"})
    for (auto const& found : listed_in(state, context))
      if (share_posts(rules, rules_at(context.view, found))) return found;
  return {};
}

std::vector<StreamId> in_force_over(Context const& context, rules::RuleSet const& rules) {
  auto over = earlier_in("InForce", context.view, rules);
  auto const all = listed_in("InForce", context);
  for (auto const& found : all)
    if (share_posts(rules, rules_at(context.view, found)) && std::ranges::count(over, found) == 0)
      over.push_back(found);
  if (over.empty() && !all.empty()) over.push_back(all.front());
  return over;
}

StreamId judging_rules(View& view, RuleSetStream const& proposed) {
  if (!proposed.judged_by.empty()) {
    if (view.in(proposed.judged_by, "InForce")) return proposed.judged_by;
    auto const later = later_in("InForce", view, rules_at(view, proposed.judged_by));
    if (!later.empty()) return later.front();
  }
  auto const earlier = earlier_in("InForce", view, *proposed.rules);
  return earlier.empty() ? StreamId{} : earlier.front();
}

StreamId judging_rules(Context const& context, RuleSetStream const& proposed) {
  auto const known = judging_rules(context.view, proposed);
  if (!known.empty()) return known;
  auto const over = in_force_over(context, *proposed.rules);
  return over.empty() ? StreamId{} : over.front();
}

StreamId approving_body(View& view, RuleSetStream const& proposed) {
  auto const judging = judging_rules(view, proposed);
  return body_named(judging.empty() ? *proposed.rules : rules_at(view, judging));
}

}  // namespace gozin::ruleset
