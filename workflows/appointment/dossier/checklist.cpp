#include "workflows/appointment/dossier/checklist.hpp"

#include "workflows/appointment/dossier/checks.hpp"

#include <array>
#include <iterator>

namespace gozin::appointment {
namespace {

using namespace checks;

/// What belongs to all cases of the city together is asked of none of them.
Judgement of_the_city(CaseFile const&) { return {}; }

/// In the order of the points.
constexpr std::array<Judgement (*)(CaseFile const&), std::size(kPointNames)> kJudges{
    &post_was_established,
    &post_was_vacant,
    &budget_was_cleared,
    &conditions_were_approved,
    &notice_names_rules,
    &judged_by_these_rules,
    &weights_of_notice,
    &conditions_of_rules,
    &window_long_enough,
    &window_not_shortened,
    &nominations_accounted_for,
    &none_late,
    &exclusions_cite,
    &same_result,
    &register_by_others,
    &panel_before_names,
    &panel_size,
    &declared_before_scoring,
    &none_in_conflict,
    &sealed_before_reveal,
    &sheets_match,
    &changes_moderated,
    &arithmetic,
    &dependence_noted,
    &called_in_time,
    &quorum_there,
    &recused_silent,
    &ballots_equal,
    &majority_by_rule,
    &decider_declared,
    &in_permitted_set,
    &objections_decided,
    &standstill_kept,
    &remand_follows_order,
    &numbers_whole,
    &signatory_in_office,
    &signed_as_drafted,
    &follows_decision,
    &term_in_limits,
    &acting_in_limit,
    &call_followed,
    &excluded_told,
    &notices_served,
    &time_forward,
    &roles_held,
    &duties_apart,
    &transcriptions_confirmed,
    &of_the_city,
};

}  // namespace

namespace checks {

Recorded const* publication_of(CaseFile const& file) {
  if (auto const notice = file.last<VacancyPublished>()) return notice.at;
  return file.last<DirectAppointmentProposed>().at;
}

bool is_before(Recorded const* one, Recorded const* other) {
  return one && (!other || one->at.seq < other->at.seq);
}

}  // namespace checks

std::vector<Judged> checklist(CaseFile const& file) {
  std::vector<Judged> checks;
  for (std::size_t i = 0; i < kJudges.size(); ++i)
    checks.push_back(kJudges[i](file).of(static_cast<Point>(i)));
  return checks;
}

Verdict verdict_of_item(std::vector<Judged> const& checks, int item) {
  auto verdict = Verdict::not_applicable;
  for (auto const& check : checks) {
    if (item_of(check.point) != item) continue;
    if (check.verdict == Verdict::fail) return Verdict::fail;
    if (check.verdict == Verdict::pass) verdict = Verdict::pass;
  }
  return verdict;
}

}  // namespace gozin::appointment
