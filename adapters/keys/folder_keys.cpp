#include "adapters/keys/folder_keys.hpp"

#include "adapters/keys/key_file.hpp"
#include "adapters/keys/key_names.hpp"
#include "adapters/keys/keys_folder.hpp"

#include <stdexcept>

namespace gozin {
namespace {

namespace fs = std::filesystem;

std::shared_ptr<SodiumKeys const> read(fs::path const& epoch_file, fs::path const& lookup_file) {
  KeyBytes epoch;
  KeyBytes lookup;
  read_key_file(epoch_file, epoch);
  read_key_file(lookup_file, lookup);
  return std::make_shared<SodiumKeys const>(epoch, lookup);
}

bool is_there(fs::path const& file) {
  std::error_code ignored;
  return fs::exists(file, ignored);
}

/// The keys that a change brings; null where none is under way. Of the two the one for look-ups is
/// put in its place first.
std::shared_ptr<SodiumKeys const> read_next(fs::path const& folder) {
  if (!is_there(folder / kNextEpochKey)) return nullptr;
  auto const next_lookup = folder / kNextLookupKey;
  return read(folder / kNextEpochKey, is_there(next_lookup) ? next_lookup : folder / kLookupKey);
}

bool opens(std::shared_ptr<SodiumKeys const> const& keys, VaultKeyId const& id,
           std::string_view wrapped) {
  return keys && keys->unwrap(id, wrapped);
}

}  // namespace

FolderKeys::FolderKeys(fs::path folder) : folder_{std::move(folder)} {
  epochs_.store(std::make_shared<Epochs const>(
      Epochs{read(folder_ / kEpochKey, folder_ / kLookupKey), nullptr}));
}

SecretKey FolderKeys::make() { return SodiumKeys::make(); }

std::string FolderKeys::wrap(VaultKeyId const& id, SecretKey const& key) {
  return epochs()->current->wrap(id, key);
}

std::optional<SecretKey> FolderKeys::unwrap(VaultKeyId const& id, std::string_view wrapped) {
  auto const held = epochs();
  if (auto key = held->current->unwrap(id, wrapped)) return key;
  if (held->former)
    if (auto key = held->former->unwrap(id, wrapped)) return key;
  // Another node may have changed the epoch since.
  if (!settle(id, wrapped)) return std::nullopt;
  auto const settled = epochs();
  if (auto key = settled->current->unwrap(id, wrapped)) return key;
  return settled->former ? settled->former->unwrap(id, wrapped) : std::nullopt;
}

std::string FolderKeys::seal(SecretKey const& key, std::string_view bound, std::string_view plain) {
  return SodiumKeys::seal(key, bound, plain);
}

std::optional<std::string> FolderKeys::open(SecretKey const& key, std::string_view bound,
                                            std::string_view sealed) {
  return SodiumKeys::open(key, bound, sealed);
}

std::string FolderKeys::lookup_digest(std::string_view value) {
  return epochs()->current->lookup_digest(value);
}

bool FolderKeys::settle(VaultKeyId const& id, std::string_view wrapped) {
  auto const held = epochs();
  if (opens(held->current, id, wrapped)) {
    // Another node has destroyed the former keys since.
    if (held->former && !is_there(folder_ / kNextEpochKey))
      epochs_.store(std::make_shared<Epochs const>(Epochs{held->current, nullptr}));
    return true;
  }
  try {
    // Whoever still reads what was before the change opens it with the former keys; nobody goes
    // back to them.
    if (is_next(*held->current)) return opens(held->former, id, wrapped);
    auto first = read(folder_ / kEpochKey, folder_ / kLookupKey);
    auto next = read_next(folder_);
    if (opens(next, id, wrapped))
      epochs_.store(std::make_shared<Epochs const>(Epochs{std::move(next), std::move(first)}));
    else if (opens(first, id, wrapped))
      epochs_.store(std::make_shared<Epochs const>(Epochs{std::move(first), nullptr}));
    else
      return false;
  } catch (KeysUnavailable const&) {
    return false;
  }
  return true;
}

bool FolderKeys::opens_now(VaultKeyId const& id, std::string_view wrapped) const {
  return opens(epochs()->current, id, wrapped);
}

bool FolderKeys::has_former() const { return epochs()->former != nullptr; }

/// The new keys of an epoch, which rest in files beside the old ones.
class FolderKeys::Next final : public NextEpoch {
 public:
  Next(FolderKeys& keys, std::shared_ptr<SodiumKeys const> made)
      : keys_{keys}, made_{std::move(made)} {}

  [[nodiscard]] std::string wrap(VaultKeyId const& id, SecretKey const& key) override {
    return made_->wrap(id, key);
  }
  [[nodiscard]] std::string lookup_digest(std::string_view value) override {
    return made_->lookup_digest(value);
  }
  void enter() override { keys_.enter(made_); }

 private:
  FolderKeys& keys_;
  std::shared_ptr<SodiumKeys const> made_;
};

std::unique_ptr<NextEpoch> FolderKeys::next_epoch() {
  if (has_former()) throw std::logic_error("the former epoch key is to be destroyed first");
  // What lies here of a change that was never committed has wrapped nothing that is kept.
  replace_by_fresh_key(folder_ / kNextLookupKey);
  replace_by_fresh_key(folder_ / kNextEpochKey);
  return std::make_unique<Next>(*this, read_next(folder_));
}

void FolderKeys::enter(std::shared_ptr<SodiumKeys const> next) {
  auto const held = epochs();
  // A reader may have met what was wrapped anew before this, and settled on it.
  auto const former = is_next(*held->current) ? held->former : held->current;
  epochs_.store(std::make_shared<Epochs const>(Epochs{std::move(next), former}));
}

/// Whether these are the keys that a change under way brings.
bool FolderKeys::is_next(SodiumKeys const& keys) const {
  if (!is_there(folder_ / kNextEpochKey)) return false;
  KeyBytes next;
  read_key_file(folder_ / kNextEpochKey, next);
  return keys.is_under(next);
}

void FolderKeys::destroy_former() {
  auto const held = epochs();
  if (is_there(folder_ / kNextEpochKey)) {
    KeyBytes next;
    read_key_file(folder_ / kNextEpochKey, next);
    if (!held->current->is_under(next))
      throw KeysUnavailable((folder_ / kNextEpochKey).string() + ": it is not the key in force");
    if (is_there(folder_ / kNextLookupKey)) {
      overwrite_key_file(folder_ / kLookupKey);
      move_key_file(folder_ / kNextLookupKey, folder_ / kLookupKey);
    }
    overwrite_key_file(folder_ / kEpochKey);
    move_key_file(folder_ / kNextEpochKey, folder_ / kEpochKey);
  }
  epochs_.store(std::make_shared<Epochs const>(Epochs{held->current, nullptr}));
}

}  // namespace gozin
