#pragma once

#include "tests/workflows/appointment/council.hpp"

// Rules and commands of reviews that several tests share.
namespace gozin::appointment {

[[nodiscard]] Call by_board(Instant now = judge::at("2026-11-19T09:00:00.000Z"));
[[nodiscard]] rules::RuleSet with_gates(std::vector<rules::Gate> gates);
/// The council's rules, with a quorum of two.
[[nodiscard]] rules::RuleSet two_suffice();
/// A case whose rules give the council two days' notice, on the agenda of a session called under
/// these other rules so many days before it begins.
[[nodiscard]] std::unique_ptr<Council> under_other_rules(rules::RuleSet rules, int days = 1);
/// What the council decides is sent to the conformity board and binds after fourteen days.
[[nodiscard]] rules::RuleSet binding_after_a_fortnight();
[[nodiscard]] DeclareInterestAsMember none_in_all();
/// m-04 challenges m-03 about n-arash.
[[nodiscard]] RuleOnRecusal ruling(std::int64_t yes, std::int64_t no);
/// The motion of the session by which the body ruled so.
[[nodiscard]] session::MotionEntered motion_of(RuleOnRecusal const& ruling);

}  // namespace gozin::appointment
