// What the walk asks of the store beside the log: values of the vault, documents, what is left of
// erasures, the access journal.

#include "engine/event/access.hpp"
#include "engine/event/erasure.hpp"
#include "engine/event/leaf.hpp"
#include "engine/port/access_journal.hpp"
#include "engine/replay/walk.hpp"

#include <algorithm>

namespace gozin {
namespace {

constexpr std::size_t kUnwrappedMax = 10'000;

}  // namespace

std::optional<SecretKey> LogWalk::key_of_vault(VaultKeyId const& id) {
  auto const known = unwrapped_.find(id);
  if (known != unwrapped_.end()) return known->second;
  auto const wrapped = store_->wrapped_key(id);
  auto const bytes = wrapped ? parse_base64(wrapped->wrapped) : std::nullopt;
  auto const key = bytes ? options_.keys->unwrap(id, *bytes) : std::nullopt;
  if (unwrapped_.size() == kUnwrappedMax) unwrapped_.clear();
  if (key) unwrapped_.emplace(id, *key);
  return key;
}

void LogWalk::expect_keys_of_this_log() {
  constexpr std::size_t kPage = 1'000;
  if (!options_.keys) return;
  auto const opens = [&](WrappedKey const& key) {
    auto const wrapped = parse_base64(key.wrapped);
    return wrapped && options_.keys->unwrap(key.id, *wrapped).has_value();
  };
  VaultKeyId after;
  for (;;) {
    auto const page = store_->wrapped_keys(after, kPage);
    if (std::any_of(page.begin(), page.end(), opens)) return;
    if (page.empty() && after.text.empty()) return;
    if (page.size() < kPage) break;
    after = page.back().id;
  }
  has_foreign_keys_ = true;
  report_.values_opened = false;
  contradict(VerifyFinding::vault_not_of_these_keys, "vault");
}

bool LogWalk::has_key(VaultKeyId const& id) {
  if (!has_keys_) has_keys_ = options_.keys || !store_->wrapped_keys({}, 1).empty();
  if (!*has_keys_) return true;
  auto const found = keys_there_.find(id);
  if (found != keys_there_.end()) return found->second;
  return keys_there_[id] = store_->wrapped_key(id).has_value();
}

std::optional<std::string> LogWalk::content_of(StoredDocument const& document) {
  auto const content = parse_base64(document.content);
  if (!content || document.key.empty()) return content;
  auto const key = key_of_vault(document.key);
  return key ? options_.keys->open(*key, to_hex(document.hash), *content) : std::nullopt;
}

/// An event names an attached document by its hash, and says of which media type it is. One that
/// says none names what is kept elsewhere: it is checked only where it is at hand.
void LogWalk::document(std::int64_t seq, Named const& named) {
  auto const place = event_place(seq) + " document " + to_hex(named.hash);
  auto const found = store_->document(named.hash);
  if (!found && named.media) hold(VerifyFinding::document_missing, place);
  if (!found) return;
  bool const said = !named.media || *named.media == found->media;
  if (!found->key.empty() && !has_key(found->key)) return unopened_.push_back({found->key, place});
  if (!found->key.empty() && !opens_values()) return;
  auto const content = content_of(*found);
  if (!said || !content || sha256(*content) != named.hash)
    hold(VerifyFinding::document_differs, place);
}

void LogWalk::values(Looked& looked) {
  if (!looked.recorded) return;
  for (auto& fault : looked.unbound) hold(fault.finding, std::move(fault.place));
  for (auto const& record : looked.vault) {
    ++report_.vault_records;
    open_record_of(record, record_place(record));
  }
  if (looked.document) document(looked.stored.seq, *looked.document);
}

void LogWalk::open_record_of(VaultRecord const& record, std::string const& place) {
  if (!has_key(record.key)) return unopened_.push_back({record.key, place});
  if (!opens_values()) return;
  try {
    auto const key = key_of_vault(record.key);
    if (!key) throw StoreFailed("no key");
    (void)open_record(*options_.keys, *key, record);
  } catch (StoreFailed const&) {
    hold(VerifyFinding::vault_value_differs, place);
  }
}

void LogWalk::accesses(Recorded const& recorded) {
  auto const* sealed = recorded.event.as<AccessJournalSealed>();
  if (!sealed) return;
  auto const place = event_place(recorded.at.seq) + " entries " + std::to_string(sealed->from) +
                     " to " + std::to_string(sealed->to);
  auto const hash = hash_of_accesses(*store_, sealed->from, sealed->to);
  accesses_bound_ = sealed->to + 1;
  if (!hash) return hold(VerifyFinding::access_missing, place);
  if (*hash != sealed->hash) hold(VerifyFinding::access_differs, place);
}

void LogWalk::unbound_accesses() {
  auto const end = store_->accesses_end();
  if (end > accesses_bound_ && !hash_of_accesses(*store_, accesses_bound_, end - 1))
    hold(VerifyFinding::access_missing,
         "entries " + std::to_string(accesses_bound_) + " to " + std::to_string(end - 1));
}

void LogWalk::erasure(Recorded const& recorded) {
  if (auto const* erased = recorded.event.as<SubjectErased>()) destroyed(recorded.at.seq, *erased);
}

void LogWalk::destroyed(std::int64_t seq, SubjectErased const& erased) {
  for (auto const& key : erased.keys)
    destroyed_.emplace(VaultKeyId{key.text}, report_.erasures.size());
  report_.erasures.push_back({seq, erased.person, 0});
}

/// The event may stand in another log under its number: this one was put back to before it, and
/// went on from there.
bool LogWalk::is_recorded(ErasureProof const& one, LogReceipt const& receipt) {
  bool found = false;
  if (one.seq < report_.events)
    store_->read_log(one.seq, 1,
                     [&](StoredEvent const& stored) { found = stored.body == receipt.leaf; });
  return found;
}

/// The keys under which what is proven may have been signed. Where this log was put back, it has
/// parted from what was recorded before any of its rotations; the rotations of then are proven,
/// too.
std::vector<LogKeys> LogWalk::keys_of_proofs() {
  std::vector<LogKeys> all;
  if (!keys_) return all;
  auto parted = LogKeys{keys_->all().front()};
  all.push_back(parted);
  for (std::size_t i = 0; i < keys_->rotations().size(); ++i)
    if (parted.rotate(keys_->rotations()[i], keys_->all()[i + 1])) all.push_back(parted);
  for (auto const& one : store_->erasures()) {
    auto const receipt = parse_receipt(one.receipt);
    if (!receipt || receipt->proof.index != static_cast<std::uint64_t>(one.seq)) continue;
    if (is_recorded(one, *receipt)) continue;
    for (auto& keys : all) (void)hand_over(keys, *receipt);
  }
  return all;
}

void LogWalk::proven_erasures() {
  auto const keys = keys_of_proofs();
  for (auto const& one : store_->erasures()) {
    auto const receipt = parse_receipt(one.receipt);
    auto const leaf = receipt ? proven(one, *receipt, keys) : std::nullopt;
    auto const erased = leaf && leaf->type == SubjectErased::kType
                            ? event_type<SubjectErased>().decode(leaf->data)
                            : Result<std::shared_ptr<void const>>{Rejection{}};
    if (erased && !is_recorded(one, *receipt))
      destroyed(one.seq, *static_cast<SubjectErased const*>(erased->get()));
    else if (!erased && !(leaf && key_rotated_by(*leaf)))
      hold(VerifyFinding::receipt_wrong, "erasure " + std::to_string(one.seq));
  }
}

std::optional<Leaf> LogWalk::proven(ErasureProof const& one, LogReceipt const& receipt,
                                    std::vector<LogKeys> const& keys) {
  auto const is_signed = [&](LogKeys const& each) {
    return verify_receipt(receipt, each).has_value();
  };
  if (std::none_of(keys.begin(), keys.end(), is_signed)) return std::nullopt;
  auto leaf = parse_leaf(receipt.leaf);
  if (!leaf || leaf->at.seq != one.seq) return std::nullopt;
  return std::move(*leaf);
}

std::optional<std::size_t> LogWalk::erasure_of(VaultKeyId const& key) const {
  auto found = destroyed_.find(key);
  if (found == destroyed_.end())
    found = destroyed_.find(VaultKeyId{key.text.substr(0, key.text.rfind('/'))});
  return found == destroyed_.end() ? std::nullopt : std::optional{found->second};
}

bool LogWalk::is_left(VaultKeyId const& key) {
  if (store_->wrapped_key(key)) return true;
  auto const beneath = store_->wrapped_keys(VaultKeyId{key.text + "/"}, 1);
  return !beneath.empty() && beneath.front().id.text.starts_with(key.text + "/");
}

void LogWalk::check_erasures() {
  for (auto const& [key, place] : unopened_) {
    if (auto const erasure = erasure_of(key))
      ++report_.erasures[*erasure].records;
    else
      hold(VerifyFinding::vault_key_missing, place);
  }
  for (auto const& [key, index] : destroyed_)
    if (is_left(key))
      hold(VerifyFinding::erased_key_left,
           event_place(report_.erasures[index].seq) + " " + key.text);
}

}  // namespace gozin
