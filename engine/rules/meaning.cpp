#include "engine/rules/difference.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace gozin::rules {
namespace {

/// A beginning of paths; `*` stands for any one step, the last of them for what the effect is
/// about.
struct Pattern {
  std::string_view path;
  Effect effect;
};

/// The first that fits counts, so what is narrower stands above what is wider.
constexpr std::array kPatterns{
    Pattern{"/calendar", Effect::calendar},
    Pattern{"/approved_by", Effect::approval},
    Pattern{"/routes", Effect::routes},
    Pattern{"/choice", Effect::permitted_set},
    Pattern{"/deciding_role", Effect::decider},
    Pattern{"/bodies/*/quorum", Effect::quorum},
    Pattern{"/bodies/*/seats", Effect::quorum},
    Pattern{"/bodies/*/majority", Effect::majority},
    Pattern{"/bodies/*/also", Effect::majority},
    Pattern{"/bodies/*/secrecy", Effect::secrecy},
    Pattern{"/bodies/*/secrecy_note", Effect::secrecy},
    Pattern{"/bodies/*/values", Effect::election},
    Pattern{"/bodies/*/rounds", Effect::election},
    Pattern{"/bodies/*/rank_by", Effect::election},
    Pattern{"/bodies/*/members_may_stand", Effect::election},
    Pattern{"/bodies/*/tie", Effect::ballot_tie},
    Pattern{"/bodies/*/blank_counts_as", Effect::papers},
    Pattern{"/bodies/*/void_counts_as", Effect::papers},
    Pattern{"/bodies/*/fallback", Effect::fallback},
    Pattern{"/bodies/*/refer_to", Effect::fallback},
    Pattern{"/bodies/*/nominator_is_recused", Effect::recusal},
    Pattern{"/bodies/*/notice", Effect::session_notice},
    Pattern{"/bodies/*", Effect::body},
    Pattern{"/gates/*/kind", Effect::gate_kind},
    Pattern{"/gates/*/binds", Effect::gate_binding},
    Pattern{"/gates/*", Effect::gates},
    Pattern{"/gates", Effect::gates},
    Pattern{"/nomination/min_open", Effect::window},
    Pattern{"/nomination/min_open_internal", Effect::window},
    Pattern{"/nomination", Effect::nomination},
    Pattern{"/conditions/*", Effect::eligibility},
    Pattern{"/conditions", Effect::eligibility},
    Pattern{"/inquiries/*", Effect::inquiries},
    Pattern{"/inquiries", Effect::inquiries},
    Pattern{"/criteria/*/weight", Effect::weight},
    Pattern{"/criteria/*/parts/*/share", Effect::weight},
    Pattern{"/criteria/*/parts/*/bounds", Effect::weight_bounds},
    Pattern{"/criteria/*/parts/*/floor", Effect::floor},
    Pattern{"/criteria/*/parts/*/scale", Effect::scale},
    Pattern{"/criteria/*/parts/*/anchors", Effect::scale},
    Pattern{"/criteria/*/parts/*/instrument", Effect::instrument},
    Pattern{"/criteria/*/parts/*", Effect::criteria},
    Pattern{"/criteria", Effect::criteria},
    Pattern{"/rounds/*/cut_off", Effect::cut_off},
    Pattern{"/rounds/*", Effect::rounds},
    Pattern{"/rounds", Effect::rounds},
    Pattern{"/panel", Effect::panel},
    Pattern{"/scoring/aggregation", Effect::aggregation},
    Pattern{"/scoring/method", Effect::aggregation},
    Pattern{"/scoring/moderation_threshold", Effect::moderation},
    Pattern{"/scoring/tie", Effect::rank_tie},
    Pattern{"/scoring", Effect::second_opinion},
    Pattern{"/objections", Effect::objections},
    Pattern{"/clocks/*", Effect::clock},
    Pattern{"/notices", Effect::service},
    Pattern{"/publication", Effect::publication},
    Pattern{"/exclusive_duties", Effect::duties},
    Pattern{"/kinship", Effect::kinship},
    Pattern{"/decree", Effect::decree},
    Pattern{"/limits/*", Effect::limits},
};

/// The next step of a path, taken off it.
std::string_view step(std::string_view& path) {
  path.remove_prefix(1);
  auto const end = std::min(path.find('/'), path.size());
  auto const first = path.substr(0, end);
  path.remove_prefix(end);
  return first;
}

/// Whether the path begins so; what the last `*` stood for is the subject.
bool fits(std::string_view pattern, std::string_view path, Code& subject) {
  subject = {};
  while (!pattern.empty()) {
    if (path.empty()) return false;
    auto const wanted = step(pattern);
    auto const given = step(path);
    if (wanted == "*")
      subject.text = std::string{given};
    else if (wanted != given)
      return false;
  }
  return true;
}

/// How many must be there with all seats; the base does not matter when none is vacant.
std::string quorum_of(RuleSet const& rules, Code const& body) {
  auto const* rule = find_ballot_rule(rules, body);
  if (!rule) return {};
  auto const needed =
      ballot::needed(ballot::Threshold::at_least, rule->rule.quorum.at_least, rule->seats);
  return std::to_string(needed) + "/" + std::to_string(rule->seats);
}

/// How many votes carry a question with all seats present and nobody recused or abstaining.
std::string majority_of(RuleSet const& rules, Code const& body) {
  auto const* rule = find_ballot_rule(rules, body);
  if (!rule) return {};
  auto const votes = [&](ballot::Majority const& majority) {
    return ballot::needed(majority.threshold, majority.fraction, rule->seats);
  };
  auto needed = votes(rule->rule.majority);
  if (rule->rule.also) needed = std::max(needed, votes(*rule->rule.also));
  return std::to_string(needed) + "/" + std::to_string(rule->seats);
}

std::string weight_of(RuleSet const& rules, Code const& subject) {
  if (auto const* criterion = find_criterion(rules, subject)) return criterion->weight.text;
  for (auto const& family : rules.families)
    if (name_of(family.family) == subject.text) return family.weight.text;
  return {};
}

std::string number_of(Effect effect, RuleSet const& rules, Code const& subject) {
  switch (effect) {
    case Effect::quorum:
      return quorum_of(rules, subject);
    case Effect::majority:
      return majority_of(rules, subject);
    case Effect::weight:
      return weight_of(rules, subject);
    default:
      return {};
  }
}

}  // namespace

Meaning meaning_of(std::string const& path, RuleSet const& before, RuleSet const& after) {
  Meaning meaning;
  auto const pattern = std::find_if(kPatterns.begin(), kPatterns.end(), [&](Pattern const& one) {
    return fits(one.path, path, meaning.subject);
  });
  if (pattern == kPatterns.end()) return {};
  meaning.effect = pattern->effect;
  meaning.before = number_of(meaning.effect, before, meaning.subject);
  meaning.after = number_of(meaning.effect, after, meaning.subject);
  return meaning;
}

}  // namespace gozin::rules
