#include "engine/command/recording.hpp"
#include "engine/event/json.hpp"

namespace gozin {

SecretKey const& KeyRing::take(WrappedKey const& stored) {
  auto const wrapped = parse_base64(stored.wrapped);
  auto key = wrapped ? keys_.unwrap(stored.id, *wrapped) : std::nullopt;
  if (!key) throw StoreFailed("the epoch key does not open the vault key " + stored.id.text);
  return known_.emplace(stored.id, std::move(*key)).first->second;
}

std::optional<SecretKey> KeyRing::find(VaultKeyId const& id, StoreView& store) {
  if (auto const found = known_.find(id); found != known_.end()) return found->second;
  if (absent_.contains(id)) return std::nullopt;
  auto const stored = store.wrapped_key(id);
  if (!stored) return std::nullopt;
  return take(*stored);
}

void KeyRing::expect(std::set<VaultKeyId> const& ids, StoreView& store) {
  absent_.clear();
  std::vector<VaultKeyId> asked;
  for (auto const& id : ids)
    if (!known_.contains(id)) asked.push_back(id);
  if (asked.empty()) return;
  for (auto const& stored : store.wrapped_keys_among(asked)) take(stored);
  for (auto const& id : asked)
    if (!known_.contains(id)) absent_.insert(id);
}

SecretKey KeyRing::ensure(VaultKeyId const& id, StoreView& store, Batch& batch) {
  if (auto found = find(id, store)) return *found;
  auto const key = keys_.make();
  batch.keys.push_back({id, to_base64(keys_.wrap(id, key))});
  known_.emplace(id, key);
  return key;
}

Opened open_record(Keys& keys, SecretKey const& key, VaultRecord const& record) {
  StoreFailed const damaged{"the vault record of event " + std::to_string(record.seq) + " under " +
                            record.key.text + " does not open"};
  auto const sealed = parse_base64(record.sealed);
  auto const plain = sealed ? keys.open(key, record.bound, *sealed) : std::nullopt;
  if (!plain) throw damaged;
  auto const value = parse_json(*plain);
  if (!value || !value->is_object()) throw damaged;
  auto const* seed = value->get_object().if_contains("seed");
  auto const* values = value->get_object().if_contains("values");
  auto const hash =
      seed && seed->is_string() ? parse_hash(std::string_view{seed->get_string()}) : std::nullopt;
  if (!hash || !values || !values->is_object()) throw damaged;

  // The record is made again from what it says; only then do its commitments mean anything.
  Draft draft{.key = record.key, .seed = *hash, .values = {}, .commitments = {}};
  for (auto const& member : values->get_object())
    keep_in(draft, member.key(), std::string{member.value().as_string()});
  if (bound_of(draft) != record.bound) throw damaged;
  return {draft.seed, std::move(draft.values)};
}

}  // namespace gozin
