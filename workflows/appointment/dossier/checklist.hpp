#pragma once

#include "engine/core/named_enum.hpp"
#include "workflows/appointment/dossier/case_file.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace gozin::appointment {

/// `not_applicable`: the case has no such step, or has not come to it.
#define GOZIN_VERDICTS(X) X(pass) X(fail) X(not_applicable)
GOZIN_NAMED_ENUM(Verdict, GOZIN_VERDICTS)

/// What an auditor asks of a file, in the order of the sixteen items of the checklist; each with
/// the item it belongs to.
#define GOZIN_CHECKPOINTS(X)                       \
  X(post_was_established_before_the_notice, 1)     \
  X(post_was_vacant, 1)                            \
  X(budget_was_cleared_before_the_notice, 1)       \
  X(conditions_were_approved_before_the_notice, 1) \
  X(notice_names_the_rules_in_force, 2)            \
  X(acts_were_judged_by_these_rules, 2)            \
  X(weights_are_those_of_the_notice, 2)            \
  X(conditions_are_those_of_the_rules, 2)          \
  X(window_was_long_enough, 3)                     \
  X(window_was_not_shortened, 3)                   \
  X(nominations_are_all_accounted_for, 4)          \
  X(no_nomination_was_late, 4)                     \
  X(exclusions_cite_a_condition, 5)                \
  X(same_findings_had_the_same_result, 5)          \
  X(register_was_entered_by_others, 5)             \
  X(panel_was_appointed_before_the_names, 6)       \
  X(panel_has_its_size, 6)                         \
  X(assessors_declared_before_scoring, 6)          \
  X(nobody_scored_in_conflict, 6)                  \
  X(scores_were_sealed_before_the_reveal, 7)       \
  X(sheets_match_their_seals, 7)                   \
  X(changes_were_moderated, 7)                     \
  X(arithmetic_reproduces, 7)                      \
  X(dependence_on_one_assessor_was_noted, 8)       \
  X(sessions_were_called_in_time, 9)               \
  X(quorum_was_there, 9)                           \
  X(recused_did_not_vote, 9)                       \
  X(ballots_equal_voters, 9)                       \
  X(majority_was_computed_by_the_rule, 9)          \
  X(decider_declared_before_the_choice, 10)        \
  X(person_is_in_the_permitted_set, 11)            \
  X(objections_were_decided, 12)                   \
  X(standstill_was_kept, 12)                       \
  X(remand_follows_its_order, 12)                  \
  X(numbers_have_a_decree_or_a_void, 13)           \
  X(signatory_held_the_office, 13)                 \
  X(signed_is_what_was_drafted, 13)                \
  X(decree_follows_its_decision, 13)               \
  X(term_is_within_the_limits, 13)                 \
  X(acting_heads_kept_their_days, 13)              \
  X(call_followed_the_acting_head, 13)             \
  X(excluded_were_told, 14)                        \
  X(notices_are_served, 14)                        \
  X(time_never_ran_back, 15)                       \
  X(roles_were_held, 15)                           \
  X(duties_were_kept_apart, 15)                    \
  X(transcriptions_were_confirmed, 15)             \
  X(portfolio_is_asked_of_the_city, 16)

#define GOZIN_CHECKPOINT(name, item) name,
#define GOZIN_CHECKPOINT_NAME(name, item) std::string_view{#name},
#define GOZIN_CHECKPOINT_ITEM(name, item) item,
enum class Point { GOZIN_CHECKPOINTS(GOZIN_CHECKPOINT) };
inline constexpr std::string_view kPointNames[] = {GOZIN_CHECKPOINTS(GOZIN_CHECKPOINT_NAME)};
inline constexpr int kPointItems[] = {GOZIN_CHECKPOINTS(GOZIN_CHECKPOINT_ITEM)};
constexpr std::span<std::string_view const> names_of(std::type_identity<Point>) {
  return kPointNames;
}
[[nodiscard]] constexpr int item_of(Point point) {
  return kPointItems[static_cast<std::size_t>(point)];
}
inline constexpr int kItems = 16;

/// How a point came out, and the events that show it, by rising sequence.
struct Judged {
  Point point = Point::post_was_established_before_the_notice;
  Verdict verdict = Verdict::not_applicable;
  std::vector<std::int64_t> evidence = {};
  friend bool operator==(Judged const&, Judged const&) = default;
};

/// Every point, in order. Pure; knows nothing but what the file holds, so that whoever has the same
/// events comes to the same verdicts.
[[nodiscard]] std::vector<Judged> checklist(CaseFile const& file);

/// `fail` where any of its points fails, `not_applicable` where none applies, else `pass`.
[[nodiscard]] Verdict verdict_of_item(std::vector<Judged> const& checks, int item);

}  // namespace gozin::appointment
