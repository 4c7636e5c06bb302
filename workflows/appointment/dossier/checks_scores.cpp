#include "workflows/appointment/dossier/arithmetic.hpp"
#include "workflows/appointment/dossier/checks.hpp"
#include "workflows/appointment/seats.hpp"
#include "workflows/appointment/sheets.hpp"

#include <algorithm>

namespace gozin::appointment::checks {
namespace {

using Key = std::pair<PersonId, NomineeId>;

/// The first declaration of each assessor about each nominee.
std::map<Key, Recorded const*> declared(CaseFile const& file) {
  std::map<Key, Recorded const*> first;
  for (auto const& one : file.all<InterestDeclared>())
    first.emplace(Key{one->declarer, one->nominee}, one.at);
  return first;
}

/// What was sealed, put together again from what was revealed.
Sheet sheet_in(SheetFound const& found) {
  Sheet sheet{.case_id = found.sealed.at->at.stream,
              .assessor = found.sealed->assessor,
              .alias = found.sealed->alias,
              .levels = found.revealed->levels,
              .evidence = {}};
  for (auto const& [criterion, words] : found.revealed->evidence)
    sheet.evidence.emplace(criterion, words.commitment);
  return sheet;
}

/// The reveal of the sheet that a revision is about; the last before it.
Found<ScoreSheetRevealed> revised_sheet(CaseFile const& file, Found<ScoreRevised> const& revision) {
  Found<ScoreSheetRevealed> found;
  for (auto const& sheet : file.all<ScoreSheetRevealed>())
    if (sheet->assessor == revision->assessor && sheet->nominee == revision->nominee &&
        sheet.seq() < revision.seq() && sheet->levels.contains(revision->criterion))
      found = sheet;
  return found;
}

/// A ranking with the last event that changed its scores and the one by which the case went on.
struct RankingStep {
  Recorded const* scored = nullptr;
  Recorded const* ranking = nullptr;
  Recorded const* went_on = nullptr;  // null: not yet, or another ranking came instead
};

bool is_ranking(Recorded const& recorded) {
  return recorded.event.as<RankingEstablished>() || recorded.event.as<ReadmissionConcluded>();
}

RankingStep step_about(CaseFile const& file, std::int64_t seq) {
  RankingStep step;
  for (auto const& recorded : file.past()) {
    auto const& event = recorded.event;
    if (step.ranking) {
      if (is_ranking(recorded) || event.as<DeclarationsCompleted>()) break;
      bool const is_next = step.ranking->event.as<RankingEstablished>()
                               ? event.as<ShortlistConfirmed>() != nullptr
                               : event.as<ObjectionsClosed>() != nullptr;
      if (!is_next) continue;
      step.went_on = &recorded;
      break;
    }
    if (event.as<ScoresRevealed>() || event.as<ScoreRevised>()) step.scored = &recorded;
    if (recorded.at.seq != seq) continue;
    step.ranking = &recorded;
    if (event.as<ReadmissionConcluded>()) step.scored = &recorded;
  }
  return step;
}

/// As the ranking says and as the sheets show.
std::set<PersonId> pivotal_in(Recorded const& ranking, AnalysedRanking const& analysed) {
  std::set<PersonId> pivotal;
  auto const take = [&](std::vector<PersonId> const& people) {
    pivotal.insert(people.begin(), people.end());
  };
  if (auto const* established = ranking.event.as<RankingEstablished>()) take(established->pivotal);
  auto const* concluded = ranking.event.as<ReadmissionConcluded>();
  if (concluded && concluded->pivotal) take(*concluded->pivotal);
  // Before anybody asked a readmission for it, none was owed.
  bool const is_owed = !concluded || concluded->pivotal;
  if (!is_owed || !analysed.analysis || !analysed.analysis->is_last_round) return pivotal;
  for (auto const& one : analysed.analysis->without)
    if (one.pivotal) pivotal.insert(one.assessor);
  return pivotal;
}

Found<AnalysisNoted> note_within(CaseFile const& file, RankingStep const& step,
                                 std::set<PersonId> const& pivotal) {
  for (auto const& note : file.all<AnalysisNoted>()) {
    std::set<PersonId> const named{note->pivotal.begin(), note->pivotal.end()};
    if (is_before(step.scored, note.at) && is_before(note.at, step.went_on) &&
        std::ranges::includes(named, pivotal))
      return note;
  }
  return {};
}

}  // namespace

Judgement panel_before_names(CaseFile const& file) {
  Judgement judged;
  auto const appointed = file.first<PanelAppointed>();
  auto const first_name = file.first<NominationReceived>();
  if (appointed || first_name)
    judged.hold(is_before(appointed.at, first_name.at), {appointed.at, first_name.at});
  return judged;
}

Judgement panel_size(CaseFile const& file) {
  Judgement judged;
  auto const appointed = file.last<PanelAppointed>();
  if (!appointed) return judged;
  auto const& panel = file.rules().panel;
  std::set<PersonId> distinct{appointed->members.begin(), appointed->members.end()};
  distinct.insert(appointed->reserves.begin(), appointed->reserves.end());
  judged.hold(std::ssize(appointed->members) == panel.members &&
                  std::ssize(appointed->reserves) >= panel.reserves &&
                  distinct.size() == appointed->members.size() + appointed->reserves.size(),
              {appointed.at});
  return judged;
}

Judgement declared_before_scoring(CaseFile const& file) {
  Judgement judged;
  auto const declarations = declared(file);
  for (auto const& sheet : sheets_of(file)) {
    if (!sheet.revealed) continue;
    auto const found = declarations.find({sheet.sealed->assessor, sheet.revealed->nominee});
    auto const* declaration = found == declarations.end() ? nullptr : found->second;
    judged.hold(is_before(declaration, sheet.sealed.at), {declaration, sheet.sealed.at});
  }
  return judged;
}

Judgement none_in_conflict(CaseFile const& file) {
  Judgement judged;
  auto const declarations = declared(file);
  for (auto const& sheet : sheets_of(file)) {
    if (!sheet.revealed) continue;
    auto const& nominee = sheet.revealed->nominee;
    auto const found = declarations.find({sheet.sealed->assessor, nominee});
    judged.hold(!has_conflict(file.state(), file.rules(), sheet.sealed->assessor, nominee),
                {found == declarations.end() ? nullptr : found->second});
  }
  for (auto const& recused : file.all<AssessorRecused>()) judged.show(recused.at);
  return judged;
}

Judgement sealed_before_reveal(CaseFile const& file) {
  Judgement judged;
  for (auto const& sheet : sheets_of(file)) {
    if (!sheet.revealed) continue;
    judged.hold(is_before(sheet.sealed.at, sheet.revealed.at),
                {sheet.sealed.at, sheet.revealed.at});
  }
  for (auto const& all : file.all<ScoresRevealed>()) judged.show(all.at);
  return judged;
}

Judgement sheets_match(CaseFile const& file) {
  Judgement judged;
  for (auto const& revealed : file.all<ScoreSheetRevealed>()) {
    auto const sheets = sheets_of(file);
    auto const is_its = [&](SheetFound const& one) { return one.sealed.seq() == revealed->seal; };
    auto const found = std::ranges::find_if(sheets, is_its);
    judged.hold(found != sheets.end() &&
                    commitment_of(revealed->salt, sheet_in(*found)) == found->sealed->commitment,
                {found == sheets.end() ? nullptr : found->sealed.at, revealed.at});
  }
  return judged;
}

/// After the reveal, before the ranking that counts, once a score, with the right old value.
Judgement changes_moderated(CaseFile const& file) {
  Judgement judged;
  std::set<std::tuple<PersonId, NomineeId, Code>> seen;
  auto const ranking = last_ranking(file);
  for (auto const& revealed : file.all<ScoresRevealed>()) judged.hold(true, {revealed.at});
  for (auto const& revision : file.all<ScoreRevised>()) {
    auto const sheet = revised_sheet(file, revision);
    bool const is_first =
        seen.insert({revision->assessor, revision->nominee, revision->criterion}).second;
    judged.hold(sheet && is_first && sheet->levels.at(revision->criterion) == revision->before &&
                    !revision->reason.empty() && is_before(revision.at, ranking.at),
                {revision.at, sheet.at});
  }
  return judged;
}

Judgement arithmetic(CaseFile const& file) {
  Judgement judged;
  auto const made = recompute(file);
  if (!made) return judged;
  judged.hold(made->reproduces, {made->ranking.at});
  for (auto const& revealed : file.all<ScoreSheetRevealed>()) judged.show(revealed.at);
  return judged;
}

/// For each ranking with which the case went on, whoever it depends on stands in a note of the
/// chair that was written about its scores: after their last change, before the next step (threat
/// T9).
Judgement dependence_noted(CaseFile const& file) {
  Judgement judged;
  for (auto const& analysed : file.analyses()) {
    if (!analysed.seq) continue;
    auto const step = step_about(file, *analysed.seq);
    if (!step.went_on) continue;
    auto const pivotal = pivotal_in(*step.ranking, analysed);
    auto const note = note_within(file, step, pivotal);
    judged.hold(pivotal.empty() || note, {step.ranking, note.at, step.went_on});
  }
  return judged;
}

}  // namespace gozin::appointment::checks
