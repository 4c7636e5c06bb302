#include "tests/workflows/appointment/reviews_begun.hpp"

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
