#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/events/drafting.hpp"

namespace gozin::appointment {

/// Appoints panel and reserves before any name is known (threat T5): either by name, `members` with
/// the chair and `reserves` in order, or drawn by the lot that was announced with its pool, where
/// `announced` is the public value and the first drawn is the chair. A panel that was drawn stays:
/// who does not like it cannot draw or name another.
struct AppointPanel {
  static constexpr std::string_view kName = "AppointPanel";
  std::optional<PersonId> chair = {};
  std::vector<PersonId> members = {};
  std::vector<PersonId> reserves = {};
  std::optional<Label> announced = {};

  static constexpr auto fields() {
    return fields_of(
        open("chair", &AppointPanel::chair).ask(Input::person, "persons"),
        open("members", &AppointPanel::members).ask(Input::list, "persons").optional(),
        open("reserves", &AppointPanel::reserves).ask(Input::list, "persons").optional(),
        open("announced", &AppointPanel::announced));
  }
};

/// Publishes the call; from here on the case is judged by the rule set with the hash recorded.
/// Without `closes` the window is as long as the clock of the stage, and never shorter than the
/// rule set permits. Conditions that fewer of the registered staff meet than the rules want at
/// least may be cut to fit one person (threat T1): refused as `few_staff_meet_the_conditions` until
/// `narrowness` says why the post needs them.
struct PublishVacancy {
  static constexpr std::string_view kName = "PublishVacancy";
  std::optional<Instant> closes = {};
  std::optional<Committed> narrowness = {};

  static constexpr auto fields() {
    return fields_of(
        open("closes", &PublishVacancy::closes),
        restricted("narrowness", &PublishVacancy::narrowness, kFileReaders).ask(Input::long_text));
  }
};

/// The route without a call: the decider names one person who meets every condition, on a ground
/// that the rules list and that holds: a post exempt by its class (`post_must_be_exempt`), or a
/// transfer of whoever has the post's grade by the register (`transfer_must_keep_the_grade`). An
/// acting head takes a case that was opened for one (`ground_must_suit_the_case`) and days that the
/// acting heads of the post together have left (`acting_days_must_be_left`): more, where the rules
/// say so, by `notice`, the session in which the council took notice of the case.
struct ProposeDirectly {
  static constexpr std::string_view kName = "ProposeDirectly";
  NomineeId nominee;
  PersonId person;
  rules::DirectReason ground = rules::DirectReason::acting;
  Committed reason;
  std::optional<StreamId> notice = {};

  static constexpr auto fields() {
    return fields_of(open("nominee", &ProposeDirectly::nominee).ask(Input::none),
                     open("person", &ProposeDirectly::person).ask(Input::person, "persons"),
                     open("ground", &ProposeDirectly::ground),
                     personal("reason", &ProposeDirectly::reason, "person"),
                     open("notice", &ProposeDirectly::notice).ask(Input::stream, "sessions"));
  }
};

Result<Decision> decide(AppointPanel const& command, Context const& context);
Result<Decision> decide(PublishVacancy const& command, Context const& context);
Result<Decision> decide(ProposeDirectly const& command, Context const& context);

Result<void> prepare(std::type_identity<ProposeDirectly>, Preparation& preparation);

/// The descriptions of these commands.
[[nodiscard]] std::vector<CommandType> authorised_commands();

}  // namespace gozin::appointment
