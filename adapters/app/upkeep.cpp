#include "adapters/app/upkeep.hpp"

#include "adapters/app/city.hpp"
#include "adapters/app/database.hpp"
#include "adapters/app/settings.hpp"
#include "adapters/keys/key_bundle.hpp"
#include "adapters/keys/keys_folder.hpp"
#include "adapters/store/sql_store.hpp"
#include "adapters/store/store_copy.hpp"

#include <filesystem>

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
  auto const copy =
      named(file, [&] { return copy_store(url, file, {.keys = {}, .progress = order.progress}); });
  // Read after the copy, so that no key of what was copied is missing.
  auto const keys = read_vault_keys(url);
  auto const bundle = bundle_beside(order.file);
  write_key_bundle(bundle, {keys.deployment, keys.keys});
  return {copy.head.size, bundle, keys.keys.size()};
}

cli::RestoreDone restore(cli::RestoreOrder const& order) {
  auto const url = database_url(order.url);
  auto const file = file_url(order.file);
  auto const bundle =
      read_key_bundle(order.bundle.empty() ? bundle_beside(order.file) : order.bundle);
  auto const backup = named(file, [&] { return read_vault_keys(file); });
  if (backup.deployment != bundle.deployment)
    throw KeysUnavailable("the bundle holds the keys of another deployment");
  fs::path const place{url.path};
  if (place.has_parent_path()) fs::create_directories(place.parent_path());
  auto const folder = keys_folder(url, bundle.deployment);
  if (!order.keys.empty()) copy_keys(order.keys, folder);
  auto const copy = named(url, [&] {
    return copy_store(file, url, {.keys = bundle.keys, .progress = order.progress});
  });
  return {copy.head.size, folder.string(), keys_are_there(folder)};
}

cli::UpgradeDone upgrade(std::string const& given) {
  auto const url = database_url(given);
  auto const version = named(url, [&] { return version_of_store(url); });
  City{{.url = given, .mode = cli::Opening::Mode::to_verify}};
  return {version.found, version.known};
}

}  // namespace

cli::Upkeep upkeep() { return {.back_up = &back_up, .restore = &restore, .upgrade = &upgrade}; }

}  // namespace gozin::app
