#pragma once

#include "engine/rules/rule_set.hpp"
#include "workflows/ruleset/events.hpp"

#include <memory>

namespace gozin::ruleset {

/// `ruleset/<id>`: one document, from proposal to being superseded. Chart: Proposed → Approved →
/// InForce → Superseded.
struct RuleSetStream {
  static constexpr std::string_view kKind = "ruleset";
  Hash hash;
  std::shared_ptr<rules::RuleSet const> rules;
  std::optional<Day> in_force_from;
};

}  // namespace gozin::ruleset
