#pragma once

#include "engine/event/event.hpp"
#include "engine/port/keys.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gozin {

/// Who asks, in which role, when, through which door.
struct Call {
  PersonId actor;
  Code role;
  PersonId behalf = {};  // whom a clerk or a delegate acts for
  Code channel;
  Instant now;                           // as it will be recorded
  std::optional<Instant> occurred = {};  // absent: now
  std::string request;                   // made by the server
};

struct Context;
class Preparation;

/// An event decided on, for a stream, not yet recorded.
struct Emitted {
  StreamId stream;
  Event event;
};

/// A person whose keys are destroyed and whom no look-up finds any more. All other keys pass under
/// a new epoch key in the same transaction.
struct Erasing {
  PersonId person;
  std::vector<VaultKeyId> keys;
};

/// What a command leads to. Everything is recorded in one transaction, or nothing.
struct Decision {
  std::vector<Emitted> events = {};
  std::vector<std::string> opened_boxes =
      {};  // ballots counted: their papers and key are destroyed
  std::vector<Erasing> erased = {};

  template <EventStruct E>
  Decision& add(StreamId const& stream, E event) {
    events.push_back({stream, event_of(std::move(event))});
    return *this;
  }
};

/// Who may give a command, and what it means for its stream.
struct CommandTraits {
  std::vector<std::string_view> roles;  // any of these; `clock` and `operator` are roles too
  std::string_view duty = {};           // what the actor does in the case, for separation of duties
  bool opens = false;                   // the stream begins with it
  // Events it can begin with, one of which the chart must accept for it to be offered; empty: it is
  // offered wherever the role is held. See engine/command/offers.hpp.
  std::vector<std::string_view> leads_to = {};
  std::string_view task = {};  // offered only while this task waits for the caller
};

/// A command as data: drives the command line, the forms, the API and the scenarios alike.
struct CommandType {
  std::string_view name;      // `CastBallot`
  std::string wire;           // `cast_ballot`
  std::string_view workflow;  // `appointment`
  std::string_view kind;      // the kind of stream it is given to: `case`
  CommandTraits traits;
  std::vector<Field> fields;
  Shape const* shape = nullptr;
  /// Judges it. Pure: everything it may know is in the context.
  Result<Decision> (*decide)(void const* command, Context const& context) = nullptr;
  /// Adds what follows from an act whatever the command is; null where nothing does.
  void (*follow)(Decision& decision, Context const& context) = nullptr;
  /// Replaces what must not reach the judge (sheets, secret choices, new ids) before it is queued;
  /// null when the classes of the fields say enough.
  Result<void> (*prepare)(Preparation& preparation) = nullptr;

  /// What the command leads to, with what follows from it.
  [[nodiscard]] Result<Decision> judge(void const* command, Context const& context) const {
    auto decision = decide(command, context);
    if (decision && follow) follow(*decision, context);
    return decision;
  }

  /// Reads prepared input as the command.
  [[nodiscard]] Result<std::shared_ptr<void const>> decode(json::value const& input) const {
    return decode_shaped(*shape, input);
  }
};

/// `CastBallot` → `cast_ballot`.
[[nodiscard]] std::string wire_name(std::string_view name);

}  // namespace gozin
