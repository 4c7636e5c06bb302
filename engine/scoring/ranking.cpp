#include "engine/scoring/ranking.hpp"

#include "engine/scoring/lot.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <utility>

namespace gozin::scoring {
namespace {

/// A criterion with its numbers read.
struct Scale {
  Code code;
  Fraction weight;
  std::optional<Fraction> floor;
};

struct Candidate {
  NomineeId nominee;
  Fraction total;
  std::map<Code, Fraction> values;
};

/// What orders two candidates whose totals are equal, and what finally did.
struct Difference {
  Separation by = Separation::tied;
  std::optional<Code> criterion = std::nullopt;
};

Result<Scale> scale_of(Criterion const& criterion) {
  auto const weight = parse_fraction(criterion.weight.text);
  if (!weight) return Rejection{Reason::number_must_be_exact, criterion.code.text};
  if (*weight < 0) return Rejection{Reason::weight_must_not_be_negative, criterion.code.text};
  Scale scale{.code = criterion.code, .weight = *weight, .floor = std::nullopt};
  if (!criterion.floor) return scale;
  auto const floor = parse_fraction(criterion.floor->text);
  if (!floor) return Rejection{Reason::number_must_be_exact, criterion.code.text};
  scale.floor = *floor;
  return scale;
}

Result<std::vector<Scale>> scales_of(std::vector<Criterion> const& criteria) {
  std::vector<Scale> scales;
  std::set<Code> seen;
  Fraction sum = 0;
  for (auto const& criterion : criteria) {
    auto scale = scale_of(criterion);
    if (!scale) return scale.error();
    if (!seen.insert(scale->code).second)
      return Rejection{Reason::criterion_must_be_listed_once, scale->code.text};
    sum += scale->weight;
    scales.push_back(std::move(*scale));
  }
  if (sum != 1) return Rejection{Reason::weights_must_sum_to_one, to_exact(sum).text};
  return scales;
}

Result<Candidate> total_of(std::vector<Scale> const& scales, Alternative const& alternative) {
  Candidate candidate{.nominee = alternative.nominee, .total = 0, .values = alternative.values};
  for (auto const& scale : scales) {
    auto const value = candidate.values.find(scale.code);
    if (value == candidate.values.end())
      return Rejection{Reason::nominee_must_have_enough_sheets,
                       candidate.nominee.text + " " + scale.code.text};
    candidate.total += scale.weight * value->second;
  }
  if (candidate.values.size() != scales.size())
    return Rejection{Reason::level_must_be_for_a_listed_criterion, candidate.nominee.text};
  return candidate;
}

/// Orders candidates and says why; ids last, so that the answer is the same on every machine.
class Order {
 public:
  Order(TieRule const& tie, std::vector<Candidate> const& candidates) : tie_{tie} {
    if (!tie.lot || !tie.seed) return;
    std::vector<std::string> ids;
    for (auto const& candidate : candidates) ids.push_back(candidate.nominee.text);
    int turn = 0;
    for (auto& id : draw(*tie.seed, std::move(ids))) turns_[NomineeId{std::move(id)}] = ++turn;
  }

  [[nodiscard]] bool is_better(Candidate const& left, Candidate const& right) const {
    if (left.total != right.total) return left.total > right.total;
    for (auto const& code : tie_.criteria)
      if (left.values.at(code) != right.values.at(code))
        return left.values.at(code) > right.values.at(code);
    if (!turns_.empty()) return turns_.at(left.nominee) < turns_.at(right.nominee);
    return left.nominee < right.nominee;
  }

  [[nodiscard]] Difference difference(Candidate const& upper, Candidate const& lower) const {
    if (upper.total != lower.total) return {Separation::score};
    for (auto const& code : tie_.criteria)
      if (upper.values.at(code) != lower.values.at(code)) return {Separation::criterion, code};
    return {turns_.empty() ? Separation::tied : Separation::lot};
  }

 private:
  TieRule const& tie_;
  std::map<NomineeId, int> turns_;
};

/// Notes every missed floor; says whether there was one.
bool exclude(std::vector<Scale> const& scales, Candidate const& candidate, Ranking& ranking) {
  bool below = false;
  for (auto const& scale : scales) {
    auto const& value = candidate.values.at(scale.code);
    if (!scale.floor || value >= *scale.floor) continue;
    ranking.excluded.push_back(
        {candidate.nominee, scale.code, to_exact(value), to_exact(*scale.floor)});
    below = true;
  }
  return below;
}

void place(std::vector<Candidate> const& sorted, Order const& order, Ranking& ranking) {
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    Ranked ranked{.nominee = sorted[i].nominee,
                  .score = to_exact(sorted[i].total),
                  .place = static_cast<int>(i) + 1};
    if (i > 0) {
      auto const difference = order.difference(sorted[i - 1], sorted[i]);
      ranked.separated_by = difference.by;
      ranked.criterion = difference.criterion;
    }
    if (ranked.separated_by == Separation::tied)
      ranked.place = ranking.ranked.back().place;
    else
      ranking.order.emplace_back();
    ranking.order.back().push_back(ranked.nominee);
    ranking.ranked.push_back(std::move(ranked));
  }
}

std::optional<Rejection> find_fault(TieRule const& tie, std::vector<Scale> const& scales) {
  for (auto const& code : tie.criteria)
    if (std::none_of(scales.begin(), scales.end(),
                     [&](Scale const& scale) { return scale.code == code; }))
      return Rejection{Reason::level_must_be_for_a_listed_criterion, code.text};
  return std::nullopt;
}

}  // namespace

Result<Ranking> rank(std::vector<Criterion> const& criteria,
                     std::vector<Alternative> const& alternatives, TieRule const& tie) {
  auto const scales = scales_of(criteria);
  if (!scales) return scales.error();
  if (auto const fault = find_fault(tie, *scales)) return *fault;

  std::vector<Candidate> candidates;
  Ranking ranking;
  for (auto const& alternative : alternatives) {
    auto candidate = total_of(*scales, alternative);
    if (!candidate) return candidate.error();
    if (!ranking.totals.emplace(candidate->nominee, to_exact(candidate->total)).second)
      return Rejection{Reason::nominee_must_be_listed_once, candidate->nominee.text};
    candidates.push_back(std::move(*candidate));
  }
  std::sort(candidates.begin(), candidates.end(),
            [](auto const& left, auto const& right) { return left.nominee < right.nominee; });
  std::erase_if(candidates,
                [&](Candidate const& candidate) { return exclude(*scales, candidate, ranking); });

  Order const order{tie, candidates};
  std::sort(candidates.begin(), candidates.end(),
            [&](auto const& left, auto const& right) { return order.is_better(left, right); });
  place(candidates, order, ranking);
  ranking.needs_lot = tie.lot && !tie.seed && ranking.order.size() < ranking.ranked.size();
  return ranking;
}

Result<Ranking> rank(Assessment const& assessment) {
  // Before the sheets are looked at: a fault of the rules is not blamed on an assessor.
  if (auto const scales = scales_of(assessment.criteria); !scales) return scales.error();
  auto const alternatives =
      aggregate(assessment.criteria, assessment.sheets, assessment.aggregation);
  if (!alternatives) return alternatives.error();
  return rank(assessment.criteria, *alternatives, assessment.tie);
}

std::vector<Sheet> sheets_without(PersonId const& assessor, std::vector<Criterion> const& criteria,
                                  std::vector<Sheet> const& sheets) {
  auto rest = sheets;
  std::erase_if(rest, [&](Sheet const& sheet) { return sheet.assessor == assessor; });
  std::map<NomineeId, std::set<Code>> judged;
  for (auto const& sheet : rest)
    for (auto const& [code, level] : sheet.levels) judged[sheet.nominee].insert(code);
  std::erase_if(
      rest, [&](Sheet const& sheet) { return judged[sheet.nominee].size() != criteria.size(); });
  return rest;
}

Result<std::vector<WithoutOne>> leave_one_out(Assessment const& assessment) {
  auto const full = rank(assessment);
  if (!full) return full.error();
  auto const winners = full->order.empty() ? std::vector<NomineeId>{} : full->order.front();

  std::set<PersonId> assessors;
  for (auto const& sheet : assessment.sheets) assessors.insert(sheet.assessor);

  auto rest = assessment;
  for (auto& criterion : rest.criteria) criterion.min_values = 1;
  std::vector<WithoutOne> results;
  for (auto const& assessor : assessors) {
    rest.sheets = sheets_without(assessor, rest.criteria, assessment.sheets);
    auto const ranking = rank(rest);
    if (!ranking) return ranking.error();
    WithoutOne result{.assessor = assessor, .order = ranking->order};
    auto const first = result.order.empty() ? std::vector<NomineeId>{} : result.order.front();
    result.pivotal = first != winners;
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace gozin::scoring
