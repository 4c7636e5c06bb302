#include "engine/rules/sections.hpp"

#include <boost/json/object.hpp>

namespace gozin::rules::sections {
namespace {

using namespace reader;

constexpr std::int64_t kRatioLimit = 1'000'000'000;

ballot::Ratio ratio(Node const& at) {
  auto const number = fraction(at);
  if (!number) return {1, 2};
  auto const top = numerator(*number);
  auto const bottom = denominator(*number);
  if (top < 0 || top > kRatioLimit || bottom > kRatioLimit) {
    report(at, Reason::number_must_lie_in_range, "0..1");
    return {1, 2};
  }
  return {static_cast<std::int64_t>(top), static_cast<std::int64_t>(bottom)};
}

ballot::Quorum quorum(Node const& at) {
  open(at, {"at_least", "of", "recused_count"});
  return {.at_least = ratio(member(at, "at_least")),
          .of = one_of<ballot::QuorumBase>(member(at, "of")),
          .recused_count = truth(member(at, "recused_count"))};
}

ballot::Majority majority(Node const& at) {
  open(at, {"more_than", "at_least", "of"});
  auto const more = optional_member(at, "more_than");
  auto const least = optional_member(at, "at_least");
  ballot::Majority majority{.of = one_of<ballot::MajorityBase>(member(at, "of"))};
  if (at && static_cast<bool>(more) == static_cast<bool>(least)) {
    report(at, Reason::member_must_be_given, list_of(ballot::kThresholdNames));
    return majority;
  }
  majority.threshold = more ? ballot::Threshold::more_than : ballot::Threshold::at_least;
  majority.fraction = ratio(more ? more : least);
  return majority;
}

ballot::Rounds rounds_of_election(Node const& at) {
  open(at, {"keep", "last"});
  ballot::Rounds rounds{.keep = {}, .last = one_of<ballot::LastRound>(member(at, "last"))};
  auto const keep = member(at, "keep");
  for (auto const& item : some_items(keep)) {
    rounds.keep.push_back(whole(item, {2, 100}));
    bool const falls = rounds.keep.size() < 2 || rounds.keep.back() < rounds.keep.rbegin()[1];
    if (!falls) report(item, Reason::rounds_must_eliminate, std::to_string(rounds.keep.back()));
  }
  return rounds;
}

/// Rounds belong to papers with one name, a way of counting to papers with an order.
void read_election(Node const& at, ballot::Rule& rule) {
  auto const rounds = optional_member(at, "rounds");
  if (rounds && rule.values != ballot::Values::choose_one)
    report(rounds, Reason::member_must_be_known, "choose_one");
  else if (rounds)
    rule.rounds = rounds_of_election(rounds);
  bool const in_order = rule.values == ballot::Values::rank;
  auto const by = in_order ? member(at, "rank_by") : optional_member(at, "rank_by");
  if (by && !in_order)
    report(by, Reason::member_must_be_known, "rank");
  else if (by)
    rule.rank_by = one_of<ballot::RankMethod>(by);
}

BallotRule body(Node const& at) {
  BallotRule body{.title = bilingual(member(at, "title")),
                  .seats = whole(member(at, "seats"), {1, 10'000}),
                  .rule = ballot_rule(at, Defaults::refused),
                  .fallback = one_of<Fallback>(member(at, "fallback")),
                  .refer_to = optionally(optional_member(at, "refer_to"), code),
                  .nominator_is_recused = truth(member(at, "nominator_is_recused")),
                  .notice = period(member(at, "notice")),
                  .secrecy_note = optionally(optional_member(at, "secrecy_note"), bilingual),
                  .members_may_stand =
                      optionally(optional_member(at, "members_may_stand"), truth).value_or(true)};
  read_election(at, body.rule);
  if ((body.fallback == Fallback::refer_to) != body.refer_to.has_value())
    report(at, Reason::fallback_must_name_another_body, "refer_to");
  return body;
}

Gate gate(Node const& at) {
  open(at, {"code", "title", "body", "kind", "on_refusal", "binds", "basis"});
  Gate gate{.code = code(member(at, "code")),
            .title = bilingual(member(at, "title")),
            .body = code(member(at, "body")),
            .kind = one_of<GateKind>(member(at, "kind")),
            .on_refusal = one_of<OnRefusal>(member(at, "on_refusal")),
            .binds_after = std::nullopt,
            .basis = optionally(optional_member(at, "basis"), text).value_or("")};
  auto const binds = member(at, "binds");
  if (!binds || (binds.value->is_string() && binds.value->get_string() == "at_once")) return gate;
  open(binds, {"after", "sent_to"});
  gate.binds_after = AfterPeriod{.sent_to = code(member(binds, "sent_to")),
                                 .length = period(member(binds, "after"))};
  return gate;
}

}  // namespace

ballot::Rule ballot_rule(Node const& at, Defaults defaults) {
  if (defaults == Defaults::refused)
    open(at, {"title", "seats", "quorum", "majority", "also", "blank_counts_as", "void_counts_as",
              "secrecy", "secrecy_note", "values", "rounds", "rank_by", "tie", "fallback",
              "refer_to", "nominator_is_recused", "notice", "members_may_stand"});
  else
    open(at, {"quorum", "majority", "also", "blank_counts_as", "void_counts_as", "secrecy",
              "values", "tie"});
  auto const part = [&](std::string_view name) {
    return defaults == Defaults::refused ? member(at, name) : optional_member(at, name);
  };

  ballot::Rule rule;
  rule.quorum = quorum(member(at, "quorum"));
  rule.majority = majority(member(at, "majority"));
  rule.also = optionally(optional_member(at, "also"), majority);
  if (auto const blank = part("blank_counts_as"))
    rule.blank_counts_as = one_of<ballot::PaperMeaning>(blank);
  if (auto const torn = part("void_counts_as"))
    rule.void_counts_as = one_of<ballot::PaperMeaning>(torn);
  if (auto const secrecy = part("secrecy")) rule.secrecy = one_of<ballot::Secrecy>(secrecy);
  if (auto const values = part("values")) rule.values = one_of<ballot::Values>(values);
  if (defaults == Defaults::permitted && rule.values != ballot::Values::yes_no_abstain)
    report(optional_member(at, "values"), Reason::value_must_be_listed, "yes_no_abstain");
  if (auto const tie = part("tie")) rule.tie = one_of<ballot::TieRule>(tie);

  if (auto const fault = ballot::find_fault(rule); at && fault)
    report(at, *find_by_name<Reason>(name_of(*fault)), "0..1");
  return rule;
}

std::map<Code, BallotRule> bodies(Node const& at) {
  std::map<Code, BallotRule> found;
  auto const nodes = members(at);
  for (auto const& [code, node] : nodes) found.emplace(code, body(node));
  if (at && found.empty()) report(at, Reason::list_must_not_be_empty, "body");
  for (auto const& [code, node] : nodes) {
    auto const& refer_to = found.at(code).refer_to;
    if (refer_to && (*refer_to == code || !found.contains(*refer_to)))
      report(node, Reason::fallback_must_name_another_body, refer_to->text);
  }
  return found;
}

std::vector<Gate> gates(Node const& at) {
  std::vector<Gate> found;
  for (auto const& item : items(at)) found.push_back(gate(item));
  require_unique(at, found);
  return found;
}

}  // namespace gozin::rules::sections
