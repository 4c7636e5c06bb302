#pragma once

#include "engine/command/context.hpp"
#include "workflows/appointment/events/drafting.hpp"

namespace gozin::appointment {

/// Opens a case for a post to which nobody was appointed for good and that no other case claims;
/// `tenure` acting: for an acting head until then, beside the case of the call, which may be open
/// already or be opened later. An acting head may hold the post.
struct OpenCase {
  static constexpr std::string_view kName = "OpenCase";
  StreamId post;
  StreamId ruleset;
  std::optional<StreamId> readvertises = {};
  std::optional<Tenure> tenure = {};  // absent: regular

  static constexpr auto fields() {
    return fields_of(open("post", &OpenCase::post).ask(Input::stream, "posts"),
                     open("ruleset", &OpenCase::ruleset).ask(Input::stream, "rulesets"),
                     open("readvertises", &OpenCase::readvertises).ask(Input::stream, "cases"),
                     open("tenure", &OpenCase::tenure));
  }
};

/// Says how the post is to be filled. May be repeated until the vacancy is submitted first.
struct DescribeVacancy {
  static constexpr std::string_view kName = "DescribeVacancy";
  rules::Route route = rules::Route::full;
  StreamId budget_line;
  std::int64_t yearly_cost = 0;
  std::map<Code, ExactText> weights = {};
  std::optional<Committed> justification = {};

  static constexpr auto fields() {
    return fields_of(
        open("route", &DescribeVacancy::route),
        open("budget_line", &DescribeVacancy::budget_line).ask(Input::stream, "budget_lines"),
        open("yearly_cost", &DescribeVacancy::yearly_cost),
        open("weights", &DescribeVacancy::weights).ask(Input::list, "criteria").optional(),
        restricted("justification", &DescribeVacancy::justification, kFileReaders)
            .ask(Input::long_text));
  }
};

/// Changes a description that was sent back, with the reason.
struct AmendVacancy {
  static constexpr std::string_view kName = "AmendVacancy";
  rules::Route route = rules::Route::full;
  StreamId budget_line;
  std::int64_t yearly_cost = 0;
  std::map<Code, ExactText> weights = {};
  Committed reason;

  static constexpr auto fields() {
    return fields_of(
        open("route", &AmendVacancy::route),
        open("budget_line", &AmendVacancy::budget_line).ask(Input::stream, "budget_lines"),
        open("yearly_cost", &AmendVacancy::yearly_cost),
        open("weights", &AmendVacancy::weights).ask(Input::list, "criteria").optional(),
        restricted("reason", &AmendVacancy::reason, kFileReaders));
  }
};

struct SubmitVacancy {
  static constexpr std::string_view kName = "SubmitVacancy";
  static constexpr auto fields() { return fields_of(); }
};

/// Administrative affairs: the post exists and is vacant.
struct ConfirmEstablishment {
  static constexpr std::string_view kName = "ConfirmEstablishment";
  static constexpr auto fields() { return fields_of(); }
};

struct RefuseEstablishment {
  static constexpr std::string_view kName = "RefuseEstablishment";
  Committed reason;

  static constexpr auto fields() {
    return fields_of(restricted("reason", &RefuseEstablishment::reason, kFileReaders));
  }
};

/// Finance: the credit is there; it is reserved by the same act.
struct ConfirmBudget {
  static constexpr std::string_view kName = "ConfirmBudget";
  static constexpr auto fields() { return fields_of(); }
};

struct RefuseBudget {
  static constexpr std::string_view kName = "RefuseBudget";
  Committed reason;

  static constexpr auto fields() {
    return fields_of(restricted("reason", &RefuseBudget::reason, kFileReaders));
  }
};

Result<Decision> decide(OpenCase const& command, Context const& context);
Result<Decision> decide(DescribeVacancy const& command, Context const& context);
Result<Decision> decide(AmendVacancy const& command, Context const& context);
Result<Decision> decide(SubmitVacancy const& command, Context const& context);
Result<Decision> decide(ConfirmEstablishment const& command, Context const& context);
Result<Decision> decide(RefuseEstablishment const& command, Context const& context);
Result<Decision> decide(ConfirmBudget const& command, Context const& context);
Result<Decision> decide(RefuseBudget const& command, Context const& context);

/// Both checks and their join by one act, for a case that passed them on paper. Refuses what they
/// refuse.
[[nodiscard]] std::optional<Rejection> authorise_at_once(Decision& decision,
                                                         Context const& context);

/// The descriptions of these commands.
[[nodiscard]] std::vector<CommandType> drafting_commands();

}  // namespace gozin::appointment
