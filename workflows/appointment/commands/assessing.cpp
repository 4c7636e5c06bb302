#include "workflows/appointment/commands/assessing.hpp"

#include "engine/command/typed.hpp"
#include "workflows/appointment/aliases.hpp"
#include "workflows/appointment/authority.hpp"
#include "workflows/appointment/commands/ranking.hpp"
#include "workflows/appointment/commands/sealing.hpp"
#include "workflows/appointment/fold.hpp"
#include "workflows/appointment/judging.hpp"
#include "workflows/appointment/links.hpp"
#include "workflows/appointment/lots.hpp"
#include "workflows/appointment/rounds.hpp"
#include "workflows/appointment/seats.hpp"
#include "workflows/appointment/transcribing.hpp"
#include "workflows/registry/states.hpp"

#include <algorithm>

namespace gozin::appointment {
namespace {

bool is_reserve(Case const& state, PersonId const& person) {
  return std::find(state.reserves.begin(), state.reserves.end(), person) != state.reserves.end();
}

std::optional<Rejection> flaw(DeclareInterest const& command, Case const& state) {
  if (command.interests.empty()) return Rejection{Reason::declaration_must_name_a_nominee};
  std::size_t interests = 0;
  for (auto const& [nominee, interest] : command.interests) {
    if (auto const running = running_nominee(state, nominee); !running) return running.error();
    if ((interest == Interest::kinship) != command.kinship.contains(nominee))
      return Rejection{Reason::kinship_must_be_named, nominee.text};
    if (interest != Interest::none) ++interests;
  }
  for (auto const& [nominee, kinship] : command.kinship)
    if (!command.interests.contains(nominee))
      return Rejection{Reason::kinship_must_be_named, nominee.text};
  if (command.detail && interests != 1) return Rejection{Reason::detail_must_be_about_one_interest};
  return std::nullopt;
}

/// Who is to be scored once everybody has declared: all who were admitted, and in a round that a
/// body scores those who are still ranked.
std::vector<NomineeId> to_be_scored(Case const& state) {
  return is_scored_by_body(state) ? ranked_in_the_running(state) : ids_of(admitted(state));
}

/// Who scores a nominee. Nobody comes in for members of a body, so those who have not declared when
/// the time for it is over are not waited for, and score nobody.
std::vector<PersonId> scoring_judges(Context const& context, Case const& state,
                                     NomineeId const& nominee) {
  auto people = judges_of(state, nominee);
  if (is_scored_by_body(state) && is_over(context, rules::Stage::declaring))
    std::erase_if(people, [&](PersonId const& one) { return !has_declared(state, one, nominee); });
  return people;
}

/// Why scoring may not begin yet; nothing when it may.
std::optional<Rejection> unready(Context const& context, Case const& state) {
  auto const& rules = rules_of(context);
  auto const nominees = to_be_scored(state);
  if (nominees.empty()) return Rejection{Reason::nominee_must_remain};
  if (auto const refused = flaw_before_choice(state)) return refused;
  for (auto const& nominee : nominees) {
    auto const judging = scoring_judges(context, state, nominee);
    for (auto const& assessor : judging) {
      auto const whom = assessor.text + " " + nominee.text;
      if (!has_declared(state, assessor, nominee))
        return Rejection{Reason::assessor_must_have_declared, whom};
      if (has_conflict(state, rules, assessor, nominee))
        return Rejection{Reason::conflict_must_lead_to_recusal, whom};
      if (auto const* hint = find_hint(state, assessor, nominee))
        return Rejection{Reason::hints_must_be_disposed_of, hint->text};
    }
    if (std::cmp_less(judging.size(), rules.panel.min_sheets_per_nominee))
      return Rejection{Reason::nominee_must_have_enough_assessors, nominee.text};
  }
  return std::nullopt;
}

/// Whether nothing is left for a person to look at: the reserves have declared too, and no seat is
/// vacant for anybody. A body has neither.
bool is_settled(Context const& context, Case const& state) {
  if (unready(context, state)) return false;
  if (is_scored_by_body(state)) return true;
  auto const nominees = ids_of(admitted(state));
  return std::all_of(nominees.begin(), nominees.end(), [&](NomineeId const& nominee) {
    return std::cmp_greater_equal(judges_of(state, nominee).size(),
                                  rules_of(context).panel.members) &&
           std::all_of(state.reserves.begin(), state.reserves.end(), [&](PersonId const& reserve) {
             return has_declared(state, reserve, nominee);
           });
  });
}

std::map<PersonId, std::vector<NomineeId>> judged_by_assessor(
    Context const& context, Case const& state, std::vector<NomineeId> const& nominees) {
  std::map<PersonId, std::vector<NomineeId>> judged;
  for (auto const& nominee : nominees)
    for (auto const& assessor : scoring_judges(context, state, nominee))
      judged[assessor].push_back(nominee);
  return judged;
}

void complete(Decision& decision, Context const& context, Case const& state) {
  auto const round = is_scored_by_body(state) ? state.round : first_round(rules_of(context)).code;
  auto aliases =
      make_aliases(context, round, judged_by_assessor(context, state, to_be_scored(state)));
  decision.add(context.stream, DeclarationsCompleted{.round = round,
                                                     .aliases = std::move(aliases.by_assessor),
                                                     .alias_map = aliases.map});
  start_clock(decision, context, rules::Stage::sealing);
}

/// Whether the time for what an assessor still owes is over: a declaration, or a sheet.
bool is_late(Context const& context, PersonId const& assessor,
             std::vector<NomineeId> const& nominees) {
  auto const& state = case_of(context);
  bool const sealing = stands_in(context, "Sealing");
  auto const clock = state.deadlines.find(
      stage_deadline(sealing ? rules::Stage::sealing : rules::Stage::declaring));
  if (clock == state.deadlines.end() || context.call.now <= clock->second.due) return false;
  if (!sealing)
    return std::any_of(nominees.begin(), nominees.end(), [&](NomineeId const& nominee) {
      return !has_declared(state, assessor, nominee);
    });
  auto const wanted = assignments(context, state);
  return std::any_of(wanted.begin(), wanted.end(), [&](Assignment const& assignment) {
    return assignment.assessor == assessor && !find_sheet(state, assignment);
  });
}

bool is_recused_from(Assessor const& assessor, std::optional<NomineeId> const& nominee) {
  return assessor.recused || (nominee && assessor.recused_from.contains(*nominee));
}

/// The nominees whom a replacement would judge: the one named, or all the seat is for.
std::vector<NomineeId> concerned(Context const& context, Assessor const& assessor,
                                 std::optional<NomineeId> const& nominee) {
  auto const& state = case_of(context);
  auto nominees = stands_in(context, "Sealing") ? contenders(state, rules_of(context))
                                                : ids_of(admitted(state));
  std::erase_if(nominees, [&](NomineeId const& id) {
    return (nominee && id != *nominee) || (!assessor.only.empty() && !assessor.only.contains(id));
  });
  return nominees;
}

/// The members of the body as they sit now, but for whoever is a nominee. Refused where they are
/// fewer than a nominee needs sheets.
Result<Decision> seat_body(Context const& context, rules::Round const& round,
                           std::vector<NomineeId> const& nominees) {
  auto const& state = case_of(context);
  auto const stream = stream_of(registry::Body::kKind, round.scored_by->text);
  auto const* body = context.view.find<registry::Body>(stream);
  auto members = body ? registry::voters(*body) : std::vector<PersonId>{};
  std::erase_if(members, [&](PersonId const& person) { return is_party(state, person); });
  if (std::cmp_less(members.size(), rules_of(context).panel.min_sheets_per_nominee))
    return Rejection{Reason::nominee_must_have_enough_assessors, nominees.front().text};

  Decision decision;
  decision.add(context.stream, AssessorsSeated{.round = round.code,
                                               .body = stream,
                                               .body_rev = context.view.folded(stream)->rev,
                                               .assessors = std::move(members)});
  start_clock(decision, context, rules::Stage::declaring);
  return decision;
}

/// Whether one of the nominees has fewer judges than the panel has seats, this assessor not
/// counted.
bool is_vacant(Context const& context, PersonId const& assessor,
               std::vector<NomineeId> const& nominees) {
  return std::any_of(nominees.begin(), nominees.end(), [&](NomineeId const& nominee) {
    auto judging = judges_of(case_of(context), nominee);
    std::erase(judging, assessor);
    return std::cmp_less(judging.size(), rules_of(context).panel.members);
  });
}

/// Whom the declarer may go on to judge: nobody of whom they declare a conflict.
Judging judging_of(DeclareInterest const& command, PersonId const& declarer, Case const& after,
                   Context const& context) {
  auto const* assessor = find_assessor(after, declarer);
  Judging judging{.judge = declarer,
                  .nominees = {},
                  .declared = command.interests,
                  .by_unit = !assessor || assessor->of_panel};
  for (auto const& [nominee, interest] : command.interests)
    if (!has_conflict(after, rules_of(context), declarer, nominee))
      judging.nominees.push_back(nominee);
  return judging;
}

}  // namespace

Result<Decision> decide(DeclareInterest const& command, Context const& context) {
  auto const& state = case_of(context);
  auto const declarer = principal_of(context.call);
  if (!find_assessor(state, declarer) && !is_reserve(state, declarer))
    return Rejection{Reason::assessor_must_sit_on_panel, declarer.text};
  // Members of a body declare by the body's own command.
  if (stands_in(context, "Reviewing"))
    return Rejection{EngineReason::phase_must_allow_event, "Reviewing"};
  if (auto const refused = flaw(command, state)) return *refused;

  Decision decision;
  auto after = state;
  for (auto const& [nominee, interest] : command.interests) {
    auto const kinship = command.kinship.find(nominee);
    InterestDeclared const declared{
        .declarer = declarer,
        .nominee = nominee,
        .interest = interest,
        .kinship = kinship == command.kinship.end() ? std::nullopt : std::optional{kinship->second},
        .detail = interest == Interest::none ? std::nullopt : command.detail};
    decision.add(context.stream, declared);
    apply(after, Recorded{}, declared);
  }
  enter_kin(decision, context, declarer, command.interests);
  for (auto const& hint : hints_of_links(context, judging_of(command, declarer, after, context))) {
    decision.add(context.stream, hint);
    apply(after, Recorded{}, hint);
  }
  // The last declaration completes them all, unless somebody has to look at a vacant seat first.
  bool const by_clerk = is_transcribed(context.call);
  if (stands_in(context, "Declaring") && !by_clerk && is_settled(context, after))
    complete(decision, context, after);
  return decision;
}

Result<Decision> decide(RecuseAssessor const& command, Context const& context) {
  auto const& state = case_of(context);
  auto const person = principal_of(context.call);
  auto const* assessor = find_assessor(state, person);
  if (!assessor) return Rejection{Reason::assessor_must_sit_on_panel, person.text};
  if (do_scores_stand(context)) return Rejection{Reason::scores_must_not_change_under_a_lot};
  if (command.nominee)
    if (auto const known = known_nominee(state, *command.nominee); !known) return known.error();
  if (is_recused_from(*assessor, command.nominee))
    return Rejection{Reason::assessor_must_not_be_recused, person.text};

  Decision decision;
  decision.add(
      context.stream,
      AssessorRecused{.assessor = person, .nominee = command.nominee, .reason = command.reason});
  return decision;
}

Result<Decision> decide(ReplaceAssessor const& command, Context const& context) {
  auto const& state = case_of(context);
  auto const* assessor = find_assessor(state, command.assessor);
  if (!assessor) return Rejection{Reason::assessor_must_sit_on_panel, command.assessor.text};
  if (command.nominee)
    if (auto const running = running_nominee(state, *command.nominee); !running)
      return running.error();
  auto const nominees = concerned(context, *assessor, command.nominee);
  bool const late = !command.nominee && is_late(context, command.assessor, nominees);
  // What was found against an assessor does not wait for their own word.
  bool const found =
      command.nominee && state.conflicts.contains({command.assessor, *command.nominee});
  if (auto const refused = flaw_of_judges_words(state)) return *refused;
  // A body has no reserves; nobody scores in the place of a member.
  if (is_scored_by_body(state)) return Rejection{Reason::reserve_must_be_available};
  if (!is_recused_from(*assessor, command.nominee) && !late && !found)
    return Rejection{Reason::assessor_must_be_recused_or_late, command.assessor.text};
  if (!is_vacant(context, command.assessor, nominees))
    return Rejection{Reason::seat_must_be_vacant, command.assessor.text};
  auto const reserve = next_reserve(state, rules_of(context), nominees);
  if (!reserve) return Rejection{Reason::reserve_must_be_available};

  AssessorReplaced replaced{.assessor = command.assessor,
                            .replacement = *reserve,
                            .nominee = command.nominee,
                            .aliases = {},
                            .alias_map = std::nullopt};
  if (stands_in(context, "Sealing")) {
    auto aliases = make_aliases(context, state.round, {{*reserve, nominees}});
    replaced.aliases = std::move(aliases.by_assessor[*reserve]);
    replaced.alias_map = aliases.map;
  }
  Decision decision;
  decision.add(context.stream, std::move(replaced));
  return decision;
}

Result<Decision> decide(CompleteDeclarations const&, Context const& context) {
  if (auto const refused = unready(context, case_of(context))) return *refused;

  Decision decision;
  complete(decision, context, case_of(context));
  return decision;
}

Result<Decision> decide(OpenRound const&, Context const& context) {
  auto const& state = case_of(context);
  auto const* round = round_after(rules_of(context), state.round);
  if (!round) return Rejection{Reason::round_must_remain};
  if (auto const refused = flaw_of_departures(state)) return *refused;
  auto const remaining = ranked_in_the_running(state);
  if (remaining.empty()) return Rejection{Reason::nominee_must_remain};
  if (round->scored_by) return seat_body(context, *round, remaining);
  auto after = state;
  after.round = round->code;
  for (auto const& nominee : remaining)
    if (std::cmp_less(judges_of(after, nominee).size(),
                      rules_of(context).panel.min_sheets_per_nominee))
      return Rejection{Reason::nominee_must_have_enough_assessors, nominee.text};

  auto aliases = make_aliases(context, round->code, judged_by_assessor(context, after, remaining));
  Decision decision;
  decision.add(context.stream, AssessmentRoundOpened{.round = round->code,
                                                     .aliases = std::move(aliases.by_assessor),
                                                     .alias_map = aliases.map});
  start_clock(decision, context, rules::Stage::sealing);
  return decision;
}

std::vector<CommandType> assessing_commands() {
  CommandTraits const assessor{.roles = {"assessor", "panel_chair"}, .duty = "assessor"};
  CommandTraits const affairs{.roles = {"administrative_affairs"},
                              .duty = "administrative_affairs"};
  CommandTraits const affairs_or_clock{.roles = {"administrative_affairs", "clock"},
                                       .duty = "administrative_affairs"};
  return {command_type<DeclareInterest>("appointment", "case", assessor),
          command_type<RecuseAssessor>("appointment", "case", assessor),
          command_type<ReplaceAssessor>("appointment", "case", affairs),
          command_type<CompleteDeclarations>("appointment", "case", affairs_or_clock),
          command_type<OpenRound>("appointment", "case", affairs),
          command_type<SealScoreSheet>("appointment", "case", assessor),
          command_type<RevealScores>("appointment", "case", affairs_or_clock),
          command_type<ReviseScore>("appointment", "case", assessor),
          command_type<NoteAnalysis>("appointment", "case", assessor),
          command_type<EstablishRanking>("appointment", "case", assessor),
          command_type<ConfirmShortlist>("appointment", "case", assessor),
          command_type<PublishRanking>("appointment", "case", affairs)};
}

}  // namespace gozin::appointment
