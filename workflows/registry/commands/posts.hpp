#pragma once

#include "engine/command/context.hpp"
#include "workflows/registry/events.hpp"

namespace gozin::registry {

/// Enters a post of the organisation chart; its stream is `post/<code>`.
struct RegisterPost {
  static constexpr std::string_view kName = "RegisterPost";
  Code code = {};
  Label title = {};
  Code post_class = {};
  Code unit = {};
  std::int64_t grade = 0;

  static constexpr auto fields() {
    return fields_of(open("code", &RegisterPost::code), open("title", &RegisterPost::title),
                     open("post_class", &RegisterPost::post_class).ask(Input::code, "post_classes"),
                     open("unit", &RegisterPost::unit).ask(Input::code, "units"),
                     open("grade", &RegisterPost::grade));
  }
};

/// Gives a post another title, class, unit or grade, for a reason; it stays the same post with its
/// whole history (threat T27), and never changes while a case fills it or names an acting head
/// (`post_must_be_free_of_cases`). Refuses `post_must_change`.
struct ChangePost {
  static constexpr std::string_view kName = "ChangePost";
  Label title = {};
  Code post_class = {};
  Code unit = {};
  std::int64_t grade = 0;
  Committed reason = {};

  static constexpr auto fields() {
    return fields_of(open("title", &ChangePost::title),
                     open("post_class", &ChangePost::post_class).ask(Input::code, "post_classes"),
                     open("unit", &ChangePost::unit).ask(Input::code, "units"),
                     open("grade", &ChangePost::grade),
                     restricted("reason", &ChangePost::reason, kPostReaders));
  }
};

/// The holder has left: why, since which day, and by which decree or letter. Whoever was removed
/// was removed by one (`removal_must_name_its_decree`); a term that runs has not ended
/// (`term_must_have_ended`); nobody has left tomorrow (`vacancy_must_not_lie_ahead`). The credit of
/// the case that appointed them is free again.
struct VacatePost {
  static constexpr std::string_view kName = "VacatePost";
  VacancyCause cause = VacancyCause::retired;
  Day from = {};
  std::optional<Label> reference = {};
  Committed reason = {};

  static constexpr auto fields() {
    return fields_of(open("cause", &VacatePost::cause), open("from", &VacatePost::from),
                     open("reference", &VacatePost::reference),
                     restricted("reason", &VacatePost::reason, kPostReaders));
  }
};

/// The clock ends the time of an acting head: the post is vacant from the day after. Refused as
/// `acting_head_must_hold_post` where nobody acts, and as `acting_period_must_have_ended` before.
struct EndActing {
  static constexpr std::string_view kName = "EndActing";
  static constexpr auto fields() { return fields_of(); }
};

/// Opens a line of the budget; its stream is `budget/<code>`.
struct OpenBudgetLine {
  static constexpr std::string_view kName = "OpenBudgetLine";
  Code code = {};
  Label title = {};
  std::int64_t amount = 0;  // rials a year

  static constexpr auto fields() {
    return fields_of(open("code", &OpenBudgetLine::code), open("title", &OpenBudgetLine::title),
                     open("amount", &OpenBudgetLine::amount));
  }
};

struct ChangeBudgetLine {
  static constexpr std::string_view kName = "ChangeBudgetLine";
  std::int64_t amount = 0;
  Committed reason = {};

  static constexpr auto fields() {
    return fields_of(open("amount", &ChangeBudgetLine::amount),
                     restricted("reason", &ChangeBudgetLine::reason, "finance auditor"));
  }
};

/// Name the streams after their codes.
Result<void> prepare(std::type_identity<RegisterPost>, Preparation& preparation);
Result<void> prepare(std::type_identity<OpenBudgetLine>, Preparation& preparation);

Result<Decision> decide(RegisterPost const& command, Context const& context);
Result<Decision> decide(ChangePost const& command, Context const& context);
Result<Decision> decide(VacatePost const& command, Context const& context);
Result<Decision> decide(EndActing const& command, Context const& context);
Result<Decision> decide(OpenBudgetLine const& command, Context const& context);
Result<Decision> decide(ChangeBudgetLine const& command, Context const& context);

/// The descriptions of these commands.
[[nodiscard]] std::vector<CommandType> post_commands();

}  // namespace gozin::registry
