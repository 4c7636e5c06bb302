#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gozin::web {

/// A file linked into the program.
struct Asset {
  std::string_view name;  // `city.html`, `site.css`
  std::string_view bytes;
};

[[nodiscard]] std::span<Asset const> assets();

/// Sixteen digits that change when any of the files does. One for all: the style names the font by
/// a relative path.
[[nodiscard]] std::string_view assets_hash();

/// What a browser may fetch.
struct Served {
  std::string_view media;
  std::string_view bytes;
};

/// The address of a style, font or picture: `/assets/<hash>/site.css`. It changes with the content,
/// so a browser may keep what it once got. Throws std::logic_error for a name that is not linked.
[[nodiscard]] std::string asset_path(std::string_view name);

/// Nothing where the hash is not the present one.
[[nodiscard]] std::optional<Served> find_asset(std::string_view hash, std::string_view name);

}  // namespace gozin::web
