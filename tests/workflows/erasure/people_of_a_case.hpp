#pragma once

#include "tests/support/city.hpp"
#include "workflows/appointment/case.hpp"
#include "workflows/appointment/tables.hpp"
#include "workflows/erasure/commands.hpp"
#include "workflows/erasure/reasons.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/registry/tables.hpp"

#include <initializer_list>

// Bahar was a nominee in a case that ended on 2024-11-18 under rules that keep it for a year; Arash
// keeps the register, Dorsa is the administrator.
namespace gozin::erasure {

inline StreamId const kBahar{"person/bahar"};
inline StreamId const kCase{"case/a"};

inline Call const kArash = judge::call("arash", "administrative_affairs");
inline Call const kDorsa = judge::call("dorsa", "administrator");

inline judge::Judge city_with_a_case() {
  auto city = judge::empty_city();
  for (auto const* id : {"arash", "bahar", "dorsa"}) judge::register_person(city, id);
  auto rules = judge::council_rules();
  rules.limits.retention_years = 1;
  rules.limits.court_days = 90;
  rules.objections.against_exclusion = {.days = 2};
  rules.objections.against_ranking = {.days = 3};
  appointment::Case state;
  state.id = kCase;
  state.ruleset = judge::put_rules(city, rules);
  state.changed = judge::at("2024-11-18T09:00:00.000Z");
  for (auto const* id : {"n-1", "n-2", "n-3"}) state.nominees[NomineeId{id}].id = NomineeId{id};
  state.nominees[NomineeId{"n-1"}].person = PersonId{"bahar"};
  state.nominees[NomineeId{"n-2"}].merged_into = NomineeId{"n-1"};
  state.nominees[NomineeId{"n-3"}].person = PersonId{"kaveh"};
  state.sealed.emplace_back().sheet = Code{"s-1"};
  city.view.know(
      judge::bare_kind("case", judge::states_only("case", {"Running", "Appointed", "Suspended"})));
  city.view.put(kCase, state, {"Appointed"});
  city.facts.laid_rows.push_back({&appointment::case_person(), {kCase.text, "bahar"}});
  return city;
}

inline appointment::Case& case_in(judge::Judge& city) {
  return city.view.state<appointment::Case>(kCase);
}

/// The person's erasure, requested by Arash.
inline void request(judge::Judge& city) {
  city.view.record(kBahar,
                   registry::SubjectErasureRequested{
                       .person = PersonId{"bahar"}, .wait_days = 7, .reason = judge::hidden("why")},
                   kArash);
}

/// And confirmed by Dorsa, due at the moment at which tests play.
inline void confirm(judge::Judge& city) {
  request(city);
  city.view.record(kBahar,
                   registry::SubjectErasureConfirmed{.person = PersonId{"bahar"},
                                                     .due = judge::at("2026-11-18T09:00:00.000Z")},
                   kDorsa);
}

}  // namespace gozin::erasure
