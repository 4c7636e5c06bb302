#pragma once

#include "tests/support/judge.hpp"
#include "workflows/appointment/commands/balloting.hpp"
#include "workflows/appointment/commands/counting.hpp"
#include "workflows/appointment/commands/decreeing.hpp"
#include "workflows/appointment/commands/reviewing.hpp"
#include "workflows/appointment/judging.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/session/state.hpp"

#include <functional>
#include <memory>

// A case before a council of thirteen: members m-01 (the chair) to m-13, the secretary s-01; the
// nominees n-arash, n-bahar and n-kaveh in this rank, all permitted, and n-dorsa below them.
namespace gozin::appointment {

struct Council {
  judge::Judge judge;
  StreamId stream{"case/c-1"};
  StreamId session{"session/s-1"};
  StreamId body{"body/council"};

  /// Judges without recording.
  template <CommandStruct C>
  Result<Decision> judged(Call const& by, C const& command) {
    return judge.judge(by, stream, command);
  }
  /// Judges and records.
  template <CommandStruct C>
  Result<Decision> act(Call const& by, C const& command) {
    auto decision = judge.judge(by, stream, command);
    if (!decision) return decision;
    for (auto const& emitted : decision->events)
      judge.view.record(emitted.stream, emitted.event, by);
    for (auto const& ballot : decision->opened_boxes) judge.facts.boxes.erase(ballot);
    return decision;
  }

  [[nodiscard]] Case& state() { return judge.view.state<Case>(stream); }
  /// By their own word.
  void leave(PersonId const& who) {
    meeting().present.erase(who);
    meeting().departed.insert(who);
  }
  [[nodiscard]] session::Session& meeting() { return judge.view.state<session::Session>(session); }
  [[nodiscard]] bool stands(std::string_view name) { return judge.view.in(stream, name); }
};

/// The rules by which the cases of these tests are judged: one gate, the council's consent, ballots
/// of 13 seats with a quorum of two thirds of all and an absolute majority of those present.
[[nodiscard]] rules::RuleSet council_rules();
[[nodiscard]] rules::Gate gate(std::string_view code, rules::GateKind kind,
                               std::string_view body = "council");
[[nodiscard]] rules::BallotRule& ballot_rule(rules::RuleSet& rules);

[[nodiscard]] NomineeId nominee(std::string_view name);  // `arash` → n-arash
[[nodiscard]] PersonId person(std::string_view name);    // `arash` → p-arash
[[nodiscard]] PersonId member(int number);               // 1 → m-01
[[nodiscard]] Call by_member(int number);
[[nodiscard]] Call by_chair();
[[nodiscard]] Call by_secretary();
[[nodiscard]] Call by_mayor();
[[nodiscard]] Call by_affairs();

/// The case referred to the first gate of the rules, on the agenda of the open session, in which
/// the first `present` members sit.
[[nodiscard]] std::unique_ptr<Council> awaiting(rules::RuleSet rules = council_rules(),
                                                int present = 13);
/// The same with the item opened, and everybody's interests declared as none.
[[nodiscard]] std::unique_ptr<Council> deliberating(rules::RuleSet rules = council_rules(),
                                                    int present = 13);
/// The same with n-arash proposed.
[[nodiscard]] std::unique_ptr<Council> proposed(rules::RuleSet rules = council_rules(),
                                                int present = 13);
/// The same with the ballot `b-1` open.
[[nodiscard]] std::unique_ptr<Council> balloting(rules::RuleSet rules = council_rules(),
                                                 int present = 13);
/// All gates passed in favour of n-arash; the mayor m-ayor has declared no interests.
[[nodiscard]] std::unique_ptr<Council> decreeing(rules::RuleSet rules = council_rules());

/// No interest in anybody who may be chosen.
[[nodiscard]] DeclareInterestAsMember none_declared(Council& council);
void declare_none(Council& council, int members);
/// Puts a motion about the case into the minutes of the session, confirmed unless said otherwise.
void record_motion(Council& council, session::MotionEntered motion, bool confirmed = true);
/// Votes in the order of the members; in a secret ballot the papers go into the box.
/// How members vote, in the order of their seats.
struct Votes {
  int yes = 0;
  int no = 0;
  int abstain = 0;
};
void vote(Council& council, Code const& ballot, Votes votes);
/// Proposes, opens, votes and closes.
Result<Decision> decide_on(Council& council, std::string_view name, std::string_view ballot,
                           Votes votes);

/// One row: what is done, and why it is refused.
struct Refusal {
  std::string_view reason;
  std::function<Result<Decision>()> act;
};

}  // namespace gozin::appointment
