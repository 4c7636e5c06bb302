#pragma once

#include "engine/command/context.hpp"
#include "workflows/registry/events.hpp"

namespace gozin::registry {

/// Begins the log of a deployment, once: its name, what it is for, the city, and the verifier key
/// by which its checkpoints are signed.
struct OpenLog {
  static constexpr std::string_view kName = "OpenLog";
  Label origin = {};
  Purpose purpose = Purpose::live;
  Label city = {};
  Label key = {};

  static constexpr auto fields() {
    return fields_of(open("origin", &OpenLog::origin), open("purpose", &OpenLog::purpose),
                     open("city", &OpenLog::city), open("key", &OpenLog::key));
  }
};

/// Adopts the working days by which deadlines are counted, or replaces those of the same code.
struct AdoptCalendar {
  static constexpr std::string_view kName = "AdoptCalendar";
  Document calendar = {};

  static constexpr auto fields() {
    return fields_of(open("calendar", &AdoptCalendar::calendar).at_most(60'000));
  }
};

/// Binds entries `from` to `to` of the access journal to the log, whose hash is computed from what
/// is stored; given by the clock alone.
struct SealAccessJournal {
  static constexpr std::string_view kName = "SealAccessJournal";
  std::int64_t from = 0;
  std::int64_t to = 0;
  Hash hash = {};

  static constexpr auto fields() {
    return fields_of(open("from", &SealAccessJournal::from), open("to", &SealAccessJournal::to),
                     open("hash", &SealAccessJournal::hash));
  }
};

/// Lets another key sign for the log, from the checkpoint on that covers this event; given by the
/// program, which has made the key.
struct RotateSigningKey {
  static constexpr std::string_view kName = "RotateSigningKey";
  Label key = {};  // the verifier key that follows (C2SP signed-note), of the log's name

  static constexpr auto fields() { return fields_of(open("key", &RotateSigningKey::key)); }
};

/// Names the stream.
Result<void> prepare(std::type_identity<OpenLog>, Preparation& preparation);

Result<Decision> decide(OpenLog const& command, Context const& context);
/// Refuses what is no calendar with a `rules::Reason`.
Result<Decision> decide(AdoptCalendar const& command, Context const& context);

/// Refuses `journal_must_be_sealed_where_it_ends` for entries that do not follow those sealed last.
Result<Decision> decide(SealAccessJournal const& command, Context const& context);

/// Refuses `signing_key_must_be_new` for one that signs or has signed for this log; one that nobody
/// here holds is refused as `signing_key_must_be_at_hand` when it is recorded.
Result<Decision> decide(RotateSigningKey const& command, Context const& context);

/// The descriptions of these commands.
[[nodiscard]] std::vector<CommandType> log_commands();

}  // namespace gozin::registry
