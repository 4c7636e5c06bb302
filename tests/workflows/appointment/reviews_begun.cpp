#include "tests/workflows/appointment/reviews_begun.hpp"

#include "workflows/ruleset/state.hpp"

#include <chrono>

namespace gozin::appointment {

using judge::hidden;

Call by_board(Instant now) { return judge::call("c-01", "conformity_board", now); }

rules::RuleSet with_gates(std::vector<rules::Gate> gates) {
  auto rules = council_rules();
  rules.gates = std::move(gates);
  return rules;
}

rules::RuleSet binding_after_a_fortnight() {
  auto rules = council_rules();
  rules.gates[0].binds_after = rules::AfterPeriod{.sent_to = Code{"conformity_board"},
                                                  .length = {14, rules::DayCount::calendar_days}};
  return rules;
}

rules::RuleSet two_suffice() {
  auto rules = council_rules();
  ballot_rule(rules).rule.quorum.at_least = {2, 13};
  return rules;
}

std::unique_ptr<Council> under_other_rules(rules::RuleSet rules, int days) {
  auto council = awaiting();
  auto& view = council->judge.view;
  auto of_the_case = council_rules();
  ballot_rule(of_the_case).notice = {2, rules::DayCount::calendar_days};
  auto& stream = view.state<ruleset::RuleSetStream>(StreamId{"ruleset/r-1"});
  stream.rules = std::make_shared<rules::RuleSet const>(std::move(of_the_case));
  ruleset::RuleSetStream other;
  other.rules = std::make_shared<rules::RuleSet const>(std::move(rules));
  auto& meeting = council->meeting();
  meeting.ruleset = StreamId{"ruleset/r-2"};
  view.put(meeting.ruleset, other, {"InForce"});
  meeting.starts = by_secretary().now;
  meeting.called = {meeting.starts.ms - std::chrono::milliseconds{std::chrono::days{days}}.count()};
  return council;
}

DeclareInterestAsMember none_in_all() {
  return {.interests = {{nominee("arash"), Interest::none},
                        {nominee("bahar"), Interest::none},
                        {nominee("kaveh"), Interest::none}},
          .detail = std::nullopt};
}

RuleOnRecusal ruling(std::int64_t yes, std::int64_t no) {
  return {.member = member(3),
          .nominee = nominee("arash"),
          .challenger = member(4),
          .yes = yes,
          .no = no,
          .reason = hidden("why")};
}

session::MotionEntered motion_of(RuleOnRecusal const& ruling) {
  return {.procedure = session::Procedure::recuse,
          .member = ruling.member,
          .nominee = ruling.nominee,
          .mover = ruling.challenger,
          .yes = ruling.yes,
          .no = ruling.no,
          .carried = ruling.yes > ruling.no};
}

}  // namespace gozin::appointment
