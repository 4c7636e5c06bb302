#include "engine/command/recording.hpp"
#include "engine/event/json.hpp"

#include <algorithm>

// What an erasure does beside its event: keys are destroyed, and everything that is left passes
// under a new epoch key in the same transaction, so that no page of the database, as it was or as
// it is, opens under a key that is kept.

namespace gozin {
namespace {

constexpr std::size_t kKeysAPage = 2'000;
/// After a change of epoch there is a key, whoever was the last in the vault: by it a program that
/// starts tells which epoch is in force.
constexpr std::string_view kEpochCheck = "epoch/check";

VaultKeyId key_of_person(PersonId const& person) { return VaultKeyId{"person/" + person.text}; }

/// The stored keys whose ids continue this one behind a slash.
std::vector<VaultKeyId> keys_beneath(VaultKeyId const& id, StoreView& store) {
  auto const beginning = id.text + "/";
  std::vector<VaultKeyId> found;
  VaultKeyId after{beginning};
  for (;;) {
    auto const page = store.wrapped_keys(after, kKeysAPage);
    for (auto const& key : page) {
      if (!key.id.text.starts_with(beginning)) return found;
      found.push_back(after = key.id);
    }
    if (page.size() < kKeysAPage) return found;
  }
}

}  // namespace

void Recording::destroy_keys(Decision const& decision) {
  for (auto const& erasing : decision.erased) {
    erased_.insert(erasing.person);
    for (auto const& key : erasing.keys) {
      auto all = keys_beneath(key, store_);
      all.push_back(key);
      for (auto const& id : all) parts_.ring.forget(id);
      batch_.destroyed_keys.insert(batch_.destroyed_keys.end(), all.begin(), all.end());
    }
  }
}

bool Recording::is_destroyed(VaultKeyId const& id) const {
  auto const& gone = batch_.destroyed_keys;
  return std::any_of(gone.begin(), gone.end(), [&](VaultKeyId const& one) {
    return id == one || id.text.starts_with(one.text + "/");
  });
}

void Recording::change_epoch() {
  epoch_ = parts_.ports.keys.next_epoch();
  rewrap_made();
  rewrap_stored();
  rekey_lookups();
}

/// The keys that this batch itself has made.
void Recording::rewrap_made() {
  std::erase_if(batch_.keys, [&](WrappedKey const& key) { return is_destroyed(key.id); });
  for (auto& key : batch_.keys)
    key.wrapped = to_base64(epoch_->wrap(key.id, *parts_.ring.find(key.id, store_)));
}

void Recording::rewrap_stored() {
  std::set<VaultKeyId> made;
  for (auto const& key : batch_.keys) made.insert(key.id);
  auto& keys = parts_.ports.keys;
  VaultKeyId after;
  for (;;) {
    auto const page = store_.wrapped_keys(after, kKeysAPage);
    for (auto const& stored : page) {
      after = stored.id;
      if (made.contains(stored.id) || is_destroyed(stored.id)) continue;
      auto const wrapped = parse_base64(stored.wrapped);
      auto const key = wrapped ? keys.unwrap(stored.id, *wrapped) : std::nullopt;
      // A key that is not carried over would be lost with the former epoch key.
      if (!key) throw StoreFailed("the epoch key does not open the vault key " + stored.id.text);
      batch_.keys.push_back({stored.id, to_base64(epoch_->wrap(stored.id, *key))});
    }
    if (page.size() < kKeysAPage) break;
  }
  VaultKeyId const check{std::string{kEpochCheck}};
  if (!store_.wrapped_key(check))
    batch_.keys.push_back({check, to_base64(epoch_->wrap(check, keys.make()))});
}

/// What was looked up stands among the person's own values, so its new digest is made from there. A
/// digest that none of them has led nowhere, and goes.
void Recording::rekey_lookups() {
  auto& keys = parts_.ports.keys;
  std::vector<Lookup> kept;
  std::string after;
  for (;;) {
    auto const page = store_.lookups(after, kKeysAPage);
    for (auto const& lookup : page) {
      after = lookup.digest;
      batch_.erased_lookups.push_back(lookup.digest);
      if (erased_.contains(lookup.person)) continue;
      auto const id = key_of_person(lookup.person);
      auto const key = parts_.ring.find(id, store_);
      if (!key) continue;
      for (auto const& record : store_.vault_under(id))
        for (auto const& [name, value] : open_record(keys, *key, record).values)
          if (keys.lookup_digest(value) == lookup.digest)
            kept.push_back({epoch_->lookup_digest(value), lookup.person});
    }
    if (page.size() < kKeysAPage) break;
  }
  for (auto const& naming : namings_)
    if (!erased_.contains(naming.person))
      kept.push_back({epoch_->lookup_digest(naming.value), naming.person});
  std::sort(kept.begin(), kept.end(),
            [](Lookup const& a, Lookup const& b) { return a.digest < b.digest; });
  kept.erase(std::unique(kept.begin(), kept.end(),
                         [](Lookup const& a, Lookup const& b) { return a.digest == b.digest; }),
             kept.end());
  batch_.lookups = std::move(kept);
}

}  // namespace gozin
