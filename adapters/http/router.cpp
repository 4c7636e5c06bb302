#include "adapters/http/router.hpp"

#include <optional>
#include <set>

namespace gozin::http {
namespace {

std::vector<std::string> parts_of(std::string_view path) {
  std::vector<std::string> parts;
  path.remove_prefix(path.starts_with('/') ? 1 : 0);
  for (std::size_t at = 0; at != std::string_view::npos;) {
    at = path.find('/');
    parts.emplace_back(path.substr(0, at));
    if (at != std::string_view::npos) path.remove_prefix(at + 1);
  }
  return parts;
}

std::optional<PathParts> match(std::vector<std::string> const& pattern,
                               std::vector<std::string> const& parts) {
  if (pattern.size() != parts.size()) return std::nullopt;
  PathParts named;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    auto const& want = pattern[i];
    if (want.starts_with('{')) {
      if (parts[i].empty()) return std::nullopt;
      named.emplace(want.substr(1, want.size() - 2), parts[i]);
    } else if (want != parts[i]) {
      return std::nullopt;
    }
  }
  return named;
}

std::string joined(std::set<std::string> const& methods) {
  std::string text;
  for (auto const& method : methods) text += (text.empty() ? "" : ", ") + method;
  return text;
}

}  // namespace

void Router::on(std::string_view method, std::string_view pattern, Route route) {
  entries_.push_back({std::string{method}, parts_of(pattern), std::move(route)});
}

Response Router::answer(Request const& request) const {
  auto const parts = parts_of(request.path);
  auto const method = request.method == "HEAD" ? "GET" : std::string_view{request.method};
  std::set<std::string> allowed;
  for (auto const& entry : entries_) {
    auto const named = match(entry.pattern, parts);
    if (!named) continue;
    if (entry.method == method) return entry.route(request, *named);
    allowed.insert(entry.method);
    if (entry.method == "GET") allowed.insert("HEAD");
  }
  if (allowed.empty()) return refuse_(request, 404);
  allowed.insert("OPTIONS");
  auto response = method == "OPTIONS" ? Response{.status = 204} : refuse_(request, 405);
  response.headers.emplace_back("Allow", joined(allowed));
  return response;
}

}  // namespace gozin::http
