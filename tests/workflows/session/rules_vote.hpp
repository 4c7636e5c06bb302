#pragma once

#include "tests/workflows/session/council.hpp"
#include "workflows/ruleset/state.hpp"
#include "workflows/session/motions.hpp"

// A vote of the council on the next version of its rules.
namespace gozin::session {

inline StreamId const kProposed{"ruleset/city-managers-2"};

inline rules::RuleSet next_rules() {
  auto rules = judge::council_rules();
  rules.version = 2;
  // What is proposed would carry anything; it is not by this that it is judged.
  auto& rule = rules.ballots.at(Code{"council"}).rule;
  rule.quorum.at_least = {1, 7};
  rule.majority.fraction = {1, 7};
  return rules;
}

/// An open session of the council, this many of seven present, the new version on its agenda.
inline judge::Judge meeting(int present) {
  auto city = called(present);
  judge::put_rules(city, next_rules(), "Proposed");
  static_cast<void>(
      city.act(at_its_time(), kMeeting, AddAgendaItem{.title = {"rules"}, .about = kProposed}));
  static_cast<void>(city.act(at_its_time(), kMeeting, OpenSession{}));
  return city;
}

inline PutRuleSetToVote put() { return {.ballot = Code{"b-1"}, .session = kMeeting}; }

inline judge::Judge voting(int present) {
  auto city = meeting(present);
  static_cast<void>(city.act(at_its_time(), kProposed, put()));
  return city;
}

inline void vote(judge::Judge& city, int from, int to, balloting::Choice choice) {
  for (int number = from; number <= to; ++number)
    static_cast<void>(city.act(as_member(member(number).text), kProposed, VoteOnRuleSet{choice}));
}

/// By the chair, who may end a vote that not everybody took part in.
inline Call chair() {
  return judge::call("m1", "body_chair", judge::at("2026-11-18T11:00:00.000Z"));
}

inline Result<Decision> close(judge::Judge& city, Call const& by = chair()) {
  return city.act(by, kProposed, CloseRuleSetVote{.resolution = {"1405/12/1"}});
}

}  // namespace gozin::session
