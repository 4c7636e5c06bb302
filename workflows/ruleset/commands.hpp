#pragma once

#include "engine/command/context.hpp"
#include "workflows/ruleset/events.hpp"

namespace gozin::ruleset {

/// Lays a rule set before the body that approves it. Its stream is `ruleset/<id>-<version>`.
struct ProposeRuleSet {
  static constexpr std::string_view kName = "ProposeRuleSet";
  Document document = {};

  static constexpr auto fields() {
    return fields_of(open("document", &ProposeRuleSet::document).at_most(60'000));
  }
};

/// The body that the document names has approved it by the resolution of this number, outside of
/// this program. Only before any rules are in force, the first ones for their classes of posts, and
/// not by whoever proposed them: all others are voted on.
struct ApproveRuleSet {
  static constexpr std::string_view kName = "ApproveRuleSet";
  Label resolution = {};

  static constexpr auto fields() {
    return fields_of(open("resolution", &ApproveRuleSet::resolution));
  }
};

/// From this day on cases are opened under it: at once where it is today, else when the day begins;
/// until then the earlier version stays in force. `supersedes` is the version that goes then. An
/// earlier version that waits for the same day or a later one is overtaken by the same act; one
/// whose day comes before has its time.
struct PutRuleSetInForce {
  static constexpr std::string_view kName = "PutRuleSetInForce";
  Day from = {};
  std::optional<StreamId> supersedes = {};

  static constexpr auto fields() {
    return fields_of(
        open("from", &PutRuleSetInForce::from),
        open("supersedes", &PutRuleSetInForce::supersedes).ask(Input::stream, "rulesets"));
  }
};

/// The day has come that was set for it.
struct BeginRuleSet {
  static constexpr std::string_view kName = "BeginRuleSet";
  static constexpr auto fields() { return fields_of(); }
};

/// Names the stream after the document.
Result<void> prepare(std::type_identity<ProposeRuleSet>, Preparation& preparation);

/// Refuses what is no rule set with a `rules::Reason`.
Result<Decision> decide(ProposeRuleSet const& command, Context const& context);
Result<Decision> decide(ApproveRuleSet const& command, Context const& context);
Result<Decision> decide(PutRuleSetInForce const& command, Context const& context);
Result<Decision> decide(BeginRuleSet const& command, Context const& context);

/// The descriptions of these commands.
[[nodiscard]] std::vector<CommandType> ruleset_commands();

}  // namespace gozin::ruleset
