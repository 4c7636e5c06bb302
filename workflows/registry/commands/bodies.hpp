#pragma once

#include "engine/command/context.hpp"
#include "workflows/registry/events.hpp"

namespace gozin::registry {

/// Forms a council, commission or board; its stream is `body/<code>`, and rule sets know it by the
/// same code.
struct FormBody {
  static constexpr std::string_view kName = "FormBody";
  Code code = {};
  Label title = {};
  std::int64_t seats = 0;

  static constexpr auto fields() {
    return fields_of(open("code", &FormBody::code), open("title", &FormBody::title),
                     open("seats", &FormBody::seats));
  }
};

/// Seats a person, or gives a seated one another office.
struct SeatMember {
  static constexpr std::string_view kName = "SeatMember";
  PersonId person = {};
  Office office = Office::member;

  static constexpr auto fields() {
    return fields_of(open("person", &SeatMember::person).ask(Input::person, "persons"),
                     open("office", &SeatMember::office));
  }
};

struct UnseatMember {
  static constexpr std::string_view kName = "UnseatMember";
  PersonId person = {};

  static constexpr auto fields() {
    return fields_of(open("person", &UnseatMember::person).ask(Input::person, "body_members"));
  }
};

/// Opens the city's decree numbers: `last` is the number of the last decree on paper, `next` the
/// count that comes first.
struct OpenDecreeSeries {
  static constexpr std::string_view kName = "OpenDecreeSeries";
  Label last = {};
  std::int64_t next = 1;

  static constexpr auto fields() {
    return fields_of(open("last", &OpenDecreeSeries::last), open("next", &OpenDecreeSeries::next));
  }
};

/// Name the streams.
Result<void> prepare(std::type_identity<FormBody>, Preparation& preparation);
Result<void> prepare(std::type_identity<OpenDecreeSeries>, Preparation& preparation);

Result<Decision> decide(FormBody const& command, Context const& context);
Result<Decision> decide(SeatMember const& command, Context const& context);
Result<Decision> decide(UnseatMember const& command, Context const& context);
Result<Decision> decide(OpenDecreeSeries const& command, Context const& context);

/// The descriptions of these commands.
[[nodiscard]] std::vector<CommandType> body_commands();

}  // namespace gozin::registry
