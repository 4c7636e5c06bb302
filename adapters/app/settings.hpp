#pragma once

#include "adapters/cli/services.hpp"
#include "adapters/store/store_url.hpp"

#include <filesystem>

namespace gozin::app {

/// Where this program keeps its state: `GOZIN_STATE`, else `$XDG_STATE_HOME/gozin`, else
/// `~/.local/state/gozin`.
[[nodiscard]] std::filesystem::path state_folder();

/// The settings in force: environment `GOZIN_*` over the configuration file over defaults, for
/// people: the address of a database without its password. A file that names an unknown setting or
/// cannot be read throws std::runtime_error, saying the line; so does a `db` that is no address,
/// and a file of `witnesses` that is no policy.
[[nodiscard]] std::vector<cli::Setting> settings(std::string const& config_file);

/// One of them, as it was set; the name must be known.
[[nodiscard]] std::string setting(std::string const& config_file, std::string_view name);

/// Where the keys of a database are: `GOZIN_KEYS`; else beside its file as `NAME.keys`; of one on
/// a server, whose address may be another's tomorrow, in the state folder as `DEPLOYMENT.keys`.
[[nodiscard]] std::filesystem::path keys_folder(StoreUrl const& url, std::string const& deployment);

/// The files that hold the bundle of the vault's keys, one a place: `DEPLOYMENT.bundle` in each
/// folder of `GOZIN_BUNDLES` (`:` between them); without it beside the database's file,
/// `NAME.bundle`, or in the state folder.
[[nodiscard]] std::vector<std::filesystem::path> key_bundles(StoreUrl const& url,
                                                             std::string const& deployment);

}  // namespace gozin::app
