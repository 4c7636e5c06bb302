#include "adapters/store/store_url.hpp"

#include <algorithm>
#include <array>

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

namespace gozin {
namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

/// The path stands between quotation marks in what the library is given.
bool is_plain(std::string_view path) {
  if (path.empty() || path.starts_with(':')) return false;
  return std::none_of(path.begin(), path.end(), [](char c) { return c == '"' || is_control(c); });
}

constexpr std::array<std::string_view, 7> kPostgresqlOptions{
    "host", "port", "sslmode", "sslrootcert", "sslcert", "sslkey", "target_session_attrs"};
constexpr std::array<std::string_view, 4> kMysqlOptions{"socket", "sslca", "sslcert", "sslkey"};

bool is_option(Database database, std::string_view name) {
  auto const is_among = [&](auto const& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  return database == Database::postgresql ? is_among(kPostgresqlOptions) : is_among(kMysqlOptions);
}

bool is_well_named(StoreUrl const& url) {
  auto const holds_control = [](std::string const& text) {
    return std::any_of(text.begin(), text.end(), is_control);
  };
  if (url.name.empty() || url.name.find('/') != std::string::npos) return false;
  for (auto const* part : {&url.host, &url.port, &url.user, &url.password, &url.name})
    if (holds_control(*part)) return false;
  return std::all_of(url.options.begin(), url.options.end(), [&](auto const& option) {
    return is_option(url.database, option.first) && !holds_control(option.second);
  });
}

Result<StoreUrl> parse_server(Database database, std::string_view text) {
  Rejection const refused{StoreUrlReason::store_server_must_be_well_named};
  auto const parsed = boost::urls::parse_uri(text);
  if (!parsed || !parsed->has_authority() || parsed->has_fragment()) return refused;
  StoreUrl url{.database = database};
  url.host = parsed->host();
  // An IPv6 address stands in brackets in a URL only.
  if (parsed->host_type() == boost::urls::host_type::ipv6) url.host = parsed->host_address();
  url.port = std::string{parsed->port()};
  url.user = parsed->user();
  url.password = parsed->password();
  std::string const path{parsed->path()};
  url.name = path.empty() ? path : path.substr(1);
  for (auto const& option : parsed->params())
    if (!url.options.emplace(option.key, option.value).second) return refused;
  if (!is_well_named(url)) return refused;
  return url;
}

}  // namespace

Result<StoreUrl> parse_store_url(std::string_view text) {
  auto const colon = text.find(':');
  auto const scheme = text.substr(0, colon);
  auto const database = find_by_name<Database>(scheme);
  if (colon == std::string_view::npos || !database)
    return Rejection{StoreUrlReason::store_url_must_name_a_database};
  if (*database != Database::sqlite) return parse_server(*database, text);
  auto const path = text.substr(colon + 1);
  if (!is_plain(path)) return Rejection{StoreUrlReason::store_path_must_be_plain};
  return StoreUrl{.database = *database, .path = std::string{path}};
}

std::string shown(StoreUrl const& url) {
  if (url.database == Database::sqlite) return url.path;
  auto text = std::string{name_of(url.database)} + "://" + url.host;
  if (!url.port.empty()) text += ":" + url.port;
  text += "/" + url.name;
  for (auto const* where : {"host", "socket"})
    if (auto const found = url.options.find(where); found != url.options.end())
      text += "?" + found->first + "=" + found->second;
  return text;
}

}  // namespace gozin
