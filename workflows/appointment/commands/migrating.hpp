#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/events/running.hpp"

namespace gozin::appointment {

/// Moves a case to another rule set in force, before scores, and gives everybody in the case notice
/// of it by the same act: in their inbox where the rules count that as service; whoever is not
/// served there is a task of administrative affairs.
/// What is done already must come out the same: where conditions have been judged, a panel sits or
/// a round is open, the other rules must say the same about it (`migrated_rules_must_leave_what_is_
/// done`). Deadlines that run keep their day; a window that the other rules want longer is extended
/// first.
struct MigrateRuleSet {
  static constexpr std::string_view kName = "MigrateRuleSet";
  StreamId ruleset;
  Committed reason;

  static constexpr auto fields() {
    return fields_of(open("ruleset", &MigrateRuleSet::ruleset).ask(Input::stream, "rulesets"),
                     restricted("reason", &MigrateRuleSet::reason, kFileReaders));
  }
};

Result<Decision> decide(MigrateRuleSet const& command, Context const& context);

[[nodiscard]] std::vector<CommandType> migrating_commands();

}  // namespace gozin::appointment
