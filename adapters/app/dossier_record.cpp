#include "adapters/app/dossier_record.hpp"

#include "adapters/app/site_sight.hpp"
#include "engine/command/lineage.hpp"
#include "engine/publication/receipts.hpp"
#include "workflows/appointment/authority.hpp"
#include "workflows/appointment/dossier/dossier.hpp"
#include "workflows/appointment/reports.hpp"
#include "workflows/registry/authority.hpp"
#include "workflows/registry/roles.hpp"

#include <algorithm>
#include <array>

namespace gozin::app {
namespace {

using appointment::Dossier;

constexpr std::array kAnnexReaders{registry::GrantedRole::auditor,
                                   registry::GrantedRole::inspectorate};

/// A dossier on its way: what is read of the store for it.
struct Making {
  City& city;
  StoreView& store;
  StoredView view;
  PersonId annex_for = {};  // empty: without the annex
  std::map<std::int64_t, StoredEvent> stored = {};
  std::set<std::int64_t> withheld = {};  // reports that name the reader
};

appointment::Past read_past(Making& making, StreamId const& stream) {
  appointment::Past past;
  read_whole(making.city.pipeline().catalog(), making.store, stream,
             [&](StoredEvent const& stored) {
               past.push_back(read_recorded(making.city.pipeline().catalog(), stored));
               making.stored.insert_or_assign(stored.seq, stored);
             });
  return past;
}

appointment::DossierSources read_sources(Making& making, StreamId const& stream) {
  appointment::DossierSources sources{stream, {}, making.view};
  auto past = read_past(making, stream);
  for (auto const& named : appointment::streams_named(past))
    sources.pasts.emplace(named, read_past(making, named));
  sources.pasts.emplace(stream, std::move(past));
  return sources;
}

/// Whoever asks for the annex reads everything about everybody: by office, and not in a case of
/// their own.
std::optional<Rejection> flaw_of_reader(Making& making, StreamId const& stream,
                                        PersonId const& who) {
  Rejection const refused{EngineReason::actor_must_hold_role, "auditor inspectorate"};
  NoFacts facts;
  Call call;
  call.actor = who;
  call.now = making.store.head().recorded;
  Context const context{call, stream, making.view, facts};
  auto const holds = [&](registry::GrantedRole role) {
    return registry::acts_in_role(context, who, Code{std::string{name_of(role)}}, {});
  };
  auto const* state = making.view.find<appointment::Case>(stream);
  if (std::ranges::none_of(kAnnexReaders, holds) || appointment::is_party(*state, who))
    return refused;
  return std::nullopt;
}

json::object names_of_people(Making& making, std::set<PersonId> const& people) {
  json::object names;
  for (auto const& person : people)
    if (auto const name = making.city.directory().name(person)) names.emplace(person.text, *name);
  return names;
}

std::string opened_word(City& city, std::int64_t seq, std::string const& field) {
  auto const values = city.opened(seq);
  auto const found = values.find(field);
  return found == values.end() ? std::string{} : found->second;
}

json::array words_of(Making& making, std::vector<appointment::ShownWords> const& words) {
  json::array array;
  for (auto const& [seq, field] : words) {
    auto text = opened_word(making.city, seq, field);
    json::object object{{"seq", seq}, {"type", making.stored.at(seq).type}, {"field", field}};
    // Without a text its person was erased.
    if (!text.empty()) object.emplace("text", std::move(text));
    array.push_back(std::move(object));
  }
  return array;
}

/// Whether what stands in the vault with an event is a report that names the reader (T15).
bool is_withheld(std::vector<Opening> const& openings, PersonId const& reader) {
  return std::ranges::any_of(openings, [&](Opening const& opening) {
    return opening.name == "withheld" && appointment::is_withheld_from(opening.value, reader);
  });
}

/// Everything that the case keeps in words and that is open by now, and who reported what; but for
/// reports that name the reader.
json::object annex_of(Making& making, appointment::CaseFile const& file, Dossier& dossier) {
  json::array reports;
  json::array words;
  for (auto const& recorded : file.past()) {
    auto const& type = recorded.event.type().name;
    auto const openings = openings_of(making.store, *making.city.keys(), recorded.at.seq);
    if (appointment::is_report(type) && is_withheld(openings, making.annex_for)) {
      making.withheld.insert(recorded.at.seq);
      continue;
    }
    for (auto const& opening : openings) {
      json::object object{{"seq", recorded.at.seq},
                          {"type", type},
                          {"field", opening.name},
                          {"text", opening.value}};
      dossier.cited.insert(recorded.at.seq);
      if (appointment::is_report(type)) {
        object.emplace("actor", recorded.at.actor.text);
        object.emplace("role", recorded.at.role.text);
        dossier.people.insert(recorded.at.actor);
      }
      (appointment::is_report(type) ? reports : words).push_back(std::move(object));
    }
  }
  json::array nominees;
  for (auto const& [id, nominee] : file.state().nominees) {
    json::object object{{"nominee", id.text}};
    if (nominee.person) {
      object.emplace("person", nominee.person->text);
      dossier.people.insert(*nominee.person);
    }
    json::array nominators;
    for (auto const& one : nominee.nominators) {
      nominators.emplace_back(one.person.text);
      dossier.people.insert(one.person);
    }
    object.emplace("nominators", std::move(nominators));
    nominees.push_back(std::move(object));
  }
  return {{"nominees", std::move(nominees)},
          {"reports", std::move(reports)},
          {"words", std::move(words)}};
}

std::vector<Opening> shown_openings(Making& making, Dossier const& dossier, std::int64_t seq,
                                    bool all) {
  std::vector<Opening> openings;
  auto const is_shown = [&](std::string const& field) {
    return all || std::ranges::any_of(dossier.words, [&](auto const& words) {
             return words.seq == seq && words.field == field;
           });
  };
  for (auto& opening : openings_of(making.store, *making.city.keys(), seq))
    if (is_shown(opening.name)) openings.push_back(std::move(opening));
  return openings;
}

Result<std::vector<DossierEntry>> prove(Making& making, Dossier const& dossier) {
  LogTree tree;
  tree.catch_up(making.store);
  std::vector<DossierEntry> entries;
  for (auto const seq : dossier.cited) {
    auto proof = prove_event(making.store, tree, seq);
    if (!proof) return proof.error();
    auto const& stored = making.stored.at(seq);
    DossierEntry entry{
        .index = proof->index, .leaf_hash = stored.leaf, .hashes = std::move(proof->hashes)};
    auto const recorded = read_recorded(making.city.pipeline().catalog(), stored);
    bool const all = !making.annex_for.empty() && !making.withheld.contains(seq);
    if (all || appointment::may_show_entry(dossier, recorded, stored.body)) {
      entry.leaf = stored.body;
      entry.openings = shown_openings(making, dossier, seq, all);
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace

Result<LogDossier> record_dossier(City& city, StreamId const& stream, PersonId const& annex_for) {
  auto const store = city.store().view();
  Making making{city, *store, StoredView{city.pipeline().catalog(), *store}, annex_for};
  if (!making.view.find<appointment::Case>(stream))
    return Rejection{EngineReason::stream_must_exist, stream.text};
  if (!annex_for.empty())
    if (auto const refused = flaw_of_reader(making, stream, annex_for)) return *refused;

  auto const sources = read_sources(making, stream);
  appointment::CaseFile const file{sources};
  auto dossier = appointment::dossier_of(file);
  auto content = std::move(dossier.content);
  content.emplace("words", words_of(making, dossier.words));
  if (!annex_for.empty()) content.emplace("annex", annex_of(making, file, dossier));
  content.emplace("people", names_of_people(making, dossier.people));
  auto const checkpoint = store->last_checkpoint();
  if (!checkpoint) return Rejection{PublicationReason::checkpoint_must_cover_event};
  content.emplace("as_of", json::object{{"size", checkpoint->size},
                                        {"recorded", to_rfc3339(store->head().recorded)}});
  auto const keys = city.keys_of_log(*store);
  auto const& key = keys.at(static_cast<std::uint64_t>(checkpoint->size));
  if (!city.sign_as(key, {})) return Rejection{EngineReason::signing_key_must_be_at_hand};
  content.emplace("vkey", to_vkey(key));

  auto entries = prove(making, dossier);
  if (!entries) return entries.error();
  LogDossier sealed{std::move(content), std::move(*entries), checkpoint->note, {}};
  seal_dossier(sealed, key,
               [&](std::string_view message) { return city.sign_as(key, message).value(); });
  return sealed;
}

}  // namespace gozin::app
