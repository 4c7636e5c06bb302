#include "adapters/app/what_if.hpp"

#include "engine/command/lineage.hpp"
#include "workflows/appointment/dossier/what_if.hpp"

namespace gozin::app {
namespace {

std::string name_in(City& city, appointment::Case const& state, std::string const& about) {
  auto const* nominee = appointment::find_nominee(state, NomineeId{about});
  auto const name = nominee && nominee->person ? city.directory().name(*nominee->person)
                                               : std::optional<std::string>{};
  return name.value_or(std::string{});
}

}  // namespace

Result<std::vector<cli::Consequence>> consequences_of(City& city, CaseUntil const& until,
                                                      rules::RuleSet const& other) {
  auto const store = city.store().view();
  StoredView view{catalog(), *store};
  auto const* state = view.find<appointment::Case>(until.stream);
  if (!state || state->ruleset.empty())
    return Rejection{EngineReason::stream_must_exist, until.stream.text};
  appointment::DossierSources sources{until.stream, {}, view};
  auto& past = sources.pasts[until.stream];
  read_whole(catalog(), *store, until.stream, [&](StoredEvent const& stored) {
    if (!until.last || stored.seq <= *until.last) past.push_back(read_recorded(catalog(), stored));
  });
  std::vector<cli::Consequence> told;
  for (auto& one : appointment::what_if(appointment::CaseFile{sources}, other))
    told.push_back({.seq = one.seq,
                    .kind = std::string{gozin::name_of(one.kind)},
                    .about = one.about,
                    .name = name_in(city, *state, one.about),
                    .was = std::move(one.was),
                    .would = std::move(one.would)});
  return told;
}

}  // namespace gozin::app
