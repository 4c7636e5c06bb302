#include "tests/workflows/appointment/ballots_begun.hpp"

namespace gozin::appointment {

using judge::hidden;

rules::RuleSet secret_rules() {
  auto rules = council_rules();
  ballot_rule(rules).rule.secrecy = ballot::Secrecy::secret;
  return rules;
}

rules::RuleSet tie_rules(ballot::TieRule tie) {
  auto rules = council_rules();
  ballot_rule(rules).rule.majority.of = ballot::MajorityBase::cast;
  ballot_rule(rules).rule.tie = tie;
  return rules;
}

rules::RuleSet fallback_rules(rules::Fallback fallback) {
  auto rules = council_rules();
  ballot_rule(rules).rule.quorum.recused_count = false;
  ballot_rule(rules).fallback = fallback;
  ballot_rule(rules).refer_to = Code{"province"};
  return rules;
}

std::unique_ptr<Council> with_five_recused(rules::RuleSet rules) {
  auto council = proposed(std::move(rules));
  for (int number = 9; number <= 13; ++number)
    council
        ->act(by_member(number), RecuseMember{.nominee = nominee("arash"), .reason = hidden("why")})
        .value();
  return council;
}

rules::RuleSet referring_rules() {
  auto rules = fallback_rules(rules::Fallback::refer_to);
  ballot_rule(rules).rule.quorum.recused_count = true;
  return rules;
}

std::unique_ptr<Council> all_recused(rules::RuleSet rules, int members) {
  auto council = proposed(std::move(rules));
  auto kinship = none_declared(*council);
  kinship.interests[nominee("arash")] = Interest::kinship;
  for (int number = 1; number <= members; ++number)
    council->act(by_member(number), kinship).value();
  return council;
}

std::unique_ptr<Council> on_paper(int voters) {
  auto council = proposed(secret_rules());
  council->act(by_secretary(), OpenBallot{.ballot = kBallot, .medium = Medium::paper}).value();
  RecordPaperRoll roll{.ballot = kBallot, .voters = {}};
  for (int number = 1; number <= voters; ++number) roll.voters.push_back(member(number));
  if (voters > 0) council->act(by_secretary(), roll).value();
  return council;
}

CloseRoll tellers() { return {.ballot = kBallot, .tellers = {member(2), PersonId{"t-1"}}}; }

std::unique_ptr<Council> being_counted(int voters) {
  auto council = on_paper(voters);
  council->act(by_chair(), tellers()).value();
  return council;
}

EnterPaperCount count_of(std::int64_t yes, std::int64_t no) {
  return {.ballot = kBallot, .yes = yes, .no = no, .abstain = 0, .blank = 0, .spoiled = 0};
}

Call by_clerk() { return judge::call("t-1", "clerk"); }

void count_twice(Council& council, std::int64_t yes, std::int64_t no) {
  for (auto const& teller : {by_member(2), by_clerk()})
    council.act(teller, count_of(yes, no)).value();
}

ConfirmPaperCount confirmed() { return {.ballot = kBallot, .count_sheet = sha256("signed sheet")}; }

std::unique_ptr<Council> tied(ballot::TieRule tie) {
  auto council = balloting(tie_rules(tie), 12);
  vote(*council, kBallot, {6, 6});
  council->act(by_secretary(), CloseBallot{.ballot = kBallot}).value();
  return council;
}

CastBallot yes() { return {.ballot = kBallot, .choice = Choice::yes, .boxed = false}; }

AnnounceLot lot_for_tomorrow() {
  return {.source = Label{"four dice, thrown before the council"},
          .digits = 4,
          .draws_at = judge::at("2026-11-19T09:00:00.000Z")};
}

session::MotionEntered motion_to_void(bool carried) {
  return {.procedure = session::Procedure::void_ballot,
          .mover = member(2),
          .yes = carried ? 9 : 2,
          .no = carried ? 2 : 9,
          .carried = carried};
}

}  // namespace gozin::appointment
