#pragma once

#include "engine/event/event.hpp"

namespace gozin::ruleset {

/// The whole document stands in the log, so that any case can be judged again from the log alone.
/// `hash` is SHA-256 of its canonical JSON; `judged_by` the rules in force by which a body votes on
/// it, absent where none were in force.
struct RuleSetProposed {
  static constexpr std::string_view kType = "RuleSetProposed";
  Document document;
  Hash hash;
  std::optional<StreamId> judged_by = {};

  static constexpr auto fields() {
    return fields_of(open("document", &RuleSetProposed::document),
                     open("hash", &RuleSetProposed::hash),
                     open("judged_by", &RuleSetProposed::judged_by));
  }
};

/// Approved by the body that the document names; `resolution` is the number of its resolution. The
/// vote, where it was held here, stands before it.
struct RuleSetApproved {
  static constexpr std::string_view kType = "RuleSetApproved";
  StreamId body;
  Label resolution;

  static constexpr auto fields() {
    return fields_of(open("body", &RuleSetApproved::body),
                     open("resolution", &RuleSetApproved::resolution));
  }
};

/// Approved, and to come into force with a later day; `begins` is its first instant by the city's
/// calendar. Until then the earlier version is in force.
struct RuleSetScheduled {
  static constexpr std::string_view kType = "RuleSetScheduled";
  Day from;
  Instant begins;

  static constexpr auto fields() {
    return fields_of(open("from", &RuleSetScheduled::from),
                     open("begins", &RuleSetScheduled::begins));
  }
};

struct RuleSetInForce {
  static constexpr std::string_view kType = "RuleSetInForce";
  Day from;

  static constexpr auto fields() { return fields_of(open("from", &RuleSetInForce::from)); }
};

struct RuleSetSuperseded {
  static constexpr std::string_view kType = "RuleSetSuperseded";
  StreamId by;

  static constexpr auto fields() { return fields_of(open("by", &RuleSetSuperseded::by)); }
};

}  // namespace gozin::ruleset
