#pragma once

#include "engine/command/context.hpp"
#include "workflows/registry/events.hpp"

namespace gozin::registry {

/// Forms a council, commission or board; its stream is `body/<code>`, and rule sets know it by the
/// same code. A commission names the body that it prepares decisions for:
/// `parent_body_must_be_formed`.
struct FormBody {
  static constexpr std::string_view kName = "FormBody";
  Code code = {};
  Label title = {};
  std::int64_t seats = 0;
  std::optional<StreamId> commission_of = {};

  static constexpr auto fields() {
    return fields_of(open("code", &FormBody::code), open("title", &FormBody::title),
                     open("seats", &FormBody::seats),
                     open("commission_of", &FormBody::commission_of).ask(Input::stream, "bodies"));
  }
};

/// Proposes where the city's decree numbers go on: `last` is the number of the last decree on
/// paper, `next` the count that comes first, `source` the register they were read from. Another
/// person confirms it; in a demonstration the program itself opens the series at once.
struct OpenDecreeSeries {
  static constexpr std::string_view kName = "OpenDecreeSeries";
  Label last = {};
  std::int64_t next = 1;
  std::optional<Label> source = {};
  std::optional<Hash> document = {};

  static constexpr auto fields() {
    return fields_of(open("last", &OpenDecreeSeries::last), open("next", &OpenDecreeSeries::next),
                     open("source", &OpenDecreeSeries::source),
                     open("document", &OpenDecreeSeries::document));
  }
};

/// Proposes other numbers in place of those that wait.
struct CorrectDecreeSeries {
  static constexpr std::string_view kName = "CorrectDecreeSeries";
  Label last = {};
  std::int64_t next = 1;
  Label source = {};
  std::optional<Hash> document = {};

  static constexpr auto fields() {
    using C = CorrectDecreeSeries;
    return fields_of(open("last", &C::last), open("next", &C::next), open("source", &C::source),
                     open("document", &C::document));
  }
};

/// By somebody else than who proposed it: `opening_must_be_confirmed_by_another_person`.
struct ConfirmDecreeSeries {
  static constexpr std::string_view kName = "ConfirmDecreeSeries";
  static constexpr auto fields() { return fields_of(); }
};

/// Name the streams.
Result<void> prepare(std::type_identity<FormBody>, Preparation& preparation);
Result<void> prepare(std::type_identity<OpenDecreeSeries>, Preparation& preparation);

Result<Decision> decide(FormBody const& command, Context const& context);
Result<Decision> decide(OpenDecreeSeries const& command, Context const& context);
Result<Decision> decide(CorrectDecreeSeries const& command, Context const& context);
Result<Decision> decide(ConfirmDecreeSeries const& command, Context const& context);

/// The descriptions of these commands.
[[nodiscard]] std::vector<CommandType> body_commands();

}  // namespace gozin::registry
