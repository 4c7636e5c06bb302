#include "workflows/ruleset/fold.hpp"

#include "engine/command/streams.hpp"
#include "engine/rules/parse.hpp"

namespace gozin::ruleset {

void apply(RuleSetStream& state, Recorded const& at, RuleSetProposed const& event) {
  auto rules = rules::parse_rule_set(event.document.value);
  if (!rules) throw UnreadableEvent("recorded rule set cannot be read: " + at.at.stream.text);
  state.hash = event.hash;
  state.rules = std::make_shared<rules::RuleSet const>(std::move(*rules));
}

void apply(RuleSetStream&, Recorded const&, RuleSetApproved const&) {}

void apply(RuleSetStream& state, Recorded const&, RuleSetInForce const& event) {
  state.in_force_from = event.from;
}

void apply(RuleSetStream&, Recorded const&, RuleSetSuperseded const&) {}

}  // namespace gozin::ruleset
