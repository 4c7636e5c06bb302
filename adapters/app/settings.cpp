#include "adapters/app/settings.hpp"

#include "adapters/app/witness_relay.hpp"
#include "adapters/exchange/yaml.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <stdexcept>

namespace gozin::app {
namespace {

namespace fs = std::filesystem;

std::string environment(char const* name) {
  auto const* value = std::getenv(name);
  return value ? value : "";
}

struct Known {
  std::string_view name;
  char const* variable;
  std::string (*otherwise)();
};

std::string default_database() { return "sqlite:" + (state_folder() / "gozin.db").string(); }
std::string default_listen() { return "127.0.0.1:8080"; }
std::string default_farewell() { return "250"; }
std::string nothing() { return ""; }
std::string no() { return "no"; }

constexpr std::array<Known, 9> kKnown{{{"db", "GOZIN_DB", &default_database},
                                       {"listen", "GOZIN_LISTEN", &default_listen},
                                       {"farewell_ms", "GOZIN_FAREWELL_MS", &default_farewell},
                                       {"keys", "GOZIN_KEYS", &nothing},
                                       {"node", "GOZIN_NODE", &nothing},
                                       {"archive", "GOZIN_ARCHIVE", &nothing},
                                       {"bundles", "GOZIN_BUNDLES", &nothing},
                                       {"publish_entries", "GOZIN_PUBLISH_ENTRIES", &no},
                                       {"witnesses", "GOZIN_WITNESSES", &nothing}}};

boost::json::object read_file(std::string const& path) {
  auto const document = exchange::read_yaml_file(path);
  if (!document) throw std::runtime_error(path + ": " + document.error().detail);
  if (!document->value.is_object()) throw std::runtime_error(path + ": not a mapping");
  auto object = document->value.get_object();
  for (auto const& member : object) {
    bool const known = std::any_of(kKnown.begin(), kKnown.end(), [&](Known const& one) {
      return one.name == std::string_view{member.key()};
    });
    if (!known || !member.value().is_string())
      throw std::runtime_error(path + ":" +
                               std::to_string(document->line_of("/" + std::string{member.key()})) +
                               ": unknown setting or wrong value: " + std::string{member.key()});
  }
  return object;
}

std::vector<cli::Setting> in_force(std::string const& config_file) {
  auto const file = config_file.empty() ? boost::json::object{} : read_file(config_file);
  std::vector<cli::Setting> all;
  for (auto const& known : kKnown) {
    if (auto value = environment(known.variable); !value.empty())
      all.push_back({std::string{known.name}, std::move(value), "environment"});
    else if (auto const* given = file.if_contains(known.name))
      all.push_back({std::string{known.name}, std::string{given->get_string()}, "file"});
    else
      all.push_back({std::string{known.name}, known.otherwise(), "default"});
  }
  return all;
}

}  // namespace

fs::path state_folder() {
  if (auto const own = environment("GOZIN_STATE"); !own.empty()) return own;
  if (auto const xdg = environment("XDG_STATE_HOME"); !xdg.empty()) return fs::path{xdg} / "gozin";
  return fs::path{environment("HOME")} / ".local" / "state" / "gozin";
}

std::vector<cli::Setting> settings(std::string const& config_file) {
  auto all = in_force(config_file);
  (void)configured_witnesses(config_file);
  for (auto& one : all) {
    if (one.name != "db") continue;
    auto const url = parse_store_url(one.value);
    if (!url)
      throw std::runtime_error("db is no address [" + std::string{url.error().reason.name()} + "]");
    if (url->database != Database::sqlite) one.value = shown(*url);
  }
  return all;
}

std::string setting(std::string const& config_file, std::string_view name) {
  for (auto const& one : in_force(config_file))
    if (one.name == name) return one.value;
  throw std::logic_error("no setting " + std::string{name});
}

fs::path keys_folder(StoreUrl const& url, std::string const& deployment) {
  if (auto const own = environment("GOZIN_KEYS"); !own.empty()) return own;
  if (url.database == Database::sqlite) return url.path + ".keys";
  auto const state = state_folder();
  fs::create_directories(state);
  return state / (deployment + ".keys");
}

std::vector<fs::path> key_bundles(StoreUrl const& url, std::string const& deployment) {
  auto const name = deployment + ".bundle";
  auto const folders = setting("", "bundles");
  if (folders.empty() && url.database == Database::sqlite) return {url.path + ".bundle"};
  if (folders.empty()) return {state_folder() / name};
  std::vector<fs::path> places;
  for (std::size_t from = 0; from <= folders.size();) {
    auto const to = std::min(folders.find(':', from), folders.size());
    if (to > from) places.push_back(fs::path{folders.substr(from, to - from)} / name);
    from = to + 1;
  }
  return places;
}

}  // namespace gozin::app
