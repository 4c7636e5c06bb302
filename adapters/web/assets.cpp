#include "adapters/web/assets.hpp"

#include <algorithm>
#include <stdexcept>

namespace gozin::web {
namespace {

std::string_view media_of(std::string_view name) {
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
  auto const* asset = find(name);
  if (!asset) throw std::logic_error("no file linked as " + std::string{name});
  return "/assets/" + std::string{asset->hash} + "/" + std::string{name};
}

std::optional<Served> find_asset(std::string_view hash, std::string_view name) {
  auto const* asset = find(name);
  // Templates are linked too, but are no one's to fetch.
  if (!asset || asset->hash != hash || media_of(name).empty()) return std::nullopt;
  return Served{media_of(name), asset->bytes};
}

}  // namespace gozin::web
