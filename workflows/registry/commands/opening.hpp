#pragma once

#include "engine/command/context.hpp"
#include "workflows/registry/events.hpp"

namespace gozin::registry {

/// Says who holds a vacant post or acts in it by its papers, or corrects what waits; another person
/// confirms it, and in a demonstration the program itself records it at once. Refuses
/// `post_must_be_free_of_cases`, `holder_must_be_registered`, `holding_must_be_entered_by_others`,
/// `holding_must_not_begin_ahead`, `holding_must_end_after_it_begins`; for an acting head
/// `acting_must_have_an_end`, for anybody else `holder_must_have_no_other_post` (law on holding
/// more than one office, 1373).
struct ProposeHolder {
  static constexpr std::string_view kName = "ProposeHolder";
  PersonId person = {};
  bool acting = false;
  Day from = {};
  std::optional<Day> until = {};
  Label reference = {};
  Label source = {};
  std::optional<Hash> document = {};

  static constexpr auto fields() {
    using C = ProposeHolder;
    return fields_of(open("person", &C::person).ask(Input::person, "persons"),
                     open("acting", &C::acting), open("from", &C::from), open("until", &C::until),
                     open("reference", &C::reference), open("source", &C::source),
                     open("document", &C::document));
  }
};

/// By somebody else than who proposed it: `opening_must_be_confirmed_by_another_person`. What is
/// asked of the proposal is asked again.
struct ConfirmHolder {
  static constexpr std::string_view kName = "ConfirmHolder";
  static constexpr auto fields() { return fields_of(); }
};

struct DropHolderProposal {
  static constexpr std::string_view kName = "DropHolderProposal";
  Committed reason = {};

  static constexpr auto fields() {
    return fields_of(restricted("reason", &DropHolderProposal::reason, kPostReaders));
  }
};

/// From which day on cases fill the posts of a class here. Refuses `go_live_must_not_lie_behind`
/// for a day that is over and `class_must_not_be_live` where the class is filled here already, by
/// its day or, without one, by a case: it would go back to paper.
struct SetGoLive {
  static constexpr std::string_view kName = "SetGoLive";
  Code post_class = {};
  Day from = {};

  static constexpr auto fields() {
    return fields_of(open("post_class", &SetGoLive::post_class).ask(Input::code, "post_classes"),
                     open("from", &SetGoLive::from));
  }
};

Result<Decision> decide(ProposeHolder const& command, Context const& context);
Result<Decision> decide(ConfirmHolder const& command, Context const& context);
Result<Decision> decide(DropHolderProposal const& command, Context const& context);
Result<Decision> decide(SetGoLive const& command, Context const& context);

/// The descriptions of these commands.
[[nodiscard]] std::vector<CommandType> opening_commands();

}  // namespace gozin::registry
