#include "tests/workflows/appointment/elections_begun.hpp"

namespace gozin::appointment {

rules::RuleSet electing_rules(ballot::TieRule tie) {
  auto rules = council_rules();
  rules.gates = {gate("election", rules::GateKind::election)};
  rules.gates.front().on_refusal = rules::OnRefusal::unfilled;
  auto& rule = ballot_rule(rules).rule;
  rule.values = ballot::Values::choose_one;
  rule.rounds = ballot::Rounds{.keep = {2}, .last = ballot::LastRound::relative};
  rule.tie = tie;
  return rules;
}

OpenBallot election(Code const& ballot) {
  return {.ballot = ballot, .question = Question::election};
}

std::unique_ptr<Council> electing(rules::RuleSet rules, int present) {
  auto council = deliberating(std::move(rules), present);
  council->act(by_secretary(), election()).value();
  return council;
}

CastElectionBallot vote_for(std::string_view name, Code const& ballot) {
  return {.ballot = ballot, .nominee = nominee(name)};
}

void cast(Council& council, Code const& ballot, Papers const& papers) {
  auto const open = *council.state().review->ballot;
  bool const secret = open.secrecy == ballot::Secrecy::secret;
  auto next = open.present.begin();
  for (auto const& [name, count] : papers)
    for (int left = count; left > 0; --left, ++next) {
      bool const abstains = name == "-";
      CastElectionBallot command{.ballot = ballot, .abstain = abstains};
      if (!abstains) command.nominee = nominee(name);
      if (secret) {
        command = {.ballot = ballot, .boxed = true};
        council.judge.facts.boxes[ballot.text].push_back(abstains ? "abstain"
                                                                  : "n-" + std::string{name});
      }
      council.act(judge::call(next->text, "body_member"), command).value();
    }
}

Result<Decision> close(Council& council, Code const& ballot) {
  return council.act(by_secretary(), CloseBallot{.ballot = ballot});
}

std::unique_ptr<Council> after_one_round(rules::RuleSet rules) {
  auto council = electing(std::move(rules));
  cast(*council, kBallot, {{"arash", 6}, {"bahar", 4}, {"kaveh", 3}});
  close(*council).value();
  return council;
}

std::unique_ptr<Council> level(ballot::TieRule tie) {
  auto rules = electing_rules(tie);
  ballot_rule(rules).rule.rounds->keep.clear();
  auto council = electing(std::move(rules), 12);
  cast(*council, kBallot, {{"arash", 6}, {"bahar", 6}});
  close(*council).value();
  return council;
}

rules::RuleSet secret_electing_rules() {
  auto rules = electing_rules();
  ballot_rule(rules).rule.secrecy = ballot::Secrecy::secret;
  return rules;
}

EnterElectionCount counted(std::int64_t arash, std::int64_t bahar) {
  return {.ballot = kBallot,
          .votes = {{nominee("arash"), arash}, {nominee("bahar"), bahar}, {nominee("kaveh"), 0}},
          .spoiled = 1};
}

std::unique_ptr<Council> counting_papers() {
  auto council = deliberating(secret_electing_rules());
  auto command = election();
  command.medium = Medium::paper;
  council->act(by_secretary(), command).value();
  RecordPaperRoll roll{.ballot = kBallot, .voters = {}};
  for (int number = 1; number <= 13; ++number) roll.voters.push_back(member(number));
  council->act(by_secretary(), roll).value();
  council->act(by_chair(), tellers()).value();
  return council;
}

}  // namespace gozin::appointment
