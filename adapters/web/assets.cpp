#include "adapters/web/assets.hpp"

#include <algorithm>
#include <stdexcept>

namespace gozin::web {
namespace {

std::string_view media_of(std::string_view name) {
  if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  if (name.ends_with(".svg")) return "image/svg+xml";
  if (name.ends_with(".woff2")) return "font/woff2";
  return {};
}

Asset const* find(std::string_view name) {
  auto const all = assets();
  auto const found = std::ranges::find(all, name, &Asset::name);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

std::string asset_path(std::string_view name) {
  if (!find(name)) throw std::logic_error("no file linked as " + std::string{name});
  return "/assets/" + std::string{assets_hash()} + "/" + std::string{name};
}

std::optional<Served> find_asset(std::string_view hash, std::string_view name) {
  auto const* asset = find(name);
  // Templates are linked too, but are no one's to fetch.
  if (!asset || hash != assets_hash() || media_of(name).empty()) return std::nullopt;
  return Served{media_of(name), asset->bytes};
}

}  // namespace gozin::web
