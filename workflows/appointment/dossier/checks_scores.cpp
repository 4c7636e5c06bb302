#include "workflows/appointment/dossier/arithmetic.hpp"
#include "workflows/appointment/dossier/checks.hpp"
#include "workflows/appointment/seats.hpp"
#include "workflows/appointment/sheets.hpp"

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

/// Where the winner depends on one assessor, the chair has written a note (threat T9).
Judgement dependence_noted(CaseFile const& file) {
  Judgement judged;
  auto const shortlist = file.last<ShortlistConfirmed>();
  auto const established = file.last<RankingEstablished>();
  if (!shortlist || !established) return judged;
  auto const note = file.last<AnalysisNoted>();
  judged.hold(established->pivotal.empty() || is_before(note.at, shortlist.at),
              {established.at, note.at, shortlist.at});
  return judged;
}

}  // namespace gozin::appointment::checks
