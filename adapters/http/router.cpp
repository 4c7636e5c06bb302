#include "adapters/http/router.hpp"

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

std::size_t Routes::add(std::string_view method, std::string_view pattern) {
  entries_.push_back({std::string{method}, parts_of(pattern)});
  return entries_.size() - 1;
}

Routes::Found Routes::find(std::string_view method, std::string_view path) const {
  auto const parts = parts_of(path);
  auto const asked = method == "HEAD" ? "GET" : method;
  std::set<std::string> allowed;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    auto named = match(entries_[i].pattern, parts);
    if (!named) continue;
    if (entries_[i].method == asked) return {.route = i, .parts = std::move(*named)};
    allowed.insert(entries_[i].method);
    if (entries_[i].method == "GET") allowed.insert("HEAD");
  }
  if (!allowed.empty()) allowed.insert("OPTIONS");
  return {.allow = joined(allowed)};
}

}  // namespace gozin::http
