#pragma once

#include "workflows/appointment/dossier/checklist.hpp"

#include <algorithm>
#include <optional>

// The points of the checklist, by stage. Each gives its verdict and its evidence.
namespace gozin::appointment::checks {

/// Collects evidence and holds it to statements; a point to which nothing was put does not apply.
class Judgement {
 public:
  /// Puts a statement to the point, with the events that show it.
  void hold(bool is_so, std::initializer_list<Recorded const*> shown_by) {
    applies_ = true;
    holds_ = holds_ && is_so;
    for (auto const* recorded : shown_by)
      if (recorded) evidence_.insert(recorded->at.seq);
  }
  void show(Recorded const* recorded) {
    if (recorded) evidence_.insert(recorded->at.seq);
  }

  [[nodiscard]] Judged of(Point point) const {
    auto const verdict =
        !applies_ ? Verdict::not_applicable : (holds_ ? Verdict::pass : Verdict::fail);
    return {point, verdict, {evidence_.begin(), evidence_.end()}};
  }

 private:
  bool applies_ = false;
  bool holds_ = true;
  std::set<std::int64_t> evidence_;
};

/// By what the case was published: the notice, or on the direct route the proposal.
[[nodiscard]] Recorded const* publication_of(CaseFile const& file);
/// Where the one stands before the other; also where the second never came.
[[nodiscard]] bool is_before(Recorded const* one, Recorded const* other);

// items 1 to 5: checks_notice.cpp
Judgement post_was_established(CaseFile const& file);
Judgement post_was_vacant(CaseFile const& file);
Judgement budget_was_cleared(CaseFile const& file);
Judgement conditions_were_approved(CaseFile const& file);
Judgement notice_names_rules(CaseFile const& file);
Judgement judged_by_these_rules(CaseFile const& file);
Judgement weights_of_notice(CaseFile const& file);
Judgement conditions_of_rules(CaseFile const& file);
Judgement window_long_enough(CaseFile const& file);
Judgement window_not_shortened(CaseFile const& file);
Judgement nominations_accounted_for(CaseFile const& file);
Judgement none_late(CaseFile const& file);
Judgement exclusions_cite(CaseFile const& file);
Judgement same_result(CaseFile const& file);
Judgement register_by_others(CaseFile const& file);

// items 6 to 8: checks_scores.cpp
Judgement panel_before_names(CaseFile const& file);
Judgement panel_size(CaseFile const& file);
Judgement declared_before_scoring(CaseFile const& file);
Judgement none_in_conflict(CaseFile const& file);
Judgement sealed_before_reveal(CaseFile const& file);
Judgement sheets_match(CaseFile const& file);
Judgement changes_moderated(CaseFile const& file);
Judgement arithmetic(CaseFile const& file);
Judgement dependence_noted(CaseFile const& file);

// items 9 and 10: checks_session.cpp
Judgement called_in_time(CaseFile const& file);
Judgement quorum_there(CaseFile const& file);
Judgement recused_silent(CaseFile const& file);
Judgement ballots_equal(CaseFile const& file);
Judgement majority_by_rule(CaseFile const& file);

// items 10 to 13: checks_decree.cpp
Judgement decider_declared(CaseFile const& file);
Judgement in_permitted_set(CaseFile const& file);
Judgement objections_decided(CaseFile const& file);
Judgement standstill_kept(CaseFile const& file);
Judgement remand_follows_order(CaseFile const& file);
Judgement numbers_whole(CaseFile const& file);
Judgement signatory_in_office(CaseFile const& file);
Judgement signed_as_drafted(CaseFile const& file);
Judgement follows_decision(CaseFile const& file);
Judgement term_in_limits(CaseFile const& file);

// item 13, acting heads: checks_acting.cpp
Judgement acting_in_limit(CaseFile const& file);
Judgement call_followed(CaseFile const& file);

// item 14: checks_service.cpp; item 15: checks_decree.cpp
Judgement excluded_told(CaseFile const& file);
Judgement notices_served(CaseFile const& file);
Judgement time_forward(CaseFile const& file);
Judgement roles_held(CaseFile const& file);
Judgement duties_apart(CaseFile const& file);
Judgement transcriptions_confirmed(CaseFile const& file);

}  // namespace gozin::appointment::checks
