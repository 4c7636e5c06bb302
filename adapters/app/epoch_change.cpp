#include "adapters/app/epoch_change.hpp"

#include "adapters/cli/story.hpp"
#include "adapters/keys/keys_folder.hpp"
#include "engine/command/keys_of_log.hpp"
#include "engine/command/recording.hpp"
#include "engine/command/streams.hpp"
#include "engine/event/erasure.hpp"
#include "engine/event/json.hpp"
#include "engine/event/leaf.hpp"
#include "engine/ledger/receipt.hpp"
#include "engine/publication/receipts.hpp"
#include "workflows/erasure/epoch.hpp"
#include "workflows/registry/roles.hpp"
#include "workflows/registry/states.hpp"
#include "workflows/registry/tables.hpp"

#include <algorithm>
#include <set>

namespace gozin::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPage = 2'000;

std::vector<WrappedKey> all_keys(StoreView& store) {
  std::vector<WrappedKey> keys;
  for (;;) {
    auto const after = keys.empty() ? VaultKeyId{} : keys.back().id;
    auto const page = store.wrapped_keys(after, kPage);
    keys.insert(keys.end(), page.begin(), page.end());
    if (page.size() < kPage) return keys;
  }
}

VaultKeyId key_of(PersonId const& person) {
  return VaultKeyId{stream_of(registry::Person::kKind, person.text).text};
}

bool opens_now(FolderKeys const& keys, WrappedKey const& key) {
  auto const wrapped = parse_base64(key.wrapped);
  return wrapped && keys.opens_now(key.id, *wrapped);
}

}  // namespace

bool EpochChange::is_under_way() {
  if (parts_.keys.has_former()) return true;
  auto const store = parts_.store.view();
  StoredView view{parts_.pipeline.catalog(), *store, &parts_.snapshots};
  return view.in(registry::log_stream(), "EpochChanging");
}

KeyBundle EpochChange::bundle() {
  auto const store = parts_.store.view();
  StoredView view{parts_.pipeline.catalog(), *store, &parts_.snapshots};
  auto const* log = view.find<registry::Log>(registry::log_stream());
  return {.deployment = parts_.store.deployment(),
          .epoch = log ? log->epoch : 1,
          .size = store->head().size,
          .keys = all_keys(*store),
          .erasures = store->erasures()};
}

std::optional<Accepted> EpochChange::finish() {
  if (!is_under_way()) return std::nullopt;
  remove_accounts();
  keep_proofs();
  write_bundles(bundle());
  destroy_former();
  Request request;
  request.command = erasure::RecordEpochKeyDestroyed::kName;
  request.stream = registry::log_stream();
  request.input = {{"bundles", static_cast<std::int64_t>(parts_.bundles.size())}};
  request.actor = cli::operator_of_this_machine();
  request.role = Code{std::string{registry::kOperator}};
  request.channel = Code{"cli"};
  request.id = "epoch-key-destroyed";
  auto const recorded = parts_.pipeline.perform(std::move(request));
  // Another node may have recorded it meanwhile.
  return recorded ? std::optional{*recorded} : std::nullopt;
}

/// Of every erasure in the log, as soon as it is signed, and of the rotations of the key that
/// signs.
void EpochChange::keep_proofs() {
  (void)parts_.pipeline.checkpoint();
  auto const store = parts_.store.view();
  std::set<std::int64_t> wanted;
  visit_rows(*store, registry::person_list(), [&](Row const& row) {
    if (auto const* seq = std::get_if<std::int64_t>(&row.at(4))) wanted.insert(*seq);
  });
  KeysOfLog named;
  if (auto const* keys = named.read(*store))
    for (auto const seq : keys->rotations()) wanted.insert(static_cast<std::int64_t>(seq));
  for (auto const& one : store->erasures()) wanted.erase(one.seq);
  LogTree tree;
  tree.catch_up(*store);
  Batch batch;
  for (auto const seq : wanted)
    if (auto const receipt = receipt_of(*store, tree, seq))
      batch.erasures.push_back({seq, to_text(*receipt)});
  auto const transaction = parts_.store.begin();
  batch.head = transaction->head();
  transaction->write(batch);
  transaction->commit();
}

/// The former key goes only when every place has been seen to hold what restores without it.
void EpochChange::write_bundles(KeyBundle const& bundle) {
  if (parts_.bundles.empty())
    throw KeysUnavailable("no place for the bundle of keys is configured");
  for (auto const& key : bundle.keys)
    if (!opens_now(parts_.keys, key))
      throw KeysUnavailable("the epoch key in force does not open the vault key " + key.id.text);
  for (auto const& place : parts_.bundles) {
    write_key_bundle(place, bundle);
    if (read_key_bundle(place) != bundle)
      throw KeysUnavailable(place.string() + ": it does not hold what was written");
  }
}

/// With the head held no other node does the same, or begins another change.
void EpochChange::destroy_former() {
  auto const held = parts_.store.begin();
  for (auto const& key : held->wrapped_keys({}, 1)) {
    auto const wrapped = parse_base64(key.wrapped);
    if (!wrapped || !parts_.keys.settle(key.id, *wrapped))
      throw KeysUnavailable("no epoch key at hand opens the vault");
  }
  // Nothing may be left under the key that goes.
  for (auto const& key : all_keys(*held))
    if (!opens_now(parts_.keys, key))
      throw KeysUnavailable("the epoch key in force does not open the vault key " + key.id.text);
  parts_.keys.destroy_former();
}

/// Those whom the log says to be erased, and those of whom a proof does where the log does not
/// reach. A key that is missing otherwise says nothing: a store may have come without its keys.
std::set<PersonId> EpochChange::erased_people() {
  auto const store = parts_.store.view();
  std::set<PersonId> people;
  visit_rows(*store, registry::person_list(), [&](Row const& row) {
    if (std::holds_alternative<std::int64_t>(row.at(4)))
      people.insert(PersonId{std::string{StreamId{std::get<std::string>(row.at(0))}.key()}});
  });
  for (auto const& one : store->erasures()) {
    auto const receipt = parse_receipt(one.receipt);
    auto const leaf = receipt ? parse_leaf(receipt->leaf) : Result<Leaf>{Rejection{}};
    if (leaf && leaf->type == SubjectErased::kType)
      people.insert(PersonId{std::string{leaf->data.at("person").as_string()}});
  }
  return people;
}

void EpochChange::remove_accounts() {
  auto& accounts = parts_.store.accounts();
  auto const erased = erased_people();
  for (auto const& account : accounts.all())
    if (erased.contains(account.person)) (void)accounts.remove(account.login);
}

/// Whether the first look-up leads to a value of its person under the key in force. One that does
/// not is of another epoch, and then all are.
bool EpochChange::lookups_fit(StoreView& store) {
  KeyRing ring{parts_.keys};
  for (auto const& lookup : store.lookups({}, 1)) {
    auto const key = ring.find(key_of(lookup.person), store);
    if (!key) return false;
    for (auto const& record : store.vault_under(key_of(lookup.person)))
      for (auto const& [name, value] : open_record(parts_.keys, *key, record).values)
        if (parts_.keys.lookup_digest(value) == lookup.digest) return true;
    return false;
  }
  return true;
}

void EpochChange::renew_lookups() {
  auto const transaction = parts_.store.begin();
  KeyRing ring{parts_.keys};
  Batch batch;
  batch.head = transaction->head();
  for (std::string after;;) {
    auto const page = transaction->lookups(after, kPage);
    for (auto const& lookup : page) {
      after = lookup.digest;
      batch.erased_lookups.push_back(lookup.digest);
      auto const key = ring.find(key_of(lookup.person), *transaction);
      if (!key) continue;
      for (auto const& record : transaction->vault_under(key_of(lookup.person))) {
        auto const opened = open_record(parts_.keys, *key, record);
        auto const found = opened.values.find("national_id");
        if (found != opened.values.end())
          batch.lookups.push_back({parts_.keys.lookup_digest(found->second), lookup.person});
      }
    }
    if (page.size() < kPage) break;
  }
  transaction->write(batch);
  transaction->commit();
}

void EpochChange::put_right() {
  auto const store = parts_.store.view();
  auto const erasures = store->erasures();
  // Proven behind the end of this log: most likely of somebody who is in it and was erased since.
  bool const is_restored =
      std::ranges::any_of(erasures, [&](auto const& one) { return one.seq >= store->head().size; });
  bool const fits = lookups_fit(*store);
  // First of all, so that nobody who was erased comes in wherever this is stopped.
  if (is_restored || !fits) remove_accounts();
  if (!fits) renew_lookups();
}

}  // namespace gozin::app
