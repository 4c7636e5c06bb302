#include "adapters/app/city.hpp"

#include "adapters/app/access_keeper.hpp"
#include "adapters/app/case_analyses.hpp"
#include "adapters/app/database.hpp"
#include "adapters/app/dossier.hpp"
#include "adapters/app/epoch_change.hpp"
#include "adapters/app/log_accounts.hpp"
#include "adapters/app/lookup_check.hpp"
#include "adapters/app/opened_values.hpp"
#include "adapters/app/register.hpp"
#include "adapters/app/settings.hpp"
#include "adapters/app/shared_snapshots.hpp"
#include "adapters/app/what_if.hpp"
#include "adapters/cli/story.hpp"
#include "adapters/keys/keys_folder.hpp"
#include "adapters/keys/system_ports.hpp"
#include "adapters/store/sql_store.hpp"
#include "engine/command/keys_of_log.hpp"
#include "engine/command/recording.hpp"
#include "engine/event/json.hpp"
#include "engine/event/leaf.hpp"
#include "engine/port/log_archive.hpp"
#include "engine/replay/rebuild.hpp"
#include "workflows/appointment/case.hpp"
#include "workflows/registry/attributes.hpp"
#include "workflows/registry/commands/log.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/registry/tables.hpp"

#include <algorithm>
#include <filesystem>
#include <mutex>
#include <set>

namespace gozin::app {
namespace {

namespace fs = std::filesystem;
using Mode = cli::Opening::Mode;

OpenMode open_mode(Mode mode, bool exists) {
  if (mode == Mode::create) return exists ? OpenMode::resume : OpenMode::create;
  return OpenMode::existing;
}

/// Keys belong to one log: those that lie about are no keys for a new one. Where the making of a
/// log was cut short before its first event, what there is of its keys is completed.
KeysMode keys_mode(Mode mode, bool exists, EventStore& store) {
  if (mode != Mode::create) return KeysMode::existing;
  if (!exists) return KeysMode::create;
  return store.view()->head().size == 0 ? KeysMode::complete : KeysMode::existing;
}

/// The name of a log that is there; the given one for a log yet to be opened.
std::string origin_of(StoreView& store, std::string const& otherwise) {
  std::string origin = otherwise.empty() ? "gozin.example" : otherwise;
  auto const take = [&](StoredEvent const& stored) {
    if (stored.seq != 0) return;
    if (auto const leaf = parse_leaf(stored.body)) origin = leaf->origin;
  };
  try {
    store.read_log(0, 1, take);
  } catch (RangeUnreadable const&) {
    // What the log says of itself is at hand all the same.
    store.read_stream(registry::log_stream(), 0, take);
  }
  return origin;
}

/// Stands in where the keys are not at hand: nothing can be signed, and nobody may act.
class NoSigner final : public Signer {
 public:
  [[nodiscard]] std::string public_key() const override { return std::string(32, '\0'); }
  [[nodiscard]] std::string sign(std::string_view) const override {
    throw KeysUnavailable("the keys of this database are not at hand");
  }
};

/// The folder of a file that is yet to be made.
void make_place(StoreUrl const& url) {
  fs::path const file{url.path};
  if (file.has_parent_path()) fs::create_directories(file.parent_path());
}

std::map<std::string, std::string> merged(std::vector<Opened> const& kept) {
  std::map<std::string, std::string> values;
  for (auto const& opened : kept) values.insert(opened.values.begin(), opened.values.end());
  return values;
}

}  // namespace

/// As many as the writer holds.
constexpr std::size_t kSnapshotsMax = PipelineLimits{}.streams_cached;

struct City::Parts {
  StoreUrl url;
  std::unique_ptr<SqlStore> store;
  KeysFolder folder;
  NoSigner no_signer;
  SystemClock system_clock;
  Clock* clock = &system_clock;
  SystemRandom random;
  Register people;
  SharedSnapshots snapshots{kSnapshotsMax};
  std::unique_ptr<Pipeline> pipeline;
  std::mutex keys_mutex;
  KeysOfLog keys_of_log;

  [[nodiscard]] EpochChange epoch_change() {
    return EpochChange{
        {*store, *folder.keys, *pipeline, snapshots, key_bundles(url, store->deployment())}};
  }
};

City::City(cli::Opening const& opening) : parts_{std::make_unique<Parts>()} {
  auto const url = database_url(opening.url);
  parts_->url = url;
  bool const exists = named(url, [&] { return store_exists(url); });
  if (!exists && opening.mode != Mode::create)
    throw StoreFailed("there is no database " + shown(url) + "; `gozin db init` makes one");
  if (!exists) make_place(url);

  StoreOptions options;
  options.mode = open_mode(opening.mode, exists);
  parts_->store = named(url, [&] { return open_store(url, catalog().tables(), options); });
  try {
    auto const folder = keys_folder(url, parts_->store->deployment());
    parts_->folder = open_keys(folder, keys_mode(opening.mode, exists, *parts_->store));
  } catch (KeysUnavailable const&) {
    // A log is verified from its bytes; who only does that needs no keys.
    if (opening.mode != Mode::without_keys && opening.mode != Mode::to_verify) throw;
  }
  if (opening.mode == Mode::to_verify) {
    rebuild_if_readable();
    return;
  }
  auto const origin = origin_of(*parts_->store->view(), opening.origin);
  if (opening.clock) parts_->clock = opening.clock;
  Signer* signer = &parts_->no_signer;
  if (parts_->folder.signer) signer = parts_->folder.signer.get();
  if (!parts_->folder.keys) return;
  parts_->pipeline = std::make_unique<Pipeline>(
      catalog(),
      Ports{*parts_->store, *parts_->clock, parts_->random, *parts_->folder.keys, *signer,
            parts_->people, &parts_->snapshots},
      origin);
  auto const learn = [this](Recorded const& recorded, std::vector<Opened> const& kept) {
    if (recorded.at.stream.kind() == registry::Person::kKind)
      parts_->people.learn(recorded, merged(kept));
  };
  // Before it is read, so that nothing is missed in between.
  parts_->pipeline->on_recorded(learn);
  Register::From const from{*parts_->store, *parts_->folder.keys};
  if (opening.is_to_serve)
    parts_->people.read_behind(from);
  else
    parts_->people.read(from);
  // As late as can be: nodes that know other tables go on until these are there.
  if (!parts_->store->needs_rebuild().empty()) rebuild();
  if (opening.mode == Mode::existing || opening.mode == Mode::create)
    parts_->epoch_change().put_right();
}

/// Which epoch key is in force shows in what it opens. Where none does, verification says so.
void City::settle_epoch() {
  if (!parts_->folder.keys) return;
  for (auto const& key : parts_->store->view()->wrapped_keys({}, 1))
    if (auto const wrapped = parse_base64(key.wrapped))
      (void)parts_->folder.keys->settle(key.id, *wrapped);
}

bool City::is_changing_epoch() { return parts_->pipeline && parts_->epoch_change().is_under_way(); }

std::optional<Accepted> City::finish_epoch() { return parts_->epoch_change().finish(); }

Result<std::optional<Accepted>> City::rotate_key() {
  if (!parts_->folder.signer) throw KeysUnavailable("the keys of this database are not at hand");
  auto& signer = *parts_->folder.signer;
  auto& pipeline = *parts_->pipeline;
  NoteKey next{.name = pipeline.origin(), .public_key = {}};
  auto const bytes = signer.next();
  std::copy(bytes.begin(), bytes.end(), next.public_key.bytes.begin());
  std::optional<Accepted> recorded;
  if (pipeline.vkey() != to_vkey(next)) {
    Request request;
    request.command = registry::RotateSigningKey::kName;
    request.stream = registry::log_stream();
    request.input = {{"key", to_vkey(next)}};
    request.actor = cli::operator_of_this_machine();
    request.role = Code{"operator"};
    request.channel = Code{"cli"};
    request.id = "rotate-signing-key";
    auto outcome = pipeline.perform(std::move(request));
    if (!outcome) return outcome.error();
    recorded = std::move(*outcome);
  }
  (void)pipeline.checkpoint();
  destroy_former_key(next);
  return recorded;
}

/// With the head held nobody else rotates. Whoever trusts the former key must have its word for the
/// one that follows before it goes.
void City::destroy_former_key(NoteKey const& newest) {
  auto const held = parts_->store->begin();
  auto const keys = keys_of_log(*held);
  auto const rotated = static_cast<std::int64_t>(keys.rotations().back());
  auto const behind = held->checkpoints(rotated + 1, 1);
  auto const opened =
      behind.empty() ? Result<SignedCheckpoint>{Rejection{}} : keys.open(behind.front().note);
  if (keys.newest() != newest || !opened || opened->signers.size() < 2)
    throw StoreFailed("no checkpoint bears the former key and the one that follows");
  parts_->folder.signer->destroy_former(view_of(newest.public_key));
}

LogKeys City::keys_of_log(StoreView& store) {
  std::scoped_lock const lock{parts_->keys_mutex};
  auto const* keys = parts_->keys_of_log.read(store);
  if (!keys) throw StoreFailed("the log does not name its key");
  return *keys;
}

std::optional<std::string> City::sign_as(NoteKey const& key, std::string_view message) {
  auto& signer = parts_->folder.signer;
  if (!signer) throw KeysUnavailable("the keys of this database are not at hand");
  auto const public_key = view_of(key.public_key);
  // Another program may have rotated it since this one looked.
  if (!signer->holds(public_key)) signer->settle();
  return signer->sign_as(public_key, message);
}

void City::rebuild_if_readable() {
  try {
    settle_epoch();
    if (!parts_->store->needs_rebuild().empty()) rebuild();
  } catch (UnreadableEvent const&) {
    return;  // whoever verifies is told of the event, and of the rows that are not there
  } catch (StoreFailed const&) {
    return;  // as of a database that cannot be read
  }
}

City::~City() = default;

Pipeline& City::pipeline() {
  if (!parts_->pipeline) throw KeysUnavailable("the keys of this database are not at hand");
  return *parts_->pipeline;
}

EventStore& City::store() { return *parts_->store; }
LogArchive& City::archive() { return parts_->store->archive(); }
Keys* City::keys() { return parts_->folder.keys.get(); }
Signer const* City::signer() { return parts_->folder.signer.get(); }
std::vector<std::string> City::flaws() { return parts_->store->flaws(); }
Accounts& City::accounts() { return parts_->store->accounts(); }
std::unique_ptr<cli::AccountBook> City::account_book() { return app::account_book(*this); }
std::vector<Fault> City::faults_of_people() {
  auto faults = faults_of_accounts(*this);
  for (auto& fault : faults_of_lookups(*this)) faults.push_back(std::move(fault));
  return faults;
}
Directory const& City::directory() { return parts_->people; }
Snapshots& City::snapshots() { return parts_->snapshots; }
std::string City::address() { return shown(parts_->url); }
std::string City::deployment() { return parts_->store->deployment(); }
std::unique_ptr<LogWatch> City::watch() { return parts_->store->watch(); }
bool City::move_journal() { return parts_->store->maintain(); }
bool City::maintain() {
  auto const is_much = move_journal();
  (void)parts_->store->archive().delete_some();
  return is_much;
}
bool City::is_outdated() { return parts_->store->is_outdated(); }
Register& City::people_register() { return parts_->people; }

std::vector<cli::PersonEntry> City::people() {
  auto const view = parts_->store->view();
  std::map<std::string, std::set<std::string>> roles;
  visit_rows(*view, registry::role_grants(), [&](Row const& row) {
    roles[std::get<std::string>(row.at(4))].insert(std::get<std::string>(row.at(1)));
  });
  visit_rows(*view, registry::body_member(), [&](Row const& row) {
    roles[std::get<std::string>(row.at(1))].insert("body_" + std::get<std::string>(row.at(2)));
  });
  std::vector<cli::PersonEntry> entries;
  for (auto const& listed : parts_->people.people().all()) {
    auto const& held = roles[listed.person.text];
    entries.push_back({listed.person, listed.name, {held.begin(), held.end()}});
  }
  return entries;
}

std::optional<cli::RegisterEntry> City::entry_of(StoreView& store, std::string const& national_id) {
  if (!parts_->folder.keys) return std::nullopt;
  auto const person = store.look_up(parts_->folder.keys->lookup_digest(national_id));
  auto const found = person ? parts_->people.people().find(*person) : std::nullopt;
  if (!found) return std::nullopt;
  return cli::RegisterEntry{.person = *person,
                            .name = found->listed.name,
                            .kind = std::string{name_of(found->listed.kind)},
                            .unit = found->listed.unit,
                            .attributes = registry::to_json(found->attributes)};
}

std::map<std::string, std::string> City::opened(std::int64_t seq) {
  if (!parts_->folder.keys) return {};
  auto const view = parts_->store->view();
  return OpenedValues{*view, *parts_->folder.keys}.of(seq);
}

std::optional<std::string> City::alias_of(StreamId const& stream, PersonId const& assessor,
                                          NomineeId const& nominee) {
  auto const view = parts_->store->view();
  auto const running = replay_stream(catalog(), *view, stream);
  if (running.folded.rev < 0 || stream.kind() != appointment::Case::kKind) return std::nullopt;
  auto const& state = *static_cast<appointment::Case const*>(running.folded.state.get());
  std::optional<std::string> found;
  // Where a nominee is judged by name, the alias is the nominee.
  auto const aliases = state.aliases.find(assessor);
  if (aliases != state.aliases.end() &&
      std::ranges::find(aliases->second, Code{nominee.text}) != aliases->second.end())
    return nominee.text;
  for (auto const& place : state.alias_maps) {
    auto const values = opened(place.seq);
    auto const map = values.find("alias_map");
    if (place.round != state.round || map == values.end()) continue;
    auto const value = parse_json(map->second).value();
    auto const* own = value.as_object().if_contains(assessor.text);
    if (!own) continue;
    for (auto const& [alias, meaning] : own->as_object())
      if (meaning.as_string() == std::string_view{nominee.text}) found = std::string{alias};
  }
  return found;
}

std::optional<std::string> City::decree_text(StreamId const& stream) {
  auto const view = parts_->store->view();
  auto const running = replay_stream(catalog(), *view, stream);
  if (running.folded.rev < 0 || stream.kind() != appointment::Case::kKind) return std::nullopt;
  auto const& state = *static_cast<appointment::Case const*>(running.folded.state.get());
  auto const* decree = appointment::current_decree(state);
  if (!decree) return std::nullopt;
  auto const document = view->document(decree->document);
  if (!document) return std::nullopt;
  auto content = parse_base64(document->content);
  if (!content || document->key.empty()) return content;
  if (!parts_->folder.keys) return std::nullopt;
  KeyRing ring{*parts_->folder.keys};
  auto const key = ring.find(document->key, *view);
  if (!key) return std::nullopt;
  return parts_->folder.keys->open(*key, to_hex(document->hash), *content);
}

Result<std::string> City::dossier(cli::DossierOrder const& order, Texts const& texts) {
  return write_dossier(*this, order, texts);
}

Result<std::vector<cli::Consequence>> City::what_if(StreamId const& stream,
                                                    std::optional<std::int64_t> last,
                                                    rules::RuleSet const& other) {
  return consequences_of(*this, {stream, last}, other);
}

std::vector<cli::AnalysisTold> City::analyses(StreamId const& stream, cli::Telling const& telling) {
  return told_analyses(*this, stream, telling);
}

void City::note_access(std::string const& page) {
  if (!parts_->folder.keys) return;
  Access access;
  access.at = parts_->clock->now();
  access.reader = cli::operator_of_this_machine();
  access.page = page;
  access.all_of_page = true;
  write_accesses(*parts_->store, {access});
}

void City::rebuild() { gozin::rebuild(catalog(), *parts_->store, *parts_->store); }

}  // namespace gozin::app
