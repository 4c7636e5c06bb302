#include "adapters/store/store_url.hpp"

#include <algorithm>

namespace gozin {
namespace {

/// The path stands between quotation marks in what the library is given.
bool is_plain(std::string_view path) {
  if (path.empty() || path.starts_with(':')) return false;
  return std::none_of(path.begin(), path.end(), [](char c) {
    return c == '"' || static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
  });
}

}  // namespace

Result<StoreUrl> parse_store_url(std::string_view text) {
  auto const colon = text.find(':');
  auto const scheme = text.substr(0, colon);
  auto const database = find_by_name<Database>(scheme);
  if (colon == std::string_view::npos || !database)
    return Rejection{StoreUrlReason::store_url_must_name_a_database};
  auto const path = text.substr(colon + 1);
  if (!is_plain(path)) return Rejection{StoreUrlReason::store_path_must_be_plain};
  return StoreUrl{*database, std::string{path}};
}

}  // namespace gozin
