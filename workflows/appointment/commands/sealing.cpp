#include "workflows/appointment/commands/sealing.hpp"

#include "engine/command/preparation.hpp"
#include "workflows/appointment/fold.hpp"
#include "workflows/appointment/judging.hpp"
#include "workflows/appointment/lots.hpp"
#include "workflows/appointment/rounds.hpp"
#include "workflows/appointment/seats.hpp"
#include "workflows/appointment/sheets.hpp"
#include "workflows/appointment/transcribing.hpp"
#include "workflows/ruleset/state.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

using Levels = std::map<Code, std::int64_t>;
using Criteria = std::vector<rules::Criterion>;

/// What somebody's sheet covers now: the round's criteria; for a nominee who is scored anew, those
/// of all rounds so far that they score.
Criteria criteria_wanted(Case const& state, rules::RuleSet const& rules, PersonId const& person) {
  if (!state.readmitted) return criteria_of(rules, state.round);
  auto criteria = criteria_until(rules, state.round);
  auto const* seat = find_assessor(state, person);
  std::erase_if(criteria, [&](rules::Criterion const& criterion) {
    return seat && !scores(state, *seat, round_of(rules, criterion.code)->code);
  });
  return criteria;
}

bool lies_on_scale(rules::Criterion const& criterion, std::int64_t level) {
  return level >= criterion.level_min && level <= criterion.level_max;
}

bool is_among(Criteria const& criteria, Code const& code) {
  return std::any_of(criteria.begin(), criteria.end(),
                     [&](rules::Criterion const& criterion) { return criterion.code == code; });
}

std::optional<Rejection> flaw(Levels const& levels, Criteria const& criteria) {
  for (auto const& [code, level] : levels)
    if (!is_among(criteria, code))
      return Rejection{Reason::criterion_must_belong_to_the_round, code.text};
  for (auto const& criterion : criteria) {
    auto const level = levels.find(criterion.code);
    if (level == levels.end())
      return Rejection{Reason::sheet_must_score_every_criterion, criterion.code.text};
    if (!lies_on_scale(criterion, level->second))
      return Rejection{Reason::level_must_lie_on_the_scale, criterion.code.text};
  }
  return std::nullopt;
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \n\r\t") == std::string_view::npos;
}

/// Takes the words out of the input. That they are texts, clean and not too long, was checked when
/// the input came in.
std::map<Code, std::string> taken_texts(json::object& input) {
  std::map<Code, std::string> texts;
  auto const* given = input.if_contains("evidence");
  if (given && given->is_object())
    for (auto const& [key, value] : given->get_object())
      if (value.is_string() && !is_blank(std::string_view{value.get_string()}))
        texts.emplace(Code{std::string{key}}, std::string{value.get_string()});
  input["evidence"] = json::object{};
  return texts;
}

Result<Levels> taken_levels(json::object& input) {
  auto const* given = input.if_contains("levels");
  if (!given) return Rejection{EngineReason::field_must_be_given, "levels"};
  auto levels = decode<Levels>(*given);
  if (!levels) return inside("levels", levels.error());
  input["levels"] = json::object{};
  return std::move(*levels);
}

Result<Code> given_alias(json::object const& input) {
  auto const* given = input.if_contains("alias");
  if (!given) return Rejection{EngineReason::field_must_be_given, "alias"};
  auto alias = decode<Code>(*given);
  if (!alias) return inside("alias", alias.error());
  return std::move(*alias);
}

RevealedSheet const* find_revealed(Case const& state, PersonId const& assessor,
                                   NomineeId const& nominee, Code const& criterion) {
  for (auto const& sheet : state.revealed)
    if (sheet.assessor == assessor && sheet.nominee == nominee && sheet.round == state.round &&
        sheet.levels.contains(criterion))
      return &sheet;
  return nullptr;
}

/// A score that somebody else writes down is known to two people before the reveal (threat T7), and
/// is nobody's own word after it (T8).
std::optional<Rejection> flaw_of_scoring_hand(Context const& context) {
  if (context.call.behalf.empty()) return std::nullopt;
  return Rejection{Reason::assessor_must_score_in_person, context.call.behalf.text};
}

}  // namespace

Result<void> prepare(std::type_identity<SealScoreSheet>, Preparation& preparation) {
  auto const* state = preparation.view().find<Case>(preparation.stream());
  if (!state) return Rejection{Reason::case_must_exist, preparation.stream().text};
  auto const* stream = preparation.view().find<ruleset::RuleSetStream>(state->ruleset);
  if (!stream || !stream->rules) throw std::logic_error("a case without its rule set");

  auto& input = preparation.input();
  auto const alias = given_alias(input);
  if (!alias) return alias.error();
  auto levels = taken_levels(input);
  if (!levels) return levels.error();
  auto const criteria = criteria_wanted(*state, *stream->rules, principal_of(preparation.call()));
  if (auto const refused = flaw(*levels, criteria)) return *refused;

  SheetContent content{.sheet = {.case_id = preparation.stream(),
                                 .assessor = principal_of(preparation.call()),
                                 .alias = *alias,
                                 .levels = std::move(*levels),
                                 .evidence = {}},
                       .salt = preparation.draw(),
                       .seed = preparation.draw(),
                       .texts = taken_texts(input)};
  for (auto const& [criterion, text] : content.texts) {
    if (!is_among(criteria, criterion))
      return Rejection{Reason::criterion_must_belong_to_the_round, criterion.text};
    content.sheet.evidence[criterion] = evidence_commitment(content.seed, criterion, text);
  }
  Code const sheet{"sh-" + preparation.fresh_id()};
  auto const key = sheet_key(preparation.stream(), sheet);
  preparation.new_key(key);
  input["sheet"] = encode(sheet);
  input["commitment"] = encode(commitment_of(content.salt, content.sheet));
  input["content"] = encode(preparation.keep(key, "content", to_text(content)));
  return {};
}

Result<Decision> decide(SealScoreSheet const& command, Context const& context) {
  if (auto const refused = flaw_of_scoring_hand(context)) return *refused;
  if (do_scores_stand(context)) return Rejection{Reason::scores_must_not_change_under_a_lot};
  auto const& state = case_of(context);
  auto const person = principal_of(context.call);
  if (!find_assessor(state, person))
    return Rejection{Reason::assessor_must_sit_on_panel, person.text};
  auto const own = state.aliases.find(person);
  if (own == state.aliases.end() ||
      std::find(own->second.begin(), own->second.end(), command.alias) == own->second.end())
    return Rejection{Reason::alias_must_be_the_assessors_own, command.alias.text};
  auto const wanted = assignments(context, state);
  auto const assigned =
      std::find_if(wanted.begin(), wanted.end(), [&](Assignment const& assignment) {
        return assignment.assessor == person && assignment.alias == command.alias;
      });
  if (assigned == wanted.end())
    return Rejection{Reason::alias_must_be_open_for_scoring, command.alias.text};
  if (!has_declared(state, person, assigned->nominee))
    return Rejection{Reason::assessor_must_have_declared, person.text};
  if (has_conflict(state, rules_of(context), person, assigned->nominee))
    return Rejection{Reason::conflict_must_lead_to_recusal, person.text};
  if (auto const* hint = find_hint(state, person, assigned->nominee))
    return Rejection{Reason::hints_must_be_disposed_of, hint->text};
  if (find_sheet(state, *assigned))
    return Rejection{Reason::sheet_must_be_sealed_once, command.alias.text};
  if (auto const refused = flaw_of_judges_words(state, person)) return *refused;

  ScoreSheetSealed const sealed{.assessor = person,
                                .round = state.round,
                                .alias = command.alias,
                                .sheet = command.sheet,
                                .commitment = command.commitment,
                                .content = command.content};
  Decision decision;
  decision.add(context.stream, sealed);

  // The last sheet opens them all, its own included.
  Recorded here;
  here.at.seq = context.facts.next_seq();
  auto after = state;
  apply(after, here, sealed);
  if (sheets_missing(after, wanted) > 0 || short_of_sheets(context, after, wanted)) return decision;
  if (flaw_of_judges_words(state) || flaw_of_departures(state)) return decision;
  if (after.readmitted)
    reveal_sheets(decision, context, after, wanted);
  else
    reveal_round(decision, context, after, wanted);
  return decision;
}

Result<Decision> decide(RevealScores const&, Context const& context) {
  auto after = case_of(context);
  if (auto const refused = flaw_of_judges_words(after)) return *refused;
  if (auto const refused = flaw_of_departures(after)) return *refused;
  auto const wanted = assignments(context, after);
  if (auto const refused = flaw_of_sheets(context, after, wanted)) return *refused;

  Decision decision;
  reveal_round(decision, context, after, wanted);
  return decision;
}

Result<Decision> decide(ReviseScore const& command, Context const& context) {
  if (auto const refused = flaw_of_scoring_hand(context)) return *refused;
  if (do_scores_stand(context)) return Rejection{Reason::scores_must_not_change_under_a_lot};
  auto const& state = case_of(context);
  auto const person = principal_of(context.call);
  auto const nominee = running_nominee(state, command.nominee);
  if (!nominee) return nominee.error();
  auto const* sheet = find_revealed(state, person, (*nominee)->id, command.criterion);
  if (!sheet) return Rejection{Reason::score_must_be_the_assessors_own, command.criterion.text};
  if (sheet->revised.contains(command.criterion))
    return Rejection{Reason::score_must_be_revised_once, command.criterion.text};
  auto const* criterion = rules::find_criterion(rules_of(context), command.criterion);
  if (!criterion || !lies_on_scale(*criterion, command.level))
    return Rejection{Reason::level_must_lie_on_the_scale, command.criterion.text};
  auto const before = sheet->levels.at(command.criterion);
  if (before == command.level)
    return Rejection{Reason::revision_must_change_the_score, command.criterion.text};
  auto const threshold = rules_of(context).scoring.moderation_threshold;
  if (std::cmp_less(spread(state, (*nominee)->id, command.criterion), threshold))
    return Rejection{Reason::scores_must_differ_enough, std::to_string(threshold)};

  Decision decision;
  decision.add(context.stream, ScoreRevised{.assessor = person,
                                            .nominee = (*nominee)->id,
                                            .criterion = command.criterion,
                                            .before = before,
                                            .after = command.level,
                                            .reason = command.reason});
  return decision;
}

}  // namespace gozin::appointment
