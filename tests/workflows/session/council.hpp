#pragma once

#include "tests/support/city.hpp"
#include "workflows/session/commands.hpp"
#include "workflows/session/state.hpp"

namespace gozin::session {

inline StreamId const kCouncil{"body/council"};
inline StreamId const kMeeting{"session/council-12"};
inline StreamId const kRules{"ruleset/city-managers-1"};
inline Call const kSecretary = judge::call("secretary", "body_secretary");

/// Seven members `m1` … `m7`, the first of them in the chair, and a secretary; rules in force.
inline judge::Judge council() {
  using registry::Office;
  auto city = judge::empty_city();
  judge::form_body(city, "council", 7,
                   {{"m1", Office::chair},
                    {"m2", Office::member},
                    {"m3", Office::member},
                    {"m4", Office::member},
                    {"m5", Office::member},
                    {"m6", Office::member},
                    {"m7", Office::member},
                    {"secretary", Office::secretary}});
  judge::put_rules(city, judge::council_rules());
  return city;
}

/// Two hours after the moment at which tests play.
inline CallSession call_session() {
  return {.body = kCouncil,
          .number = 12,
          .starts = judge::at("2026-11-18T11:00:00.000Z"),
          .ruleset = kRules};
}

/// The secretary, when the session should begin.
inline Call at_its_time() {
  return judge::call("secretary", "body_secretary", judge::at("2026-11-18T11:00:00.000Z"));
}

inline Call as_member(std::string_view who) { return judge::call(who, "body_member"); }

inline PersonId member(int number) { return PersonId{"m" + std::to_string(number)}; }

/// A called session at which the first members have arrived.
inline judge::Judge called(int present) {
  auto city = council();
  static_cast<void>(city.act(kSecretary, kMeeting, call_session()));
  for (int number = 1; number <= present; ++number)
    static_cast<void>(city.act(kSecretary, kMeeting, RecordAttendance{.member = member(number)}));
  return city;
}

}  // namespace gozin::session
