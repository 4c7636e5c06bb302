#pragma once

#include "engine/rules/rule_set.hpp"
#include "workflows/balloting/events.hpp"
#include "workflows/ruleset/events.hpp"
#include "workflows/transcription/acts.hpp"

#include <map>
#include <memory>
#include <set>

namespace gozin::ruleset {

/// A vote of the approving body that is not closed yet; always open.
struct VoteUnderWay {
  Code ballot;
  StreamId session;
  std::vector<PersonId> electorate;
  std::vector<PersonId> present;
  StreamId rules = {};  // by which it is judged, whatever comes into force meanwhile
  std::map<PersonId, balloting::Choice> roll = {};
  std::set<PersonId> writers = {};       // who wrote votes down for others
  transcription::Acts transcribed = {};  // votes that were written down
};

/// `ruleset/<id>-<version>`: one document, from proposal to being superseded. Chart: Proposed ⇄
/// Voting, Proposed → Approved → Scheduled → InForce → Superseded.
struct RuleSetStream {
  static constexpr std::string_view kKind = "ruleset";
  Hash hash;
  std::shared_ptr<rules::RuleSet const> rules;
  std::optional<Day> in_force_from;
  std::optional<Instant> begins = {};  // while it waits for its day
  std::optional<VoteUnderWay> vote = {};
  std::set<PersonId> proposers = {};  // who proposed it, and in whose name
  StreamId judged_by = {};            // as proposed; empty where no rules were in force
};

}  // namespace gozin::ruleset
