#include "adapters/app/site_log.hpp"

#include "adapters/app/settings.hpp"
#include "engine/ledger/log_folder.hpp"

#include <algorithm>
#include <stdexcept>

namespace gozin::app {
namespace {

constexpr std::string_view kText = "text/plain; charset=utf-8";
constexpr std::string_view kBytes = "application/octet-stream";
/// A tile of one width never changes, partial or full.
constexpr std::string_view kForever = "public, max-age=31536000, immutable";
constexpr std::string_view kForeverPrivate = "private, max-age=31536000, immutable";
constexpr std::string_view kAskAgain = "no-cache";
constexpr std::string_view kMethods = "GET, HEAD, OPTIONS";

http::Response refused(int status) { return {.status = status}; }

/// Whether one of the tags of `If-None-Match` is this one (RFC 9110 §13.1.2, weak comparison).
bool has_tag(std::string_view tags, std::string const& tag) {
  return tags == "*" || tags.find(tag) != std::string_view::npos;
}

struct File {
  std::string_view media;
  std::string_view cache;
  std::string bytes;
};

http::Response served(http::Request const& request, File file) {
  auto const tag = "\"" + to_hex(sha256(file.bytes)) + "\"";
  http::Response response{.headers = {{"ETag", tag}, {"Cache-Control", std::string{file.cache}}}};
  if (has_tag(http::header(request, "if-none-match"), tag)) {
    response.status = 304;
    return response;
  }
  response.headers.emplace_back("Content-Type", std::string{file.media});
  response.body = std::move(file.bytes);
  return response;
}

}  // namespace

bool publishes_entries() {
  auto const value = setting("", "publish_entries");
  if (value != "yes" && value != "no")
    throw std::runtime_error("publish_entries must be yes or no");
  return value == "yes";
}

std::optional<http::Response> LogShelf::answer(http::Request const& request,
                                               MayRead const& may_read) {
  auto const& path = request.path;
  if (path != "/checkpoint" && !path.starts_with("/tile/") && !path.starts_with("/checkpoints/"))
    return std::nullopt;
  if (request.method == "GET" || request.method == "HEAD") return find(request, may_read);
  auto response = refused(request.method == "OPTIONS" ? 204 : 405);
  response.headers.emplace_back("Allow", std::string{kMethods});
  return response;
}

http::Response LogShelf::find(http::Request const& request, MayRead const& may_read) {
  if (request.path.starts_with("/tile/")) return tile(request, may_read);
  if (request.path != "/checkpoint") return kept(request);
  auto const last = city_.store().view()->last_checkpoint();
  return last ? served(request, {kText, kAskAgain, last->note}) : refused(404);
}

http::Response LogShelf::tile(http::Request const& request, MayRead const& may_read) {
  auto const id = parse_tile_path(std::string_view{request.path}.substr(1));
  if (!id) return refused(404);
  auto const is_open = id->kind == TileId::Kind::hashes || publishes_entries_;
  if (!is_open)
    if (auto const status = may_read(); status != 0) return refused(status);
  auto const view = city_.store().view();
  auto const last = view->last_checkpoint();
  // What no signed checkpoint covers is not published yet.
  if (!last || !has_tile(static_cast<std::uint64_t>(last->size), *id)) return refused(404);
  std::scoped_lock const lock{mutex_};
  tree_.catch_up(*view);
  return served(request, {kBytes, is_open ? kForever : kForeverPrivate, tree_.file(*view, *id)});
}

http::Response LogShelf::kept(http::Request const& request) {
  constexpr std::string_view kFolder = "/checkpoints/";
  auto const index = parse_index_path(std::string_view{request.path}.substr(kFolder.size()));
  if (!index) return refused(404);
  auto const first = *index * kTileWidth;
  std::string bytes;
  for (auto const& [size, note] :
       city_.store().view()->checkpoints(static_cast<std::int64_t>(first), kTileWidth))
    if (static_cast<std::uint64_t>(size) < first + kTileWidth) bytes += note;
  if (bytes.empty()) return refused(404);
  return served(request, {kText, kAskAgain, std::move(bytes)});
}

}  // namespace gozin::app
