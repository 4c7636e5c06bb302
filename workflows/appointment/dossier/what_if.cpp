#include "workflows/appointment/dossier/what_if.hpp"

#include "engine/rules/choice.hpp"
#include "workflows/appointment/ballots.hpp"
#include "workflows/appointment/dossier/ballot_count.hpp"
#include "workflows/appointment/merit.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace gozin::appointment {
namespace {

/// What a ranking says of one nominee.
struct Ranked {
  std::string score;
  std::string place;
  std::string floors;  // those missed
  bool permitted = false;
};

/// A ranking under one rule set, or why there is none.
struct RankedAll {
  std::map<NomineeId, Ranked> nominees;
  std::string refused;
  bool needs_lot = false;
};

std::string refusal_of(Rejection const& rejection) {
  auto text = std::string{rejection.reason.name()};
  if (!rejection.detail.empty()) text += " " + rejection.detail;
  return text;
}

RankedAll ranked_by(rules::RuleSet const& rules, Case const& then,
                    std::optional<Hash> const& lot_seed) {
  RankedAll all;
  auto const merit = merit_of(rules, then, lot_seed);
  if (!merit) {
    all.refused = refusal_of(merit.error());
    return all;
  }
  all.needs_lot = merit->needs_lot;
  for (auto const& one : merit->ranking) {
    auto& ranked = all.nominees[one.nominee];
    ranked.score = one.score.text;
    ranked.place = std::to_string(one.place);
  }
  for (auto const& one : merit->below) {
    auto& floors = all.nominees[one.nominee].floors;
    floors += (floors.empty() ? "" : " ") + one.criterion.text;
  }
  for (auto const& nominee : permitted_by(rules, then, merit->ranking))
    all.nominees[nominee].permitted = true;
  return all;
}

std::string yes_or_no(bool yes) { return yes ? "yes" : "no"; }

class Comparison {
 public:
  Comparison(CaseFile const& file, rules::RuleSet const& other) : file_{file}, other_{other} {}

  void ranking(Recorded const& recorded);
  void ballot(BallotFound const& ballot);
  [[nodiscard]] std::vector<Consequence> take();

 private:
  void add(ConsequenceKind kind, std::string about, std::string was, std::string would);
  /// The case as it was when it was ranked, with weights that the other rules permit.
  [[nodiscard]] Case as_under_other(Case const& then);
  void compare(RankedAll const& was, RankedAll const& would);
  void compare(std::string const& code, CountedAgain const& was, CountedAgain const& would);

  CaseFile const& file_;
  rules::RuleSet const& other_;
  std::int64_t seq_ = 0;
  std::vector<Consequence> consequences_;
};

void Comparison::add(ConsequenceKind kind, std::string about, std::string was, std::string would) {
  consequences_.push_back({seq_, kind, std::move(about), std::move(was), std::move(would)});
}

/// Whether the vacancy weighs otherwise than its rule set does by itself.
bool has_own_weights(rules::RuleSet const& rules, Case const& then) {
  return std::ranges::any_of(rules.criteria, [&](rules::Criterion const& criterion) {
    auto const given = then.weights.find(criterion.code);
    return given != then.weights.end() && given->second != criterion.weight;
  });
}

Case Comparison::as_under_other(Case const& then) {
  auto changed = then;
  if (!has_own_weights(file_.rules(), then)) {
    changed.weights.clear();
    return changed;
  }
  auto const weighed = rules::weigh(other_, then.weights);
  if (weighed) return changed;
  add(ConsequenceKind::weights, {}, "vacancy", "rules: " + refusal_of(weighed.error()));
  changed.weights.clear();
  return changed;
}

void Comparison::ranking(Recorded const& recorded) {
  bool const ranks =
      recorded.event.as<RankingEstablished>() || recorded.event.as<ReadmissionConcluded>();
  if (!ranks) return;
  seq_ = recorded.at.seq;
  auto const then = file_.as_of(seq_ - 1);
  auto const seed = lot_seed_of(recorded, then);
  auto const was = ranked_by(file_.rules(), then, seed);
  compare(was, ranked_by(other_, as_under_other(then), seed));
}

void Comparison::compare(RankedAll const& was, RankedAll const& would) {
  if (!was.refused.empty() || !would.refused.empty()) {
    add(ConsequenceKind::ranking, {}, was.refused.empty() ? "established" : was.refused,
        would.refused.empty() ? "established" : would.refused);
    return;
  }
  if (was.needs_lot != would.needs_lot)
    add(ConsequenceKind::ranking, {}, was.needs_lot ? "needs_lot" : "established",
        would.needs_lot ? "needs_lot" : "established");
  auto nominees = was.nominees;
  nominees.insert(would.nominees.begin(), would.nominees.end());
  for (auto const& [id, unused] : nominees) {
    auto const of = [&id = id](RankedAll const& all) {
      auto const found = all.nominees.find(id);
      return found == all.nominees.end() ? Ranked{} : found->second;
    };
    auto const before = of(was);
    auto const after = of(would);
    add(ConsequenceKind::score, id.text, before.score, after.score);
    add(ConsequenceKind::rank, id.text, before.place, after.place);
    add(ConsequenceKind::floor, id.text, before.floors, after.floors);
    add(ConsequenceKind::permitted, id.text, yes_or_no(before.permitted),
        yes_or_no(after.permitted));
  }
}

std::string compared(Threshold const& threshold) {
  return std::to_string(threshold.have) + (threshold.met ? " >= " : " < ") +
         std::to_string(threshold.needed);
}

std::string compared(std::optional<Threshold> const& threshold) {
  return threshold ? compared(*threshold) : std::string{};
}

std::string outcome_of(CountedAgain const& count) {
  std::string text{count.outcome};
  for (auto const& one : count.who) text += " " + one.text;
  if (count.by_relative_majority) text += " by_relative_majority";
  return text;
}

void Comparison::compare(std::string const& code, CountedAgain const& was,
                         CountedAgain const& would) {
  auto const shown = [](CountedAgain const& count, Threshold const& threshold) {
    return count.outcome.empty() ? std::string{} : compared(threshold);
  };
  add(ConsequenceKind::quorum, code, shown(was, was.quorum), shown(would, would.quorum));
  add(ConsequenceKind::majority, code, shown(was, was.majority), shown(would, would.majority));
  if (was.also || would.also)
    add(ConsequenceKind::second_majority, code, compared(was.also), compared(would.also));
  add(ConsequenceKind::outcome, code, outcome_of(was), outcome_of(would));
}

std::string kind_of(rules::RuleSet const& rules, Code const& gate) {
  auto const* found = rules::find_gate(rules, gate);
  return found ? std::string{name_of(found->kind)} : std::string{};
}

void Comparison::ballot(BallotFound const& ballot) {
  // Nobody knows what an unread box would have said under other rules.
  if (!ballot.count || ballot.count->voided || !ballot.closed || is_unread(*ballot.count)) return;
  seq_ = ballot.closed->at.seq;
  auto const& code = ballot.opened->ballot.text;
  auto const& gate = ballot.count->ballot.gate;
  add(ConsequenceKind::gate, code, kind_of(file_.rules(), gate), kind_of(other_, gate));
  auto const body = body_of(file_, ballot);
  auto const* own = rules::find_ballot_rule(file_.rules(), body);
  if (!own) return;
  auto const was = as_recorded(file_, ballot);
  auto const* rule = rules::find_ballot_rule(other_, body);
  if (!rule) return compare(code, was, {});
  auto const would = count_again(file_, ballot, *own, *rule);
  if (would) return compare(code, was, *would);
  add(ConsequenceKind::count, code, "counted", refusal_of(would.error()));
}

std::vector<Consequence> Comparison::take() {
  std::ranges::stable_sort(consequences_, {}, &Consequence::seq);
  return std::move(consequences_);
}

}  // namespace

std::vector<Consequence> what_if(CaseFile const& file, rules::RuleSet const& other) {
  Comparison comparison{file, other};
  for (auto const& recorded : file.past()) comparison.ranking(recorded);
  for (auto const& ballot : ballots_in(file)) comparison.ballot(ballot);
  return comparison.take();
}

}  // namespace gozin::appointment
