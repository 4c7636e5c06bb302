#include "adapters/app/upkeep.hpp"

#include "adapters/app/city.hpp"
#include "adapters/app/database.hpp"
#include "adapters/app/settings.hpp"
#include "adapters/keys/key_bundle.hpp"
#include "adapters/keys/key_file.hpp"
#include "adapters/keys/keys_folder.hpp"
#include "adapters/keys/recovery.hpp"
#include "adapters/store/sql_store.hpp"
#include "adapters/store/store_copy.hpp"
#include "engine/event/json.hpp"

#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

namespace gozin::app {
namespace {

namespace fs = std::filesystem;

std::string bundle_beside(std::string const& file) { return file + ".bundle"; }

StoreUrl file_url(std::string const& file) {
  auto const url = parse_store_url("sqlite:" + file);
  if (!url)
    throw StoreFailed("a backup is a plain file [" + std::string{url.error().reason.name()} + "]");
  return *url;
}

cli::BackupDone back_up(cli::BackupOrder const& order) {
  auto const url = database_url(order.url);
  auto const file = file_url(order.file);
  if (!named(url, [&] { return store_exists(url); }))
    throw StoreFailed("there is no database " + shown(url));
  named(url, [&] { expect_copyable(url); });
  auto const copy =
      named(file, [&] { return copy_store(url, file, {.keys = {}, .progress = order.progress}); });
  // Read after the copy, so that no key of what was copied is missing.
  auto const keys = read_vault_keys(url);
  auto const bundle = bundle_beside(order.file);
  write_key_bundle(bundle, {.deployment = keys.deployment,
                            .epoch = keys.epoch,
                            .size = keys.size,
                            .keys = keys.keys,
                            .erasures = keys.erasures});
  return {copy.head.size, bundle, keys.keys.size()};
}

/// Of the bundle beside the backup and those in the configured places, the newest of the backup's
/// deployment: an older one would bring back who was erased since, if only its epoch key were left.
KeyBundle newest_bundle(cli::RestoreOrder const& order, StoreUrl const& url,
                        StoreUrl const& backup) {
  auto const deployment = named(backup, [&] { return read_vault_keys(backup); }).deployment;
  auto places = key_bundles(url, deployment);
  places.insert(places.begin(), bundle_beside(order.file));
  std::optional<KeyBundle> newest;
  for (auto const& place : places) {
    if (!fs::exists(place)) continue;
    auto bundle = read_key_bundle(place);
    bool const is_ours = bundle.deployment == deployment;
    if (is_ours && (!newest || is_newer(bundle, *newest))) newest = std::move(bundle);
  }
  return newest ? *newest : read_key_bundle(places.front());
}

/// A bundle of before the last change of the epoch opens under no key any more.
void expect_to_open(fs::path const& folder, KeyBundle const& bundle) {
  auto const keys = open_keys(folder, KeysMode::existing).keys;
  for (auto const& key : bundle.keys) {
    auto const wrapped = parse_base64(key.wrapped);
    if (!wrapped || !keys->unwrap(key.id, *wrapped))
      throw KeysUnavailable(
          "the epoch key at hand does not open this bundle of keys; the newest one is wanted "
          "(--bundle)");
  }
}

/// Two trees of one size must not be signed by one key: whoever puts a backup in the place of a log
/// that went on from it says so.
void expect_all_events(cli::RestoreOrder const& order, fs::path const& keys, std::int64_t size) {
  auto const was = size_signed_for(keys);
  if (was <= size || order.lost_events) return;
  throw LogContradicted(
      "the backup ends at " + std::to_string(size) + ", and the key in " + keys.string() +
      " has signed for up to " + std::to_string(was) +
      ": take a newer backup, or restore with --lost-events, which begins a new signing key");
}

/// The former key has signed for other events under the numbers that come next: it ends here, for
/// everybody to see. A log of before another rotation takes nothing more as it is.
std::string begin_new_key(cli::RestoreOrder const& order, FolderSigner& signer) {
  signer.forget_signed_edge();
  City city{{.url = order.url}};
  auto const view = city.store().view();
  if (view->head().size == 0 || !signer.holds(view_of(city.keys_of_log(*view).newest().public_key)))
    return {};
  if (auto const rotated = city.rotate_key(); !rotated)
    throw StoreFailed(std::string{rotated.error().reason.name()});
  return city.pipeline().vkey();
}

cli::RestoreDone restore(cli::RestoreOrder const& order) {
  auto const url = database_url(order.url);
  auto const file = file_url(order.file);
  auto const bundle =
      order.bundle.empty() ? newest_bundle(order, url, file) : read_key_bundle(order.bundle);
  auto const backup = named(file, [&] { return read_vault_keys(file); });
  if (backup.deployment != bundle.deployment)
    throw KeysUnavailable("the bundle holds the keys of another deployment");
  // Keys made after the bundle would be missing.
  if (bundle.size > 0 && bundle.size < backup.size)
    throw KeysUnavailable(
        "the bundle is older than the backup; the newest one is wanted (--bundle)");
  fs::path const place{url.path};
  if (place.has_parent_path()) fs::create_directories(place.parent_path());
  auto const folder = keys_folder(url, bundle.deployment);
  if (!order.keys.empty()) {
    expect_all_events(order, order.keys, backup.size);
    copy_keys(order.keys, folder);
  }
  // Where a store is already, whose it is comes first.
  bool const is_free = named(url, [&] { return version_of_store(url).found; }) == 0;
  if (is_free && keys_are_there(folder)) expect_to_open(folder, bundle);
  bool const are_there = keys_are_there(folder);
  if (order.lost_events && !are_there)
    throw KeysUnavailable("only with the keys at hand can another begin to sign (--keys)");
  if (are_there) expect_all_events(order, folder, backup.size);
  auto const copy = named(url, [&] {
    return copy_store(
        file, url, {.keys = bundle.keys, .erasures = bundle.erasures, .progress = order.progress});
  });
  cli::RestoreDone done{copy.head.size, folder.string(), are_there};
  if (!order.lost_events) return done;
  FolderSigner signer{folder};
  done.vkey = begin_new_key(order, signer);
  return done;
}

cli::UpgradeDone upgrade(std::string const& given) {
  auto const url = database_url(given);
  auto const version = named(url, [&] { return version_of_store(url); });
  City{{.url = given, .mode = cli::Opening::Mode::to_verify}};
  return {version.found, version.known};
}

/// The keys of a database, settled on what they open.
struct KeysOf {
  fs::path folder;
  VaultKeys vault;
  FolderKeys keys;

  explicit KeysOf(StoreUrl const& url, VaultKeys found)
      : folder{keys_folder(url, found.deployment)}, vault{std::move(found)}, keys{folder} {
    if (vault.keys.empty()) return;
    auto const wrapped = parse_base64(vault.keys.front().wrapped);
    if (!wrapped || !keys.settle(vault.keys.front().id, *wrapped))
      throw KeysUnavailable(folder.string() + ": the epoch key does not open the vault");
  }
};

std::vector<std::string> read_files(std::vector<std::string> const& files) {
  std::vector<std::string> texts;
  for (auto const& file : files) {
    std::ifstream in{file};
    std::ostringstream text;
    if (!in || !(text << in.rdbuf())) throw KeysUnavailable(file + ": it cannot be read");
    texts.push_back(text.str());
  }
  return texts;
}

std::string recovery_state_of(std::string const& given) {
  auto const url = database_url(given);
  try {
    if (!store_exists(url)) return {};
    KeysOf const own{url, read_vault_keys(url)};
    return std::string{name_of(recovery_state(own.folder, own.keys))};
  } catch (std::runtime_error const&) {
    return {};  // what is wrong with database or keys, others say
  }
}

std::vector<std::string> make_recovery_of(cli::RecoveryOrder const& order) {
  auto const url = database_url(order.url);
  KeysOf const own{url, named(url, [&] { return read_vault_keys(url); })};
  RecoverySplit const split{.deployment = own.vault.deployment,
                            .epoch = own.vault.epoch,
                            .needed = order.needed,
                            .shares = order.shares};
  fs::create_directories(order.folder);
  std::vector<std::string> files;
  for (auto const& text : make_recovery(own.folder, own.keys, split)) {
    auto const name = "epoch-" + std::to_string(split.epoch) + "-share-" +
                      std::to_string(files.size() + 1) + ".json";
    files.push_back((fs::path{order.folder} / name).string());
    replace_file(files.back(), text);
  }
  return files;
}

void test_recovery_of(cli::RecoveryOrder const& order) {
  auto const url = database_url(order.url);
  KeysOf const own{url, named(url, [&] { return read_vault_keys(url); })};
  test_recovery(own.folder, own.keys, read_files(order.files));
}

std::string use_recovery_of(cli::RecoveryOrder const& order) {
  auto const url = database_url(order.url);
  auto vault = named(url, [&] { return read_vault_keys(url); });
  auto const folder = keys_folder(url, vault.deployment);
  use_recovery(folder, read_files(order.files));
  return KeysOf{url, std::move(vault)}.folder.string();
}

}  // namespace

cli::Upkeep upkeep() {
  return {.back_up = &back_up,
          .restore = &restore,
          .upgrade = &upgrade,
          .recovery_state = &recovery_state_of,
          .make_recovery = &make_recovery_of,
          .test_recovery = &test_recovery_of,
          .use_recovery = &use_recovery_of};
}

}  // namespace gozin::app
