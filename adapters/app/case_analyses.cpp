#include "adapters/app/case_analyses.hpp"

#include "adapters/app/ranking_analysis.hpp"
#include "engine/command/lineage.hpp"
#include "workflows/appointment/dossier/case_file.hpp"

namespace gozin::app {
namespace {

std::string title_in(rules::RuleSet const& rules, Words const& words, std::string_view text) {
  Code const code{std::string{text}};
  if (auto const* criterion = rules::find_criterion(rules, code)) return words.of(criterion->title);
  auto const round = std::ranges::find(rules.rounds, code, &rules::Round::code);
  return round == rules.rounds.end() ? code.text : words.of(round->title);
}

}  // namespace

std::vector<cli::AnalysisTold> told_analyses(City& city, StreamId const& stream,
                                             cli::Telling const& telling) {
  auto const store = city.store().view();
  StoredView view{catalog(), *store};
  auto const* state = view.find<appointment::Case>(stream);
  if (!state || state->ruleset.empty()) return {};
  appointment::DossierSources sources{stream, {}, view};
  auto& past = sources.pasts[stream];
  read_whole(catalog(), *store, stream,
             [&](StoredEvent const& stored) { past.push_back(read_recorded(catalog(), stored)); });
  appointment::CaseFile const file{sources};
  Words const words{telling.texts, city.directory(), telling.language};
  auto const named = [&](std::string_view id) {
    auto const* nominee = appointment::find_nominee(*state, NomineeId{std::string{id}});
    auto const known = nominee && nominee->person ? city.directory().name(*nominee->person)
                                                  : std::optional<std::string>{};
    return known.value_or(std::string{id});
  };
  AnalysisReader const reader{
      .words = words,
      .person =
          [&](std::string_view id) {
            return city.directory().name(PersonId{std::string{id}}).value_or(std::string{id});
          },
      .nominee = named,
      .title = [&](std::string_view code) { return title_in(file.rules(), words, code); }};
  std::vector<cli::AnalysisTold> told;
  for (auto const& one : file.analyses()) {
    auto object = appointment::to_json(one);
    auto lines = lines_of(draw_analysis(object, reader));
    told.push_back({.object = std::move(object), .lines = std::move(lines)});
  }
  return told;
}

}  // namespace gozin::app
