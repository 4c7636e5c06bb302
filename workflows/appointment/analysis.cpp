#include "workflows/appointment/analysis.hpp"

#include "engine/command/catalog.hpp"
#include "engine/scoring/sensitivity.hpp"
#include "workflows/appointment/rounds.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

using scoring::ExactStatistic;
using scoring::Undefined;

bool has_totals(scoring::PanelViews const& views) {
  return std::ranges::any_of(views.totals, [](auto const& one) { return !one.second.empty(); });
}

std::vector<scoring::Criterion> only_of_round(std::vector<scoring::Criterion> criteria,
                                              rules::RuleSet const& rules, Code const& round) {
  std::erase_if(criteria, [&](scoring::Criterion const& one) {
    auto const* in = round_of(rules, one.code);
    return !in || in->code != round;
  });
  return criteria;
}

/// The sheets without what lies outside of the criteria.
std::vector<scoring::Sheet> about(std::vector<scoring::Sheet> sheets,
                                  std::vector<scoring::Criterion> const& criteria) {
  for (auto& sheet : sheets)
    std::erase_if(sheet.levels, [&](auto const& level) {
      return std::ranges::find(criteria, level.first, &scoring::Criterion::code) == criteria.end();
    });
  std::erase_if(sheets, [](scoring::Sheet const& sheet) { return sheet.levels.empty(); });
  return sheets;
}

/// Assessors who have judged nobody wholly take part in no comparison.
void leave_out_the_silent(scoring::PanelViews& views) {
  std::size_t column = 0;
  for (auto const& [assessor, totals] : views.totals) {
    if (!totals.empty()) {
      ++column;
      continue;
    }
    for (auto& row : views.ratings) row.erase(row.begin() + static_cast<std::ptrdiff_t>(column));
  }
  std::erase_if(views.totals, [](auto const& one) { return one.second.empty(); });
  views.agreement = scoring::icc(views.ratings);
}

std::map<PersonId, ExactStatistic> leniency_of(scoring::PanelViews const& views) {
  std::map<PersonId, ExactStatistic> leniency;
  for (auto const& [assessor, value] : views.leniency)
    leniency.emplace(assessor, views.totals.size() < 2
                                   ? ExactStatistic{Undefined::two_raters_are_needed}
                                   : ExactStatistic{value});
  return leniency;
}

void describe_agreement(scoring::PanelViews const& views, RankingAnalysis& analysis) {
  if (views.totals.empty()) return;
  analysis.icc_2_1 = views.agreement.icc_2_1;
  analysis.icc_2_k = views.agreement.icc_2_k;
  analysis.alpha = scoring::krippendorff_alpha(views.ratings, scoring::Metric::interval);
  analysis.kendall_w = scoring::kendall_w(views.ratings);
  analysis.leniency = leniency_of(views);
  analysis.deviations = scoring::deviations_of(views.totals);
  analysis.accords = scoring::accords_of(views.totals);
}

void describe_preferences(scoring::PanelViews views, RankingAnalysis& analysis) {
  analysis.wins = std::move(views.wins);
  analysis.borda = std::move(views.borda_order);
  analysis.condorcet = std::move(views.condorcet);
}

/// `placed.judged` may hold some who are below a floor: they cannot be first by any weights.
void describe_weights(Basis const& basis, Placed const& placed, RankingAnalysis& analysis) {
  std::vector<Fraction> weights;
  for (auto const& criterion : basis.so_far) weights.push_back(from_exact(criterion.weight));
  std::vector<NomineeId> nominees;
  std::vector<std::vector<Fraction>> rows;
  for (auto const& ranked : placed.ranking.ranked) {
    auto const found =
        std::ranges::find(placed.judged, ranked.nominee, &scoring::Alternative::nominee);
    nominees.push_back(ranked.nominee);
    auto& row = rows.emplace_back();
    for (auto const& criterion : basis.so_far) row.push_back(found->values.at(criterion.code));
  }
  analysis.unmoved = Unmoved::two_nominees_are_needed;
  if (rows.size() < 2) return;
  auto const found = scoring::sensitivity(weights, rows);
  analysis.unmoved = found && found->winners.size() > 1 ? Unmoved::first_place_is_shared
                                                        : Unmoved::no_weight_changes_the_winner;
  if (!found || !found->winner_flips_at) return;
  auto const& flip = *found->winner_flips_at;
  analysis.unmoved.reset();
  analysis.winner_change = {.criterion = basis.so_far[flip.change.criterion].code,
                            .percent = flip.change.percent,
                            .to = nominees[flip.to]};
}

void describe_groups(Case const& state, Basis const& basis, Placed const& placed,
                     RankingAnalysis& analysis) {
  std::map<rules::Channel, scoring::SelectedOf> counts;
  for (auto const& id : basis.nominees) {
    auto const& nominators = state.nominees.at(id).nominators;
    if (nominators.empty()) continue;
    auto& count =
        counts
            .try_emplace(nominators.front().channel, scoring::SelectedOf{.selected = 0, .total = 0})
            .first->second;
    ++count.total;
    if (std::ranges::find(placed.ranking.ranked, id, &scoring::Ranked::nominee) !=
        placed.ranking.ranked.end())
      ++count.selected;
  }
  std::vector<scoring::SelectedOf> rates;
  for (auto const& [channel, count] : counts) {
    analysis.groups.push_back({channel, count});
    rates.push_back(count);
  }
  if (auto impact = scoring::adverse_impact(rates)) analysis.impact = std::move(*impact);
}

/// Who is ranked, and nobody else.
std::vector<scoring::Sheet> about_ranked(std::vector<scoring::Sheet> sheets, Placed const& placed) {
  std::erase_if(sheets, [&](scoring::Sheet const& sheet) {
    return std::ranges::find(placed.ranking.ranked, sheet.nominee, &scoring::Ranked::nominee) ==
           placed.ranking.ranked.end();
  });
  return sheets;
}

/// Follows a case and tells where a ranking is, or is about to be, established.
class Follower {
 public:
  Follower(rules::RuleSet const& rules, StreamKind const& kind) : rules_{rules}, kind_{kind} {}

  void follow(Recorded const& recorded) {
    auto const& event = recorded.event;
    if (auto const* established = event.as<RankingEstablished>()) {
      add(recorded.at.seq, established->lot_seed);
    } else if (auto const* concluded = event.as<ReadmissionConcluded>()) {
      add(recorded.at.seq, concluded->lot_seed);
    }
    kind_.fold(&state_, recorded);
    if (event.as<ScoresRevealed>()) is_revealed_ = true;
    if (event.as<RankingEstablished>() || event.as<DeclarationsCompleted>() ||
        event.as<AssessmentRoundOpened>() || event.as<AssessorsSeated>())
      is_revealed_ = false;
  }

  std::vector<AnalysedRanking> take() {
    bool const is_scored_anew =
        state_.readmitted && std::ranges::find(state_.revealed, *state_.readmitted,
                                               &RevealedSheet::nominee) != state_.revealed.end();
    if (is_revealed_ || is_scored_anew) add(std::nullopt, std::nullopt);
    return std::move(found_);
  }

 private:
  void add(std::optional<std::int64_t> seq, std::optional<Hash> const& drawn) {
    auto made = analysis_of(rules_, state_, drawn ? drawn : state_.lot_seed);
    if (made)
      found_.push_back({.seq = seq, .analysis = std::move(*made), .refused = std::nullopt});
    else
      found_.push_back({.seq = seq, .analysis = std::nullopt, .refused = made.error()});
  }

  rules::RuleSet const& rules_;
  StreamKind const& kind_;
  Case state_;
  bool is_revealed_ = false;
  std::vector<AnalysedRanking> found_;
};

}  // namespace

Result<RankingAnalysis> analysis_of(rules::RuleSet const& rules, Case const& state,
                                    std::optional<Hash> const& lot_seed) {
  auto const basis = basis_of(rules, state, lot_seed);
  if (!basis) return basis.error();
  auto const placed = place(rules, state, *basis);
  if (!placed) return placed.error();
  auto without = without_each(rules, state, *basis);
  if (!without) return without.error();

  RankingAnalysis analysis;
  analysis.round = state.round;
  analysis.is_last_round = is_last_round(rules, state);
  analysis.readmitted = state.readmitted;
  if (!placed->ranking.order.empty()) analysis.first = placed->ranking.order.front();
  analysis.without = std::move(*without);

  auto criteria = basis->so_far;
  auto sheets = basis->sheets;
  auto views = scoring::views_of(criteria, sheets);
  if (!has_totals(views)) {
    analysis.span = Span::round;
    criteria = only_of_round(std::move(criteria), rules, state.round);
    sheets = about(std::move(sheets), criteria);
    views = scoring::views_of(criteria, sheets);
  }
  leave_out_the_silent(views);
  if (!views.totals.empty())
    if (auto fault = scoring::find_fault(views.ratings)) return *fault;
  describe_agreement(views, analysis);
  describe_preferences(scoring::views_of(criteria, about_ranked(sheets, *placed)), analysis);
  describe_weights(*basis, *placed, analysis);
  describe_groups(state, *basis, *placed, analysis);
  return analysis;
}

std::vector<AnalysedRanking> analyses_of(rules::RuleSet const& rules, StreamKind const& kind,
                                         std::vector<Recorded> const& past) {
  Follower follower{rules, kind};
  for (auto const& recorded : past) follower.follow(recorded);
  return follower.take();
}

}  // namespace gozin::appointment
