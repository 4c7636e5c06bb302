#include "workflows/appointment/dossier/case_file.hpp"

#include "engine/command/catalog.hpp"
#include "engine/rules/choice.hpp"

#include <algorithm>
#include <stdexcept>

namespace gozin::appointment {
namespace {

/// The code of the ballot that an event ends or decides upon; empty where it is about none.
template <class... E>
Code ballot_in(Recorded const& recorded) {
  Code code;
  auto const read = [&](auto const* fact) {
    if (fact) code = fact->ballot;
  };
  (read(recorded.event.as<E>()), ...);
  return code;
}

void note_down(std::vector<BallotFound>& ballots, Recorded const& recorded) {
  auto const of = [&](Code const& code) -> BallotFound* {
    auto const found =
        std::ranges::find_if(ballots, [&](auto const& one) { return one.opened->ballot == code; });
    return code.empty() || found == ballots.end() ? nullptr : &*found;
  };
  if (auto* ballot = of(
          ballot_in<BallotClosed, PaperBallotCounted, ElectionRoundClosed, BallotVoided>(recorded)))
    ballot->closed = &recorded;
  if (auto* ballot = of(ballot_in<BodyApproved, BodyRejected, BodyAdvised, BodyElected>(recorded)))
    ballot->decision = &recorded;
  auto const* cast = recorded.event.as<BallotCast>();
  if (auto* ballot = cast ? of(cast->ballot) : nullptr) ballot->roll.push_back({cast, &recorded});
}

}  // namespace

std::set<StreamId> streams_named(Past const& past) {
  std::set<StreamId> streams{registry::log_stream(), registry::city_decrees()};
  for (auto const& recorded : past) {
    auto const& event = recorded.event;
    if (auto const* opened = event.as<CaseOpened>())
      streams.insert({opened->post, opened->ruleset});
    if (auto const* described = event.as<VacancyDescribed>())
      streams.insert(described->budget_line);
    if (auto const* amended = event.as<VacancyAmended>()) streams.insert(amended->budget_line);
    if (auto const* taken = event.as<CaseTakenOver>())
      streams.insert({taken->annulled, taken->takes_over.from});
    if (auto const* migrated = event.as<RuleSetMigrated>()) streams.insert(migrated->ruleset);
    if (auto const* agenda = event.as<PutOnAgenda>()) streams.insert(agenda->session);
    if (auto const* item = event.as<DeliberationOpened>()) streams.insert(item->session);
    if (auto const* referred = event.as<CaseReferred>()) streams.insert(referred->body);
    auto const person_of = [&](std::optional<PersonId> const& person) {
      if (person) streams.insert(stream_of(registry::Person::kKind, person->text));
    };
    if (auto const* named = event.as<NominationReceived>()) person_of(named->person);
    if (auto const* matched = event.as<NomineeMatched>()) person_of(matched->person);
    for (auto const* who : {&recorded.at.actor, &recorded.at.behalf})
      if (!who->empty() && who->text.find('/') == std::string::npos)
        streams.insert(stream_of(registry::Person::kKind, who->text));
  }
  return streams;
}

CaseFile::CaseFile(DossierSources const& sources) : sources_{sources} {
  folded_ = sources.view.folded(sources.id);
  state_ = sources.view.find<Case>(sources.id);
  if (!folded_ || !state_) throw std::logic_error("a dossier of no case");
  auto const* ruleset = sources.view.find<ruleset::RuleSetStream>(state_->ruleset);
  if (!ruleset || !ruleset->rules) throw std::logic_error("a case without its rule set");
  rules_ = ruleset->rules.get();
  log_ = sources.view.find<registry::Log>(registry::log_stream());
  if (!log_) throw std::logic_error("a case without its log");
  auto weighed = rules::weigh(*rules_, state_->weights);
  criteria_ = weighed ? std::move(*weighed) : rules_->criteria;
}

Past const& CaseFile::past_of(StreamId const& stream) const {
  static Past const none;
  auto const found = sources_.pasts.find(stream);
  return found == sources_.pasts.end() ? none : found->second;
}

bool CaseFile::stands_in(std::string_view name) const { return view().in(id(), name); }

rules::Calendar const* CaseFile::calendar() const {
  auto const found = log().calendars.find(rules().calendar);
  return found == log().calendars.end() ? nullptr : found->second.get();
}

bool CaseFile::has_taken_over(Recorded const& recorded) const {
  return std::ranges::any_of(all<CaseTakenOver>(), [&](auto const& taken) {
    return taken->takes_over.from == recorded.at.stream &&
           recorded.at.rev <= taken->takes_over.through;
  });
}

Case CaseFile::as_of(std::int64_t seq) const {
  Case then;
  for (auto const& recorded : past()) {
    if (recorded.at.seq > seq) break;
    folded_->kind->fold(&then, recorded);
  }
  return then;
}

std::vector<AnalysedRanking> CaseFile::analyses() const {
  return analyses_of(*rules_, *folded_->kind, past());
}

RankingFound last_ranking(CaseFile const& file) {
  RankingFound found;
  for (auto const& recorded : file.past()) {
    if (auto const* established = recorded.event.as<RankingEstablished>())
      found = {&recorded, &established->ranking, &established->below};
    if (auto const* concluded = recorded.event.as<ReadmissionConcluded>())
      found = {&recorded, &concluded->ranking, &concluded->below};
  }
  return found;
}

std::optional<Hash> lot_seed_of(Recorded const& ranking, Case const& then) {
  if (auto const* established = ranking.event.as<RankingEstablished>(); established)
    return established->lot_seed ? established->lot_seed : then.lot_seed;
  auto const* concluded = ranking.event.as<ReadmissionConcluded>();
  return concluded && concluded->lot_seed ? concluded->lot_seed : then.lot_seed;
}

std::vector<SheetFound> sheets_of(CaseFile const& file) {
  std::vector<SheetFound> sheets;
  for (auto const& sealed : file.all<ScoreSheetSealed>()) sheets.push_back({sealed, {}});
  for (auto const& revealed : file.all<ScoreSheetRevealed>()) {
    auto const is_its = [&](SheetFound const& one) { return one.sealed.seq() == revealed->seal; };
    auto const sheet = std::ranges::find_if(sheets, is_its);
    if (sheet != sheets.end()) sheet->revealed = revealed;
  }
  return sheets;
}

std::vector<BallotFound> ballots_in(CaseFile const& file) {
  std::vector<BallotFound> ballots;
  for (auto const& opened : file.all<BallotOpened>()) ballots.push_back({.opened = opened});
  for (auto const& recorded : file.past()) note_down(ballots, recorded);
  for (auto const& count : file.state().ballots)
    for (auto& ballot : ballots)
      if (ballot.opened->ballot == count.ballot.code) ballot.count = &count;
  return ballots;
}

}  // namespace gozin::appointment
